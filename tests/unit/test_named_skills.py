"""Which questions are about a skill: those of a topic that is called by it, and those that name it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.key_point import statements
from interview.core.question import Difficulty, Question, QuestionKind
from interview.question_bank.bank import load_bank
from interview.question_bank.catalogue import TopicCatalogue


@pytest.mark.parametrize(
    ("topic", "skill", "is_about"),
    [
        ("messaging-kafka", "Kafka", True),
        ("go", "Go", True),
        ("nursing", "Nursing", True),
        ("nursing", "Palliative Care", False),
        ("nursing", "IV Therapy", False),
        ("containers-kubernetes", "Docker", False),
        ("no-such-topic", "Kafka", False),
    ],
)
def test_a_topic_is_about_the_skill_it_is_called_by_and_no_other_of_its_skills(
    topic: str, skill: str, is_about: bool
) -> None:
    assert TopicCatalogue().is_named_after(topic, skill) is is_about


@pytest.mark.parametrize(
    ("text", "points", "skill", "is_about"),
    [
        ("What does Kafka keep?", (), "kafka", True),
        ("Why C++ and not C?", (), "C++", True),
        ("Why C++ here?", (), "C", False),
        ("Is C# typed?", (), "C", False),
        ("How did you react when a guest complained?", (), "React", False),
        ("How did you go about it?", (), "Go", False),
        ("How are events kept in order?", ("Kafka keys order them", "Kafka partitions keep an order"), "Kafka", True),
        ("How are events kept in order?", ("Kafka keys order them", "A sequence number"), "Kafka", False),
    ],
)
def test_a_question_is_about_what_its_words_or_two_of_its_points_name(
    text: str, points: tuple[str, ...], skill: str, is_about: bool
) -> None:
    question = Question(text, "General", QuestionKind.SKILL, Difficulty.MEDIUM, key_points=statements(*points))
    assert TopicCatalogue().asks_about(question, skill) is is_about


def test_a_question_of_the_bank_is_not_about_what_its_author_says_it_only_names() -> None:
    _, kept = load_bank().by_id["driving-transport-urgent-order"]
    points = statements(*kept.key_points)
    asked = Question(kept.question, "Driving", QuestionKind.SKILL, kept.difficulty, key_points=points)
    catalogue = TopicCatalogue()
    assert catalogue.asks_about(asked, "Windows")
    assert not catalogue.asks_about(replace(asked, bank_id=kept.id), "Windows")
