"""A posting is read in groups of alternatives, of which one is enough; what nobody needs is not asked."""

from __future__ import annotations

import pytest

from interview.core.profile import Profile, Skill
from interview.resume.profile.job_requirements import read_job


def read(text: str, *skills: str) -> list[tuple[str, bool]]:
    profile = Profile(skills=tuple(Skill(name) for name in skills))
    return [(found.skill, found.is_shown) for found in read_job(f"Requirements\n- {text}\n", profile).requirements]


def test_of_alternatives_the_one_that_the_resume_shows_stands_for_all() -> None:
    assert read("Backend work in Go, Java or Rust", "Go") == [("Go", True)]
    assert read("Experience with React, Vue or Angular", "Angular") == [("Angular", True)]


def test_of_several_shown_alternatives_the_most_prominent_of_the_resume_counts() -> None:
    assert read("Go, Java or Rust", "Java", "Go") == [("Java", True)]


def test_alternatives_of_which_none_is_shown_stay_and_share_a_group() -> None:
    found = read_job("Requirements\n- Kafka or another broker (RabbitMQ)\n- Docker\n", Profile()).requirements
    assert [each.skill for each in found] == ["Kafka", "RabbitMQ", "Docker"]
    assert found[0].group == found[1].group != 0
    assert found[2].group == 0


def test_what_stands_with_and_is_asked_for_each() -> None:
    assert read("Go and Kafka, and PostgreSQL", "Go") == [("Go", True), ("Kafka", False), ("PostgreSQL", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Python is used by our data team; you will not need it",
        "We use Python for hosting, but you will not have to touch it",
        "You do not need Python",
        "Pipelines are not asked: a data team of five does that with Python",
    ],
)
def test_what_is_not_needed_is_no_requirement(text: str) -> None:
    assert ("Python", False) not in read(text)


def test_a_heading_of_wishes_makes_what_follows_a_plus() -> None:
    text = "You bring\n- Kafka\n\nIt would be great if you also have\n- Kubernetes and Helm\n"
    found = read_job(text, Profile()).requirements
    assert {each.skill: each.is_required for each in found} == {"Kafka": True, "Kubernetes": False, "Helm": False}
