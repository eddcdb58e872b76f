"""Whose resume is gone without a mark is known by the name that the texts tell; jobs and skills are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.interviewer import Brief
from interview.core.profile import Profile, Skill
from interview.model.disguise import Disguise
from interview.model.what_is_told import told_brief
from interview.resume.own_details import told_names
from tests.long_interviews import interview


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("I am Jane Quimby, and at Acme Ltd I led it.", {"Jane Quimby", "Jane", "Quimby", "JANE QUIMBY"}),
        ("Well, my name is Bob. I work at Acme.", {"Bob"}),
        ("This is Anna van der Berg and I test.", {"Anna van der Berg", "Anna", "Berg"}),
        ("Ich heiße Max Müller-Lüdenscheidt und teste.", {"Max Müller-Lüdenscheidt", "Max"}),
        ("我叫王小明，我负责了重构", {"王小明"}),
        ("我叫王明我负责了重构", {"王明"}),
        ("我是李雷，前端工程师", {"李雷"}),
    ],
)
def test_a_name_that_a_text_tells_is_found_in_its_forms(said: str, names: set[str]) -> None:
    assert names <= set(told_names([said], []))


@pytest.mark.parametrize(
    "said",
    [
        "I am Scrum Master, and I'm German.",
        "I am a Product Owner.",
        "I'm Kubernetes Admin at Acme.",
        "This is Apache Kafka.",
        "My name is not needed here.",
        "Event Sourcing keeps every change.",
        "我是高级工程师。",
        "",
    ],
)
def test_a_job_or_a_skill_is_no_name(said: str) -> None:
    assert told_names([said], []) == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("- Jane Quimby cut the time of a release.", {"Jane Quimby", "Quimby", "Jane"}),
        ("王小明负责了重构", {"王小明"}),
    ],
)
def test_a_name_that_a_line_of_a_resume_begins_with_is_found(line: str, names: set[str]) -> None:
    assert names <= set(told_names([], [line]))


@pytest.mark.parametrize(
    "line",
    ["- Moved 40 services to PostgreSQL; wrote tests.", "Built Python services.", "负责前端架构的重构", "Led a team."],
)
def test_a_line_that_begins_with_work_tells_no_name(line: str) -> None:
    assert told_names([], [line]) == ()


LINE = "Jane Quimby cut the time of a release by 30 %."


def test_questions_to_be_written_without_resume_and_marks_are_asked_for_without_the_name_in_its_lines() -> None:
    profile = Profile(skills=(Skill("Docker", LINE),))
    brief = Brief(profile, "", (), asked_before=(f"What was your part in “{LINE}”?",))
    disguise = Disguise.of_brief(brief)
    told = told_brief(brief, disguise)
    assert told.profile.skills[0].line == "[NAME] cut the time of a release by 30 %."
    assert "Quimby" not in told.asked_before[0]
    assert disguise.restored(told) == brief


def test_an_interview_without_resume_and_marks_is_told_without_the_name_that_a_question_or_answer_tells() -> None:
    begun = interview(2)
    first, second = begun.turns
    asked = replace(first, question=replace(first.question, text=f"What was your part in “{LINE}”?"))
    said = replace(second, answer=replace(second.answer, text="My name is Bo Lee. So Jane, as Bo, says."))
    session = replace(begun, resume_text="", resume_key="of a text that is gone", turns=(asked, said))
    disguise = Disguise.of_session(session)
    told = repr(disguise.hidden(session))
    assert [name for name in ("Jane", "Quimby", "Bo Lee", " Bo,") if name in told] == []
    assert disguise.restored(disguise.hidden(session)) == session
    with_text = replace(session, resume_text="Ada Example\nEngineer", resume_key="")
    assert "Quimby" in repr(Disguise.of_session(with_text).hidden(with_text))
