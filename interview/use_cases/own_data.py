"""What is kept of a person, as a whole: counted, read for an export, erased, and removed once it is old."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from interview.core.receipt import Receipt
from interview.storage import owned_rows, retention
from interview.storage.store import Store
from interview.use_cases.deletion import Deletion

OLD_AT_ONCE = 100
# A look reads every interview of an installation.
LOOKS_EVERY = timedelta(hours=1)


class OwnData:
    """`days` is how long interviews are kept after their last change; None: until somebody deletes them."""

    def __init__(self, *, store: Store, deletion: Deletion, days: int | None, now: Callable[[], datetime]) -> None:
        self._store = store
        self._deletion = deletion
        self.days = days
        self._now = now
        self._looked: datetime | None = None

    def count(self, owner: str) -> dict[str, int]:
        """How many rows of each table are kept of a person; tables without any are left out."""
        with self._store.reading() as db:
            return owned_rows.count(db, owner)

    def rows(self, owner: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """(table, rows) of everything that is kept of a person, each table read when it is come to."""
        with self._store.reading() as db:
            yield from owned_rows.read_all(db, owner)

    def session_ids(self, owner: str) -> list[str]:
        """The ids of all interviews of a person."""
        with self._store.reading() as db:
            return owned_rows.session_ids(db, owner)

    def erase(self, owner: str) -> Receipt:
        """Delete all of it, in every place it stands in."""
        return self._deletion.everything(owner)

    def compact(self) -> bool:
        """Have the database write its files anew, so that nothing of deleted rows is left in them."""
        return self._store.compact()

    def remove_old(self) -> int:
        """Delete interviews that nobody changed for as long as they are kept, and resumes of that age without an
        interview; returns how many."""
        now = self._now()
        if self.days is None or (self._looked is not None and now - self._looked < LOOKS_EVERY):
            return 0
        before = now - timedelta(days=self.days)
        with self._store.reading() as db:
            sessions = retention.old_sessions(db, before, OLD_AT_ONCE)
        for owner, ids in sessions.items():
            self._deletion.sessions(owner, ids, unchanged_since=before)
        with self._store.reading() as db:
            resumes = retention.old_resumes(db, before, OLD_AT_ONCE)
        for owner, resume_id in resumes:
            self._deletion.resume(owner, resume_id, unused_since=before)
        count = sum(map(len, sessions.values()))
        # Where there are more, the next look is at once.
        self._looked = now if max(count, len(resumes)) < OLD_AT_ONCE else None
        return count + len(resumes)
