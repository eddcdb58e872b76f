"""Where a posting fixes the pay, and where there is something left to name."""

from __future__ import annotations

import pytest

from interview.resume.profile.stated_pay import fixes_pay
from tests.growth import grows_with_length_alone


@pytest.mark.parametrize(
    "posting",
    [
        "SECOND COOK – MV Arran\nNorth Ferries | Two weeks on / two weeks off | £34,800\n- Cook for 30",
        "Kennel Hand\nPay: £12.60 per hour\n- Feed 40 dogs",
        "Prison Instructor (Band 4) - HMP Dale\nYou teach joinery",
        "Biomedical Support Worker\nAfC Band 3\nYou label samples",
        "Gardener (m/f/d), City of Essen\nPay scale group EG 5, full time",
        "Bibliothekar\nTVöD E 9b",
        "Park Ranger, GS-7\nYou lead walks",
        "Glazier\nWage 29 EUR an hour, paid weekly",
    ],
)
def test_one_sum_or_a_grade_leaves_nothing_to_name(posting: str) -> None:
    assert fixes_pay(posting)


@pytest.mark.parametrize(
    "posting",
    [
        "Cook\nSalary £28,000 - £32,000 a year\n",
        "Cook\nSalary from £28,000, depending on experience\n",
        "Cook\nCompetitive pay\n",
        "Head of Catering\nYou answer for a budget of £44,000 and nine people\n",
        "Analyst\nEnvironmental monitoring of Grade 2 and Grade 4 areas\nYou test water in Grade 2 areas",
        "Baker\nYou bake 600 rolls a shift\n",
        "Clerk\nTickets at $12 and $18, sales of $40,000 a day\n",
    ],
)
def test_a_range_other_sums_or_silence_leave_the_pay_open(posting: str) -> None:
    assert not fixes_pay(posting)


@pytest.mark.parametrize(
    "posting", ["£" + "9" * 4400, "9" * 20_000, "000 " * 10_000, "1,000" * 10_000, "£1 " * 10_000, "1.1" * 10_000]
)
def test_many_digits_fix_no_pay_and_take_time_that_grows_with_their_number_alone(posting: str) -> None:
    assert not fixes_pay(posting)
    assert grows_with_length_alone(fixes_pay, lambda size: posting[:size], len(posting))


@pytest.mark.parametrize(
    "posting",
    ["Smith\nGehalt 41.500,00 € brutto pro Jahr, salary paid monthly", "Cook\nCHF 62'400", "Cook\n34k EUR a year"],
)
def test_a_sum_is_read_as_it_is_written_elsewhere(posting: str) -> None:
    assert fixes_pay(posting)
