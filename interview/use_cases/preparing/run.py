"""Writes what is left of an interview that has begun: one claim, one short plan, then every question in its own call.

Each question takes its place the moment it is there. The database is the truth: a worker that dies is followed by
another, which writes what is missing. An interview that is deleted or over is left alone.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from interview.core.evaluation import back_off
from interview.core.interviewer import Interviewer, QuestionWriter, Step
from interview.core.preparation import (
    Preparation,
    Waiting,
    detailed,
    gone_on,
    is_being_written,
    settled,
    to_detail,
    to_write,
    waiting,
    written,
)
from interview.core.question import Position, Question
from interview.core.rounds import OF_ONE_CASE
from interview.core.session import InterviewSession
from interview.core.spending import Payer, charged_to
from interview.core.turn import Turn
from interview.errors import Code, Failed, InterviewError, NotFound
from interview.storage import preparations, store
from interview.storage.store import Store
from interview.use_cases.grading.heartbeat import heartbeat
from interview.use_cases.preparing.details import brief_for
from interview.use_cases.session_changes import SessionChanges

log = logging.getLogger("interview.preparing")

ATTEMPTS = 5
# A reply that is of no use for one place says nothing of the others.
_NO_USE = frozenset({Code.INTERVIEW_QUESTION_GENERATION_FAILED, Code.AI_DECLINED, Code.AI_FILTERED})
_OF_ONE_PLACE = _NO_USE | {Code.AI_RESPONSE_INVALID, Code.AI_TOO_LONG}


class _AskedAlready(Exception):
    """The question asks what another one, that came meanwhile, asks."""


@dataclass(frozen=True)
class Pace:
    """`parallel` calls at once for one interview, `lease` between heartbeats."""

    parallel: int = 4
    lease: timedelta = timedelta(seconds=12)


class Preparer:
    """Writes interviews. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        changes: SessionChanges,
        interviewer: Interviewer,
        pace: Pace,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._changes = changes
        self._interviewer = interviewer
        self._pace = pace
        self._now = now

    def waiting(self) -> list[tuple[str, str]]:
        """(owner, session id) of interviews under way with something to write and nobody at it."""
        if self._interviewer.writer is None:
            return []
        with self._store.reading() as db:
            return preparations.list_preparations(db, self._now())

    def look(self, session: InterviewSession) -> Waiting | None:
        """What to tell somebody who waits for a question; None where nobody does."""
        with self._store.reading() as db:
            left = preparations.find_preparation(db, session.owner, session.id)
        return waiting(session, left, self._now())

    def try_again(self, owner: str, session_id: str) -> None:
        """Have what was given up, or waits after a failure, written now."""
        with self._store.transaction() as db:
            preparations.try_again(db, owner, session_id, self._now())

    def go_on(self, owner: str, session_id: str, position: Position) -> None:
        """Leave out the question at `position`, so that those behind it can be answered; not where it is not waited
        for, or may still come in time."""
        with self._store.reading() as db:
            left = preparations.find_preparation(db, owner, session_id)

        def without(session: InterviewSession) -> InterviewSession:
            now = self._now()
            found = waiting(session, left, now)
            return gone_on(session, position, now) if found is not None and found.may_go_on else session

        _, after = self._changes.make(owner, session_id, without)
        if not is_being_written(after):
            with self._store.transaction() as db:
                preparations.drop_preparation(db, session_id)

    def run(self, owner: str, session_id: str, worker: str) -> bool:
        """Write what is left of an interview; False when another worker has it or there is nothing to do."""
        writer: QuestionWriter | None = charged_to(self._interviewer, Payer(owner, session_id)).writer
        if writer is None:
            return False
        now = self._now()
        with self._store.transaction() as db:
            is_mine = preparations.claim_preparation(db, session_id, worker, now, now + self._pace.lease)
            claim = preparations.find_preparation(db, owner, session_id) if is_mine else None
        if claim is None:
            return False
        try:
            _Run(self._store, self._changes, writer, self._pace, claim, worker, self._now).go()
        except NotFound:
            log.info("session %s: deleted while it was written", session_id)
        return True


