"""Questions that come again on purpose: two answers compared, and the key points that are due.

When a point is due is worked out elsewhere (spacing.py); nothing here knows a clock, a database or an interviewer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from interview.core.comparability import is_in_doubt
from interview.core.grading import Grade, Outcome, PointJudgement, Scores, Verdict
from interview.core.identity import PRACTICE, InterviewerId
from interview.core.key_point import KeyPoint
from interview.core.question import Origin, Question
from interview.core.rubric import RUBRIC
from interview.core.turn import Turn
from interview.messages import Message

# What makes a question come again.
MISSES = (Verdict.MISSED, Verdict.CONTRADICTED)
_RANK = {Verdict.CONTRADICTED: 0, Verdict.MISSED: 0, Verdict.TOUCHED: 1, Verdict.COVERED: 2}


@dataclass(frozen=True)
class TwoAnswers:
    """The earlier and the later answer to one question.

    `gained` and `lost` are key points that count as better or worse than before, with the same interviewer and rubric,
    else none. `changes` are later minus earlier points per dimension and "score" in all; empty when `caution` says why
    the two are not on one scale, or that nobody knows what changed. `has_own_word`: they are compared, and in one of
    them or both the candidate's own word counts.
    """

    earlier: Turn
    later: Turn
    earlier_grade: Grade | None
    later_grade: Grade | None
    gained: tuple[KeyPoint, ...] = ()
    lost: tuple[KeyPoint, ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)
    caution: Message | None = None
    has_own_word: bool = False

    @property
    def cautions(self) -> tuple[Message, ...]:
        """All that is to be said beside the comparison."""
        own = Message.of("caution.own_word") if self.has_own_word else None
        return tuple(each for each in (self.caution, own) if each is not None)


def two_answers(earlier: Turn, earlier_grade: Grade | None, later: Turn, later_grade: Grade | None) -> TwoAnswers:
    """Compare two answers; without both grades there is nothing to gain or lose yet, and nothing at all where one of
    the interviews ended before the question was answered."""
    if earlier.answer.text is None or later.answer.text is None:
        not_reached = Message.of("caution.not_reached")
        return TwoAnswers(earlier, later, earlier_grade, later_grade, caution=not_reached)
    caution = _not_alike(earlier_grade, later_grade)
    if (
        caution is not None
        or earlier_grade is None
        or later_grade is None
        or earlier_grade.scores is None
        or later_grade.scores is None
    ):
        return TwoAnswers(earlier, later, earlier_grade, later_grade, caution=caution)
    before = {judged.point.id: _RANK[judged.verdict] for judged in earlier_grade.points if judged.verdict in _RANK}
    after = {judged.point: _RANK[judged.verdict] for judged in later_grade.points if judged.verdict in _RANK}
    was, now = earlier_grade.scores, later_grade.scores
    unsure = _not_sure(was, now)
    return TwoAnswers(
        earlier,
        later,
        earlier_grade,
        later_grade,
        gained=tuple(point for point, rank in after.items() if point.id in before and rank > before[point.id]),
        lost=tuple(point for point, rank in after.items() if point.id in before and rank < before[point.id]),
        changes={} if unsure else _changes(was, now),
        caution=unsure,
        has_own_word=bool(earlier_grade.settled or later_grade.settled),
    )


def _changes(was: Scores, now: Scores) -> dict[str, int]:
    """What the shown numbers differ by."""
    before, after = was.parts, now.parts
    found = {name: after[name] - before[name] for name in after if name in before}
    return {**found, "score": (now.number or 0) - (was.number or 0)}


def _not_sure(was: Scores, now: Scores) -> Message | None:
    """Why nobody knows whether the score rose or fell; None where that is known."""
    if was.number is None or now.number is None:
        return Message.of("caution.open")
    return Message.of("caution.within_range") if is_in_doubt(was.ends, now.ends) else None


def _not_alike(earlier: Grade | None, later: Grade | None) -> Message | None:
    """Why the verdicts of two grades cannot be compared; None where they can."""
    if earlier is None or later is None or earlier.scores is None or later.scores is None:
        return Message.of("caution.no_grade")
    if earlier.provenance.rubric_version != later.provenance.rubric_version:
        return Message.of("caution.answer_rubric")
    both_judged = earlier.outcome is later.outcome is Outcome.GRADED
    if both_judged and earlier.provenance.graded_by != later.provenance.graded_by:
        return Message.of("caution.answer_interviewer")
    return None


@dataclass(frozen=True)
class GradedAnswer:
    """An answer that says something, as it was judged: to a main question or to a follow-up behind it.

    `question` is the main question and `origin` where it was asked. `graded_by` and `rubric_version` say how.
    """

    origin: Origin
    question: Question
    language: str
    answered_at: datetime
    points: tuple[PointJudgement, ...]
    is_follow_up: bool = False
    graded_by: InterviewerId = PRACTICE
    rubric_version: str = RUBRIC.version


@dataclass(frozen=True)
class PointHistory:
    """What became of a key point since it was first missed: (when, verdict), oldest first, the first one a miss."""

    question: str
    point: KeyPoint
    reviews: tuple[tuple[datetime, Verdict], ...]


def identity(question: Question) -> str:
    """The same for every time a question is asked: its place in the bank, or else its words."""
    return question.bank_id or " ".join(question.text.split()).casefold()


def missed_points(judged: Sequence[GradedAnswer]) -> tuple[PointHistory, ...]:
    """Key points of main questions that were missed or contradicted at least once, from then on.

    `judged` is oldest first. A follow-up counts where it is about a key point of its main question; its other points
    mean nothing without the answer it reacted to. An answer of which nobody could tell says nothing of the point.
    """
    found: dict[tuple[str, KeyPoint], list[tuple[datetime, Verdict]]] = {}
    for answer in judged:
        name, wanted = identity(answer.question), set(answer.question.key_points)
        for point in answer.points:
            key = (name, point.point)
            is_miss = point.verdict in MISSES
            is_known = point.verdict is not Verdict.UNSURE
            if point.point in wanted and is_known and (key in found or is_miss):
                found.setdefault(key, []).append((answer.answered_at, point.verdict))
    return tuple(PointHistory(*key, tuple(reviews)) for key, reviews in found.items())


@dataclass(frozen=True)
class DueQuestion:
    """A question to ask again: as it was asked last, with its key points that are due and since when."""

    origin: Origin
    question: Question
    language: str
    points: tuple[KeyPoint, ...]
    since: datetime


@dataclass(frozen=True)
class Due:
    """What is due now, the longest overdue first, and when the next point will be (None: nothing is waiting)."""

    questions: tuple[DueQuestion, ...]
    next_at: datetime | None

    @property
    def points(self) -> int:
        """Key points due in all."""
        return sum(len(question.points) for question in self.questions)
