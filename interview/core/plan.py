"""How many questions of which kind an interview asks, in which order and how hard.

Knows levels and numbers, not topics or texts: an interviewer fills each slot from the resume.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interview.core.session import Difficulty, Level


class Kind(StrEnum):
    PROJECT = "project"
    SKILL = "skill"
    BEHAVIOURAL = "behavioural"


@dataclass(frozen=True)
class Slot:
    """One main question to be filled: of which kind and how hard."""

    kind: Kind
    difficulty: Difficulty


_RAMP = {
    Level.JUNIOR: (Difficulty.EASY, Difficulty.EASY, Difficulty.MEDIUM),
    Level.MID: (Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD),
    Level.SENIOR: (Difficulty.MEDIUM, Difficulty.HARD, Difficulty.HARD),
}


def plan(count: int, level: Level) -> tuple[Slot, ...]:
    """Slots for `count` main questions (1 or more), difficulty rising.

    One question opens on a project, one in five (from 4 questions on) closes on behaviour, the rest test skills.
    A single question is a skill question.
    """
    if count < 1:
        raise ValueError("an interview has at least one question")
    project = 1 if count >= 2 else 0
    behavioural = max(1, count // 5) if count >= 4 else 0
    kinds = [Kind.PROJECT] * project + [Kind.SKILL] * (count - project - behavioural) + [Kind.BEHAVIOURAL] * behavioural
    ramp = _RAMP[level]
    return tuple(Slot(kind, ramp[min(2, 3 * i // count)]) for i, kind in enumerate(kinds))
