"""How gradings go on as this process sees them: the only ground for saying how long one still takes.

Earlier calls are none: they were of other lengths, and nobody may be at work.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from threading import Lock

from interview.core.evaluation import EvaluateStatus, Pace, seconds_left
from interview.core.report import Report

MOST = 1000


class Paces:
    """In memory, of gradings that somebody looks at."""

    def __init__(self) -> None:
        self._paces: dict[str, Pace] = {}
        self._lock = Lock()

    def seconds_left(self, report: Report, now: datetime) -> float | None:
        """An estimate from what was seen so far; None where there is no ground for one."""
        evaluation, left = report.evaluation, len(report.waiting)
        with self._lock:
            known = self._paces.pop(report.session.id, None)
            if evaluation is None or evaluation.status is not EvaluateStatus.PROCESSING:
                return None
            pace = self._paces[report.session.id] = known.seen(left, now) if known else Pace.begun(left, now)
            if len(self._paces) > MOST:
                self._paces.pop(next(iter(self._paces)))
        return seconds_left(pace, now)

    def forget(self, session_ids: Iterable[str]) -> None:
        """Drop what is known of sessions that were deleted."""
        with self._lock:
            for session_id in session_ids:
                self._paces.pop(session_id, None)
