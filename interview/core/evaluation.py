"""The life of a grading: PENDING → PROCESSING → COMPLETED | FAILED, and how long it may take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

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


def seconds_left(
    answers: int, batch_size: int, parallel: int, call_ms: Sequence[int], wait_s: float = 0
) -> float | None:
    """Seconds until `answers` are graded and summed up, from how long earlier calls took; None without any.

    Batches go out `parallel` at a time, then comes the summary, which is taken to last as long as a batch.
    """
    if not call_ms:
        return None
    batches = -(-answers // batch_size)
    rounds = -(-batches // parallel) + 1
    return round(max(0.0, wait_s) + rounds * median(call_ms) / 1000, 1)
