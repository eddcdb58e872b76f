"""What an operator asks about all owners together: how grading stands, what the model costs. No text of anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from interview.core.evaluation import EvaluateStatus, Evaluation
from interview.core.model_calls import CallStatistics, statistics
from interview.storage import evaluations, model_calls
from interview.storage.store import Store

CALLS_OF = timedelta(hours=24)


@dataclass(frozen=True)
class EvaluationCounts:
    """Evaluations by what they do now; `stalled` ones are due or were left, and nobody is at work on them."""

    waiting: int
    running: int
    stalled: int
    failed: int
    completed: int


class Operation:
    """`now` gives aware datetimes. Each look raises Unavailable without a database."""

    def __init__(self, *, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def evaluations(self) -> EvaluationCounts:
        """How many evaluations wait, run, stall, failed and are done."""
        with self._store.reading() as db:
            by_status = evaluations.count_evaluations(db)
            stalled = evaluations.count_stalled(db, self._now())
        return EvaluationCounts(
            waiting=by_status.get(EvaluateStatus.PENDING, 0),
            running=by_status.get(EvaluateStatus.PROCESSING, 0),
            stalled=stalled,
            failed=by_status.get(EvaluateStatus.FAILED, 0),
            completed=by_status.get(EvaluateStatus.COMPLETED, 0),
        )

    def model_calls(self) -> tuple[CallStatistics, ...]:
        """Statistics of the model calls of the last 24 hours, one line per operation."""
        with self._store.reading() as db:
            return statistics(model_calls.list_calls(db, self._now() - CALLS_OF))

    def failed(self) -> list[Evaluation]:
        """The last evaluations that ended in an error, newest first."""
        with self._store.reading() as db:
            return evaluations.list_failed(db)
