"""What stands among the jobs of a resume and is none: what was studied, and words that only lead to a job."""

from __future__ import annotations

from datetime import date

import pytest

from interview.resume.profile.reader import understand

COOK = "Kim Lane\n\nEXPERIENCE\nCook, Hotel Sol, 2018 - 2022\n- Cooked for 200 guests a day\n"


def jobs(below: str) -> list[tuple[str, str]]:
    found = understand(COOK + below, today=date(2026, 12, 2)).projects
    assert (found[0].name, found[0].role) == ("Hotel Sol", "Cook")
    return [(job.name, job.role) for job in found[1:]]


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize(
    "line",
    [
        "Training: ServSafe Manager, Barista",
        "Courses: Food Safety Officer 2019",
        "A levels: English, Business (2008)",
        "A-levels: Art, Business 2014 - 2016",
        "GCSEs: Maths, English (2010)",
    ],
)
def test_what_was_studied_is_no_employer(between: str, line: str) -> None:
    assert jobs(f"{between}{line}\n") == []


@pytest.mark.parametrize(
    ("line", "job"),
    [
        ("University: Leeds, Lecturer, 2010 - 2016\n- Taught 40 students", ("University", "Lecturer")),
        ("Training Officer: Army, 2010 - 2016\n- Trained 40", ("Army", "Training Officer")),
        ("School: Oak Primary\nPosition: Teacher\nPeriod: 2010 - 2016", ("Oak Primary", "Teacher")),
    ],
)
def test_who_worked_at_a_school_or_in_training_has_a_job_there(line: str, job: tuple[str, str]) -> None:
    assert jobs(f"\n{line}\n") == [job]


def test_where_a_job_before_was_is_not_its_name() -> None:
    assert jobs("Previously in Lagos: Nurse, Hospital Sur, 2012 - 2018") == [("Hospital Sur", "Nurse")]
    assert jobs("Before in Guinea: market seller 2012-2018") == []


def test_a_slash_between_two_months_is_a_range() -> None:
    resume = "Kim Lane\n\nEXPERIENCE\nSunrise Care Home, Carer, 05/2017 / 01/2022\n- Cared for 12 people\n"
    assert understand(resume, today=date(2026, 12, 2)).years == pytest.approx(4.8, abs=0.1)
