"""Which reviewed statements a model is given to build on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.interviewer import Brief
from interview.core.lengths import estimated_tokens
from interview.core.plan import plan
from interview.core.posting import JobPosting, Requirement
from interview.core.profile import Level, Profile, Skill
from interview.core.rounds import Round, slots
from interview.question_bank.bank import load_bank
from interview.question_bank.grounding import MAX_FACT_TOKENS, facts
from interview.question_bank.near_duplicates import resemblance
from interview.text.languages import is_in, language_of

BANK = load_bank()
EVERYTHING = Profile(tuple(Skill(name) for topic in BANK.topics for name in topic.skills[:1]))
BRIEF = Brief(EVERYTHING, "", plan(8, Level.MID))


def statements(brief: Brief) -> list[str]:
    return [str(text) for entry in facts(brief, BANK) for text in entry["statements"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", range(5))
def test_they_are_bounded_however_much_a_resume_names(seed):
    found = statements(replace(BRIEF, seed=seed))
    assert 0.7 * MAX_FACT_TOKENS < sum(map(estimated_tokens, found)) <= MAX_FACT_TOKENS


def test_what_is_wanted_and_what_the_job_asks_for_comes_first_and_what_is_left_out_never():
    job = JobPosting("text", (Requirement("Kafka", "Kafka"), Requirement("Redis", "Redis")))
    brief = replace(BRIEF, job=job, more_of=("python",), leave_out=("caching-redis",))
    topics = [entry["topic"] for entry in facts(brief, BANK)]
    assert topics[:2] == ["Python", "Messaging and Kafka"]
    assert "Caching and Redis" not in topics


def test_the_topic_that_a_slot_must_be_about_comes_before_all():
    brief = replace(BRIEF, slots=slots(Round.TOPIC, 3, Level.MID, topic="linux"), more_of=("python",))
    assert [entry["topic"] for entry in facts(brief, BANK)][:2] == ["Linux", "Python"]


def test_statements_of_questions_asked_before_are_left_out():
    python = Brief(Profile((Skill("Python"),)), "", plan(3, Level.MID))
    (topic,) = [topic for topic in BANK.topics if topic.topic == "python"]
    asked = tuple(question.question for question in topic.questions)
    assert statements(python)
    assert statements(replace(python, asked_before=asked)) == []


@pytest.mark.parametrize(
    ("text", "language", "fits"),
    [
        ("What does an index cost?", "en", True),
        ("索引的代价是什么？", "en", False),
        ("索引的代价是什么？", "zh", True),
        ("请解释 Kubernetes 的 Pod 和 Deployment 有什么区别。", "zh", True),
        ("What does an index cost?", "zh", False),
        ("Warum ist das nicht der beste Weg und was ist mit den anderen?", "en", False),
        ("你提到“an index keeps a sorted copy of a column”，为什么？", "zh", True),
        ("You said “索引可以加快查询速度”. Why?", "en", True),
        ("O(1)?", "zh", False),
        ("1 + 1", "zh", True),
    ],
)
def test_a_text_is_told_from_one_in_another_language(text, language, fits):
    assert is_in(text, language) is fits


def test_the_language_of_a_text_is_the_one_with_more_words():
    assert (language_of("熟悉 Java 与 MySQL 的开发"), language_of("Ada (艾达), developer of tools")) == ("zh", "en")


def test_chinese_questions_about_one_technology_are_not_the_same_question():
    one, other = "Redis 的持久化机制有哪些，各有什么优缺点？", "Redis 缓存雪崩是怎样发生的，你会如何预防？"
    assert resemblance(one, other) < 0.4
    assert resemblance(one, "Redis 的持久化机制有哪些？各有什么优点和缺点？") > 0.72
