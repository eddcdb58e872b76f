"""What is said to be perhaps in a resume: words in other forms, and no words that merely begin alike."""

from __future__ import annotations

import pytest

from interview.core.profile import Achievement, AchievementKind, Profile
from interview.resume.profile.job_requirements import read_job


def near(skill: str, line: str) -> list[bool]:
    job = read_job(f"Requirements\n- {skill}", Profile(achievements=(Achievement(line, AchievementKind.WORK),)))
    assert job.requirements, skill
    return [each.is_near for each in job.requirements]


@pytest.mark.parametrize(
    ("skill", "line"),
    [
        ("Java", "Wrote the JavaScript of a shop"),
        ("Scala", "Made the service scalable"),
        ("Microsoft Excel", "Excellent marks in all three years"),
        ("Microsoft Excel", "Our team excels at service"),
        ("Swift", "Answered swiftly to every guest"),
        ("Rust", "Cleaned rusty pipes"),
        ("React", "Noted reactions of patients"),
        ("Microsoft Access", "Made the entrance of the Microsoft hall accessible"),
        ("Microsoft Word", "Corrected wordings of 40 contracts"),
        ("event planning", "Made even more plans"),
    ],
)
def test_words_that_begin_like_a_name_do_not_show_it(skill: str, line: str) -> None:
    assert near(skill, line) == [False]


@pytest.mark.parametrize(
    ("skill", "line"),
    [
        ("event planning", "Planned 40 events"),
        ("bank reconciliation", "Reconciled bank accounts of five shops"),
        ("financial analysis", "Analysed financial results of nine shops"),
        ("Recruitment", "Recruited 40 drivers"),
        ("risk assessment", "Assessments of risk for four sites"),
        ("event planning", "Ran weddings and 62 events a year"),
        ("team management", "Worked hard and led 3 busy teams"),
    ],
)
def test_words_of_a_name_in_other_forms_may_show_it(skill: str, line: str) -> None:
    assert near(skill, line) == [True]


@pytest.mark.parametrize(
    ("skill", "line"),
    [
        ("event planning", "My manager planned events, I took the phone"),
        ("event planning", "Sold tickets for events planned by others"),
        ("bank reconciliation", "Counted cash at the bank, reconciled neighbours"),
        ("project management", "Reported to the project manager"),
        ("team management", "Played in a team, managed by others"),
    ],
)
def test_words_of_a_name_of_other_clauses_or_other_people_do_not_show_it(skill: str, line: str) -> None:
    assert near(skill, line) == [False]


@pytest.mark.parametrize(
    ("skill", "line"),
    [
        ("First Aid", "First in my family to work for an aid agency"),
        ("risk assessment", "Assessed students at risk"),
        ("team management", "Worked in a team of six"),
        ("machine learning", "Learned to run the machine"),
        ("complaint handling", "Complaints were rare in my shop"),
    ],
)
def test_one_word_of_a_name_and_others_far_from_it_do_not_show_it(skill: str, line: str) -> None:
    assert near(skill, line) == [False]


@pytest.mark.parametrize(
    ("skill", "line", "is_near"),
    [
        ("Kafka", "Built services and have no experience with Kafka", False),
        ("SAP", "SAP? No, JDE and MJDI (army systems) only.", False),
        ("bank reconciliation", "Entered invoices; I have never done bank reconciliations", False),
        ("bank reconciliation", "Reconciled bank accounts, no experience with payroll", True),
        ("Payroll", "Reconciled bank accounts, no experience with payroll", False),
    ],
)
def test_what_a_line_denies_is_not_perhaps_in_it(skill: str, line: str, is_near: bool) -> None:
    assert near(skill, line) == [is_near]


@pytest.mark.parametrize(
    ("heading", "is_read"),
    [
        ("What you get to do:", True),
        ("What you'll get to work on", True),
        ("We provide IT support:", True),
        ("What you get:", False),
        ("What you'll receive", False),
        ("We offer:", False),
        ("What we offer", False),
        ("What we offer our team:", False),
        ("Our offer", False),
        ("We provide:", False),
    ],
)
def test_only_a_heading_of_what_the_firm_gives_ends_what_it_asks_for(heading: str, is_read: bool) -> None:
    job = read_job(f"Cook\n\n{heading}\n- PostgreSQL\n- Docker", Profile())
    assert bool(job.requirements) is is_read
