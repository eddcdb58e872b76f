"""Which questions are about a skill: those of a topic that is called by it, and those that name it."""

from __future__ import annotations

import pytest

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
    ("text", "skill", "is_named"),
    [
        ("What does Kafka keep?", "kafka", True),
        ("How do goroutines end?", "Go", False),
        ("Why C++ and not C?", "C++", True),
        ("Why C++ here?", "C", False),
        ("Is C# typed?", "C", False),
    ],
)
def test_a_text_names_a_skill_by_whole_words(text: str, skill: str, is_named: bool) -> None:
    assert TopicCatalogue().names(text, skill) is is_named
