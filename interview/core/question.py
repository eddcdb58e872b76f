"""A question: what is asked, at which place of an interview, and what a good answer holds. Immutable values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Difficulty(StrEnum):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, order=True)
class Position:
    """A question's identity, order and parenthood: main question `main` (from 0), `follow_up` 0 for the main itself."""

    main: int
    follow_up: int = 0

    @property
    def is_follow_up(self) -> bool:
        return self.follow_up > 0

    def next_follow_up(self) -> Position:
        return Position(self.main, self.follow_up + 1)

    def __str__(self) -> str:
        return f"{self.main}.{self.follow_up}"


@dataclass(frozen=True)
class PlannedFollowUp:
    """A follow-up prepared with its main question. `targets` are indexes of the main key points it probes."""

    text: str
    key_points: tuple[str, ...] = ()
    reference_answer: str = ""
    targets: tuple[int, ...] = ()


@dataclass(frozen=True)
class Origin:
    """A main question of an earlier session."""

    session_id: str
    main: int


@dataclass(frozen=True)
class Question:
    """A question as asked. `asked_by` names the interviewer ("practice" or "model:NAME"), `reason` the line of the
    resume or job description behind it, `probes` the requirements of the job that it tests, by their skills, `repeats`
    where it was asked before when it comes again on purpose.
    """

    text: str
    category: str
    difficulty: Difficulty = Difficulty.MEDIUM
    key_points: tuple[str, ...] = ()
    reference_answer: str = ""
    misconceptions: tuple[str, ...] = ()
    planned_follow_ups: tuple[PlannedFollowUp, ...] = ()
    reason: str = ""
    hint: str = ""
    bank_id: str = ""
    asked_by: str = ""
    probes: tuple[str, ...] = ()
    repeats: Origin | None = None
