"""What a resume tells in lines without a mark: items of a list, and paragraphs, which say many things."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import AchievementKind
from interview.resume.profile.reader import understand

TODAY = date(2026, 11, 15)


def told(text: str) -> dict[str, AchievementKind]:
    return {found.line: found.kind for found in understand(text, today=TODAY).achievements}


def job(*lines: str) -> str:
    return "Ana Lima\nStaff Nurse\n\nExperience\nStaff Nurse, City Hospital, 2021 - now\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("New pressure ulcers went from 11 to 3 in a year.", AchievementKind.CHANGE),
        ("Wrote the plan for the night shift after a fall in the corridor.", AchievementKind.WORK),
        ("About 45 telephone calls with families each week", AchievementKind.SCALE),
        ("See 14 patients a shift, half of them after an operation.", AchievementKind.SCALE),
        ("Teach the weekly class on wounds for our 4 trainees", AchievementKind.PEOPLE),
    ],
)
def test_an_item_of_a_list_without_marks_is_asked_about(line: str, kind: AchievementKind) -> None:
    assert told(job("Ward of surgery", line))[line] is kind


def test_items_in_small_letters_are_items_each() -> None:
    lines = (
        "14 patients a night",
        "cut the time of the handover from 40 to 15 minutes",
        "i count the drugs of 3 wards",
    )
    assert set(told(job(*lines, "short walks with patients"))) == set(lines)


def test_a_short_title_in_small_letters_says_that_items_begin_so() -> None:
    lines = (
        "check in and check out, handle complaints of guests, upsell 12 rooms a week in April and June",
        "when overbooked i walk 3 guests to the sister hotel and arrange car and dinner",
    )
    text = "Mai Nguyen\nreceptionist - 2.5 years\nDa Nang\n\n2023 - now: Front desk, Hill Resort\n" + "\n".join(lines)
    assert set(lines) <= set(told(text))


def test_a_line_that_goes_on_in_small_letters_is_one_item() -> None:
    line = "Brought the time that patients wait for their first meal after an operation"
    assert list(told(job("Ward of surgery", line, "down from 9 hours to 4"))) == [f"{line} down from 9 hours to 4"]


@pytest.mark.parametrize(
    "line",
    [
        "The hospital has 410 beds and 12 theatres.",
        "City Hospital is a teaching hospital with 1,200 employees.",
        "Deputy Ward Manager, surgery 3",
        "Software of the ward: Orbis 8, Excel",
        "Introduced a round at night that reduced falls on the ward by",
    ],
)
def test_what_says_nothing_done_is_not_asked_about(line: str) -> None:
    assert told(job("Ward of surgery", line)) == {}


def test_of_a_paragraph_each_sentence_that_tells_a_deed_can_be_asked_about() -> None:
    text = (
        "I have been a baker for years and like early mornings. I joined Bakery Lind in Kiel because it bakes with "
        "rye. I cut the waste of rolls from 9% to 4%. I also wrote the recipes for 12 kinds of bread, which two other "
        "shops use. My bicycle is red."
    )
    assert told(text) == {
        "I cut the waste of rolls from 9% to 4%.": AchievementKind.CHANGE,
        "I also wrote the recipes for 12 kinds of bread, which two other shops use.": AchievementKind.WORK,
    }


@pytest.mark.parametrize(
    "line",
    [
        "4 years 2 months",
        "Full-time · 4 yrs 2 mos",
        "12 Station Road, 80331 Munich",
        "Family business with 45 employees",
        "Permanent contract, 40 hours a week",
        "Salary expectation 60,000 euros a year",
    ],
)
def test_a_figure_alone_below_a_job_is_nothing_that_somebody_did(line: str) -> None:
    resume = (
        f"Dana Cole\n\nExperience\n\nHartman GmbH\nAccount Manager\n2015 - 2020\n{line}\nLed a team of 6 managers\n"
    )
    told = [each.line for each in understand(resume, today=date(2026, 11, 15)).achievements]
    assert told == ["Led a team of 6 managers"]
