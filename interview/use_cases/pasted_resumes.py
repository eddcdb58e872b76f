"""What pages call pasted resumes by: read with every run of a page, their texts once.

A text never changes once it is kept, so only what can change is read again: which resumes there are, and what work is
understood from each. It words nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from interview.core.resume import PastedResume
from interview.storage import stored_resumes
from interview.storage.store import Store
from interview.storage.versioned_lru import VersionedLru

MOST_OWNERS = 64


class PastedResumes:
    """`own_name` gives the person's name as it stands in a resume, "" where none is found."""

    def __init__(self, store: Store, own_name: Callable[[str], str]) -> None:
        self._store = store
        self._own_name = own_name
        self._persons: VersionedLru[Mapping[str, str]] = VersionedLru(MOST_OWNERS)

    def of(self, owner: str) -> tuple[PastedResume, ...]:
        """The owner's pasted resumes as they are now, newest first."""
        with self._store.reading() as db:
            found = stored_resumes.list_pasted(db, owner)
            mark = tuple(id for id, _, _ in found)
            persons = self._persons.find(owner, mark) if mark else {}
            texts = {} if persons is not None else stored_resumes.texts_of(db, owner, mark)
        if persons is None:
            persons = {id: self._own_name(text) for id, text in texts.items()}
            self._persons.put(owner, mark, persons)
        return tuple(PastedResume(id, persons.get(id, ""), work, added_at) for id, work, added_at in found)

    def forget(self, owner: str, _session_ids: Sequence[str]) -> None:
        """Drop what is kept in memory of an owner of whom something was deleted."""
        self._persons.drop(owner)
