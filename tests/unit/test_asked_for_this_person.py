"""What a person is asked with the real bank: tools and topics that somebody named, each line once, needs of a job."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot, plan
from interview.core.posting import JobPosting, Requirement
from interview.core.profile import Achievement, AchievementKind, Level, LineTrait, Profile, Project, Skill
from interview.core.question import Difficulty, Question, QuestionKind
from interview.core.rounds import Round, slots
from interview.messages import Message
from interview.occupations.occupation import occupations
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.named_tools import NamedTools
from interview.question_bank import reasons
from interview.question_bank.bank import bank_in, load_bank
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.lexicon import lexicon
from interview.resume.profile.reader import understand
from interview.resume.profile.skill_names import names, skill_key

pytestmark = pytest.mark.sqlite_first

TODAY = date(2026, 11, 15)
RESUME = """Ana Costa
Backend Developer

EXPERIENCE
Backend Developer, Parcelo Ltd, Jan 2022 - present
- Cut the nightly import from 4 hours to 20 minutes with batched inserts in PostgreSQL
- Moved three services into Docker, image size from 1.2 GB to 140 MB
- Decided against a second database after a two-week pilot
- Built the label printing service in Python, 9,000 labels a day
- Mentored two juniors through their first year
- Wrote the retry rules of the payment client, failed payments down by 30%

