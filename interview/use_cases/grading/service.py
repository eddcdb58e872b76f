"""What can be done about the grading of a session: run it, look at it, grade again, find what was left lying.

The database row is the truth and the queue only carries word of it; how a session is graded is run.py's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from interview.core.comparability import MOST_BESIDE
from interview.core.graders import grader_id, graders
from interview.core.grading import Grade, Outcome, Settled, Summary
from interview.core.identity import PRACTICE, InterviewerId
from interview.core.interviewer import Interviewer
from interview.core.measured import Measurement
from interview.core.not_knowing import is_unanswered
from interview.core.question import Position
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.core.session import InterviewSession
from interview.core.settling import can_be_settled
from interview.core.totals import Totals
from interview.errors import Code, Conflict, InterviewError, Invalid, NotFound
from interview.messages import Message
from interview.storage import evaluations, grades, scored_interviews, store
from interview.storage.cache import Cache
from interview.storage.handing_back import hand_back
from interview.storage.reports import FinishedReports, get_report
from interview.storage.store import Store
from interview.use_cases.grading.enqueue import Enqueuer
from interview.use_cases.grading.paces import Paces
from interview.use_cases.grading.run import Bounds, GradingRun

SumUp = Callable[[InterviewSession, Sequence[Grade], Totals], Summary]


class Evaluator:
    """The grader's use cases. `now` gives aware datetimes; `sum_up` is how the practice interviewer
    sums up, which it does again when a verdict is settled; `published` are measurements of it."""

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        enqueuer: Enqueuer,
        interviewer: Interviewer,
        sum_up: SumUp,
        bounds: Bounds,
        now: Callable[[], datetime],
        published: Sequence[Measurement] = (),
    ) -> None:
        self._store = store
        self._cache = cache
        self._enqueuer = enqueuer
        self._interviewer = interviewer
        self._sum_up = sum_up
        self._bounds = bounds
        self._now = now
        self._reports = FinishedReports(published)
        self._paces = Paces()

    @property
    def has_opinions(self) -> bool:
        """Whether a second opinion of this interviewer could differ from the first."""
        return self._interviewer.has_opinions

    @property
    def grades_as(self) -> InterviewerId:
        """With what grades are signed as long as no reserve steps in."""
        return grader_id(graders(self._interviewer)[0])

    def report(self, owner: str, session_id: str) -> Report:
        """Everything known about a session's grading now; NotFound when the owner has no such session."""
        known = self._reports.find(self._store, owner, session_id)
        if known is not None:
            return known
        with self._store.reading() as db:
            report = self._reports.get(db, owner, session_id)
            if report.evaluation is None or not report.evaluation.is_under_way:
                return report
        return replace(report, seconds_left=self._paces.seconds_left(report, self._now()))

    def forget(self, owner: str, session_ids: Sequence[str]) -> None:
        """Drop what is kept in memory of sessions that were deleted."""
        self._reports.forget(owner, session_ids)
        self._paces.forget(session_ids)

    def earlier_reports(self, owner: str, report: Report, limit: int = MOST_BESIDE) -> list[Report]:
        """The owner's other reports whose score is a measure, oldest first: at most `limit`, the latest before this one
        and, if there are fewer, the first after it."""
        session = report.session
        with self._store.reading() as db:
            ids = scored_interviews.list_beside(db, owner, session.id, session.created_at, limit)
        return [self.report(owner, session_id) for session_id in ids]

    def run(self, owner: str, session_id: str, worker: str) -> bool:
        """Grade one session if it waits for it; False when there was nothing to do for this worker.

        What is graded already is kept, so that a repeated run pays only for what is missing.
        """
        now = self._now()
        with self._store.transaction() as db:
            claim = evaluations.claim_evaluation(db, owner, session_id, worker, now, now + self._bounds.lease)
        if claim is None:
            return False
        GradingRun(self._store, self._interviewer, self._bounds, claim, worker, self._now).go()
        self._cache.drop(owner, session_id)
        return True

    def run_unqueued(self, worker_name: Callable[[], str]) -> int:
        """While nothing can be queued, grade what waits, one after the other; returns how many there were. Of several
        workers exactly one grades each."""
        if self._enqueuer.can_enqueue:
            return 0
        with self._store.reading() as db:
            waiting = evaluations.list_stalled(db, self._now())
        return sum(self.run(each.owner, each.session_id, worker_name()) for each in waiting)

    def hand_back(self, process: str) -> int:
        """Let go of all that workers whose names begin with this are at, and tell the queue; returns how many gradings.

        Whatever they still do is dropped, as they have no claim any more.
        """
        with self._store.transaction() as db:
            left = hand_back(db, process, self._now())
        for session_id in left:
            self.enqueue_stalled(session_id)
        return len(left)

    def grade_again(
        self, owner: str, session_id: str, index: int | None = None, *, second_opinion: bool = False
    ) -> Report:
        """Grade once more: one answer, or what has no score, or a missing summary, or everything, in this order.

        What is there stays until its successor is, and then stays in history. A second opinion grades as often as the
        rubric says. While grading is under way nothing changes. A session that is not completed is a Conflict with
        INTERVIEW_REPORT_NOT_READY; an answer that cannot be graded or a second opinion that would repeat is Invalid.
        """
        report = self.report(owner, session_id)
        if report.evaluation is None:
            raise report_not_ready()
        if second_opinion and not self._interviewer.has_opinions:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.no_second_opinion"))
        positions = _to_repeat(report) if index is None else [_answered(report, index)]
        opinions = RUBRIC.second_opinions if second_opinion else self._bounds.opinions
        with self._store.transaction() as db:
            if evaluations.restart_evaluation(db, owner, session_id):
                grades.request_grades(db, session_id, dict.fromkeys(positions, opinions))
        self.enqueue_stalled(session_id)
        return self.report(owner, session_id)

    def grade_what_budgets_stopped(self) -> int:
        """Grade again what a day's budget stopped, once that day is over; returns how many sessions are at it."""
        with self._store.reading() as db:
            stopped = evaluations.list_stopped_by_budget(db, self._now())
        for each in stopped:
            try:
                report = self.report(each.owner, each.session_id)
            except NotFound:
                continue
            without = [place for place, grade in report.grades.items() if grade.outcome is Outcome.UNGRADED]
            with self._store.transaction() as db:
                if evaluations.restart_evaluation(db, each.owner, each.session_id):
                    grades.request_grades(db, each.session_id, dict.fromkeys(without, self._bounds.opinions))
            self.enqueue_stalled(each.session_id)
        return len(stopped)

    def settle(self, owner: str, session_id: str, index: int, point: str, word: Settled | None) -> Report:
        """Count the candidate's word on a key point of an answer, or with None the interviewer's verdict again.

        `point` is the key point's id. Conflict with INTERVIEW_REPORT_NOT_READY unless the report is finished; Invalid
        when nobody judged this key point of the answer.
        """
        now = self._now()
        with self._store.transaction() as db:
            position = store.get_session(db, owner, session_id, lock=True).turn_at(index).position
            summary = evaluations.lock_completed(db, owner, session_id)
            grade = grades.current_grades(db, owner, session_id).get(position)
            if grade is None or not can_be_settled(grade) or point not in {each.point.id for each in grade.points}:
                raise Invalid(Code.INPUT_INVALID, Message.of("error.nothing_to_settle"))
            if grade.settled.get(point) is not word:
                grades.settle_point(db, owner, session_id, position, point, word, now)
                if summary is not None and summary.written_by == PRACTICE:
                    settled = get_report(db, owner, session_id)
                    said = self._sum_up(settled.session, tuple(settled.grades.values()), settled.totals)
                    evaluations.put_summary(db, session_id, said)
                else:
                    evaluations.mark_summary_older(db, session_id)
        return self.report(owner, session_id)

    def enqueue_stalled(self, session_id: str | None = None) -> int:
        """Tell the queue of evaluations that should be running and are not; returns how many were enqueued."""
        return self._enqueuer.enqueue_stalled(session_id)


def report_not_ready() -> InterviewError:
    """The error for a report that is asked for before the interview was finished."""
    return Conflict(Code.INTERVIEW_REPORT_NOT_READY, Message.of("error.no_report"))


def _answered(report: Report, index: int) -> Position:
    turn = report.session.turn_at(index)
    if is_unanswered(turn.answer.text):
        raise Invalid(Code.INPUT_INVALID, Message.of("error.nothing_to_grade"))
    return turn.position


def _to_repeat(report: Report) -> list[Position]:
    without = [position for position, grade in report.grades.items() if grade.outcome is Outcome.UNGRADED]
    if without or report.missing or report.summary is None:
        return without
    return [position for position, grade in report.grades.items() if grade.outcome is Outcome.GRADED]
