"""The life of a grading: PENDING → PROCESSING → COMPLETED | FAILED, and when it counts as stranded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

RING_AGAIN_AFTER = timedelta(seconds=10)
MOST_CLAIMS = 50


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
    rung_at: datetime | None = None
    not_before: datetime | None = None
    error_code: str | None = None
    error: str | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None

    def may_be_claimed(self, now: datetime) -> bool:
        """Waiting and due, or left by a worker whose lease has run out."""
        if self.status is EvaluateStatus.PENDING:
            return self.not_before is None or self.not_before <= now
        if self.status is EvaluateStatus.PROCESSING:
            return self.lease_until is None or self.lease_until < now
        return False

    def is_stranded(self, now: datetime) -> bool:
        """It should be running, is not, and the queue was not told of it lately."""
        return self.may_be_claimed(now) and (self.rung_at is None or self.rung_at <= now - RING_AGAIN_AFTER)


def back_off(failures: int) -> timedelta:
    """Wait before the next attempt: 2, 8, 32 … seconds, at most two minutes."""
    return timedelta(seconds=min(120, 2 * 4 ** max(0, failures - 1)))
