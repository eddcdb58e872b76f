"""When two names are the same skill, and which topics of the bank a skill names."""

from __future__ import annotations

import pytest

from interview.core.profile import Profile, Project, Skill
from interview.question_bank.topics import match_topics
from interview.resume.profile.skill_names import skill_key
from tests.unit.small_bank import small_bank, topic

BANK = small_bank(
    topic("Puzzles", "Foundations", ("Puzzles", "Problem Solving", "Troubleshooting")),
    topic("Everyday work", "General", ("Communication", "Problem Solving")),
)
SHOP = Project("Shop", "Shop: built the checkout with Redis", role="developer", technologies=("Redis",))


def topics_named(*skills: str) -> list[str]:
    return [match.topic.name for match in match_topics(Profile(tuple(map(Skill, skills))), BANK)]


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("node js", "Node.js"),
        ("HTML5", "html"),
        ("REST APIs", "REST API"),
        ("Vue.js", "Vue"),
        ("scikit learn", "Scikit-learn"),
        ("Python 3.12", "Python"),
        ("Windows Server 2022", "Windows Server"),
        ("Frobnicator v2.1", "frobnicators"),
        ("Angular (v17)", "Angular"),
        ("微服务架构", "Microservices"),
    ],
)
def test_spellings_of_a_skill_are_the_same_skill(written: str, listed: str) -> None:
    assert skill_key(written) == skill_key(listed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C#", "C"),
        ("F#", "F"),
        ("Java", "JavaScript"),
        ("S3", "S"),
        ("R", "RS"),
        ("Go", "Goes"),
        ("Sass", "SAS"),
        ("Less", "LES"),
        ("ISO 9001", "ISO 27001"),
        ("ISO 9001", "ISO"),
        ("RFC 2616", "RFC 9110"),
        ("SOC 1", "SOC 2"),
        ("AngularJS", "Angular"),
        ("React Native", "React"),
        ("Oracle Database", "Oracle Cloud"),
    ],
)
def test_different_skills_stay_different(one: str, other: str) -> None:
    assert skill_key(one) != skill_key(other)


def test_a_longer_skill_name_matches_the_topic_named_within_it() -> None:
    assert topics_named("Apache Kafka connectors") == ["Kafka"]


@pytest.mark.parametrize("phrase", ["spring events", "go karts", "Go-to-market plans", "rusting protection"])
def test_a_word_that_only_looks_like_a_technology_matches_no_topic(phrase: str) -> None:
    assert topics_named(phrase) == []


@pytest.mark.parametrize("quality", ["Problem Solving", "Excellent problem-solving skills", "problem solver"])
def test_a_quality_of_a_person_never_leads_to_a_technical_question(quality: str) -> None:
    assert "Puzzles" not in topics_named(quality)


def test_a_quality_of_a_person_leads_to_questions_about_everyday_work() -> None:
    assert topics_named("Communication", "Problem Solving") == ["Everyday work"]


def test_a_skill_with_a_resume_line_speaks_for_its_topic() -> None:
    profile = Profile((Skill("Redis"), Skill("Valkey", "Ran Valkey in three regions")))
    (match,) = match_topics(profile, BANK)
    assert match.skill.line == "Ran Valkey in three regions"


def test_technologies_of_a_project_count_as_skills() -> None:
    (match,) = match_topics(Profile(projects=(SHOP,)), BANK)
    assert (match.topic.name, match.skill.line) == ("Redis", SHOP.line)
