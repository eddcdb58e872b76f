"""What is said first of an answer that makes none of its key points."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from interview.core.certainty import is_hardly_said, named
from interview.core.grading import PointJudgement
from interview.messages import Message

# An answer may make none of two key points and still be about what was asked.
SEVERAL = 3


class Silence(StrEnum):
    """How somebody answers and tells nothing on purpose."""

    DOES_NOT_KNOW = "does_not_know"
    REFUSES = "refuses"
    ASKS_BACK = "asks_back"


BEGIN_WITH = {
    Silence.DOES_NOT_KNOW: "feedback.begin_with",
    Silence.REFUSES: "feedback.not_answered",
    Silence.ASKS_BACK: "feedback.asked_back",
}


def none_made(points: Sequence[PointJudgement], change: PointJudgement) -> Message | None:
    """That none of several key points was recognised, and which one to begin with: such an answer is mostly about
    something else, or says nothing that could be checked. Of the parts of a story that is said otherwise, and without
    odds it was not read: gibberish, or the question copied."""
    if len(points) < SEVERAL or any(p.point.part or p.settled or p.odds is None for p in points):
        return None
    if not all(map(is_hardly_said, points)):
        return None
    return Message.of("feedback.none_made", count=len(points), point=named(change.point))


def begin_with(points: Sequence[PointJudgement], change: PointJudgement, silence: Silence) -> Message | None:
    """The point to begin with for who tells nothing on purpose: there is nothing to check. None for parts of a story,
    and where something else than that was heard, or may have been."""
    is_empty = all(map(is_hardly_said, points)) and change.point.part is None
    return Message.of(BEGIN_WITH[silence], point=named(change.point)) if is_empty else None


def instead_of_change(
    points: Sequence[PointJudgement], change: PointJudgement, silence: Silence | None
) -> Message | None:
    """What is said first in place of the one thing to change, where an answer makes none of its points."""
    return none_made(points, change) if silence is None else begin_with(points, change, silence)
