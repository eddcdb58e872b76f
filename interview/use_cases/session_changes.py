"""How a change to a session is made to last: one transaction under a lock, then the cache, then the queue.

It does not know which changes are legal: core/session.py does, and hands back the same session where nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from interview.core.evaluation import EvaluateStatus, Evaluation
from interview.core.going_back import ends_by_itself, taken_back
from interview.core.interviewer import Brief
from interview.core.preparation import is_being_written, to_be_written
from interview.core.session import InterviewSession
from interview.core.swap import SwappedQuestion
from interview.errors import Conflict, Invalid, NotFound
from interview.storage import early_grading, evaluations, grades, session_writes, store
from interview.storage.cache import Cache
from interview.storage.preparations import leave_to_write
from interview.storage.store import Store
from interview.storage.swapped_questions import insert_swapped
from interview.use_cases.grading.enqueue import Enqueuer

# Of a longer draft, whether its interview may stay in memory is decided by the size of the whole (cache.py).
MOST_TYPED = 16_000


class SessionChanges:
    """Makes changes; a session whose last open question a change closes is completed and waits for grading, unless
    answers are marked to be looked at once more. An answer that is opened again loses the grade it got early.
    """

    def __init__(self, *, store: Store, cache: Cache, enqueuer: Enqueuer, now: Callable[[], datetime]) -> None:
        self._store = store
        self._cache = cache
        self._enqueuer = enqueuer
        self._now = now

    def make_draft(
        self, owner: str, session_id: str, index: int, text: str, change: Callable[[InterviewSession], InterviewSession]
    ) -> tuple[InterviewSession, InterviewSession]:
        """As `make`, for a change that keeps this text as the draft of a question and changes no other; quicker where
        this process has the interview in memory. Such a change is written only where the database still has that very
        version: whatever else happened, and whatever is refused, is decided by what stands there."""
        known = self._cache.last_known(owner, session_id) if len(text) <= MOST_TYPED else None
        made = None if known is None else self._drafted(known, index, change)
        return made or self.make(owner, session_id, change)

    def _drafted(
        self, known: InterviewSession, index: int, change: Callable[[InterviewSession], InterviewSession]
    ) -> tuple[InterviewSession, InterviewSession] | None:
        try:
            after = change(known)
            if after is known:
                return None
            after = session_writes.put_draft(self._store, known, after, index, self._now())
        except (Conflict, NotFound, Invalid):
            return None
        self._cache.know(after)
        return known, after

    def make(
        self,
        owner: str,
        session_id: str,
        change: Callable[[InterviewSession], InterviewSession],
        swapped: SwappedQuestion | None = None,
        told: Brief | None = None,
        *,
        ends: bool = True,
    ) -> tuple[InterviewSession, InterviewSession]:
        """The session before and after; the same object twice when `change` gave back what it was given.

        Where it `ends` nothing, the interview goes on though no question is open any more.
        A question that the change takes away is remembered with it (`swapped`), and what the interviewer was `told` is
        kept where the change leaves it something to write.
        """
        now = self._now()
        with self._store.transaction() as db:
            before = store.get_session(db, owner, session_id, lock=True)
            after = change(before)
            if after is before:
                return before, before
            if ends and ends_by_itself(before, after):
                after = after.complete(now)
            after = session_writes.put_session(db, before, after, now)
            if again := [turn.position for turn in taken_back(before, after)]:
                # First the claim: a grade that is kept meanwhile is then either there to be deleted or refused.
                early_grading.drop_early(db, session_id, again)
                grades.forget_grades(db, session_id, again)
            if swapped is not None:
                insert_swapped(db, after, swapped)
            if told is not None and is_being_written(after):
                leave_to_write(db, to_be_written(after, told, now), now)
            is_finished = after.is_complete and not before.is_complete
            if is_finished:
                evaluations.insert_evaluation(db, Evaluation(after.id, after.owner, EvaluateStatus.PENDING, now))
        self._cache.put(after)
        if is_finished:
            self._enqueuer.enqueue_stalled(session_id)
        return before, after