class _Run:
    """One attempt of one worker."""

    def __init__(
        self,
        store: Store,
        changes: SessionChanges,
        writer: QuestionWriter,
        pace: Pace,
        claim: Preparation,
        worker: str,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._changes = changes
        self._writer = writer
        self._pace = pace
        self._claim = claim
        self._worker = worker
        self._now = now
        self._stopped = threading.Event()

    def go(self) -> None:
        errors: list[InterviewError] = []
        every_s = self._pace.lease.total_seconds() / 3
        with heartbeat(self._claim.session_id, every_s, self._extend) as lost:
            self._lost = lost
            session = self._session()
            had = len(to_detail(session)) + len(to_write(session))
            # A server that does one thing after the other lets the last of several calls wait past its time.
            at_once = 1 if self._claim.failures else self._pace.parallel
            with ThreadPoolExecutor(at_once, thread_name_prefix="write") as pool:
                calls = [pool.submit(self._caught, self._detail, turn) for turn in to_detail(session)]
                if places := to_write(session):
                    angles = self._angles(session)
                    calls += [pool.submit(self._caught, self._place, turn, angles) for turn in places]
            errors = [error for call in calls if (error := call.result()) is not None]
        if not lost.is_set():
            self._release(errors, had)

    def _session(self) -> InterviewSession:
        with self._store.reading() as db:
            return store.get_session(db, self._claim.owner, self._claim.session_id)

    def _extend(self) -> bool:
        with self._store.transaction() as db:
            until = self._now() + self._pace.lease
            return preparations.extend_preparation(db, self._claim.session_id, self._worker, until)

    def _caught(self, call: Callable[..., None], *of: object) -> InterviewError | None:
        """What went wrong with one call. After what no further call can mend, none is begun."""
        if self._stopped.is_set() or self._lost.is_set():
            return None
        try:
            call(*of)
        except InterviewError as exc:
            if isinstance(exc, NotFound | Failed) and exc.code not in _OF_ONE_PLACE:
                self._stopped.set()
            return exc
        return None

    def _angles(self, session: InterviewSession) -> tuple[str, ...]:
        """What each question is to be about; decided once. Without a plan they are written all the same."""
        if any(self._claim.angles) or len(to_write(session)) < 2:
            return self._claim.angles
        try:
            angles = self._writer.angles(self._claim.brief, session.turns[0].question.text)
        except InterviewError as exc:
            log.warning("session %s: no plan of its questions (%s)", session.id, exc.code)
            return self._claim.angles
        with self._store.transaction() as db:
            preparations.keep_angles(db, session.id, self._worker, angles)
        return angles

    def _detail(self, turn: Turn) -> None:
        brief = brief_for(self._session(), turn.question, self._claim.brief)
        question = self._writer.details(brief, turn.question)
        self._change(lambda session: detailed(session, turn.position, question))

    def _place(self, turn: Turn, angles: tuple[str, ...]) -> None:
        """Write the question of a place, once more where it asks what came meanwhile. Where the interviewer has none
        that can be used, the one that stands there stays."""
        error: InterviewError | None = None
        for _ in range(2):
            try:
                self._write(turn.position, angles[turn.position.main])
                return
            except _AskedAlready:
                error = None
            except InterviewError as exc:
                error = exc
                break
        self._stays(turn.position, error)

    def _write(self, position: Position, angle: str) -> None:
        session = self._session()
        if position not in {turn.position for turn in to_write(session)}:
            return
        told, others = self._claim.brief, _others(session, position)
        slot = told.slots[position.main]
        step = None
        if told.round in OF_ONE_CASE:
            step = Step(position.main + 1, len(told.slots), session.turns[0].question.text)
        brief = replace(told, slots=(slot,), asked_before=(*others, *told.asked_before), step=step)
        question = self._writer.write(brief, angle)
        self._change(lambda known: self._put(known, position, question))

    def _put(self, session: InterviewSession, position: Position, question: Question) -> InterviewSession:
        if self._writer.repeats(question, _others(session, position)):
            raise _AskedAlready
        return written(session, position, question, self._now())

    def _stays(self, position: Position, error: InterviewError | None) -> None:
        """The stand-in stays, where there is one and only this place is at fault; else the error counts."""
        has_stand_in = any(turn.position == position and not turn.is_unwritten for turn in self._session().turns)
        if has_stand_in and (error is None or error.code in _NO_USE):
            log.info("session %s: no usable question for place %d", self._claim.session_id, position.main + 1)
            self._change(lambda session: settled(session, position))
        elif error is not None:
            raise error

    def _change(self, change: Callable[[InterviewSession], InterviewSession]) -> None:
        self._changes.make(self._claim.owner, self._claim.session_id, change)

    def _release(self, errors: list[InterviewError], had: int) -> None:
        """Nothing is left, or it is tried again later, or given up with the reason. An attempt that brought something,
        of `had` that were to be written, counts as the first that failed."""
        now, session_id = self._now(), self._claim.session_id
        gone = next((error for error in errors if isinstance(error, NotFound)), None)
        if gone is not None:
            raise gone
        session = self._session()
        if not is_being_written(session):
            with self._store.transaction() as db:
                preparations.drop_preparation(db, session_id)
            return
        is_further = len(to_detail(session)) + len(to_write(session)) < had
        failures = 1 if is_further else self._claim.failures + 1
        lasting = [error for error in errors if isinstance(error, Failed)]
        of_all = [error for error in lasting if error.code not in _OF_ONE_PLACE]
        passing = [error for error in errors if not isinstance(error, Failed)]
        is_over = bool(of_all or (lasting and not passing)) or failures >= ATTEMPTS
        error = next(iter((*of_all, *passing, *lasting)), None)
        wait = max(back_off(failures), timedelta(seconds=(error.retry_after or 0) if error is not None else 0))
        with self._store.transaction() as db:
            preparations.release_preparation(
                db,
                session_id,
                self._worker,
                not_before=now + wait,
                failures=failures,
                error=error,
                given_up_at=now if is_over else None,
            )
        if error is not None:
            log.warning("session %s: not all is written (%s)%s", session_id, error.code, ", given up" * is_over)


def _others(session: InterviewSession, position: Position) -> tuple[str, ...]:
    """The texts of all other questions of an interview."""
    return tuple(turn.question.text for turn in session.turns if turn.position != position and not turn.is_unwritten)
