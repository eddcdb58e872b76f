"""The life of a grading: PENDING → PROCESSING → COMPLETED | FAILED, and how long it may take or does take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from interview.messages import Message

ENQUEUE_AGAIN_AFTER = timedelta(seconds=10)
MOST_CLAIMS = 50
LEAST_BOUND = timedelta(minutes=2)
BOUND_PER_QUESTION = timedelta(seconds=45)


class EvaluateStatus(StrEnum):
    PENDING = "PENDING"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


@dataclass(frozen=True)
class Evaluation:
    """One session's grading. `attempt` counts claims by workers, `failures` the attempts that ended in an error."""

    session_id: str
    owner: str
    status: EvaluateStatus
    created_at: datetime
    attempt: int = 0
    failures: int = 0
    claimed_by: str | None = None
    lease_until: datetime | None = None
    enqueued_at: datetime | None = None
    not_before: datetime | None = None
    error_code: str | None = None
    error: Message | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def is_under_way(self) -> bool:
        """Waiting or being worked on."""
        return self.status in (EvaluateStatus.PENDING, EvaluateStatus.PROCESSING)

    @property
    def comes_again(self) -> bool:
        """Whether it is finished, and what a day's budget stopped is graded again by itself."""
        return (
            self.status is EvaluateStatus.COMPLETED
            and self.not_before is not None
            and self.finished_at is not None
            and self.not_before > self.finished_at
        )


def back_off(failures: int) -> timedelta:
    """Wait before the next attempt: 2, 8, 32 … seconds, at most two minutes."""
    return timedelta(seconds=min(120, 2 * 4 ** max(0, failures - 1)))


def time_bound(questions: int) -> timedelta:
    """How long one attempt may take: two minutes, and 45 seconds more for every question."""
    return LEAST_BOUND + questions * BOUND_PER_QUESTION


@dataclass(frozen=True)
class Pace:
    """How a grading was seen to go on: `first` answers waited `since` then, and `left` of them since `at`."""

    since: datetime
    first: int
    at: datetime
    left: int

    @classmethod
    def begun(cls, left: int, now: datetime) -> Pace:
        return cls(now, left, now, left)

    def seen(self, left: int, now: datetime) -> Pace:
        """The same after another look."""
        if left > self.left:
            return Pace.begun(left, now)
        return self if left == self.left else replace(self, at=now, left=left)


def seconds_left(pace: Pace, now: datetime) -> float | None:
    """Seconds until what is left is graded, if that goes on as it went; None before any answer was, where only the
    summary is left, and when nothing has come for longer than that."""
    graded = pace.first - pace.left
    if not graded or not pace.left:
        return None
    left = (pace.at - pace.since).total_seconds() / graded * pace.left - (now - pace.at).total_seconds()
    return round(left, 1) if left > 0 else None
