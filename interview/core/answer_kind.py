"""What somebody does with an answer: whether they tell something, or say that there is nothing to tell."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class AnswerKind(StrEnum):
    """NEAREST tells what comes near to a thing that was not done, SUPPOSED only what would be done, and BARELY says in
    a few words that there is something."""

    TELLS = "tells"
    UNKNOWN = "unknown"
    NOT_DONE = "not_done"
    REFUSES = "refuses"
    ASKS_BACK = "asks_back"
    NEAREST = "nearest"
    SUPPOSED = "supposed"
    BARELY = "barely"


A_NO = frozenset((AnswerKind.UNKNOWN, AnswerKind.NOT_DONE))
"""Somebody says that they know nothing of it, or have not done it."""

NOTHING_TOLD = A_NO | {AnswerKind.REFUSES, AnswerKind.ASKS_BACK}
"""Nothing is told that could answer a question."""


class Heard(NamedTuple):
    """The kind of an answer, and whether that is so sure that the answer need not be read for anything else."""

    kind: AnswerKind
    is_sure: bool


TELLS = Heard(AnswerKind.TELLS, False)
"""Also where nobody can tell."""
