"""What is said first of an answer that makes none of its key points."""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.answer_kind import AnswerKind
from interview.core.certainty import is_hardly_said, makes_none, named
from interview.core.grading import PointJudgement
from interview.messages import Message

# An answer may make none of two key points and still be about what was asked.
SEVERAL = 3


BEGIN_WITH = {
    AnswerKind.UNKNOWN: "feedback.begin_with",
    AnswerKind.NOT_DONE: "feedback.not_done",
    AnswerKind.REFUSES: "feedback.not_answered",
    AnswerKind.ASKS_BACK: "feedback.asked_back",
}
"""How the point to begin with is named to who tells nothing."""


def none_made(points: Sequence[PointJudgement], change: PointJudgement) -> Message | None:
    """That none of several key points was recognised, and which one to begin with: such an answer is mostly about
    something else, or says nothing that could be checked. Of the parts of a story that is said otherwise, and without
    odds it was not read: gibberish, or the question copied."""
    if len(points) < SEVERAL or any(p.point.part for p in points) or not makes_none(points):
        return None
    return Message.of("feedback.none_made", count=len(points), point=named(change.point))


def begin_with(points: Sequence[PointJudgement], change: PointJudgement, kind: AnswerKind) -> Message | None:
    """The point to begin with for who tells nothing on purpose: there is nothing to check. None where something else
    than that was heard, or may have been."""
    is_empty = all(map(is_hardly_said, points))
    return Message.of(BEGIN_WITH[kind], point=named(change.point)) if is_empty else None


def instead_of_change(
    points: Sequence[PointJudgement], change: PointJudgement, kind: AnswerKind | None
) -> Message | None:
    """What is said first in place of the one thing to change, where an answer makes none of its points; `kind` is what
    somebody does in place of what was asked."""
    return begin_with(points, change, kind) if kind in BEGIN_WITH else none_made(points, change)
