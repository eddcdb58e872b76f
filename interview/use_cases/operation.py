"""What an operator asks about all owners together: how grading stands, what the model costs. No text of anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from interview.core.evaluation import EvaluateStatus, Evaluation
from interview.core.identity import InterviewerId
from interview.core.measured import Measurement, graded_as
from interview.core.model_calls import CallStatistics, statistics
from interview.errors import InterviewError
from interview.storage import evaluations, grades, measurements, model_calls, removals
from interview.storage.removals import LONG
from interview.storage.revisions import can_serve
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
    """`now` gives aware datetimes, `published` are measurements of graders that come with the product. Each look but
    `is_ready` raises Unavailable without a database."""

    def __init__(self, *, store: Store, now: Callable[[], datetime], published: Sequence[Measurement] = ()) -> None:
        self._store = store
        self._now = now
        self._published = published

    def is_ready(self) -> bool:
        """Whether this process can work: the database answers, and its tables are those of this release or of a later
        one, which is at work beside this one while the installation is brought up to date."""
        try:
            with self._store.reading() as db:
                return can_serve(db.connection())
        except InterviewError:
            return False

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

    def deletions_waiting(self) -> int:
        """How many notes there are of what Redis or a file has still had of deletions for an hour."""
        with self._store.reading() as db:
            return removals.count_since(db, self._now() - LONG)

    def longest_wait_s(self) -> float:
        """How long, in seconds, an interview has waited at most for its first grading to begin; 0 when none waits."""
        now = self._now()
        with self._store.reading() as db:
            since = evaluations.waits_since(db, now)
        return 0.0 if since is None else max(0.0, (now - since).total_seconds())

    def model_calls(self) -> tuple[CallStatistics, ...]:
        """Statistics of the model calls of the last 24 hours, one line per operation; its times are of the newest."""
        with self._store.reading() as db:
            since = self._now() - CALLS_OF
            counts = model_calls.count_calls(db, since)
            return statistics(counts, model_calls.times_of_calls(db, since))

    def agreement(self, interviewer: InterviewerId) -> tuple[bool, Measurement | None]:
        """Whether this interviewer graded something, and how far the grader of its last grade agrees with others."""
        with self._store.reading() as db:
            signed = grades.last_signed(db, interviewer)
            if signed is None:
                return False, None
            grader = graded_as(signed)
            known = measurements.measurements_of(db, [grader])
        return True, known.get(grader) or next((each for each in self._published if each.graded_as == grader), None)

    def measurements(self) -> list[Measurement]:
        """What was measured of graders here, newest first."""
        with self._store.reading() as db:
            return measurements.list_measurements(db)

    def failed(self) -> list[Evaluation]:
        """The last evaluations that ended in an error, newest first."""
        with self._store.reading() as db:
            return evaluations.list_failed(db)
