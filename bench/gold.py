"""Answers judged by hand, and what a system says about them: the format of the file and of a reply.

The file is a YAML list of questions, each with
    question_id   of the bank, which gives reference and misconceptions; another id is judged without them
    topic, kind   as in the bank; the key points of kind skill are statements, of the others parts of a story
    question, key_points
    answers       a list of
        type      free (plain-expert, inverted, …); answers are counted by it
        text
        verdicts  one per key point, in order: `verdict` and `quote`, a part of the text ("" when missed)
            covered       the heart of the point is said rightly
            touched       half of it, or vaguely
            missed        not said
            contradicted  something wrong is said about it, also if a part beside it is right
        score     0 to 100, what a fair interviewer would give
        band      [low, high] around the score, what would be fair as well
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml


class Truth(StrEnum):
    """The verdict by hand."""

    COVERED = "covered"
    TOUCHED = "touched"
    MISSED = "missed"
    CONTRADICTED = "contradicted"


class Claim(StrEnum):
    """What a system says about a point. PARTLY is for systems that know halves: it praises like RECOGNISED."""

    RECOGNISED = "recognised"
    PARTLY = "partly"
    NOT_RECOGNISED = "not recognised"
    OPPOSITE = "opposite"
    NOT_SURE = "not sure"


@dataclass(frozen=True)
class Probabilities:
    """That the answer states the point, contradicts it, does neither; they add up to 1."""

    states: float
    contradicts: float
    neither: float


@dataclass(frozen=True)
class Said:
    """A verdict on one key point. Of two verdicts the surer has the higher `confidence`, on any scale; None where the
    system does not say. `probabilities` are for systems that have some, on verdicts that are not sure, too.
    """

    claim: Claim
    confidence: float | None = None
    quote: str = ""
    probabilities: Probabilities | None = None


@dataclass(frozen=True)
class Reply:
    """What a system says to an answer: one Said per key point, and a score from `low` to `high` (0 to 100)."""

    points: tuple[Said, ...]
    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Case:
    """One answer of the file with its question. A system that learns from truths, score or band of a question leaves
    this question out when it replies to it.
    """

    question_id: str
    topic: str
    told: bool
    question: str
    key_points: tuple[str, ...]
    type: str
    text: str
    truths: tuple[Truth, ...]
    score: float
    band: tuple[float, float]


class LeftOut(Exception):
    """A system that cannot be measured here, with the reason."""


System = Callable[[Sequence[Case]], list[Reply]]


def cases(path: Path) -> list[Case]:
    """Every answer of the file; ValueError names an answer that breaks the format."""
    questions = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [_case(question, answer) for question in questions for answer in question["answers"]]


def _case(question: Mapping[str, Any], answer: Mapping[str, Any]) -> Case:
    where = f"{question['question_id']}, {answer['type']}"
    if len(answer["verdicts"]) != len(question["key_points"]):
        raise ValueError(f"{where}: not one verdict per key point")
    for verdict in answer["verdicts"]:
        if verdict["quote"] not in answer["text"]:
            raise ValueError(f"{where}: the answer does not hold the quote {verdict['quote']!r}")
    low, high = answer["band"]
    return Case(
        question["question_id"],
        question["topic"],
        question["kind"] != "skill",
        question["question"],
        tuple(question["key_points"]),
        answer["type"],
        answer["text"],
        tuple(Truth(verdict["verdict"]) for verdict in answer["verdicts"]),
        answer["score"],
        (low, high),
    )
