"""How a session or a resume is deleted: its rows, what this process keeps of it in memory, and what Redis has.

The rows go with a note of what Redis still has, in one transaction. Redis is asked at once, and again by every sweep
until it has answered; rows that were deleted are never brought back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from interview.errors import InterviewError
from interview.storage import removals, store, stored_resumes, stories
from interview.storage.cache import Cache
from interview.storage.queue import EvaluationQueue
from interview.storage.removals import Kind, Removal
from interview.storage.store import Store

log = logging.getLogger("interview.deletion")

# Longer than a request can be under way: one that read a session before it was deleted may cache it afterwards.
SETTLED_AFTER = timedelta(minutes=1)

Forget = Callable[[str, Sequence[str]], None]


class Deletion:
    """Deletes. `forget` drops what a part keeps in memory of an owner's sessions; `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        queue: EvaluationQueue,
        forget: Sequence[Forget],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._cache = cache
        self._queue = queue
        self._forget = forget
        self._now = now

    def sessions(self, owner: str, session_ids: Iterable[str]) -> list[str]:
        """Delete sessions with everything that hangs on them; returns those that were there."""
        # In one order everywhere, so that two deletions never wait for each other.
        wanted = sorted(set(session_ids))
        with self._store.transaction() as db:
            deleted = [session_id for session_id in wanted if store.delete_session(db, owner, session_id)]
            removals.note_removals(db, owner, deleted, Kind.SESSION, self._now())
        self._leave_memory(owner, deleted)
        return deleted

    def resume(self, owner: str, resume_id: str) -> None:
        """Delete a resume; its interviews stay, without the link to it, and its stories without its words. NotFound
        when the owner has no such resume."""
        with self._store.transaction() as db:
            made_from_it = stored_resumes.delete_resume(db, owner, resume_id)
            stories.clear_lines(db, owner, stored_resumes.list_resumes(db, owner))
            removals.note_removals(db, owner, made_from_it, Kind.SNAPSHOT, self._now())
        self._leave_memory(owner, made_from_it)

    def _leave_memory(self, owner: str, session_ids: Sequence[str]) -> None:
        for forget in self._forget:
            forget(owner, session_ids)
        try:
            self.sweep()
        except InterviewError as exc:
            log.warning("redis is cleared at the next sweep (%s)", exc.code)

    def sweep(self) -> int:
        """Take out of Redis what deletions of any process left there; returns how much. Safe to call at any time."""
        settled = self._now() - SETTLED_AFTER
        with self._store.reading() as db:
            waiting = removals.list_removals(db, settled)
        done = []
        for removal in waiting:
            if not self._is_removed(removal):
                break
            done.append(removal)
        if done:
            with self._store.transaction() as db:
                removals.finish_removals(db, done, settled)
        return len(done)

    def _is_removed(self, removal: Removal) -> bool:
        if not self._cache.drop(removal.owner, removal.session_id):
            return False
        return removal.kind is not Kind.SESSION or self._queue.cancel(removal.session_id)
