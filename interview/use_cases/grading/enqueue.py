"""Tells the queue of evaluations that should be running and are not: new ones, and those whose worker is gone.

The database row is the truth and the queue only carries word of it, so this may fail softly and is repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from interview.storage import evaluations
from interview.storage.queue import EvaluationQueue
from interview.storage.redis_connection import RedisState
from interview.storage.store import Store


class Enqueuer:
    """`now` gives aware datetimes."""

    def __init__(self, *, store: Store, queue: EvaluationQueue, now: Callable[[], datetime]) -> None:
        self._store = store
        self._queue = queue
        self._now = now

    @property
    def can_enqueue(self) -> bool:
        """Whether the queue takes anything right now."""
        return self._queue.state() is RedisState.UP

    def enqueue_stalled(self, session_id: str | None = None) -> int:
        """Tell the queue of every stalled evaluation, or of this session's; returns how many were enqueued.

        Safe to call from anywhere at any time: of several callers exactly one enqueues.
        """
        now = self._now()
        with self._store.reading() as db:
            stalled = evaluations.list_stalled(db, now, session_id)
        enqueued = 0
        for evaluation in stalled:
            with self._store.transaction() as db:
                won = evaluations.note_enqueued(db, evaluation.session_id, now)
            if won and self._queue.enqueue(evaluation):
                enqueued += 1
            elif won:
                with self._store.transaction() as db:
                    evaluations.forget_enqueued(db, evaluation.session_id)
        return enqueued
