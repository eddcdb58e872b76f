"""What can be done with resumes: keep one, correct what was understood from it, delete it, make an interview from it.

It reads no files; the text of a resume never changes once it is kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from interview.beside import GaveUp
from interview.core.profile import Profile
from interview.core.receipt import Receipt
from interview.core.resume import Resume, resume_key
from interview.errors import Code, Invalid
from interview.messages import Message
from interview.storage import stored_resumes
from interview.storage.store import AlreadyThere, Store
from interview.storage.turns import Turns
from interview.use_cases.deletion import Deletion


class ResumeService:
    """The use cases of resumes. `now` gives aware datetimes; `understand` turns resume text into a Profile, which takes
    seconds with the longest ones: each person's turn."""

    def __init__(
        self,
        *,
        store: Store,
        deletion: Deletion,
        understand: Callable[[str], Profile],
        turns: Turns,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._deletion = deletion
        self._understand = understand
        self._turns = turns
        self._now = now

    def add(self, owner: str, file_name: str, text: str, file_hash: str, notes: tuple[Message, ...]) -> Resume:
        """Keep a resume that was read; the one already there when its text is the same."""
        key = resume_key(text)
        with self._store.reading() as db:
            known = stored_resumes.find_resume_by_hash(db, owner, key)
        if known is not None:
            with self._store.transaction() as db:
                # It is in use again: how long it is kept counts from now.
                stored_resumes.added_again(db, owner, known.id, self._now())
            return replace(known, created_at=self._now())
        profile = self._understood(owner, text)
        resume = Resume(uuid.uuid4().hex, owner, file_name, text, profile, self._now(), key, notes)
        try:
            with self._store.transaction() as db:
                stored_resumes.insert_resume(db, resume, file_hash)
        except AlreadyThere:
            with self._store.reading() as db:
                winner = stored_resumes.find_resume_by_hash(db, owner, key)
            if winner is None:
                raise
            return winner
        return resume

    def all(self, owner: str) -> list[Resume]:
        """The owner's resumes, newest first."""
        with self._store.reading() as db:
            return stored_resumes.list_resumes(db, owner)

    def get(self, owner: str, resume_id: str) -> Resume:
        """NotFound when the owner has no such resume."""
        with self._store.reading() as db:
            return stored_resumes.get_resume(db, owner, resume_id)

    def correct(self, owner: str, resume_id: str, profile: Profile) -> Resume:
        """Replace what was understood by what the candidate says."""
        with self._store.transaction() as db:
            stored_resumes.set_profile(db, owner, resume_id, profile)
        return self.get(owner, resume_id)

    def delete(self, owner: str, resume_id: str, *, with_interviews: bool = False) -> Receipt:
        """Delete a resume; its interviews go too, or stay without its text."""
        return self._deletion.resume(owner, resume_id, with_interviews=with_interviews)

    def source(self, owner: str, resume_id: str | None, pasted: str) -> tuple[str, str, Profile]:
        """Name, text and profile of what an interview is made from: a resume that is kept, or text that is not ("")."""
        if resume_id is not None:
            resume = self.get(owner, resume_id)
            return resume.file_name, resume.text, resume.profile
        if not pasted.strip():
            raise Invalid(Code.RESUME_FILE_EMPTY, Message.of("error.no_resume_text"))
        return "", pasted, self._understood(owner, pasted)

    def _understood(self, owner: str, text: str) -> Profile:
        """When it is the owner's turn; Invalid(RESUME_TOO_COMPLEX) where that takes longer than anybody waits."""
        with self._turns.of(owner):
            try:
                return self._understand(text)
            except GaveUp as exc:
                raise Invalid(Code.RESUME_TOO_COMPLEX, Message.of("error.resume_too_complex")) from exc
