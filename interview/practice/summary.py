"""Coaching about a finished interview, derived only from the grades that are there.

It repeats no text of the candidate and invents nothing: no grade, no praise and no blame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from interview.core.coaching import SHOWS_THEM
from interview.core.grading import Grade, Outcome, Summary, Verdict
from interview.core.identity import InterviewerId
from interview.core.key_point import StoryPart
from interview.core.lacking import left
from interview.core.question import QuestionKind
from interview.core.session import InterviewSession
from interview.core.totals import Totals
from interview.messages import Message

AT_MOST = 3
GOOD = 65
WEAK = 60
OFTEN = 2
# Where more than one key point in so many was not recognised, the advice is to say more.
MANY = 2


def sum_up(session: InterviewSession, grades: Sequence[Grade], totals: Totals, written_by: InterviewerId) -> Summary:
    """Overall feedback, and at most three strengths and three improvements."""
    questions = {turn.position: turn for turn in session.turns}
    graded = [grade for grade in grades if grade.outcome is Outcome.GRADED and grade.position in questions]
    return Summary(
        overall_feedback=tuple(_overall(totals)),
        strengths=tuple(islice(_strengths(graded, _all_known(session, grades, totals)), AT_MOST)),
        improvements=tuple(islice(_improvements(graded, _all_known(session, grades, totals), session), AT_MOST)),
        written_by=written_by,
    )


def _all_known(session: InterviewSession, grades: Sequence[Grade], totals: Totals) -> Totals:
    """The numbers with categories only where each that has scores has one: else nobody knows which is the highest."""
    scored = {grade.position for grade in grades if grade.scores is not None}
    asked = {turn.question.category for turn in session.turns if turn.position in scored}
    return totals if asked == totals.categories.keys() else replace(totals, categories={})


def _overall(totals: Totals) -> Iterator[Message]:
    """What the number above it does not say: which answers it rests on is said there."""
    if totals.low is None or totals.high is None:
        yield Message.of("summary.nothing_graded")
    yield Message.of("summary.what_is_measured")


def _strengths(graded: Sequence[Grade], totals: Totals) -> Iterator[Message]:
    category = max(totals.categories, key=lambda name: totals.categories[name], default="")
    if len(totals.categories) > 1 and totals.categories[category] >= GOOD:
        yield Message.of("summary.went_best", category=category, score=totals.categories[category])
    # What somebody says they said was not recognised.
    everything, right = (
        _count(graded),
        sum(p.verdict is Verdict.COVERED and not p.settled for g in graded for p in g.points),
    )
    if 2 * right > everything:
        yield Message.of("summary.recognised", count=right, total=everything)
    covered, missed = _story_counts(graded, Verdict.COVERED), _story_counts(graded, Verdict.MISSED)
    yield from (
        Message.of(f"praise.{part}")
        for part, times in covered.most_common()
        if times >= OFTEN and part in SHOWS_THEM and not missed[part]
    )


def _improvements(graded: Sequence[Grade], totals: Totals, session: InterviewSession) -> Iterator[Message]:
    questions = {turn.position: turn for turn in session.turns}
    if not graded:
        if totals.unanswered:
            yield Message.of("summary.write_something")
        return
    by_position = {grade.position: grade for grade in graded}
    everything = _count(graded)
    # What was put right or added behind a follow-up lacks nothing.
    graded = [replace(grade, points=tuple(left(grade, session, by_position))) for grade in graded]
    wrong = _count(graded, Verdict.CONTRADICTED)
    if wrong:
        yield Message.of("summary.opposite", count=wrong, total=everything)
    # Of a story about something else nobody says that its parts are missing, and a line of the resume tells the scene.
    told = [grade for grade in graded if not grade.is_elsewhere]
    missed = _story_counts(told, Verdict.MISSED)
    of_lines = [grade for grade in told if questions[grade.position].question.kind is QuestionKind.PROJECT]
    missed[StoryPart.SITUATION] -= _story_counts(of_lines, Verdict.MISSED)[StoryPart.SITUATION]
    yield from (Message.of(f"advice.{part}") for part, times in islice(missed.most_common(), 1) if times >= OFTEN)
    weakest = min(graded, key=lambda grade: grade.scores.highest if grade.scores else 0.0)
    point = next((judged.point for judged in weakest.points if judged.verdict is Verdict.MISSED), None)
    is_statement = point is not None and point.part is None
    if point is not None and is_statement and weakest.scores is not None and weakest.scores.highest < WEAK:
        category = questions[weakest.position].question.category
        yield Message.of("summary.look_up", category=category, point=point.text.rstrip("."))
    if MANY * _count(graded, Verdict.MISSED) > everything:
        yield Message.of("summary.advice_completeness")
    if totals.unanswered:
        yield Message.of("summary.write_something")
    low = min(totals.categories, key=lambda name: totals.categories[name], default="")
    if low and totals.categories[low] < WEAK and len(totals.categories) > 1:
        yield Message.of("summary.most_left", category=low, score=totals.categories[low])


def _count(graded: Sequence[Grade], *verdicts: Verdict) -> int:
    """Key points with one of these verdicts; without any, all key points."""
    return sum(not verdicts or point.verdict in verdicts for grade in graded for point in grade.points)


def _story_counts(graded: Sequence[Grade], verdict: Verdict) -> Counter[StoryPart]:
    """How often each part of a story got this verdict."""
    return Counter(
        judged.point.part
        for grade in graded
        for judged in grade.points
        if judged.verdict is verdict and judged.point.part is not None
    )
