"""What the judge reads: slips of the hand and sounds of thinking are read over, and nothing else is changed."""

from __future__ import annotations

import pytest

from interview.question_bank.bank import load_bank
from interview.scorer.judge import TOKENIZER, Reader
from interview.scorer.spelling import as_meant, rarer_words
from interview.scorer.weights_version import WEIGHTS

KNOWN = dict.fromkeys(
    (
        "reds",
        "mute",
        "none",
        "upset",
        "liner",
        "mongol",
        "chun",
        "churns",
        "because",
        "memory",
        "index",
        "while",
        "rocks",
        "test",
        "them",
        "stop",
        "commit",
        "move",
    ),
    1,
)
ASKED = {"cache", "kubernetes", "idempotent"}


def read(text: str) -> str:
    return as_meant(text, ASKED, KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("becuase of the memroy", "because of the memory"),
        ("an idempotnet call", "an idempotent call"),
        ("it sits in mmemory", "it sits in memory"),
        ("kuberntes restarts it", "kubernetes restarts it"),
    ],
)
def test_a_word_that_is_one_slip_from_a_known_one_is_read_as_that(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "we stopped moving",
        "testing the caches",
        "Memroy is a name here",
        "socks",
        "5000 rocsk7",
        "xyzzy plugh",
        "NOT because",
        "redis mutex nonce upsert linter mongo",
    ],
)
def test_forms_names_numbers_and_unknown_words_stay(text: str) -> None:
    assert read(text) == text


def test_a_word_of_the_question_goes_before_a_more_usual_one() -> None:
    assert as_meant("cacche", {"cache"}, {"caches": 0}) == "cache"


def test_sounds_of_thinking_are_read_over_and_a_like_that_means_something_is_not() -> None:
    assert read("So, um, I'd, you know, test it, uh, like, first.") == "So I'd test it first."
    assert read("Um, you know, we wait, uh.") == "we wait."
    assert read("It works like a cache, and I like it.") == "It works like a cache, and I like it."
    assert read("You know the index.") == "You know the index."
    for meant in ("That is what I would like.", "I know what you know.", "It looks like, for example, an index."):
        assert read(meant) == meant
    assert read("um") == "um"


def test_what_the_bank_says_is_read_as_it_stands() -> None:
    known = {**rarer_words(10**6), **Reader(WEIGHTS / TOKENIZER).whole_words()}
    for topic in load_bank().topics:
        for question in topic.questions:
            for text in (question.question, question.reference, *question.key_points):
                assert as_meant(text, (), known) == text
