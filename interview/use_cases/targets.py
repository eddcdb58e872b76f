"""What can be done with the jobs that somebody applies for: keep one, edit it, delete it, see how far it is covered."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime

from interview.core.options import Catalogue
from interview.core.posting import JobPosting
from interview.core.profile import Profile
from interview.core.target import Target, TargetCoverage
from interview.core.turn import storable
from interview.errors import Code, Conflict, Invalid
from interview.messages import Message
from interview.storage import targets
from interview.storage.store import Store
from interview.use_cases.deletion import Deletion
from interview.use_cases.what_can_be_asked import WhatCanBeAsked

# More jobs than somebody applies for at a time; every one is read when the start page is.
MOST_TARGETS = 100


class TargetService:
    """The use cases of targets. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        deletion: Deletion,
        catalogue: Catalogue,
        what_can_be_asked: WhatCanBeAsked,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._deletion = deletion
        self._catalogue = catalogue
        self._what_can_be_asked = what_can_be_asked
        self._now = now

    def all(self, owner: str) -> list[Target]:
        """The owner's jobs, newest first."""
        with self._store.reading() as db:
            return targets.list_targets(db, owner)

    def get(self, owner: str, target_id: str) -> Target:
        """NotFound when the owner has no such job."""
        with self._store.reading() as db:
            return targets.get_target(db, owner, target_id)

    def last_used_with(self, owner: str, resume_id: str | None) -> str:
        """Which job the newest interview made from a resume is for; "" for none, and without a resume."""
        if resume_id is None:
            return ""
        with self._store.reading() as db:
            return targets.find_last_used_with(db, owner, resume_id) or ""

    def add(
        self, owner: str, *, title: str = "", company: str = "", text: str = "", interview_on: date | None = None
    ) -> Target:
        """Keep a job; the one already there when its advertisement, title and company are the same. Invalid when it has
        neither title nor advertisement, texts are too long, or there are too many."""
        empty = Target(uuid.uuid4().hex, owner, "", "", "", self._now())
        made = empty.edited(
            title=storable(title), company=storable(company), text=storable(text), interview_on=interview_on
        )
        with self._store.transaction() as db:
            known = targets.list_targets(db, owner)
            same = next((each for each in known if _is_same(each, made)), None)
            if same is not None:
                return same
            if len(known) >= MOST_TARGETS:
                raise Invalid(Code.INPUT_INVALID, Message.of("error.too_many_targets", most=MOST_TARGETS))
            targets.insert_target(db, made)
        return made

    def edit(
        self,
        owner: str,
        target_id: str,
        *,
        title: str,
        company: str,
        text: str,
        interview_on: date | None,
        seen: str = "",
    ) -> Target:
        """Write what is known of a job now; interviews made for it keep the advertisement that they were made from.

        Conflict when its mark is not the one that was `seen` ("": any), so that no tab writes over what another saved;
        the same words once more, where a reply was lost, are none.
        """
        with self._store.transaction() as db:
            known = targets.get_target(db, owner, target_id, lock=True)
            changed = known.edited(
                title=storable(title), company=storable(company), text=storable(text), interview_on=interview_on
            )
            if seen and known.mark not in (seen, changed.mark):
                raise Conflict(Code.TARGET_CHANGED, Message.of("error.target_changed"))
            targets.put_target(db, changed)
        return changed

    def delete(self, owner: str, target_id: str) -> None:
        """Delete a job with its advertisement; its interviews stay, with what they quote of it."""
        self._deletion.target(owner, target_id)

    def coverage(
        self, owner: str, target_id: str, profile: Profile, resume_text: str = "", language: str = ""
    ) -> TargetCoverage:
        """How far the interviews for a job have asked about what it asks for, and on what of it there are questions in
        a `language` ("": the usual one); `profile` is what shows it."""
        target = self.get(owner, target_id)
        job = self._catalogue.read_job(target.text, profile, resume_text)
        language = language or self._what_can_be_asked.language_for(profile)
        return self.coverage_of(target, self._what_can_be_asked.knowing(profile, job, language))

    def coverage_of(self, target: Target, job: JobPosting) -> TargetCoverage:
        """The same of an advertisement that was read already, `job`, with what of it there are questions on."""
        with self._store.reading() as db:
            stored, interviews = targets.asked_for(db, target.owner, target.id)
        asked: Counter[str] = Counter()
        for skill, count in stored.items():
            asked[self._catalogue.usual_name(skill)] += count
        return TargetCoverage(target, job, asked, interviews)


def _is_same(one: Target, other: Target) -> bool:
    return (one.title, one.company, one.text) == (other.title, other.company, other.text)
