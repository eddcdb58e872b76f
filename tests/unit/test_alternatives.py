"""A posting is read in groups of alternatives, of which one is enough; what nobody needs is not asked."""

from __future__ import annotations

import pytest

from interview.core.profile import Profile, Skill
from interview.documents.job_coverage import job_coverage
from interview.i18n.translate import ENGLISH
from interview.resume.profile.job_requirements import read_job


def read(text: str, *skills: str) -> list[tuple[str, bool]]:
    profile = Profile(skills=tuple(Skill(name) for name in skills))
    return [(found.skill, found.is_shown) for found in read_job(f"Requirements\n- {text}\n", profile).requirements]


def met(text: str, *skills: str) -> tuple[str, tuple[str, ...]]:
    """The one row of a line, and what is still wanted of it."""
    profile = Profile(skills=tuple(Skill(name, name) for name in skills))
    job = read_job(f"Requirements\n- {text}\n", profile)
    coverage = job_coverage(job, frozenset(), ENGLISH)
    assert coverage is not None
    (row,) = coverage.requirements
    assert row.is_shown
    return row.skill, tuple(one.skill for one in job.unmet_otherwise)


def test_of_alternatives_one_that_the_resume_shows_is_enough_and_the_row_names_all() -> None:
    assert met("Backend work in Go, Java or Rust", "Go") == ("Go, Java or Rust", ("Go",))
    assert met("Experience with React, Vue or Angular", "Angular") == ("Angular, React or Vue.js", ("Angular",))


def test_of_several_shown_alternatives_the_most_prominent_of_the_resume_counts() -> None:
    assert met("Go, Java or Rust", "Java", "Go") == ("Java, Go or Rust", ("Java",))


def test_a_name_in_brackets_does_not_end_a_list_of_alternatives() -> None:
    assert met("Python (pandas) or R", "Python") == ("Python, Pandas or R", ("Python",))


def test_a_new_item_of_a_list_is_no_alternative_of_the_next() -> None:
    found = read_job("Requirements\n- knowledge of bookkeeping, experience of Xero or Sage\n", Profile())
    assert [need.skills for need in found.needs] == [("Bookkeeping",), ("Xero", "Sage")]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Iceberg or Delta Lake, Kubernetes, GDPR experience", ["Apache Iceberg or Delta Lake", "Kubernetes", "GDPR"]),
        ("AWS or Azure, Java or Kotlin, Docker", ["AWS or Azure", "Java or Kotlin", "Docker"]),
        ("React/Angular, PostgreSQL", ["React or Angular", "PostgreSQL"]),
        ("Kafka, RabbitMQ, or Pulsar", ["Kafka, RabbitMQ or Pulsar"]),
        ("Tableau, Looker or similar", ["Tableau or Looker"]),
    ],
)
def test_what_a_list_adds_behind_alternatives_is_asked_for_by_itself(text: str, items: list[str]) -> None:
    coverage = job_coverage(read_job(f"Requirements\n- {text}\n", Profile()), frozenset(), ENGLISH)
    assert coverage is not None
    assert [row.skill for row in coverage.requirements] == items


def test_what_somebody_is_to_learn_later_is_no_requirement() -> None:
    assert read("good Excel, willing to study ACCA or CIMA") == [("Excel", False)]
    assert read("Kafka, keen to learn Kubernetes") == [("Kafka", False)]


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
