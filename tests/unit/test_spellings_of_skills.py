"""Spellings of skills that say what they seem to say, and names under which skills were stored before."""

from __future__ import annotations

import pytest

from interview.question_bank.catalogue import TopicCatalogue
from interview.resume.profile.lexicon import lexicon


@pytest.mark.parametrize(
    "line",
    [
        "Reported to my line manager every week",
        "Wrote plans for service development",
        "Sold service contracts to hotels",
        "Made callbacks in JavaScript",
        "Solved every logistic problem of the move",
    ],
)
def test_words_that_mean_many_things_name_no_skill(line: str) -> None:
    assert not {hit.entry.name for hit in lexicon().find(line)} & {
        "Team Management",
        "Service Improvement",
        "Service Agreements",
        "Callback Rate",
        "Logistics",
    }


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("callback rates", "Callback Rate"),
        ("callbacks rate", "Callback Rate"),
        ("logistics", "Logistics"),
        ("customer journey mapping", "Journey Mapping"),
        ("incident management", "Incident Response"),
    ],
)
def test_a_spelling_belongs_to_the_skill_that_it_means(spelling: str, name: str) -> None:
    assert [hit.entry.name for hit in lexicon().find(f"We ask for {spelling}")] == [name]


@pytest.mark.parametrize(
    ("stored", "now"),
    [("goroutines", "Go Concurrency"), ("Kafka", "Kafka"), ("应急响应", "应急响应"), ("Knitting", "Knitting")],
)
def test_a_skill_that_was_stored_under_another_name_is_the_same_skill(stored: str, now: str) -> None:
    assert TopicCatalogue().usual_name(stored) == now
