"""What a candidate can do with an interview: look at it, answer it, end it, delete it.

Commands read the database; only view() may read the cache. The words of an answer are committed before any interviewer
is called, and no interviewer is called inside a transaction.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from interview.core.annotations import flag, predict, show_hint, show_totals
from interview.core.follow_ups import planned_follow_up, settle_follow_up
from interview.core.going_back import keep_as_it_was, reopen
from interview.core.mode import GRACE
from interview.core.question import InsteadOf, Position, Question
from interview.core.receipt import Receipt
from interview.core.report import SessionLine
from interview.core.session import InterviewSession
from interview.core.swap import asking
from interview.core.turn import storable
from interview.errors import NotFound, Unavailable
from interview.storage import history, store
from interview.storage.cache import Cache
from interview.storage.limits import Limits
from interview.storage.store import Store
from interview.use_cases.deletion import Deletion
from interview.use_cases.follow_ups import FollowUps
from interview.use_cases.session_changes import SessionChanges

_GRACE = timedelta(seconds=1)
# How soon it is looked again whether a follow-up is there: a tenth of the wait so far, within these bounds in seconds.
_LOOK_AGAIN = (0.1, 0.5)


@dataclass(frozen=True)
class Draft:
    """What is stored as the draft now. `stored` is False when a newer text was there already."""

    text: str
    revision: int
    saved_at: datetime | None
    stored: bool


class Candidate:
    """The candidate's use cases in an interview that is there. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        deletion: Deletion,
        limits: Limits,
        follow_ups: FollowUps,
        changes: SessionChanges,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._cache = cache
        self._deletion = deletion
        self._limits = limits
        self._follow_ups = follow_ups
        self._changes = changes
        self._now = now

    def view(self, owner: str, session_id: str) -> InterviewSession:
        """The session as it stands, from the cache where that is as new as the database."""
        version = store.find_session_version(self._store, owner, session_id)
        if version is None:
            raise store.session_not_found()
        session = self._cache.find(owner, session_id, version)
        if session is None:
            with self._store.reading() as db:
                session = store.get_session(db, owner, session_id)
            self._cache.put(session)
        return self._on_time(session)

    def _on_time(self, session: InterviewSession) -> InterviewSession:
        """The session, ended where its time is over; as it is while the database takes no writes."""
        if not session.is_overdue(self._now()):
            return session
        try:
            return self._change(session.owner, session.id, self._ended_on_time)
        except Unavailable:
            return session

    def _ended_on_time(self, session: InterviewSession) -> InterviewSession:
        now = self._now()
        return session.complete(now) if session.is_overdue(now) else session

    def end_overdue(self) -> int:
        """End every interview whose time is over, with what was saved as answers; returns how many."""
        with self._store.reading() as db:
            overdue = store.list_overdue(db, self._now() - GRACE)
        ended = 0
        for owner, session_id in overdue:
            try:
                ended += self._change(owner, session_id, self._ended_on_time).is_complete
            except NotFound:
                continue
        return ended

    def current(self, owner: str, session_id: str) -> InterviewSession:
        """The session once no follow-up is undecided; waits for one that is, up to the follow-up bound.

        That its question is before the candidate now is noted, the first time only.
        """
        session = self.view(owner, session_id)
        undecided = session.undecided
        began = time.monotonic()
        while undecided is not None and undecided.follow_up_deadline is not None:
            if self._now() >= undecided.follow_up_deadline + _GRACE:
                planned = planned_follow_up(session, undecided.position, InsteadOf.LATE)
                session = self._settle(owner, session_id, undecided.position, planned)
            else:
                least, most = _LOOK_AGAIN
                time.sleep(min(most, max(least, (time.monotonic() - began) / 10)))
                session = self.view(owner, session_id)
            undecided = session.undecided
        return self._noted(owner, session)

    def _noted(self, owner: str, session: InterviewSession) -> InterviewSession:
        if session.show_question(self._now()) is session:
            return session
        try:
            noted = self._change(owner, session.id, lambda known: known.show_question(self._now()))
        except Unavailable:
            return session
        return noted if noted.undecided is None else self.current(owner, session.id)

    def sessions(self, owner: str, *, limit: int = 25, offset: int = 0) -> tuple[list[SessionLine], int]:
        """A page of the history, newest first, and how many sessions there are in all."""
        with self._store.reading() as db:
            return history.find_page(db, owner, limit=limit, offset=offset)

    def find_open(self, owner: str, first: str = "") -> InterviewSession | None:
        """The interview to go on with: the one with the id `first` where that is open, or else what was worked on
        last; None where none is open."""
        while True:
            with self._store.reading() as db:
                found = store.find_open(db, owner, first)
            session = None if found is None else self.view(owner, found)
            # One whose time was over is ended by looking at it; another may be open.
            if session is None or not session.is_complete:
                return session

    def save_draft(
        self,
        owner: str,
        session_id: str,
        index: int,
        text: str,
        revision: int | None = None,
        *,
        writer: str = "",
        base: int | None = None,
        swaps: int | None = None,
    ) -> Draft:
        """Keep a draft. What is not newer than the stored text, or was written without having seen it, is answered
        with that text (see InterviewSession.save_draft). Without a revision the text counts as the newest. Conflict
        for a question that was swapped (`swaps`, see Turn; None: whichever is there).
        """
        text = storable(text)
        now = self._now()

        def wanted(session: InterviewSession) -> int:
            return session.turn_at(index).answer.revision + 1 if revision is None else revision

        before, after = self._changes.make_draft(
            owner,
            session_id,
            index,
            text,
            lambda session: asking(session, index, swaps).save_draft(
                index, text, wanted(session), now, writer=writer, base=base
            ),
        )
        turn = after.turn_at(index)
        answer = turn.answer
        stored = answer.revision == wanted(before) and answer.draft == text
        if stored:
            self._follow_ups.ahead.typed(after, turn)
        return Draft(answer.draft, answer.revision, answer.saved_at, stored)

    def submit_answer(
        self, owner: str, session_id: str, index: int, text: str, *, swaps: int | None = None
    ) -> InterviewSession:
        """Submit the answer of the current question; returns the session with the next question in place.

        The answer is committed before the interviewer is asked for a follow-up; when that fails or takes too long the
        planned follow-up is asked instead. Completing the last answer completes the session. `swaps` as in save_draft.
        """
        text = storable(text)
        # Whoever knows no interview counts nowhere.
        if store.find_session_version(self._store, owner, session_id) is None:
            raise store.session_not_found()
        self._limits.hit_answer(owner)
        now = self._now()
        before, after = self._changes.make(
            owner,
            session_id,
            lambda session: asking(session, index, swaps).submit(index, text, now, now + self._follow_ups.timeout),
        )
        if after is before:
            return self.current(owner, session_id)
        undecided = after.undecided
        if undecided is None:
            return after
        return self._settle(owner, session_id, undecided.position, self._follow_ups.decide(after, undecided))

    def _settle(self, owner: str, session_id: str, position: Position, question: Question | None) -> InterviewSession:
        return self._change(
            owner, session_id, lambda session: settle_follow_up(session, position, question, self._now())
        )

    def flag(self, owner: str, session_id: str, index: int, flagged: bool) -> InterviewSession:
        """Mark a question for later review, or take the mark away."""
        return self._change(owner, session_id, lambda session: flag(session, index, flagged))

    def reopen(self, owner: str, session_id: str, index: int) -> InterviewSession:
        """Open a submitted answer again, its words in the draft; what was graded of it meanwhile is forgotten.

        Once a follow-up that is being thought of is there. Raises as core's reopen does.
        """
        self.current(owner, session_id)
        return self._change(owner, session_id, lambda session: reopen(session, index, self._now()))

    def keep_answer(self, owner: str, session_id: str, index: int) -> InterviewSession:
        """Submit an answer that is open again as it was before; what was written since is kept and not used. Who only
        looked at it has not ended the interview.

        Raises as core's keep_as_it_was does.
        """
        return self._changes.make(owner, session_id, lambda session: keep_as_it_was(session, index), ends=False)[1]

    def show_hint(self, owner: str, session_id: str, index: int) -> str:
        """The hint of the current question ("" when it has none); that it was shown is recorded."""
        return self._change(owner, session_id, lambda session: show_hint(session, index)).turn_at(index).question.hint

    def predict(self, owner: str, session_id: str, score: int) -> InterviewSession:
        """Keep what score the candidate expects, once and before the finished report was opened."""
        return self._change(owner, session_id, lambda session: predict(session, score))

    def report_opened(self, owner: str, session_id: str) -> InterviewSession:
        """Record that the totals were shown, so that no guess comes after them; only the first time writes."""
        return self._change(owner, session_id, lambda session: show_totals(session, self._now()))

    def _change(
        self, owner: str, session_id: str, change: Callable[[InterviewSession], InterviewSession]
    ) -> InterviewSession:
        return self._changes.make(owner, session_id, change)[1]

    def complete(self, owner: str, session_id: str) -> InterviewSession:
        """End the interview now; open drafts count as answers. Twice is once."""
        self._follow_ups.ahead.forget(session_id)
        return self._change(owner, session_id, lambda session: session.complete(self._now()))

    def delete(self, owner: str, session_id: str) -> Receipt:
        """Delete a session with questions, answers, grades, report, cached data and queued job."""
        receipt = self._deletion.sessions(owner, [session_id])
        if not receipt.of("session"):
            raise store.session_not_found()
        return receipt
