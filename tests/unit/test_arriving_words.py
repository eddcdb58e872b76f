"""What is shown of a question that is still being written: its own words as far as they came, and nothing else."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from interview.model.arriving_words import heard_by, words_so_far

QUESTION = 'You said "faster" \u2013 by how much,\nand 为什么 😀?'


@pytest.mark.parametrize("ascii", [True, False])
@pytest.mark.parametrize("before", ["", '<think>A question with "text": "no" …</think>', "Here it is:\n```json\n"])
def test_the_words_grow_and_are_the_questions_own(before: str, ascii: bool) -> None:
    reply = before + json.dumps({"text": QUESTION, "category": "Python", "reason": "none"}, ensure_ascii=ascii)
    heard: list[str] = []
    hear = heard_by(heard.append)
    assert hear is not None
    for end in range(len(reply) + 1):
        hear(reply[:end])
    words = [each for each in heard if each]
    assert words[-1] == QUESTION
    assert all(QUESTION.startswith(each) for each in words)
    assert all(len(one) < len(other) for one, other in pairwise(words))


@pytest.mark.parametrize("reply", ["", "{", '{"text', '{"text": ', "I would ask this:", '<think>{"text": "not yet'])
def test_before_the_words_begin_there_are_none(reply: str) -> None:
    assert words_so_far(reply) == ""


def test_whoever_does_not_listen_hears_nothing() -> None:
    assert heard_by(None) is None


def test_what_was_hidden_is_put_back_before_a_word_of_it_is_shown() -> None:
    heard: list[str] = []
    hear = heard_by(heard.append, lambda words: words.replace("[NAME]", "Jane"))
    assert hear is not None
    for content in ('{"text": "Hello [NA', '{"text": "Hello [NAME], what'):
        hear(content)
    assert heard == ["Hello ", "Hello Jane, what"]
