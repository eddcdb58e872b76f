"""What can be done to learn from a report: answer a question again, and practise the key points that are due.

What is due is worked out from the grades each time, so there is no second truth to keep in step. A repeated question
is asked as it was asked before; no interviewer is called for it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from interview.core.grading import Grade, Outcome
from interview.core.interviewer import Interviewer
from interview.core.key_point import KeyPoint
from interview.core.lacking import to_practise
from interview.core.not_knowing import says_unknown
from interview.core.practice_again import (
    Due,
    DueQuestion,
    GradedAnswer,
    PointHistory,
    TwoAnswers,
    identity,
    missed_points,
    two_answers,
)
from interview.core.preparation import again
from interview.core.question import Origin, Position, Question
from interview.core.report import Report
from interview.core.session import InterviewSession, SessionKind
from interview.core.turn import Turn
from interview.errors import Code, Conflict, Invalid, NotFound
from interview.messages import Message
from interview.storage import graded_answers, store
from interview.storage.cache import Cache
from interview.storage.limits import Limits
from interview.storage.reports import get_report
from interview.storage.store import Store
from interview.storage.versioned_lru import VersionedLru
from interview.use_cases.new_session import Created, find_open, store_new
from interview.use_cases.spacing import due_at

MOST_DUE_QUESTIONS = 5
LATEST_ANSWERS = 1000
MOST_OWNERS = 64
_REVIEW_SLOT = "due"


@dataclass(frozen=True)
class _Missed:
    """Key points that were missed, with when each is due, and the last answer to each of their questions."""

    points: tuple[tuple[datetime, PointHistory], ...]
    last: Mapping[str, GradedAnswer]


class PracticeAgain:
    """The use cases of practising again. `now` gives aware datetimes."""

    def __init__(
        self,
        *,
        store: Store,
        cache: Cache,
        limits: Limits,
        interviewer: Interviewer,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._cache = cache
        self._limits = limits
        self._interviewer = interviewer
        self._now = now
        self._kept: VersionedLru[_Missed] = VersionedLru(MOST_OWNERS)

    def retake(self, owner: str, visitor: str, session_id: str, index: int) -> Created:
        """A session with this main question alone, or the one that is open for it already.

        Conflict while the interview goes on, Invalid for a follow-up, Unavailable for too many creations per visitor.
        """
        with self._store.reading() as db:
            source = store.get_session(db, owner, session_id)
        turn = source.turn_at(index)
        if not source.is_complete:
            raise Conflict(
                Code.INTERVIEW_REPORT_NOT_READY,
                Message.of("error.retake_too_early"),
            )
        if turn.position.is_follow_up:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.retake_follow_up"))
        origin = Origin(source.id, turn.position.main)
        once_more = replace(turn.question, repeats=origin, reason=Message.of("reason.retake"))
        return self._begin(visitor, source, SessionKind.RETAKE, [once_more], f"again:{origin.session_id}:{origin.main}")

    def practise(self, owner: str, visitor: str, origin: Origin) -> Created:
        """The same for a main question named by where it was asked; NotFound when that interview was deleted."""
        with self._store.reading() as db:
            source = store.get_session(db, owner, origin.session_id)
        index = next((i for i, turn in enumerate(source.turns) if turn.position == Position(origin.main)), -1)
        return self.retake(owner, visitor, origin.session_id, index)

    def due(self, owner: str, grades: tuple[int, ...] | None = None) -> Due:
        """The key points due now, from the latest 1,000 graded answers in languages this interviewer speaks. `grades`
        are their ids, newest first, where they were just read."""
        now, missed = self._now(), self._missed(owner, grades)
        points: dict[str, list[tuple[datetime, KeyPoint]]] = {}
        for at, found in missed.points:
            if at <= now and found.point in missed.last[found.question].question.key_points:
                points.setdefault(found.question, []).append((at, found.point))
        questions = [
            DueQuestion(
                origin=missed.last[name].origin,
                question=missed.last[name].question,
                language=missed.last[name].language,
                points=tuple(point for _, point in due),
                since=min(at for at, _ in due),
            )
            for name, due in points.items()
        ]
        waiting = min((at for at, _ in missed.points if at > now), default=None)
        return Due(tuple(sorted(questions, key=lambda each: each.since)), waiting)

    def _missed(self, owner: str, grades: tuple[int, ...] | None) -> _Missed:
        known = self._kept.find(owner, grades) if grades is not None else None
        if known is not None:
            return known
        with self._store.reading() as db:
            mark = graded_answers.latest_grades(db, owner, LATEST_ANSWERS)
            known = self._kept.find(owner, mark)
            if known is not None:
                return known
            answers = graded_answers.judged_answers(db, owner, mark)
        spoken = [answer for answer in answers if answer.language in self._interviewer.languages]
        points = tuple((due_at(found.reviews), found) for found in missed_points(spoken))
        wanted = {found.question for _, found in points}
        last = {name: answer for answer in spoken if (name := identity(answer.question)) in wanted}
        missed = _Missed(points, last)
        self._kept.put(owner, mark, missed)
        return missed

    def forget(self, owner: str, _session_ids: Sequence[str]) -> None:
        """Drop what is kept in memory of an owner of whom something was deleted."""
        self._kept.drop(owner)

    def start_due(self, owner: str, visitor: str) -> Created:
        """A session of up to five questions with points that are due, or the one that is open already, with a note that
        it is.

        Conflict when nothing is due, Unavailable for too many creations per visitor.
        """
        unfinished = self.unfinished_due(owner)
        if unfinished is not None:
            return Created(unfinished, is_new=False, notes=(Message.of("setup.due_continued"),))
        chosen = in_one_session(self.due(owner))
        if not chosen:
            raise Conflict(Code.INPUT_INVALID, Message.of("error.nothing_due"))
        with self._store.reading() as db:
            source = store.get_session(db, owner, chosen[0].origin.session_id)
        questions = [replace(each.question, repeats=each.origin, reason=Message.of("reason.due")) for each in chosen]
        return self._begin(visitor, source, SessionKind.REVIEW, questions, _REVIEW_SLOT)

    def unfinished_due(self, owner: str) -> InterviewSession | None:
        """The session of points that were due that is open."""
        return find_open(self._store, owner, _REVIEW_SLOT)

    def practise_weakest(self, owner: str, visitor: str, session_id: str) -> Created:
        """A session of the questions of a report whose answers lack most, or the one that is open for it already.

        Conflict without a finished report or when no key point is lacking, Unavailable for too many creations.
        """
        with self._store.reading() as db:
            report = get_report(db, owner, session_id)
        source = report.session
        if not report.is_ready:
            raise Conflict(Code.INTERVIEW_REPORT_NOT_READY, Message.of("error.no_report_to_practise"))
        found = to_practise(source, report.grades)
        if not found:
            raise Conflict(Code.INPUT_INVALID, Message.of("error.nothing_lacking"))
        answers = [source.group(each.position.main)[0] for each in found]
        questions = [
            replace(
                turn.question,
                repeats=Origin(source.id, turn.position.main),
                reason=_why(turn, report.grades[turn.position]),
            )
            for turn in answers
        ]
        return self._begin(visitor, source, SessionKind.REVIEW, questions, f"practise:{source.id}")

    def _begin(
        self, visitor: str, source: InterviewSession, kind: SessionKind, questions: Sequence[Question], slot: str
    ) -> Created:
        unfinished = find_open(self._store, source.owner, slot)
        if unfinished is not None:
            return Created(unfinished, is_new=False)
        self._limits.hit_create(visitor)
        session = InterviewSession(
            id=uuid.uuid4().hex,
            owner=source.owner,
            resume_id=source.resume_id,
            resume_name=source.resume_name,
            resume_text=source.resume_text,
            resume_key=source.resume_key,
            detail_marks=source.detail_marks,
            turns=tuple(again(main, question, self._interviewer.identity) for main, question in enumerate(questions)),
            created_at=self._now(),
            follow_up_count=0,
            interviewer=self._interviewer.identity,
            language=source.language,
            job=source.job,
            kind=kind,
        )
        return store_new(
            self._store, self._cache, session, lambda: find_open(self._store, source.owner, slot), slot=slot
        )

    def comparisons(self, owner: str, report: Report) -> dict[Position, TwoAnswers]:
        """For each question that came again, both answers; without those whose earlier interview was deleted."""
        sources: dict[str, Report | None] = {}
        found: dict[Position, TwoAnswers] = {}
        for _, turn, grade in report.lines():
            origin = turn.question.repeats
            if origin is None or turn.position.is_follow_up:
                continue
            if origin.session_id not in sources:
                sources[origin.session_id] = self._report(owner, origin.session_id)
            source = sources[origin.session_id]
            earlier = next(iter(source.session.group(origin.main)), None) if source is not None else None
            if source is not None and earlier is not None:
                found[turn.position] = two_answers(earlier, source.grades.get(earlier.position), turn, grade)
        return found

    def last_time(self, owner: str, turn: Turn) -> tuple[Turn, Grade | None] | None:
        """What was answered when this main question came before, and its grade, None where it has none; None for a
        question that comes for the first time, or whose earlier interview was deleted."""
        origin = turn.question.repeats
        if origin is None or turn.position.is_follow_up:
            return None
        source = self._report(owner, origin.session_id)
        earlier = next(iter(source.session.group(origin.main)), None) if source is not None else None
        return None if source is None or earlier is None else (earlier, source.grades.get(earlier.position))

    def _report(self, owner: str, session_id: str) -> Report | None:
        try:
            with self._store.reading() as db:
                return get_report(db, owner, session_id)
        except NotFound:
            return None


def in_one_session(due: Due) -> tuple[DueQuestion, ...]:
    """What one session asks of what is due: a session has one language, that of the longest overdue."""
    return tuple(each for each in due.questions if each.language == due.questions[0].language)[:MOST_DUE_QUESTIONS]


def _why(turn: Turn, grade: Grade) -> Message:
    """Why a question of a report comes again, true of what was answered."""
    if grade.outcome is not Outcome.UNANSWERED:
        return Message.of("reason.lacking")
    return Message.of("reason.unknown" if says_unknown(turn.answer.text) else "reason.unanswered")
