"""Plain coaching words about a finished interview, derived only from the grades that are there.

It repeats no text of the candidate and invents nothing: no grade, no praise and no blame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from interview.core.grading import Grade, Outcome, Summary, Totals, Verdict
from interview.core.question import Position
from interview.core.rubric import RUBRIC
from interview.core.session import InterviewSession, Turn
from interview.scorer.star_scoring import TELLING

AT_MOST = 3
GOOD = 65
WEAK = 60
OFTEN = 2

WHAT_IS_MEASURED = "Practice grading measures how far an answer agrees with a reference answer, not whether it is true."

_PRAISE = {
    "accuracy": "What you say about the key points is mostly right.",
    "completeness": "You bring up most of what a full answer needs.",
    "clarity": "Your answers are easy to follow.",
}
_ADVICE = {
    "accuracy": "Be more exact: compare your answers with the reference answers and note where they part.",
    "completeness": "Say more of what you know: before you stop, ask yourself what a colleague would add.",
    "clarity": "Make answers easier to follow: the answer in one sentence first, then the reason, then an example.",
}
_STORY_ADVICE = {
    "situation": "Begin a story with the situation, so that a stranger can follow it.",
    "task": "Say what you were asked to do before you tell what you did.",
    "own_action": 'Say what you did yourself, step by step; "we" hides your part.',
    "decision_reason": "Give the reason for your decisions, not only the decisions.",
    "alternatives": "Name the other ways you had, and why you left them.",
    "obstacle": "Tell what went wrong or got in the way; interviewers look for it.",
    "result": "End every story with how it turned out.",
    "measure": "Put a number on results: time, money, users, errors, anything you can count.",
    "lesson": "Close a story with what you learned from it.",
    "others": "Say who else was involved and how you worked together.",
    "technology": "When you name a technology, say what you used it for and what it gave you.",
}
_STORY_PRAISE = {
    "own_action": "You make clear what you did yourself.",
    "decision_reason": "You give reasons for your decisions.",
    "result": "You say how things turned out.",
    "measure": "You back results with something that can be counted.",
    "lesson": "You show what you learned.",
}


def sum_up(session: InterviewSession, grades: Sequence[Grade], totals: Totals, written_by: str) -> Summary:
    """Overall feedback, and at most three strengths and three improvements."""
    questions = {turn.position: turn for turn in session.turns}
    graded = [grade for grade in grades if grade.outcome is Outcome.GRADED and grade.position in questions]
    return Summary(
        overall_feedback=" ".join(_overall(totals)),
        strengths=tuple(islice(_strengths(graded, totals), AT_MOST)),
        improvements=tuple(islice(_improvements(graded, totals, questions), AT_MOST)),
        written_by=written_by,
    )


def _overall(totals: Totals) -> Iterator[str]:
    if totals.overall is None:
        yield "No answer could be graded, so there is no result to sum up."
    else:
        band = RUBRIC.band(totals.overall)
        yield f"You reached {totals.overall:g} of 100: {band.name.lower()}. {band.meaning}"
    if totals.unanswered:
        yield f"{_questions(totals.unanswered)} without an answer and counted as 0."
    if totals.ungraded:
        could = "1 answer" if totals.ungraded == 1 else f"{totals.ungraded} answers"
        yield f"The result rests on {totals.scored} of {totals.total} questions; {could} could not be graded."
    yield WHAT_IS_MEASURED


def _questions(count: int) -> str:
    return "1 question was left" if count == 1 else f"{count} questions were left"


def _strengths(graded: Sequence[Grade], totals: Totals) -> Iterator[str]:
    if not graded:
        return
    category = max(totals.categories, key=lambda name: totals.categories[name], default="")
    if category and totals.categories[category] >= GOOD:
        yield f"{category} went best, with {totals.categories[category]:g} of 100."
    shares = _shares(graded)
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= GOOD:
        yield _PRAISE[best]
    covered = _story_counts(graded, Verdict.COVERED)
    yield from (_STORY_PRAISE[key] for key, times in covered.most_common() if times >= OFTEN and key in _STORY_PRAISE)
    yield from (_PRAISE[name] for name in shares if name != best and shares[name] >= GOOD)


def _improvements(graded: Sequence[Grade], totals: Totals, questions: Mapping[Position, Turn]) -> Iterator[str]:
    if not graded:
        if totals.unanswered:
            yield "Write something for every question, even when it is only how you would find out."
        return
    missed = _story_counts(graded, Verdict.MISSED)
    yield from (_STORY_ADVICE[key] for key, times in islice(missed.most_common(), 1) if times >= OFTEN)
    weakest = min(graded, key=lambda grade: grade.scores.total if grade.scores else 0.0)
    point = next((judged.point for judged in weakest.points if judged.verdict is Verdict.MISSED), "")
    if point and point not in _STORY_KEYS and weakest.scores is not None and weakest.scores.total < WEAK:
        yield f"{questions[weakest.position].question.category}: look up this point you left out: {point.rstrip('.')}."
    shares = _shares(graded)
    worst = min(shares, key=lambda name: shares[name])
    if shares[worst] < WEAK:
        yield _ADVICE[worst]
    if totals.unanswered:
        yield "Write something for every question, even when it is only how you would find out."
    low = min(totals.categories, key=lambda name: totals.categories[name], default="")
    if low and totals.categories[low] < WEAK and len(totals.categories) > 1:
        yield f"{low} is where most points are left, with {totals.categories[low]:g} of 100."


_STORY_KEYS = {sentence: key for key, sentence in TELLING.items()}


def _story_counts(graded: Sequence[Grade], verdict: Verdict) -> Counter[str]:
    """How often each part of a story got this verdict."""
    return Counter(
        _STORY_KEYS[judged.point]
        for grade in graded
        for judged in grade.points
        if judged.verdict is verdict and judged.point in _STORY_KEYS
    )


def _shares(graded: Sequence[Grade]) -> dict[str, float]:
    """Per dimension, the points reached in graded answers as a share of the most possible, 0 to 100."""
    scores = [grade.scores for grade in graded if grade.scores is not None]
    return {
        dimension.name: 100 * sum(getattr(one, dimension.name) for one in scores) / (len(scores) * dimension.maximum)
        for dimension in RUBRIC.dimensions
    }
