"""How what is somebody's is deleted: rows, what this process has in memory, what Redis has, and what files still hold.

The rows go with a note of what Redis still has, in one transaction. Redis is asked at once, and again by every sweep
until it has answered; rows that were deleted are never brought back. What a deletion left in files goes with the sweep,
which rewrites them for all deletions together and then rests. What waits for long is one note, however much it is.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlmodel import Session

from interview.core.accounts import ALONE
from interview.core.receipt import Receipt, Waits
from interview.errors import Code, InterviewError, NotFound
from interview.messages import Message
from interview.storage import (
    earlier_copies,
    mentors,
    model_calls,
    owned_rows,
    preparations,
    removals,
    resume_texts,
    retention,
    store,
    stored_resumes,
    targets,
)
from interview.storage import stories as kept_stories
from interview.storage.cache import Cache
from interview.storage.queue import EvaluationQueue
from interview.storage.removals import LONG, Kind, Removal
from interview.storage.store import Store

log = logging.getLogger("interview.deletion")

# Longer than a request can be under way: one that read a session before it was deleted may cache it afterwards.
SETTLED_AFTER = timedelta(minutes=1)
# What waits for long (removals.LONG) is one note for all; files that cannot be written are then tried so often.
REST_OF_FAILING = timedelta(minutes=10)
# Others wait to write while a file is rewritten: of all the time they do so for at most a fiftieth, however often
# somebody deletes and however large the file is.
LEAST_REST, REST_FOR_EACH = timedelta(seconds=10), 50
# How long a release can be gone back from.
COPIES_KEPT = timedelta(days=14)

_NEVER = datetime.min.replace(tzinfo=UTC)

Forget = Callable[[str, Sequence[str]], None]
MarksOf = Callable[[str], Sequence[str]]


class Deletion:
    """Deletes. `url` is that of the database; `forget` drops what a part keeps in memory of an owner's sessions;
    `marks_of` gives marks of whose a resume is; `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        queue: EvaluationQueue,
        url: str,
        forget: Sequence[Forget],
        marks_of: MarksOf,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._cache = cache
        self._queue = queue
        self._url = url
        self._forget = forget
        self._marks_of = marks_of
        self._now = now
        self._rests_until = self._scrubbed_until = _NEVER
        self._lock = threading.Lock()
        self._forgotten: list[tuple[datetime, str, Sequence[str]]] = []

    def sessions(self, owner: str, session_ids: Iterable[str], *, unchanged_since: datetime | None = None) -> Receipt:
        """Delete sessions with everything that hangs on them, as far as they are there, and were not changed since."""
        # In one order everywhere, so that two deletions never wait for each other.
        wanted = sorted(set(session_ids))
        with self._store.transaction() as db:
            if unchanged_since is not None:
                wanted = sorted(retention.still_old(db, wanted, unchanged_since))
            receipt, deleted, asked = self._delete_sessions(db, owner, wanted)
        files = earlier_copies.take_out(self._url, earlier_copies.sessions_of(owner, deleted, asked)) if deleted else 0
        return self._finish(owner, deleted, replace(receipt, files=files))

    def _delete_sessions(
        self, db: Session, owner: str, session_ids: Sequence[str]
    ) -> tuple[Receipt, list[str], set[str]]:
        """What goes, the ids of the sessions that are deleted, and their questions."""
        # Of somebody else's interview nothing is told, not even whether there is one.
        session_ids = owned_rows.session_ids(db, owner, session_ids)
        receipt = self._counted(owner, session_ids, owned_rows.count_of_sessions(db, owner, session_ids))
        asked = preparations.questions_of(db, owner, session_ids)
        deleted = [session_id for session_id in session_ids if store.delete_session(db, owner, session_id)]
        preparations.forget_questions(db, owner, asked, self._now())
        removals.note_removals(db, owner, deleted, Kind.SESSION, self._now())
        texts = resume_texts.delete_unused(db, owner)
        return replace(receipt, rows=_with(receipt.rows, "resume_text", texts)), deleted, asked

    def resume(
        self, owner: str, resume_id: str, *, with_interviews: bool = False, unused_since: datetime | None = None
    ) -> Receipt:
        """Delete a resume with its text. Its interviews go with it, or stay as they are: with their questions and the
        lines these quote, without the link to it; what is still to be written of them is written without it. With
        `unused_since` only one that was added before and of whose text there is no interview. NotFound when the owner
        has no such resume."""
        with self._store.transaction() as db:
            if unused_since is not None and not retention.is_old_resume(db, resume_id, unused_since):
                return Receipt()
            resume = stored_resumes.get_resume(db, owner, resume_id)
            made_from_it = stored_resumes.find_sessions(db, owner, resume_id)
            receipt, deleted, asked = Receipt(), list[str](), set[str]()
            if with_interviews:
                receipt, deleted, asked = self._delete_sessions(db, owner, made_from_it)
            else:
                receipt = replace(receipt, snapshots=self._cache.count(owner, made_from_it) or 0)
            stored_resumes.delete_resume(db, owner, resume_id, self._marks_of(resume.text), self._now())
            kept_stories.clear_lines(db, owner, stored_resumes.list_resumes(db, owner))
            if not with_interviews:
                removals.note_removals(db, owner, made_from_it, Kind.SNAPSHOT, self._now())
            removals.note_files(db, owner, resume_id, self._now())
            rows = _with(_with(receipt.rows, "resume", 1), "resume_text", 1)
        change = earlier_copies.resume_of(owner, resume_id, resume.text, made_from_it)
        files = earlier_copies.take_out(self._url, change)
        if deleted:
            earlier_copies.take_out(self._url, earlier_copies.sessions_of(owner, deleted, asked))
        return self._finish(owner, made_from_it, replace(receipt, rows=rows, files=files))

    def story(self, owner: str, story_id: str) -> None:
        """Delete a story; the interview it came from stays. NotFound when the owner has no such story."""
        self._one_row(owner, "story", story_id, lambda db: kept_stories.delete_story(db, owner, story_id))

    def target(self, owner: str, target_id: str) -> None:
        """Delete a job with its advertisement; its interviews stay, with the title and the lines that say what it asks
        for. NotFound when the owner has no such job."""
        with self._store.transaction() as db:
            left = targets.delete_target(db, owner, target_id)
            removals.note_removals(db, owner, left.session_ids, Kind.SNAPSHOT, self._now())
            removals.note_files(db, owner, target_id, self._now())
        earlier_copies.take_out(self._url, earlier_copies.target_of(owner, target_id, left.texts))
        self._finish(owner, left.session_ids, Receipt())

    def comments(self, owner: str, session_id: str, mentor_id: str) -> None:
        """Delete all that a mentor said; NotFound when the owner's interview has no such mentor."""

        def delete(db: Session) -> None:
            store.get_session(db, owner, session_id, lock=True)
            if not mentors.delete_mentor(db, owner, session_id, mentor_id, self._now()):
                raise NotFound(Code.MENTOR_NOT_FOUND, Message.of("error.no_such_mentor"))

        self._one_row(owner, "mentor", mentor_id, delete)
        self._cache.drop(owner, session_id)

    def _one_row(self, owner: str, table: str, row_id: str, delete: Callable[[Session], None]) -> None:
        with self._store.transaction() as db:
            delete(db)
            removals.note_files(db, owner, row_id, self._now())
        earlier_copies.take_out(self._url, earlier_copies.row_of(owner, table, row_id))
        self._finish(owner, [], Receipt())

    def everything(self, owner: str) -> Receipt:
        """Delete all that is kept of a person, now and in every file; their account stays, which holds no name."""
        with self._store.transaction() as db:
            ids = owned_rows.session_ids(db, owner)
            receipt = self._counted(owner, ids, owned_rows.count(db, owner))
            model_calls.unlink_owner(db, owner, self._now())
            commented = mentors.leave_comments(db, owner)
            for other, of_other in commented.items():
                removals.note_removals(db, other, of_other, Kind.SNAPSHOT, self._now())
            removals.note_removals(db, owner, ids, Kind.SESSION, self._now())
            # Whoever has no interview may have a resume, a story or a job: files are looked after all the same.
            removals.note_files(db, owner, uuid4().hex, self._now())
            owned_rows.delete_all(db, owner)
        for other, of_other in commented.items():
            self._drop(other, of_other)
        if owner == ALONE:
            files = earlier_copies.remove(earlier_copies.copies(self._url))
        else:
            files = earlier_copies.take_out(self._url, earlier_copies.everything_of(owner))
        done = self._finish(owner, ids, replace(receipt, files=files))
        waits = self._clean_files(self._now())
        if Waits.START in waits:
            with self._store.transaction() as db:
                removals.note_all_files(db, self._now())
        return replace(done, waits=done.waits | waits)

    def _counted(self, owner: str, session_ids: Sequence[str], rows: dict[str, int]) -> Receipt:
        """What there is, before it goes. A Redis that is away tells nothing, and lets go later."""
        snapshots, jobs = self._cache.count(owner, session_ids), self._queue.count(session_ids)
        return Receipt(rows, snapshots or 0, jobs or 0)

    def _finish(self, owner: str, session_ids: Sequence[str], receipt: Receipt) -> Receipt:
        now = self._now()
        with self._lock:
            recent = [each for each in self._forgotten if each[0] > now - 2 * SETTLED_AFTER]
            self._forgotten = [*recent, (now, owner, session_ids)]
        self._drop(owner, session_ids)
        try:
            while self._sweep(None) >= removals.MOST_AT_ONCE:
                pass
            with self._store.reading() as db:
                is_waiting = removals.is_waited_for(db, owner)
        except InterviewError as exc:
            log.warning("redis is cleared at the next sweep (%s)", exc.code)
            is_waiting = True
        waits = {Waits.REDIS: is_waiting, Waits.START: self._store.is_large}
        return replace(receipt, waits=frozenset(each for each, is_so in waits.items() if is_so))

    def sweep(self) -> int:
        """Take out of Redis what deletions of any process left there, and a minute later out of memory and files too;
        returns how much. Safe to call at any time."""
        now = self._now()
        return self._sweep(None if now < self._rests_until else now - SETTLED_AFTER)

    def _sweep(self, settled: datetime | None) -> int:
        """What was noted until `settled` goes out of memory and files as well; nothing does for None."""
        with self._store.reading() as db:
            waiting = removals.list_removals(db, settled)
            newest = None if settled is None else removals.newest(db, settled, with_all_files=not self._store.is_large)
        done = []
        for removal in waiting:
            if not self._is_removed(removal):
                break
            done.append(removal)
        waits = frozenset[Waits]()
        if settled is not None and newest is not None:
            if newest > self._scrubbed_until:
                self._forget_again([removal for removal in waiting if removal.noted_at <= settled])
            # Files do not wait for a Redis that is away.
            waits = self._clean_files(newest)
        if done:
            with self._store.transaction() as db:
                removals.finish_removals(db, done, None if waits else settled)
        if settled is not None and newest is not None:
            self._fold(settled, newest, done, waits)
        return len(done)

    def _fold(self, settled: datetime, newest: datetime, done: Sequence[Removal], waits: frozenset[Waits]) -> None:
        """Make one note of what waits for long, of what is too much, and of what waits for the next start."""
        files_wait = bool(waits & {Waits.FILES, Waits.START})
        with self._store.transaction() as db:
            if not files_wait:
                removals.finish_files(db, newest)
            is_much = removals.count_settled(db, settled) > removals.MOST_KEPT
            until = settled if is_much or Waits.START in waits else min(settled, self._now() - LONG)
            removals.fold(db, until, done, files_wait=files_wait, redis_waits=Waits.REDIS in waits)

    def forget_again(self) -> None:
        """Drop once more what this process has in memory of what it deleted in the last two minutes: a draft that was
        being saved, or a page that was being drawn, may have put it back."""
        with self._lock:
            forgotten = self._forgotten
        for _, owner, session_ids in forgotten:
            self._drop(owner, session_ids)

    def _drop(self, owner: str, session_ids: Sequence[str]) -> None:
        for forget in self._forget:
            forget(owner, session_ids)

    def _forget_again(self, old: Sequence[Removal]) -> None:
        for owner in {removal.owner for removal in old}:
            self._drop(owner, [removal.session_id for removal in old if removal.owner == owner])

    def _clean_files(self, noted: datetime) -> frozenset[Waits]:
        """Leave nothing of what was deleted, and noted by then, in any file; returns what still waits."""
        begun = time.monotonic()
        waits = set[Waits]()
        if earlier_copies.write_anew(self._url):
            waits.add(Waits.FILES)
        if noted > self._scrubbed_until:
            self._store.forget_values()
            wait = self._store.scrub()
            if wait is None:
                self._scrubbed_until = noted
            else:
                waits.add(wait)
        if not self._cache.rewrite_files():
            waits.add(Waits.REDIS)
        took = timedelta(seconds=time.monotonic() - begun)
        # A disk may be slow for a moment only: what it held up is tried again soon as well, and then more rarely.
        is_failing = bool(waits & {Waits.FILES, Waits.START}) and noted <= self._now() - LONG
        self._rests_until = self._now() + max(REST_OF_FAILING if is_failing else LEAST_REST, REST_FOR_EACH * took)
        return frozenset(waits)

    def _is_removed(self, removal: Removal) -> bool:
        if removal.session_id == removals.ALL_OF_REDIS:
            # Jobs of interviews that are gone end as soon as a worker comes to them.
            return self._cache.drop_all() and self._cache.rewrite_files()
        if not self._cache.drop(removal.owner, removal.session_id):
            return False
        return removal.kind is not Kind.SESSION or self._queue.cancel(removal.session_id)

    def remove_old_copies(self) -> int:
        """Remove the copies of the database that were made before migrations more than two weeks ago."""
        return earlier_copies.remove_old(self._url, self._now() - COPIES_KEPT)


def _with(rows: Mapping[str, int], table: str, more: int) -> Mapping[str, int]:
    return {**rows, table: rows.get(table, 0) + more} if more else rows
