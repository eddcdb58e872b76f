"""One attempt of one worker at one session: what has no grade is graded, then summed up and finished.

Every write is fenced by the claim, so a worker that was given up on can never overwrite the one that took over.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from interview.core.batching import batches
from interview.core.evaluation import MOST_CLAIMS, Evaluation, back_off, time_bound
from interview.core.grading import Grade, Outcome, Provenance, Summary, is_unanswered, unanswered, ungraded
from interview.core.identity import RULE
from interview.core.interviewer import Interviewer
from interview.core.question import Position
from interview.core.report import Report
from interview.core.session import SessionStatus
from interview.core.turn import Turn
from interview.errors import Code, Failed, InterviewError, NotFound, Unavailable
from interview.messages import Message
from interview.storage import early_grading, evaluations, grades, store
from interview.storage.reports import get_report
from interview.storage.store import Store
from interview.use_cases.grading.batches import BatchGrader, BatchRequest, FailedBatch
from interview.use_cases.grading.heartbeat import heartbeat
from interview.use_cases.preparing.details import nothing_left, write_missing

log = logging.getLogger("interview.grading")

_LOOK_AGAIN_S = 0.1
_LONGEST_WAIT_S = 300


class ClaimLost(Exception):
    """Another worker took over, or the session was deleted; what this one still holds is dropped."""


@dataclass(frozen=True)
class Bounds:
    """`batch_size` answers per call, `parallel` calls at once, `opinions` on each answer, `lease` between heartbeats.

    `calls_per_batch` bounds the calls that splitting and asking again may cost, `attempts` how often an evaluation is
    tried before it fails.
    """

    batch_size: int = 8
    parallel: int = 4
    calls_per_batch: int = 8
    opinions: int = 1
    attempts: int = 3
    lease: timedelta = timedelta(seconds=12)


class GradingRun:
    """Works on a claim that was won. `now` gives aware datetimes."""

    def __init__(
        self,
        store: Store,
        interviewer: Interviewer,
        bounds: Bounds,
        claim: Evaluation,
        worker: str,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._interviewer = interviewer
        self._bounds = bounds
        self._claim = claim
        self._worker = worker
        self._now = now
        self._ends = now()
        self._lost = Event()

    def go(self) -> None:
        """Grade, sum up and finish; what goes wrong is recorded with the evaluation, never raised."""
        session_id = self._claim.session_id
        try:
            self._grade_session()
        except ClaimLost:
            log.info("session %s: the claim was lost; another worker goes on", session_id)
        except NotFound:
            log.info("session %s: deleted while it was graded", session_id)
        except InterviewError as exc:
            self._record_failure(exc)
        except Exception:
            log.exception("session %s: grading stopped unexpectedly", session_id)
            error = Failed(Code.INTERVIEW_EVALUATION_FAILED, Message.of("error.grading_stopped"))
            self._record_failure(error)

    def _report(self) -> Report:
        with self._store.reading() as db:
            return get_report(db, self._claim.owner, self._claim.session_id)

    def _grade_session(self) -> None:
        if self._claim.attempt > MOST_CLAIMS:
            raise Failed(Code.INTERVIEW_EVALUATION_FAILED, Message.of("error.grading_interrupted"))
        report = self._report()
        self._ends = self._now() + time_bound(len(report.session.turns))
        every_s = self._bounds.lease.total_seconds() / 3
        with heartbeat(self._claim.session_id, every_s, self._extend_lease) as self._lost:
            lacking = write_missing(
                self._store, self._interviewer.writer, report.session, self._bounds.parallel, self._now
            )
            report = self._report()
            nothing_left(self._store, report.session)
            silent = [turn for turn in report.missing if is_unanswered(turn.answer.text)]
            self._keep([self._without_an_answer(turn) for turn in silent])
            held = self._held_early()
            free = [turn for turn in report.waiting if str(turn.position) not in held]
            self._grade_turns(report, [turn for turn in free if turn.position not in lacking])
            self._settle_lacking(free, lacking)
            if held:
                self._wait_for_early()
                report = self._report()
                self._grade_turns(report, [turn for turn in report.waiting if turn.position not in lacking])
            report = self._report()
            self._may_go_on()
            self._finish(self._summarise(report))

    def _settle_lacking(self, turns: Sequence[Turn], lacking: Mapping[Position, InterviewError]) -> None:
        """Answers to questions of which nobody knows what a good answer holds stay without a grade, as a failed call
        leaves them."""
        failed = [FailedBatch((turn,), lacking[turn.position]) for turn in turns if turn.position in lacking]
        if failed:
            self._settle(failed)

    def _without_an_answer(self, turn: Turn) -> Grade:
        """0 by rule; no score where an answer would have had none either, as nobody knows what a good one has."""
        if turn.question.is_of_a_real_interview and not turn.question.key_points:
            return ungraded(turn.position, Message.of("ungraded.own_question"), Provenance(RULE))
        return unanswered(turn, has_clarity=self._interviewer.measures_clarity)

    def _extend_lease(self) -> bool:
        """A worker that is stuck past its bound lets go, so that another one may try."""
        until = self._now() + self._bounds.lease
        if until > self._ends + 2 * self._bounds.lease:
            return False
        with self._store.transaction() as db:
            return evaluations.extend_lease(db, self._claim.session_id, self._worker, until)

    def _may_go_on(self) -> None:
        if self._now() > self._ends:
            raise Unavailable(Code.AI_SERVICE_TIMEOUT, Message.of("error.grading_too_long"))
        if self._lost.is_set():
            raise ClaimLost

    def _wait_for_early(self) -> None:
        """Until whoever grades answers of this session early is done, or was not heard of for a lease."""
        while self._held_early():
            self._may_go_on()
            time.sleep(_LOOK_AGAIN_S)

    def _held_early(self) -> frozenset[str]:
        """Labels of answers that somebody alive grades early; whoever is not heard of any more loses the claim."""
        now = self._now()
        with self._store.transaction() as db:
            early_grading.take_over_early(db, self._claim.session_id, now)
            return early_grading.held_early(db, self._claim.session_id, now)

    def _grade_turns(self, report: Report, turns: Sequence[Turn]) -> None:
        usual = self._bounds.opinions if self._interviewer.has_opinions else 1
        by_opinions: dict[int, list[Turn]] = {}
        for turn in turns:
            by_opinions.setdefault(report.requested.get(turn.position, usual), []).append(turn)
        requests = [
            BatchRequest(batch, opinions)
            for opinions, alike in by_opinions.items()
            for batch in batches(alike, self._bounds.batch_size)
        ]
        grader = BatchGrader(
            self._interviewer, parallel=self._bounds.parallel, calls_per_batch=self._bounds.calls_per_batch
        )
        failed = grader.grade(requests, self._keep, self._may_go_on)
        if failed:
            self._settle(failed)

    def _settle(self, failed: Sequence[FailedBatch]) -> None:
        """Some calls failed: raise for another attempt, or leave those answers ungraded when there is none."""
        lasting = next((batch.error for batch in failed if isinstance(batch.error, Failed)), None)
        if lasting is not None:
            raise lasting
        report = self._report()
        missing = {turn.position for turn in report.missing}
        is_last = self._claim.failures + 1 >= self._bounds.attempts
        graded = any(grade.outcome is Outcome.GRADED for grade in report.grades.values())
        if not is_last or not graded or not missing:
            raise max((batch.error for batch in failed), key=lambda error: error.retry_after or 0)
        signed = Provenance(self._interviewer.identity)
        for batch in failed:
            left = [turn.position for turn in batch.turns if turn.position in missing]
            self._keep([ungraded(position, batch.error.message, signed) for position in left])

    def _keep(self, made: Sequence[Grade]) -> None:
        """Store grades as they come. An answer that has a score keeps it when grading it again gives none."""
        if not made:
            return
        now = self._now()
        owner, session_id = self._claim.owner, self._claim.session_id
        with self._store.transaction() as db:
            if not evaluations.extend_lease(db, session_id, self._worker, now + self._bounds.lease):
                raise ClaimLost
            known = grades.current_grades(db, owner, session_id)
            worse = {
                grade.position
                for grade in made
                if grade.scores is None and grade.position in known and known[grade.position].scores is not None
            }
            grades.drop_requests(db, session_id, worse)
            grades.put_grades(db, owner, session_id, [grade for grade in made if grade.position not in worse], now)

    def _summarise(self, report: Report) -> Summary | None:
        try:
            return self._interviewer.summarise(report.session, tuple(report.grades.values()), report.totals)
        except InterviewError as exc:
            log.warning("session %s: no summary (%s)", report.session.id, exc.code)
            return None

    def _finish(self, summary: Summary | None) -> None:
        now = self._now()
        with self._store.transaction() as db:
            # The session first and its facts last, as everywhere, so that no two changes wait for each other.
            store.set_evaluated(db, self._claim.session_id, now)
            if not evaluations.finish_evaluation(db, self._claim.session_id, self._worker, now, summary):
                raise ClaimLost

    def _record_failure(self, error: InterviewError) -> None:
        now = self._now()
        owner, session_id = self._claim.owner, self._claim.session_id
        failures = self._claim.failures + 1
        may_pass = not isinstance(error, Failed) and failures < self._bounds.attempts
        wait = max(back_off(failures), timedelta(seconds=min(_LONGEST_WAIT_S, error.retry_after or 0)))
        with self._store.transaction() as db:
            has_report = store.find_status(db, owner, session_id) is SessionStatus.EVALUATED
            if has_report and not may_pass:
                evaluations.keep_report(db, session_id, self._worker, now, error)
            else:
                retry_at = now + wait if may_pass else None
                evaluations.fail_evaluation(db, session_id, self._worker, now, error, retry_at)
        log.warning("session %s: attempt failed (%s), %s", session_id, error.code, "retry" if may_pass else "final")
