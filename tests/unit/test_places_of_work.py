"""Beside a line of somebody's work stands where it was done, or nothing: a wrong place is a false statement."""

from __future__ import annotations

from datetime import date

import pytest

from interview.resume.profile.reader import understand

TODAY = date(2026, 11, 15)
_WORK = "- Cut the monthly closing from 9 days to 5\n"


def place(head: str) -> str:
    text = f"Ada Example\n\nExperience\n{head}\n{_WORK}"
    return next(line.place for line in understand(text, today=TODAY).achievements)


@pytest.mark.parametrize(
    ("head", "firm"),
    [
        ("From 2015 to today: Bookkeeper at Casa Verde", "Casa Verde"),
        ("Support Analyst, Level 3, Greenmarsh Data, 2019 - 2022", "Greenmarsh Data"),
        ("Senior Barber, Clip & Comb, Tulsa OK (2019 - 2022)", "Clip & Comb"),
        ("Accountant, Senior Care Partners Ltd, 2019 - 2022", "Senior Care Partners Ltd"),
        ("Accountant, Band 6, St. Hilda's Hospital, 2019 - 2022", "St. Hilda's Hospital"),
    ],
)
def test_a_rank_or_a_word_between_dates_is_not_taken_for_the_employer(head: str, firm: str) -> None:
    assert place(head) == firm


@pytest.mark.parametrize(
    "head",
    [
        "Senior Barber, Tier 2, 2019 - 2022",
        "Farm manager, dairy 600 cows, 2019 - 2022",
        "Accountant, later team lead, 2019 - 2022",
        "Accountant, small firm in the north, 2019 - 2022",
    ],
)
def test_no_place_is_named_where_none_of_the_head_is_surely_one(head: str) -> None:
    assert place(head) == ""


def test_lines_below_what_has_no_dates_are_not_said_to_be_from_there() -> None:
    text = (
        "Ada Example\n\nExperience\nBookkeeper, Acme Ltd, 2019 - 2022\n- Cut the closing from 9 days to 5\n\n"
        "How We Worked\n- Moved 40 ledgers into one system\n"
    )
    places = {line.line: line.place for line in understand(text, today=TODAY).achievements}
    assert places == {"Cut the closing from 9 days to 5": "Acme Ltd", "Moved 40 ledgers into one system": ""}


def test_a_certificate_with_a_year_is_no_part_of_the_job_above() -> None:
    text = (
        "Ada Example\n\nExperience\nBookkeeper, the north, 2019 - 2022\nCertified Ledger Keeper (2021), Grade A\n"
        "\nABK L1.1, FEX IV, Tax Card, Ledger 10\n"
    )
    assert [job.name for job in understand(text, today=TODAY).projects] == ["Bookkeeper"]


def test_positions_below_the_head_of_an_employer_are_said_to_be_there() -> None:
    text = (
        "Ada Example\n\nExperience\nHill Valley Fire Brigade  2011 - 2024\nCaptain, Training (2019-2024)\n"
        "- Led a crew of 8 on nights\nCook, Ridge School (2007-2011)\n- Served 200 meals a day\n"
    )
    places = {line.line: line.place for line in understand(text, today=TODAY).achievements}
    assert places == {
        "Led a crew of 8 on nights": "Hill Valley Fire Brigade",
        "Served 200 meals a day": "Ridge School",
    }
