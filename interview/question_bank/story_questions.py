"""How probable it is that a question asks for a story: for one thing that who is asked has lived through.

A linear model of which words follow each other in it, in Chinese which characters, learned from questions of which
their authors said whether they do (training/own_questions). Rules that listed the wordings found one in six of them,
and each mend of the rules took something else for a story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import exp
from pathlib import Path

from interview.text import linear_model

WEIGHTS = Path(__file__).with_name("story_questions.tsv")
LONGEST_RUN = 3
_TOKEN = re.compile(r"[一-鿿]|[^\W\d_一-鿿]+(?:'[^\W\d_]+)*|\d+|[?!.,;:—–()。？！，；：…\"]")
_NUMBER = "0"
# Endings that say when something is, whatever it is that was done.
_ENDINGS = ("ed", "ing", "ly", "est", "s")
SHORTEST_WITH_ENDING = 5


def asks_for_a_story(text: str) -> float:
    """How probable it is, 0 to 1, of a question in English or Chinese."""
    return probability(text, _weights())


def probability(text: str, weights: linear_model.Weights) -> float:
    """The same by a model of one output."""
    [odds] = linear_model.sums(weights, features(text))
    return 1 / (1 + exp(-odds))


def features(text: str) -> Mapping[str, float]:
    """The runs of one to three words of a question, its beginning, end and signs among them, each as it is written and
    those of words by their endings; together of length 1."""
    said = ["^", *tokens(text), "$"]
    found = {*_runs(said), *_runs([_shape(word) for word in said])}
    return dict.fromkeys(found, len(found) ** -0.5)


def tokens(text: str) -> list[str]:
    """Its words in small letters, Chinese characters and signs each by itself, any number as one and the same."""
    plain = text.replace("’", "'").lower()
    return [_NUMBER if token.isdigit() else token for token in _TOKEN.findall(plain)]


def _runs(said: list[str]) -> Iterator[str]:
    for size in range(1, LONGEST_RUN + 1):
        yield from (f"{size}: {' '.join(said[at : at + size])}" for at in range(len(said) - size + 1))


def _shape(word: str) -> str:
    ending = next((each for each in _ENDINGS if word.endswith(each)), "")
    return f"-{ending}" if ending and len(word) >= SHORTEST_WITH_ENDING and word.isascii() else word


@lru_cache(maxsize=1)
def _weights() -> linear_model.Weights:
    return linear_model.read(WEIGHTS)