SKILLS
Python, PostgreSQL, Docker
"""
JOB = """Backend Engineer
You need:
- Go or Rust
- Kafka
- PostgreSQL
- Python
"""
SKILL = Slot(QuestionKind.SKILL, Difficulty.MEDIUM)
BESIDE = replace(SKILL, is_fundamental=True)


def profile() -> Profile:
    return understand(RESUME, today=TODAY)


def ask(brief: Brief) -> tuple[Question, ...]:
    return PracticeInterviewer().ask(brief)


def topic_of(question: Question) -> str:
    return load_bank().by_id[question.bank_id][0].topic


def for_the_job(seed: int, count: int = 5) -> tuple[JobPosting, tuple[Question, ...]]:
    known = profile()
    job = read_job(JOB, known)
    required = sum(need.is_required for need in job.needs)
    places = slots(Round.MIXED, count, known.level, len(known.achievements), required=required)
    return job, ask(Brief(known, RESUME, places, seed=seed, job=job))


@pytest.mark.parametrize("difficulty", Difficulty)
def test_who_names_no_graphql_is_not_asked_about_it(difficulty):
    places = (replace(SKILL, difficulty=difficulty),) * 20
    asked = ask(Brief(profile(), RESUME, places))
    assert any(topic_of(question) == "api-design" for question in asked)
    assert not any(names(question.text, tool) for question in asked for tool in ("GraphQL", "gRPC", "Kubernetes"))


def test_who_names_graphql_is_asked_about_it():
    resume = RESUME.replace("Docker\n", "Docker, GraphQL\n")
    asked = ask(Brief(understand(resume, today=TODAY), resume, (SKILL,) * 20))
    assert any(names(question.text, "GraphQL") for question in asked)


def test_a_tool_that_only_the_posting_names_may_be_asked_about():
    known = profile()
    job = read_job("Backend Engineer\nYou need:\n- GraphQL\n", known)
    asked = ask(Brief(known, RESUME, (SKILL,) * 20, job=job))
    assert any(names(question.text, "GraphQL") for question in asked)


def test_who_wishes_for_more_of_a_topic_gets_all_of_it():
    asked = ask(Brief(profile(), RESUME, (SKILL,) * 30, more_of=("api-design",)))
    assert any(names(question.text, "GraphQL") for question in asked)


def test_a_tool_named_in_the_text_alone_counts_as_named_in_chinese_too():
    question = next(q for t in bank_in("zh").topics for q in t.questions if q.if_named[:1] == ("Redis",))
    told = Brief(Profile(skills=(Skill("Java"),)), "用Redis做缓存", ())
    assert not NamedTools(told).lacks(question)
    assert NamedTools(replace(told, resume_text="用Java写服务")).lacks(question)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_tool_that_a_question_takes_for_granted_is_one_that_can_be_found_in_a_resume(language):
    for topic in bank_in(language).topics:
        for question in topic.questions:
            known = {skill_key(name) for name in (*topic.skills, *lexicon().names)}
            assert not question.if_named or not known.isdisjoint(map(skill_key, question.if_named)), question.id


def test_a_topic_that_nobody_named_is_asked_only_where_it_is_the_core_of_the_work():
    work = occupations()["backend-developer"]
    for seed in range(5):
        for question in ask(Brief(profile(), RESUME, (SKILL, BESIDE, BESIDE, SKILL), seed=seed)):
            named = {"python", "sql-databases", "containers-kubernetes", "sql-writing", "general-workplace"}
            assert topic_of(question) in named | set(work.core)


def test_a_topic_beside_the_work_says_so_where_it_comes_for_want_of_another():
    asked = ask(Brief(profile(), RESUME, (SKILL,) * 60))
    core = set(occupations()["backend-developer"].core)
    beside = [question for question in asked if topic_of(question) in ("system-design", "code-reading")]
    assert beside
    assert core.isdisjoint(map(topic_of, beside))
    assert {question.reason for question in beside} == {
        Message.of("reason.beside_occupation", occupation="Backend developer")
    }


def test_who_told_nothing_but_their_work_is_asked_what_lies_beside_it():
    (question,) = ask(Brief(Profile(occupation="backend-developer"), "Backend developer", (BESIDE,)))
    assert topic_of(question) in occupations()["backend-developer"].adjacent
    assert question.reason == Message.of("reason.beside_occupation", occupation="Backend developer")


def test_a_question_that_says_nothing_of_the_skill_is_not_said_to_come_from_it():
    rabbit = Profile((Skill("RabbitMQ", "Skills: RabbitMQ"),), occupation="backend-developer")
    asked = ask(Brief(rabbit, "Skills: RabbitMQ", (BESIDE,) * 6))
    reasons_of = {question.bank_id: question.reason for question in asked}
    assert reasons_of["messaging-kafka-why-queue"] == Message.of("reason.topic", topic="Messaging and Kafka")
    assert not any(reason and reason.code.startswith("reason.field") for reason in reasons_of.values())


@pytest.mark.parametrize("seed", range(5))
def test_five_questions_for_a_posting_have_two_for_what_it_requires_and_three_for_own_work(seed):
    _, asked = for_the_job(seed)
    kinds = [question.kind for question in asked]
    assert kinds.count(QuestionKind.PROJECT) == 3
    skills = [topic_of(question) for question in asked if question.kind is QuestionKind.SKILL]
    assert len(skills) == 2
    assert len({"go", "messaging-kafka", "rust"} & set(skills)) >= 1


@pytest.mark.parametrize("seed", range(5))
def test_lines_that_show_what_the_posting_requires_come_first(seed):
    _, asked = for_the_job(seed)
    own = [question for question in asked if question.kind is QuestionKind.PROJECT]
    for skill in ("PostgreSQL", "Python"):
        (about,) = [question for question in own if names(question.text, skill)]
        assert about.reason == Message.of("reason.achievement_for_job", name=skill)


def test_a_posting_with_one_requirement_leaves_the_question_about_behaviour():
    with_one = plan(5, Level.MID, 6, required=1)
    assert [slot.kind for slot in with_one].count(QuestionKind.BEHAVIOURAL) == 1
    assert all(QuestionKind.BEHAVIOURAL in {slot.kind for slot in plan(count, Level.MID, 6, 9)} for count in (6, 8, 12))


@pytest.mark.parametrize("kind", [Round.MIXED, Round.MANAGER, Round.FULL])
@pytest.mark.parametrize("count", [6, 12, 24])
def test_a_line_is_a_subject_once_in_an_interview(kind, count):
    known = profile()
    places = slots(kind, count, known.level, len(known.achievements))
    for seed in range(3):
        asked = ask(Brief(known, RESUME, places, seed=seed))
        assert len(asked) == count
        for line in known.achievements:
            assert sum(line.line in question.text for question in asked) <= 1


def test_a_project_is_not_asked_about_beside_a_line_that_names_it():
    line = Achievement("Built Tidewatch in Rust, 4,000 users", AchievementKind.WORK)
    tidewatch = Project("Tidewatch", "Tidewatch (2024)")
    known = Profile(projects=(tidewatch,), achievements=(line,), occupation="backend-developer")
    place = Slot(QuestionKind.PROJECT, Difficulty.EASY)
    asked = ask(Brief(known, line.line, (place, place, place)))
    assert sum("Tidewatch" in question.text for question in asked) == 1
    assert [question.kind for question in asked].count(QuestionKind.BEHAVIOURAL) == 2


def test_what_joins_an_interview_is_about_no_line_that_it_has():
    known = profile()
    place = Slot(QuestionKind.PROJECT, Difficulty.EASY)
    there = tuple(question.text for question in ask(Brief(known, RESUME, (place,) * 4)))
    (joins,) = ask(Brief(known, RESUME, (place,), asked_before=there, in_interview=there, seed=3))
    assert not any(line.line in joins.text for line in known.achievements if any(line.line in text for text in there))


def test_every_line_has_a_question_that_fits_it():
    lines = """EXPERIENCE
