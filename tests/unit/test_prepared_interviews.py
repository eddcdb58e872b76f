"""Who has a known occupation is asked about topics of its lists alone, and every second time about own work."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import plan
from interview.core.posting import JobPosting, Requirement
from interview.core.profile import Achievement, AchievementKind, Level, LineTrait, Profile, Skill
from interview.core.question import Question, QuestionKind
from interview.occupations.occupation import occupations
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.own_work import fits, quoted
from interview.question_bank.bank import load_bank

pytestmark = pytest.mark.sqlite_first

LINES = tuple(
    Achievement(f"Brought {thing} down from {number} to 3", AchievementKind.CHANGE, "City Hospital", (LineTrait.START,))
    for number, thing in enumerate(("falls", "ulcers", "waiting days", "errors", "complaints", "absences"), start=9)
)
NURSE = Profile(
    skills=(
        Skill("Kanban", "Red2Green board (our Kanban)"),
        Skill("Python", "twelve hours of Python"),
        Skill("Triage"),
    ),
    level=Level.MID,
    occupation="registered-nurse",
    achievements=LINES,
)


def asked(profile: Profile, count: int = 10, **more: object) -> tuple[Question, ...]:
    slots = plan(count, profile.level, len(profile.achievements))
    return PracticeInterviewer().ask(Brief(profile, "", slots, **more))  # type: ignore[arg-type]


def topics(questions: tuple[Question, ...]) -> set[str]:
    by_id = load_bank().by_id
    return {by_id[question.bank_id][0].topic for question in questions if question.kind is QuestionKind.SKILL}


@pytest.mark.parametrize("seed", range(5))
def test_a_skill_word_of_other_work_brings_no_topic(seed: int) -> None:
    nurse = occupations()["registered-nurse"]
    assert topics(asked(NURSE, seed=seed)) <= nurse.topics


def test_a_topic_that_is_fair_only_if_named_is_asked_only_then() -> None:
    developer = replace(NURSE, occupation="backend-developer", achievements=())
    assert "go" not in topics(asked(replace(developer, skills=()), 20))
    assert "go" in topics(asked(replace(developer, skills=(Skill("Go"),)), 20))


def test_when_a_line_has_one_question_left_that_comes_once_and_not_again_and_again() -> None:
    one_line = replace(NURSE, achievements=LINES[:1])
    own = [question.text for question in asked(one_line, 24) if question.kind is QuestionKind.PROJECT]
    had = tuple(own)
    while True:
        left = asked(one_line, 24, asked_before=had)
        texts = [question.text for question in left if LINES[0].line in question.text]
        assert len(set(texts)) == len(texts)
        if not texts:
            break
        had += tuple(texts)


def test_half_of_the_questions_are_about_lines_of_the_resume_each_about_another() -> None:
    own = [question.text for question in asked(NURSE) if question.kind is QuestionKind.PROJECT]
    assert len(own) == 5
    assert len({re.search("“(.+)”", text)[1] for text in own}) == 5  # type: ignore[index]
    assert all(text.startswith("From your resume (City Hospital): “Brought ") for text in own)


def test_a_line_comes_again_only_behind_all_others_and_with_another_question() -> None:
    first = asked(NURSE)
    second = asked(NURSE, asked_before=tuple(question.text for question in first), seed=1)
    own = [question.text for question in second if question.kind is QuestionKind.PROJECT]
    assert not {question.text for question in first} & set(own)
    left = [quoted(line) for line in LINES if not any(quoted(line) in question.text for question in first)]
    assert len(left) == 1
    assert left[0] in own[0]


def test_a_question_is_asked_only_of_lines_that_tell_what_it_presumes() -> None:
    known = {question.id: question for topic in load_bank().topics for question in topic.questions if question.about}
    where_before = known["achievements-figure-measured"]
    line = Achievement("Falls down by 40%", AchievementKind.CHANGE)
    assert fits(where_before, line)
    assert not fits(where_before, replace(line, traits=(LineTrait.START,)))
    assert not fits(where_before, replace(line, kind=AchievementKind.PEOPLE))
    half_more = known["achievements-half-more"]
    calls = Achievement("About 45 calls", AchievementKind.SCALE)
    assert not fits(half_more, calls)
    assert fits(half_more, replace(calls, traits=(LineTrait.VOLUME, LineTrait.ONGOING)))


def test_the_title_of_a_posting_counts_before_the_resume() -> None:
    job = JobPosting("Retail Store Manager (full time)\nWe sell lamps.")
    assert topics(asked(NURSE, job=job)) <= occupations()["retail-store-manager"].topics


def test_what_is_known_a_little_is_asked_easily() -> None:
    dba = replace(NURSE, occupation="database-administrator", level=Level.SENIOR, achievements=())
    little = replace(dba, skills=(Skill("MongoDB", "Oracle, Bash, a little MongoDB"),))
    hard = [question for question in asked(little, 24) if question.category == "NoSQL and MongoDB"]
    assert hard
    assert {question.difficulty.value for question in hard} == {"easy"}


def test_a_question_for_some_professions_reaches_no_other() -> None:
    by_id = load_bank().by_id
    for seed in range(6):
        for question in asked(replace(NURSE, occupation="customer-support-agent"), 24, seed=seed):
            of_the_bank = by_id[question.bank_id][1]
            assert not of_the_bank.professions or "customer-support" in of_the_bank.professions
            assert "customer-support" not in of_the_bank.not_professions


@pytest.mark.parametrize(
    ("occupation", "question"),
    [
        ("physiotherapist", "healthcare-support-dispensing-check"),
        ("dental-assistant", "healthcare-support-washing-dignity"),
        ("medical-receptionist", "healthcare-support-dying-question"),
        ("waiter", "hospitality-haccp"),
        ("cook", "hospitality-overbooked"),
        ("plumber", "skilled-trades-unsafe-job"),
        ("physiotherapy-assistant", "physiotherapy-first-assessment"),
        ("medical-receptionist", "medical-reception-ward-discharge"),
        ("scrum-master", "product-management-pricing"),
        ("nodejs-developer", "javascript-event-delegation"),
    ],
)
def test_what_readers_found_outside_the_work_is_not_asked(occupation: str, question: str) -> None:
    """Each in an occupation that shares topic, and some of them profession, with others who are asked it."""
    topic, found = load_bank().by_id[question]
    assert topic.topic in occupations()[occupation].topics
    person = replace(NURSE, occupation=occupation, achievements=())
    given = [each for seed in range(4) for each in asked(person, 24, seed=seed)]
    assert any(each.category == topic.name for each in given)
    assert found.question not in {each.text for each in given}


def test_a_reason_quotes_only_what_speaks_of_this_question() -> None:
    listed = "Zendesk, Intercom, Jira (reporting bugs), Slack"
    agent = replace(NURSE, occupation="customer-support-agent", skills=(Skill("Customer Support", listed),))
    job = JobPosting("Support Agent\nJira", (Requirement("Customer Support", "Support Agent"),))
    for question in asked(agent, 12, job=job):
        values = dict(question.reason.values) if question.reason else {}
        assert "Zendesk" not in str(values.get("line", ""))
        assert values.get("line") != "Support Agent"


def test_every_topic_of_an_occupation_is_in_the_bank_and_no_title_has_two_occupations() -> None:
    known = {topic.topic for topic in load_bank().topics}
    titles: dict[str, str] = {}
    for name, occupation in occupations().items():
        assert occupation.topics <= known, name
        for title in (*occupation.titles, *occupation.titles_zh):
            assert titles.setdefault(title, name) == name
        assert set(occupation.expected) == set(Level)
        assert occupation.name_zh, name


def test_every_profession_that_a_question_names_exists() -> None:
    known = {name for each in occupations().values() for name in (each.profession, each.occupation)}
    for topic in load_bank().topics:
        for question in topic.questions:
            assert {*question.professions, *question.not_professions} <= known, question.id
