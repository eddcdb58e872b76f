"""Grades finished question groups while the interview still goes on, so that at the end only the rest is left.

It takes only answers that are over, never touches the candidate's rows, and keeps nothing that another try may change:
a failure here costs a pause that grows with each (waits.py), and the evaluation at the end grades what is missing. An
answer that is opened again ends its claim.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from interview.core.batching import batches, finished
from interview.core.grading import Grade, Outcome
from interview.core.interviewer import Interviewer
from interview.core.not_knowing import is_unanswered
from interview.core.session import InterviewSession
from interview.core.spending import Payer, charged_to
from interview.core.turn import Turn
from interview.errors import NotFound
from interview.storage import early_grading, grades, store
from interview.storage.store import AlreadyThere, Store
from interview.use_cases.grading.batches import BUDGET_USED, LEFT_OUT, BatchGrader, BatchRequest
from interview.use_cases.grading.heartbeat import heartbeat
from interview.use_cases.grading.run import Bounds, ClaimLost
from interview.use_cases.grading.waits import GrowingWaits

log = logging.getLogger("interview.grading")

PAUSE = timedelta(minutes=1)


def is_final(grade: Grade) -> bool:
    """Whether it would come out the same at the end: a score, or that the grader cannot judge this answer at all."""
    reason = grade.reason
    says_why = reason is not None and reason.code.startswith("ungraded.") and reason not in (LEFT_OUT, BUDGET_USED)
    return grade.outcome is Outcome.GRADED or says_why


class EarlyGrader:
    """One batch per session and look. `now` gives aware datetimes."""

    def __init__(self, store: Store, interviewer: Interviewer, bounds: Bounds, now: Callable[[], datetime]) -> None:
        self._store = store
        self._interviewer = interviewer
        self._bounds = bounds
        self._now = now
        self._waits = GrowingWaits()

    def look(self, worker: str) -> int:
        """Grade a batch of every interview under way that has finished answers; returns how many answers got one."""
        with self._store.reading() as db:
            found = early_grading.list_early(db, self._now())
        return sum(self._grade_session(owner, session_id, worker) for owner, session_id in found)

    def _grade_session(self, owner: str, session_id: str, worker: str) -> int:
        session, turns = self._next_batch(owner, session_id)
        if session is None or not turns:
            return 0
        now = self._now()
        positions = [turn.position for turn in turns]
        try:
            with self._store.transaction() as db:
                # Locked and read again: an answer may have been opened since, and what was read is then no answer.
                still = finished(store.get_session(db, owner, session_id, lock=True))
                won = all(turn in still for turn in turns) and early_grading.claim_early(
                    db, session_id, worker, positions, now, now + self._bounds.lease
                )
        except (AlreadyThere, NotFound):
            won = False
        return 0 if not won else self._grade(session, worker, turns)

    def _next_batch(self, owner: str, session_id: str) -> tuple[InterviewSession | None, tuple[Turn, ...]]:
        try:
            with self._store.reading() as db:
                session = store.get_session(db, owner, session_id)
                known = grades.current_grades(db, owner, session_id)
        except NotFound:
            return None, ()
        now = self._now()
        todo = [
            turn
            for turn in finished(session)
            if turn.position not in known
            and not is_unanswered(turn.answer.text)
            and not self._waits.is_resting(session_id, turn, now)
        ]
        return session, next(iter(batches(todo, self._bounds.batch_size)), ())

    def _grade(self, session: InterviewSession, worker: str, turns: tuple[Turn, ...]) -> int:
        owner, session_id = session.owner, session.id
        kept: list[Grade] = []

        def extend() -> bool:
            with self._store.transaction() as db:
                return early_grading.extend_early(db, session_id, worker, self._now() + self._bounds.lease)

        def keep(made: Sequence[Grade]) -> None:
            real = [grade for grade in made if is_final(grade)]
            now = self._now()
            with self._store.transaction() as db:
                if not early_grading.extend_early(db, session_id, worker, now + self._bounds.lease):
                    raise ClaimLost
                grades.put_grades(db, owner, session_id, real, now)
            kept.extend(real)

        interviewer = charged_to(self._interviewer, Payer(owner, session_id))
        grader = BatchGrader(interviewer, parallel=1, calls_per_batch=2)
        try:
            with heartbeat(session_id, self._bounds.lease.total_seconds() / 3, extend) as lost:

                def may_go_on() -> None:
                    if lost.is_set():
                        raise ClaimLost

                failed = grader.grade([BatchRequest(turns, self._opinions, session)], keep, may_go_on)
        except ClaimLost:
            log.info("session %s: early grading was overtaken", session_id)
            return len(kept)
        for batch in failed:
            log.warning("session %s: early grading failed (%s)", session_id, batch.error.code)
        now = self._now()
        graded = {grade.position for grade in kept}
        left = [turn for turn in turns if turn.position not in graded]
        self._waits.failed(session_id, left, now)
        with self._store.transaction() as db:
            early_grading.release_early(db, session_id, worker, now + PAUSE if left else None)
        return len(kept)

    @property
    def _opinions(self) -> int:
        return self._bounds.opinions if self._interviewer.has_opinions else 1
