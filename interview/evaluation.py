"""What a grader does: take a completed session, grade it in batches, write the report, recover what was left lying.

The database row is the truth and the queue only a doorbell. Every write is fenced by the claim, so a worker that was
given up on can never overwrite the one that took over.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta

from interview.core.batching import batches
from interview.core.evaluation import MOST_CLAIMS, Evaluation, back_off
from interview.core.grading import (
    Grade,
    Outcome,
    Provenance,
    Summary,
    is_unanswered,
    match,
    unanswered,
    ungraded,
)
from interview.core.interviewer import Interviewer
from interview.core.report import Report
from interview.core.session import InterviewSession, Position, Turn
from interview.errors import Code, Conflict, Failed, InterviewError, Unavailable
from interview.storage import evaluations, store
from interview.storage.cache import Cache
from interview.storage.queue import EvaluationQueue
from interview.storage.store import Store

log = logging.getLogger("interview.evaluation")


class ClaimLost(Exception):
    """Another worker took over, or the session was deleted; what this one still holds is dropped."""


class Evaluator:
    """The grader's use cases. `batch_size` answers per call, `parallel` calls at once, `lease` between heartbeats."""

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        queue: EvaluationQueue,
        interviewer: Interviewer,
        batch_size: int,
        parallel: int,
        attempts: int,
        lease: timedelta,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._cache = cache
        self._queue = queue
        self._interviewer = interviewer
        self._batch_size = batch_size
        self._parallel = parallel
        self._attempts = attempts
        self._lease = lease
        self._now = now

    def report(self, owner: str, session_id: str) -> Report:
        """Everything known about a session's grading now; NotFound when the owner has no such session."""
        with self._store.reading() as db:
            session = store.get_session(db, owner, session_id)
            found = evaluations.find_evaluation(db, owner, session_id)
            grades = evaluations.current_grades(db, owner, session_id)
        evaluation, summary = found if found else (None, None)
        return Report(session, evaluation, grades, summary)

    def earlier_reports(self, owner: str, report: Report, limit: int = 24) -> list[Report]:
        """The owner's other graded reports, oldest first: at most `limit`, the newest ones."""
        with self._store.reading() as db:
            ids = store.list_evaluated(db, owner, limit + 1)
        others = [session_id for session_id in reversed(ids) if session_id != report.session.id]
        return [self.report(owner, session_id) for session_id in others[-limit:]]

    def run(self, owner: str, session_id: str, worker: str) -> bool:
        """Grade one session if it waits for it; False when there was nothing to do for this worker.

        What is graded already is kept, so that a repeated run pays only for what is missing.
        """
        now = self._now()
        with self._store.transaction() as db:
            claimed = evaluations.claim_evaluation(db, owner, session_id, worker, now, now + self._lease)
        if claimed is None:
            return False
        try:
            with self._heartbeat(session_id, worker):
                self._grade_session(claimed, worker)
        except ClaimLost:
            log.info("session %s: the claim was lost; another worker goes on", session_id)
        except InterviewError as exc:
            self._record_failure(claimed, worker, exc)
        except Exception:
            log.exception("session %s: grading stopped unexpectedly", session_id)
            error = Failed(
                Code.INTERVIEW_EVALUATION_FAILED, "Grading stopped unexpectedly. Your answers are safe; grade again."
            )
            self._record_failure(claimed, worker, error)
        return True

    def _grade_session(self, evaluation: Evaluation, worker: str) -> None:
        owner, session_id = evaluation.owner, evaluation.session_id
        if evaluation.attempt > MOST_CLAIMS:
            raise Failed(
                Code.INTERVIEW_EVALUATION_FAILED,
                "Grading was interrupted too many times. Your answers are safe; grade again.",
            )
        with self._store.reading() as db:
            session = store.get_session(db, owner, session_id)
            grades = evaluations.current_grades(db, owner, session_id)
        todo = [turn for turn in session.turns if turn.position not in grades]
        silent = [turn for turn in todo if is_unanswered(turn.answer.text)]
        self._store_grades(session, worker, [unanswered(turn) for turn in silent])
        answered = [turn for turn in todo if turn not in silent]
        last_attempt = evaluation.failures + 1 >= self._attempts
        self._grade_batches(session, worker, batches(answered, self._batch_size), last_attempt)
        report = self.report(owner, session_id)
        self._finish(report, worker, self._summarise(report))

    def _grade_batches(
        self, session: InterviewSession, worker: str, cut: Sequence[tuple[Turn, ...]], last_attempt: bool
    ) -> None:
        def grade(batch: tuple[Turn, ...]) -> InterviewError | None:
            try:
                missing = self._grade_once(session, worker, batch)
                if missing:
                    missing = self._grade_once(session, worker, missing)
                reason = "The interviewer's reply left this answer out, twice."
                self._store_ungraded(session, worker, missing, reason)
            except InterviewError as exc:
                return exc
            return None

        with ThreadPoolExecutor(max_workers=self._parallel, thread_name_prefix="grade") as pool:
            failures = list(pool.map(grade, cut))
        failed = [(batch, error) for batch, error in zip(cut, failures, strict=True) if error is not None]
        if not failed:
            return
        worst = next((error for _, error in failed if not isinstance(error, Unavailable)), failed[0][1])
        if len(failed) == len(cut) or not last_attempt:
            raise worst
        done = self.report(session.owner, session.id).grades
        for batch, error in failed:
            left = [turn for turn in batch if turn.position not in done]
            self._store_ungraded(session, worker, left, error.message)

    def _grade_once(self, session: InterviewSession, worker: str, batch: Sequence[Turn]) -> list[Turn]:
        """One call: what could be matched is stored at once; returns the turns that nobody graded."""
        reply = self._interviewer.grade(batch)
        grades, missing = match(batch, reply.judgements, reply.provenance)
        self._store_grades(session, worker, grades)
        return missing

    def _store_ungraded(self, session: InterviewSession, worker: str, turns: Sequence[Turn], reason: str) -> None:
        signed = Provenance(self._interviewer.identity)
        self._store_grades(session, worker, [ungraded(turn.position, reason, signed) for turn in turns])

    def _store_grades(self, session: InterviewSession, worker: str, grades: Sequence[Grade]) -> None:
        if not grades:
            return
        now = self._now()
        with self._store.transaction() as db:
            if not evaluations.extend_lease(db, session.id, worker, now + self._lease):
                raise ClaimLost
            evaluations.put_grades(db, session.owner, session.id, grades, now)

    def _summarise(self, report: Report) -> Summary | None:
        try:
            return self._interviewer.summarise(report.session, tuple(report.grades.values()), report.totals)
        except InterviewError as exc:
            log.warning("session %s: no summary (%s)", report.session.id, exc.code)
            return None

    def _finish(self, report: Report, worker: str, summary: Summary | None) -> None:
        now = self._now()
        session = report.session
        with self._store.transaction() as db:
            if not evaluations.finish_evaluation(db, session.id, worker, now, summary):
                raise ClaimLost
            store.set_evaluated(db, session.id, now)
        self._cache.drop(session.owner, session.id)

    def _record_failure(self, evaluation: Evaluation, worker: str, error: InterviewError) -> None:
        now = self._now()
        failures = evaluation.failures + 1
        may_pass = not isinstance(error, Failed) and failures < self._attempts
        wait = max(back_off(failures), timedelta(seconds=min(300, error.retry_after or 0)))
        with self._store.transaction() as db:
            evaluations.fail_evaluation(
                db, evaluation.session_id, worker, now, error, retry_at=now + wait if may_pass else None
            )
        log.warning(
            "session %s: attempt failed (%s), %s", evaluation.session_id, error.code, "retry" if may_pass else "final"
        )

    @contextmanager
    def _heartbeat(self, session_id: str, worker: str) -> Iterator[None]:
        stop = threading.Event()

        def beat() -> None:
            while not stop.wait(self._lease.total_seconds() / 3):
                try:
                    with self._store.transaction() as db:
                        evaluations.extend_lease(db, session_id, worker, self._now() + self._lease)
                except InterviewError:
                    log.warning("session %s: heartbeat missed", session_id)

        thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def grade_again(self, owner: str, session_id: str) -> Report:
        """Grade what has no score once more; everything, when everything has one. Earlier grades stay in history.

        While grading is under way this changes nothing. A session that is not completed is a Conflict with
        INTERVIEW_REPORT_NOT_READY.
        """
        report = self.report(owner, session_id)
        if report.evaluation is None:
            raise report_not_ready()
        now = self._now()
        with self._store.transaction() as db:
            if evaluations.restart_evaluation(db, owner, session_id):
                evaluations.supersede_grades(db, session_id, _to_repeat(report), now)
        self.requeue_stranded(session_id)
        return self.report(owner, session_id)

    def requeue_stranded(self, session_id: str | None = None) -> int:
        """Tell the queue of every evaluation that should be running and is not; returns how many were rung.

        Safe to call from anywhere at any time: of several callers exactly one rings.
        """
        now = self._now()
        with self._store.reading() as db:
            stranded = evaluations.list_stranded(db, now, session_id)
        rung = 0
        for evaluation in stranded:
            with self._store.transaction() as db:
                won = evaluations.set_rung(db, evaluation.session_id, now)
            if won and self._queue.ring(evaluation):
                rung += 1
            elif won:
                with self._store.transaction() as db:
                    evaluations.clear_rung(db, evaluation.session_id)
        return rung


def report_not_ready() -> InterviewError:
    """The error for a report that is asked for before the interview was finished."""
    return Conflict(Code.INTERVIEW_REPORT_NOT_READY, "There is no report yet. Finish the interview first.")


def _to_repeat(report: Report) -> list[Position]:
    without = [position for position, grade in report.grades.items() if grade.outcome is Outcome.UNGRADED]
    everything = len(report.grades) == len(report.session.turns)
    return without or (list(report.grades) if everything else [])
