"""Spoken spellings are read as plain words, and what only looks like one is left alone."""

from __future__ import annotations

import re

import pytest

from interview.question_bank.bank import load_bank
from interview.scorer.spelling import as_meant
from interview.scorer.spoken import in_plain_words, spoken_words

KNOWN = {"missing", "missed", "robin", "plugin", "moving"}


def read(text: str) -> str:
    return in_plain_words(text, {"cos"}, KNOWN)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("you dinnae lock it", "you do not lock it"),
        ("Dinnae lock it", "Do not lock it"),
        ("it couldnt grow", "it could not grow"),
        ("nowt, summat or owt.", "nothing, something or anything."),
        ("I told 'em wi' a smile", "I told them with a smile"),
        ("'cause we wanna", "because we want to"),
        ("it’s missin’, innit?", "it's missing, isn't it?"),
        ("a-movin the missin rows", "a-moving the missing rows"),
    ],
)
def test_a_spoken_spelling_is_read_as_the_plain_words(said: str, meant: str) -> None:
    assert read(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "We don't, it's John's plugin",
        "Robin and the Yarin",
        "it is called 'missed'",
        "the join of a bin's margin",
        "cos is the cosine here",
        "begin at the origin",
        "",
    ],
)
def test_plain_words_names_and_what_was_asked_stay(text: str) -> None:
    assert read(text) == text


def test_a_quoted_word_is_not_taken_for_a_short_one() -> None:
    assert read("the letters 'e' and 'n' differ") == "the letters 'e' and 'n' differ"


def test_no_spelling_is_a_word_of_our_own_questions() -> None:
    own: set[str] = set()
    for _, question in load_bank().by_id.values():
        texts = [question.question, *question.key_points, question.reference]
        own.update(re.findall(r"[\w']+", " ".join(texts).lower()))
    assert set(spoken_words()).isdisjoint(own)
    assert all(spelling == spelling.lower() and plain for spelling, plain in spoken_words().items())


def test_the_judge_reads_plain_words_and_then_mends_slips() -> None:
    assert (
        as_meant("Um, ye dinnae write the memmory", set(), {"memory": 1, "write": 1}) == "you do not write the memory"
    )
