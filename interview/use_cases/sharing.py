"""What can be done for a mentor: a link to a report, their comments under it or in a file, and to delete both.

A link opens one report and nothing else, whoever has it; every other verb here is the owner's alone. A link that is
wrong, ended or stopped is one and the same error.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from interview.core.mentoring import (
    MOST_MENTORS,
    MOST_SHARES,
    CameBy,
    MentorNote,
    Share,
    checked_note,
    clean_name,
    new_token,
    no_such_share,
    share_until,
    token_hash,
    writer_of_file,
)
from interview.core.report import Report
from interview.core.session import InterviewSession
from interview.errors import Code, Conflict, Invalid
from interview.messages import Message
from interview.storage import grades, mentors, shares, store
from interview.storage.cache import Cache
from interview.storage.limits import Limits
from interview.storage.store import Store
from interview.use_cases.deletion import Deletion
from interview.use_cases.grading.service import Evaluator, report_not_ready


@dataclass(frozen=True)
class SharedReport:
    """A report as the people with its link see it; `is_own` for the one who made the link."""

    report: Report
    is_own: bool


class Sharing:
    """The use cases of sharing. `has_sign_in` says whether people sign in here: without, nobody else could open a link.

    `now` gives aware datetimes.
    """

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        deletion: Deletion,
        limits: Limits,
        evaluator: Evaluator,
        has_sign_in: bool,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._cache = cache
        self._deletion = deletion
        self._limits = limits
        self._evaluator = evaluator
        self._now = now
        self.has_sign_in = has_sign_in

    def share(self, owner: str, session_id: str, days: int) -> tuple[Share, str]:
        """A new link to a finished report with its token, which is not kept and can be told only now.

        Invalid (SHARING_NEEDS_SIGN_IN) where nobody signs in, and when there are too many links; Conflict
        (INTERVIEW_REPORT_NOT_READY) while there is no report.
        """
        if not self.has_sign_in:
            raise Invalid(Code.SHARING_NEEDS_SIGN_IN, Message.of("error.sharing_needs_sign_in"))
        self._finished(owner, session_id)
        now, token = self._now(), new_token()
        made = Share(uuid.uuid4().hex, owner, session_id, token_hash(token), now, share_until(now, days))
        with self._store.transaction() as db:
            store.get_session(db, owner, session_id, lock=True)
            shares.delete_ended(db, owner, session_id, now)
            if shares.count_shares(db, session_id) >= MOST_SHARES:
                raise Invalid(Code.INPUT_INVALID, Message.of("error.too_many_shares", most=MOST_SHARES))
            shares.insert_share(db, made)
        return made, token

    def shares(self, owner: str, session_id: str) -> list[Share]:
        """The links to a report that still work, newest first; NotFound when the owner has no such interview."""
        now = self._now()
        if store.find_session_version(self._store, owner, session_id) is None:
            raise store.session_not_found()
        with self._store.reading() as db:
            return [share for share in shares.list_shares(db, owner, session_id) if share.works(now)]

    def stop(self, owner: str, session_id: str, share_id: str) -> None:
        """Stop a link at once; NotFound when the owner's interview has no such link."""
        with self._store.transaction() as db:
            if not shares.delete_share(db, owner, session_id, share_id):
                raise no_such_share()

    def open(self, viewer: str, token: str, *, is_first: bool) -> SharedReport:
        """The report behind a link. NotFound for every link that does not work, Unavailable after too many of them.

        `viewer` is the signed-in person who asks, `is_first` whether to count it as opened; its maker is not counted.
        """
        share = self._working(viewer, token)
        report = self._evaluator.report(share.owner, share.session_id)
        is_own = viewer == share.owner
        if is_first and not is_own:
            with self._store.transaction() as db:
                shares.count_opening(db, share.id)
        return SharedReport(report, is_own)

    def comment(
        self, viewer: str, token: str, name: str, index: int, note: MentorNote, *, seen: str = ""
    ) -> MentorNote:
        """Keep what the person with a link says of one answer, in place of what they said of it before; as it is kept.

        Conflict when the mark of what they said before is not the one that was `seen` ("": any), so that no tab writes
        over what another saved; the same words once more, where a reply was lost, are none. Invalid without a name, for
        a note that is too long or speaks of unknown key points, for the owner themselves, and when there are too many
        mentors; NotFound when the link does not work any more.
        """
        name = clean_name(name)
        share = self._working(viewer, token)
        if viewer == share.owner:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.mentor_is_owner"))
        with self._store.transaction() as db:
            session = store.get_session(db, share.owner, share.session_id, lock=True)
            # Stopped since, or it would be written after all.
            if shares.find_share(db, share.token_hash) is None:
                raise no_such_share()
            placed = MentorNote(session.turn_at(index).position, note.comment, note.verdicts)
            known = mentors.note_of(db, session.id, viewer, placed.position)
            (kept,) = self._put(db, session, viewer, name, CameBy.LINK, [placed])
            if seen and known.mark not in (seen, kept.mark):
                raise Conflict(Code.MENTOR_NOTE_CHANGED, Message.of("error.mentor_note_changed"))
        self._cache.drop(share.owner, share.session_id)
        return kept

    def read_file(
        self, owner: str, session_id: str, file_of: str, name: str, notes: Sequence[tuple[int, MentorNote]]
    ) -> int:
        """Keep the comments of a mentor's file, each with its questionIndex; returns how many answers they are about.

        Each takes the place of what an earlier file under this name says of that answer. Invalid when the file is of
        another interview than `file_of` says, says nothing, or one of its notes cannot be kept: then nothing of it is.
        """
        if file_of != session_id:
            raise Invalid(Code.MENTOR_FILE_OF_ANOTHER_INTERVIEW, Message.of("error.mentor_file_of_another_interview"))
        name = clean_name(name)
        self._finished(owner, session_id)
        with self._store.transaction() as db:
            session = store.get_session(db, owner, session_id, lock=True)
            if len({index for index, _ in notes}) < len(notes):
                raise Invalid(Code.MENTOR_FILE_INVALID, Message.of("error.mentor_file_invalid"))
            placed = [MentorNote(session.turn_at(index).position, note.comment, note.verdicts) for index, note in notes]
            checked = self._put(db, session, writer_of_file(name), name, CameBy.FILE, placed)
            kept = sum(not note.is_empty for note in checked)
            if not kept:
                raise Invalid(Code.MENTOR_FILE_INVALID, Message.of("error.mentor_file_empty"))
        self._cache.drop(owner, session_id)
        return kept

    def delete_comments(self, owner: str, session_id: str, mentor_id: str) -> None:
        """Delete all that a mentor said; NotFound when the owner's interview has no such mentor."""
        self._deletion.comments(owner, session_id, mentor_id)

    def _working(self, viewer: str, token: str) -> Share:
        self._limits.check_wrong_links(viewer)
        with self._store.reading() as db:
            share = shares.find_share(db, token_hash(token))
        if share is None or not share.works(self._now()) or not self.has_sign_in:
            self._limits.hit_wrong_link(viewer)
            raise no_such_share()
        return share

    def _finished(self, owner: str, session_id: str) -> None:
        if not self._evaluator.report(owner, session_id).is_ready:
            raise report_not_ready()

    def _put(
        self,
        db: Session,
        session: InterviewSession,
        writer: str,
        name: str,
        came_by: CameBy,
        notes: Sequence[MentorNote],
    ) -> list[MentorNote]:
        """Check and keep notes; as they are kept."""
        graded = grades.current_grades(db, session.owner, session.id)
        checked = [checked_note(note, graded.get(note.position)) for note in notes]
        is_known = mentors.has_mentor(db, session.id, writer)
        if not is_known and mentors.count_mentors(db, session.id) >= MOST_MENTORS:
            full = "error.too_many_mentors" if came_by is CameBy.FILE else "error.too_many_mentors_before"
            raise Invalid(Code.INPUT_INVALID, Message.of(full, most=MOST_MENTORS))
        mentors.put_notes(
            db,
            session.owner,
            session.id,
            writer=writer,
            name=name,
            came_by=came_by,
            notes=checked,
            now=self._now(),
        )
        return checked
