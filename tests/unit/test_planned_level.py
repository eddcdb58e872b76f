"""How hard an interview is planned, by the person and by the title of the posting."""

from __future__ import annotations

import pytest

from interview.core.planned_level import planned_level
from interview.core.profile import Level, Profile
from interview.question_bank.catalogue import TopicCatalogue
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.title_levels import level_said

JUNIOR, MID, SENIOR = Level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Junior Frontend Developer", JUNIOR),
        ("Graduate Engineer", JUNIOR),
        ("Trainee Accountant", JUNIOR),
        ("Apprentice Joiner", JUNIOR),
        ("初级前端工程师", JUNIOR),
        ("Frontend Developer", MID),
        ("Senior QC Analyst", SENIOR),
        ("Warehouse Team Leader", SENIOR),
        ("Head Chef", SENIOR),
        ("Lead Painter", SENIOR),
        ("高级前端工程师", SENIOR),
    ],
)
def test_the_title_of_a_posting_moves_the_level(title: str, level: Level) -> None:
    assert planned_level(MID, level_said(title), is_other_work=False) is level


@pytest.mark.parametrize(
    "title",
    [
        "Junior School Teacher",
        "Graduate Recruiter",
        "Apprentice Coordinator",
        "Senior Living Caregiver",
        "Head Office Receptionist",
        "Assistant to the Head of Sales",
        "Lead Generation Specialist",
        "Leadership Coach",
        "Head and Neck Cancer Nurse",
        "Head Injury Case Manager",
        "Head Lice Nurse",
        "Lead Paint Inspector",
        "Lead-free soldering operator",
        "Lead free soldering operator",
        "Cook at a Head Start Centre",
        "Developer (junior or senior)",
        "",
    ],
)
def test_a_title_that_says_no_level_moves_nothing(title: str) -> None:
    assert planned_level(MID, level_said(title), is_other_work=False) is MID


def test_a_title_moves_the_level_by_one_step_and_within_bounds() -> None:
    assert planned_level(SENIOR, JUNIOR, is_other_work=False) is MID
    assert planned_level(JUNIOR, SENIOR, is_other_work=False) is MID
    assert planned_level(JUNIOR, JUNIOR, is_other_work=False) is JUNIOR
    assert planned_level(SENIOR, SENIOR, is_other_work=False) is SENIOR


def test_nobody_is_asked_as_a_senior_about_other_work() -> None:
    assert planned_level(SENIOR, None, is_other_work=True) is MID
    assert planned_level(SENIOR, SENIOR, is_other_work=True) is MID
    assert planned_level(SENIOR, JUNIOR, is_other_work=True) is JUNIOR
    assert planned_level(JUNIOR, None, is_other_work=True) is JUNIOR


@pytest.mark.parametrize(
    ("occupation", "posting", "is_other"),
    [
        ("rust-developer", "Pastry Chef de Partie", True),
        ("rust-developer", "Backend Developer", False),
        ("rust-developer", "Keeper of the bees", False),
        ("", "Pastry Chef de Partie", False),
    ],
)
def test_other_work_is_what_both_name_and_is_of_another_profession(
    occupation: str, posting: str, is_other: bool
) -> None:
    profile = Profile(occupation=occupation)
    job = read_job(f"{posting}\n\nRequirements\n- Team spirit", profile)
    assert TopicCatalogue().is_other_work(profile, job, "en") is is_other