Registered Nurse, Ward 4, Jan 2020 - present
- Look after 28 beds in 12-hour shifts
- Restore of the drug list every month, found two errors
- Recognised sepsis early in an 81-year-old, antibiotics within 40 minutes
- Responsible for the weekly roster, 14 colleagues
"""
    known = understand(lines, today=TODAY)
    assert len(known.achievements) >= 3
    place = Slot(QuestionKind.PROJECT, Difficulty.MEDIUM)
    asked = ask(Brief(known, lines, (place,) * len(known.achievements)))
    assert all(any(line.line in question.text for question in asked) for line in known.achievements)


def test_a_skill_is_named_in_a_reason_only_as_the_resume_or_the_posting_names_it():
    of_resume = reasons.for_topic_named(Skill("Kubernetes", "Ran k8s clusters"), "What is a pod?", "Ran k8s clusters")
    assert of_resume == Message.of("reason.resume", line="Ran k8s clusters")
    asked = Requirement("Kubernetes", "You have run k8s", is_required=True)
    assert reasons.for_achievement("Ran k8s clusters", asked) == Message.of("reason.achievement")


def test_a_line_is_said_to_name_what_the_job_asks_for_only_where_it_does():
    line = "Set up a GitLab CI pipeline: lint, pytest, Docker build"
    known = understand(f"Jo Doe\n\nBackend developer, Nordlys, 2021 - 2026\n- {line}\n\nSKILLS\nPython", today=TODAY)
    job = read_job("Backend developer\nRequirements\n- Python\n- Docker", known)
    slot = Slot(QuestionKind.PROJECT, Difficulty.MEDIUM)
    (question,) = PracticeInterviewer().ask(Brief(known, line, (slot,), job=job))
    assert line in question.text
    assert question.reason == Message.of("reason.achievement_for_job", name="Docker")
    only_python = read_job("Backend developer\nRequirements\n- Python", known)
    (question,) = PracticeInterviewer().ask(Brief(known, line, (slot,), job=only_python))
    assert question.reason == Message.of("reason.achievement")


def test_the_line_of_a_skill_is_the_reason_only_for_a_question_that_names_the_skill_too():
    resume = "Web shop for 4,200 articles on PHP 8.2\nTools: PHP, Laravel"
    php = Skill("PHP", "Web shop for 4,200 articles on PHP 8.2")
    named = reasons.for_topic_named(php, "What does PHP keep between two requests?", resume)
    assert named == reasons.quoting_resume(php.line, "PHP")
    other = reasons.for_topic_named(php, "How do you take data from a form into Laravel safely?", resume)
    assert other == Message.of("reason.named_skill", name="PHP")


def test_old_lines_are_asked_about_only_when_newer_ones_are_used_up():
    told = (
        "Cut falls from 11 to 3 a year",
        "Look after 12 patients a night with one assistant",
        "Trained nine assistants, eight of whom passed at the first go",
    )
    new = tuple(Achievement(line, AchievementKind.WORK) for line in told)
    old = Achievement("Cared for 25 patients with dengue", AchievementKind.WORK, years_ago=22)
    known = Profile(achievements=(old, *new), occupation="registered-nurse")
    place = Slot(QuestionKind.PROJECT, Difficulty.MEDIUM)
    for seed in range(8):
        asked = ask(Brief(known, "", (place,) * 4, seed=seed))
        assert [old.line in question.text for question in asked] == [False, False, False, True]


def test_no_words_come_twice_in_an_interview_however_much_its_lines_are_alike():
    plain = [
        Achievement(f"{room} rooms, {room} beds in the {floor}", AchievementKind.SCALE)
        for room, floor in ((3, "north wing"), (5, "cellar"), (8, "old house"), (9, "attic"), (12, "yard"))
    ]
    others = [
        Achievement("Wrote the guide for the night", AchievementKind.WORK),
        Achievement("Led six nurses through the move", AchievementKind.PEOPLE),
    ]
    known = Profile(achievements=(*plain, *others), occupation="registered-nurse")
    place = Slot(QuestionKind.PROJECT, Difficulty.EASY)
    for seed in range(8):
        asked = ask(Brief(known, "", (place,) * 7, seed=seed))
        assert len({question.bank_id for question in asked}) == len(asked) == 7


def test_a_line_with_one_question_left_keeps_it():
    only = Achievement("Held 40 beds", AchievementKind.SCALE, traits=(LineTrait.OUTCOME,))
    other = Achievement("Weighed 30 loads for the mill", AchievementKind.SCALE)
    # By rules: of English lines more is learned.
    known = Profile(achievements=(other, only), occupation="registered-nurse", language="de")
    place = Slot(QuestionKind.PROJECT, Difficulty.EASY)
    for seed in range(8):
        asked = ask(Brief(known, "", (place,) * 2, seed=seed))
        assert all(any(line.line in question.text for question in asked) for line in (only, other))


def test_a_line_quoted_in_part_was_asked_about_where_it_was_quoted_whole():
    thing = Achievement("managed a letter to 900 families", AchievementKind.WORK)
    known = Profile(achievements=(thing,), occupation="registered-nurse")
    place = Slot(QuestionKind.PROJECT, Difficulty.EASY)
    before = ("From your resume: “Wrote the rota; managed a letter to 900 families”. What became of this?",)
    asked = ask(Brief(known, "", (place,), asked_before=before, in_interview=before))
    assert not any(thing.line in question.text for question in asked)
