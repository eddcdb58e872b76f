"""Ranges of dates are read in the ways in which people write them; figures of other things are none."""

from __future__ import annotations

from datetime import date

import pytest

from interview.resume.profile.dates import is_over, range_places, spans, without_dates

TODAY = date(2026, 11, 15)
NOW = (2026, 11)


def read(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [
        ((span.first // 12, span.first % 12 + 1), (span.last // 12, span.last % 12 + 1)) for span in spans(text, TODAY)
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Baker, 5/18 to pres", (2018, 5), NOW),
        ("Baker - 5/18 thru 9/21", (2018, 5), (2021, 9)),
        ("'16 -- '20 Baker", (2016, 1), (2019, 12)),
        ("Feb '16 -- now  Baker", (2016, 2), NOW),
        ("'22.03 → today", (2022, 3), NOW),
        ("'17.09 → '22.02", (2017, 9), (2022, 2)),
        ("Nov-18 to Feb-20", (2018, 11), (2020, 2)),
        ("2018- Hill Bakery, Baker", (2018, 1), NOW),
        ("Baker (2018 –)", (2018, 1), NOW),
        ("Baker, may 2018 and ongoing", (2018, 5), NOW),
        ("Baker, 2017-19", (2017, 1), (2018, 12)),
        ("with Hill Bakery from 98 to 2004, then on my own", (1998, 1), (2003, 12)),
        ("from 2018 up to now", (2018, 1), NOW),
        ("May 2018 onwards", (2018, 5), NOW),
        ("03.2018 - till now", (2018, 3), NOW),
        ("01.05.2018 - 30.09.2021", (2018, 5), (2021, 9)),
        ("05/2018 – 09.2021", (2018, 5), (2021, 9)),
        ("Summer 2018 - Winter 2020", (2018, 6), (2020, 12)),
        ("2018 - heute", (2018, 1), NOW),
        ("05/2018 bis heute", (2018, 5), NOW),
        ("2018 – aujourd’hui", (2018, 1), NOW),
        ("2018 à ce jour", (2018, 1), NOW),
        ("2018 - oggi", (2018, 1), NOW),
        ("2018 - actualidad", (2018, 1), NOW),
        ("2018年5月至今", (2018, 5), NOW),
    ],
)
def test_a_range_of_dates_is_read_however_it_is_written(
    text: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    assert read(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "satisfaction went from 7/10 to 9/10",
        "from 80 to 2000 users",
        "from 2.11 to 2.48 a mile",
        "version 3.11 to 3.12",
        "May 14 - Jun 16, 2019",
        "in 2019-06",
        "marketing 20 to 30 firms",
        "shifts 2 to 6 and 9 to 12",
        "2019 - Master of Science",
        "from 4/12 to 5/14 shops",
    ],
)
def test_what_is_counted_is_no_range_of_dates(text: str) -> None:
    assert read(text) == []
    assert range_places(text) == []


def test_the_words_of_a_range_go_with_its_dates() -> None:
    assert without_dates("From 2015 to today: Baker at Hill Bakery") == "Baker at Hill Bakery"
    assert without_dates("May 2018 onwards, Baker") == "Baker"


def test_a_range_whose_end_is_open_is_not_over() -> None:
    assert not is_over("2018- Hill Bakery")
    assert is_over("'16 -- '20 Hill Bakery")
