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

from interview.core.evaluation import MOST_CLAIMS, Evaluation, back_off, time_bound
from interview.core.graders import (
    STEPS_IN_FOR,
    Assignment,
    assignment,
    grader_changed,
    grader_id,
    graders,
    is_first,
    loses_scores,
)
from interview.core.grading import Grade, Outcome, Provenance, Summary, unanswered, ungraded
from interview.core.identity import RULE
from interview.core.interviewer import Interviewer
from interview.core.not_knowing import is_unanswered
from interview.core.question import Position
from interview.core.report import Report
from interview.core.session import SessionStatus
from interview.core.spending import FOR_GOOD, UNTIL_TOMORROW, Payer, charged_to, seconds_left_of_day
from interview.core.turn import Turn
from interview.errors import Code, Failed, InterviewError, NotFound, Unavailable
from interview.messages import Message
from interview.storage import early_grading, evaluations, grades, store
from interview.storage.reports import get_report
from interview.storage.store import Store
from interview.use_cases.grading.batches import SMALLER_MAY_WORK, BatchGrader, FailedBatch, Keep, requests_for
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
        self._interviewer: Interviewer = charged_to(interviewer, Payer(claim.owner, claim.session_id))
        self._bounds = bounds
        self._claim = claim
        self._worker = worker
        self._now = now
        self._ends = now()
        self._lost = Event()
        self._has_summary_left = False

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
                self._store,
                self._interviewer.writer,
                report.session,
                self._bounds.parallel,
                self._now,
                self._may_go_on,
            )
            report = self._report()
            nothing_left(self._store, report.session)
            silent = [turn for turn in report.missing if is_unanswered(turn.answer.text)]
            self._keep([self._without_an_answer(turn) for turn in silent])
            held = self._held_early()
            free = [turn for turn in report.waiting if str(turn.position) not in held]
            left = [FailedBatch((turn,), lacking[turn.position]) for turn in free if turn.position in lacking]
            # What is wrong with one question alone must not cost the others their grades.
            self._leave_ungraded([batch for batch in left if batch.error.code in SMALLER_MAY_WORK], _as_told)
            left = [batch for batch in left if batch.error.code not in SMALLER_MAY_WORK]
            failed = self._grade_turns(report, [turn for turn in free if turn.position not in lacking])
            if held:
                self._wait_for_early()
                tried = {turn.position for batch in failed for turn in batch.turns}
                report = self._report()
                ready = [turn for turn in report.waiting if turn.position not in tried | lacking.keys()]
                failed += self._grade_turns(report, ready)
            if failed and not self._reserve_graded(failed):
                self._settle(failed)
            if left:
                # Nobody knows what a good answer to these holds: they stay as a failed call leaves them.
                self._settle(left)
            report = self._report()
            self._may_go_on()
            self._finish(report, self._summarise(report))

    def _without_an_answer(self, turn: Turn) -> Grade:
        """0 by rule; no score where an answer would have had none either, as nobody knows what a good one has."""
        if (reason := turn.question.without_score) is not None:
            return ungraded(turn.position, reason, Provenance(RULE))
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

    def _grade_turns(self, report: Report, turns: Sequence[Turn]) -> list[FailedBatch]:
        """What the grader of this session makes of these answers, kept as it comes; returns what failed."""
        found = assignment(graders(self._interviewer), report, turns)
        if found.wait:
            return [self._left_waiting(found)] if turns else []
        if found.others:
            return self._graded_together(report, found)
        return self._graded_by(found.grader, report, found.turns, self._keep)

    def _graded_together(self, report: Report, found: Assignment) -> list[FailedBatch]:
        """All of these answers, or none: only then does what another gave them give way."""
        made: list[Grade] = []
        failed = self._graded_by(found.grader, report, found.turns, made.extend)
        if failed:
            tried = {turn.position for batch in failed for turn in batch.turns}
            rest = tuple(turn for turn in found.turns if turn.position not in tried)
            return [*failed, FailedBatch(rest, failed[0].error)]
        if not loses_scores(report.grades.values(), made):
            self._keep(made)
            return []
        if is_first(report):
            self._left_waiting(found)
            return []
        return [FailedBatch(found.turns, Failed(Code.AI_RESPONSE_INVALID, Message.of("error.model_unusable")))]

    def _left_waiting(self, found: Assignment) -> FailedBatch:
        """What has no score says why it stays so."""
        error = Failed(Code.INTERVIEW_GRADER_CHANGED, grader_changed(found.others))
        left = FailedBatch(found.turns, error)
        self._leave_ungraded([left], _as_told)
        return left

    def _reserve_graded(self, failed: Sequence[FailedBatch]) -> bool:
        """Whether the reserve graded the whole session, where it may: all of its answers, or none.

        Of a report that is there, single answers are not graded by another than the rest.
        """
        _, *reserve = graders(self._interviewer)
        if not reserve or not any(batch.error.code in STEPS_IN_FOR for batch in failed):
            return False
        report = self._report()
        answered = [turn for turn in report.session.turns if not is_unanswered(turn.answer.text)]
        waiting = {turn.position for turn in report.waiting}
        if not is_first(report) and any(turn.position not in waiting for turn in answered):
            return False
        made: list[Grade] = []
        if self._graded_by(reserve[0], report, answered, made.extend):
            return False
        if loses_scores(report.grades.values(), made):
            return False
        self._keep(made)
        return True

    def _graded_by(self, grader: Interviewer, report: Report, turns: Sequence[Turn], keep: Keep) -> list[FailedBatch]:
        usual = self._bounds.opinions if grader.has_opinions else 1
        requests = requests_for(report, turns, usual, self._bounds.batch_size)
        batch_grader = BatchGrader(grader, parallel=self._bounds.parallel, calls_per_batch=self._bounds.calls_per_batch)
        return batch_grader.grade(requests, keep, self._may_go_on)

    def _settle(self, failed: Sequence[FailedBatch]) -> None:
        """Some calls failed: raise for another attempt, or leave those answers ungraded when there is none.

        What a budget stopped is left ungraded at once; a day's is graded by itself the day after.
        """
        stopped = [batch for batch in failed if batch.error.code is Code.AI_BUDGET_REACHED]
        if stopped:
            self._leave_ungraded(stopped, _without_budget)
            failed = [batch for batch in failed if batch not in stopped]
            if not failed:
                return
        lasting = next((batch.error for batch in failed if isinstance(batch.error, Failed)), None)
        if lasting is not None:
            raise lasting
        report = self._report()
        missing = {turn.position for turn in report.missing}
        is_last = self._claim.failures + 1 >= self._bounds.attempts
        graded = any(grade.outcome is Outcome.GRADED for grade in report.grades.values())
        if not is_last or not graded or not missing:
            raise max((batch.error for batch in failed), key=lambda error: error.retry_after or 0)
        self._leave_ungraded(failed, _as_told)

    def _leave_ungraded(self, failed: Sequence[FailedBatch], reason: Callable[[InterviewError], Message]) -> None:
        """No score for what these calls should have graded; a score that is there stays."""
        signed = Provenance(grader_id(graders(self._interviewer)[0]))
        waiting = {turn.position for turn in self._report().waiting}
        for batch in failed:
            left = [turn.position for turn in batch.turns if turn.position in waiting]
            self._keep([ungraded(position, reason(batch.error), signed) for position in left])

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
            better = [grade for grade in made if grade.position not in worse]
            grades.put_grades(db, owner, session_id, better, now)
            if any(grade.scores is not None for grade in better):
                evaluations.mark_summary_older(db, session_id)

    def _summarise(self, report: Report) -> Summary | None:
        try:
            return self._interviewer.summarise(report.session, tuple(report.grades.values()), report.totals)
        except InterviewError as exc:
            log.warning("session %s: no summary (%s)", report.session.id, exc.code)
            if exc.code is Code.AI_BUDGET_REACHED:
                self._has_summary_left = isinstance(exc, Unavailable)
            return None

    def _finish(self, report: Report, summary: Summary | None) -> None:
        now = self._now()
        again_at = _again_at(report.grades, now, has_summary_left=self._has_summary_left)
        with self._store.transaction() as db:
            # The session first and its facts last, as everywhere, so that no two changes wait for each other.
            store.set_evaluated(db, self._claim.session_id, now)
            finished = evaluations.finish_evaluation(
                db, self._claim.session_id, self._worker, now, summary, again_at=again_at
            )
            if not finished:
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
                again_at = _again_at(grades.current_grades(db, owner, session_id), now)
                evaluations.keep_report(db, session_id, self._worker, now, error, again_at=again_at)
            else:
                retry_at = now + wait if may_pass else None
                evaluations.fail_evaluation(db, session_id, self._worker, now, error, retry_at)
        log.warning("session %s: attempt failed (%s), %s", session_id, error.code, "retry" if may_pass else "final")


def _again_at(known: Mapping[Position, Grade], now: datetime, *, has_summary_left: bool = False) -> datetime | None:
    """When what a day's budget stopped is graded by itself, on a new day's; None where it stopped nothing."""
    has_left = has_summary_left or any(grade.reason == UNTIL_TOMORROW for grade in known.values())
    return now + timedelta(seconds=seconds_left_of_day(now)) if has_left else None


def _as_told(error: InterviewError) -> Message:
    return error.message


def _without_budget(error: InterviewError) -> Message:
    """Why there is no grade, and what comes next."""
    return UNTIL_TOMORROW if isinstance(error, Unavailable) else FOR_GOOD
