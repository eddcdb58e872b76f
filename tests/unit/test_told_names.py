"""Whose resume is gone without a mark is known by the name that the texts tell; jobs and skills are none."""

from __future__ import annotations

import pytest

from interview.resume.own_details import told_names


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
