"""What is said first of an answer that makes none of its key points."""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.certainty import is_hardly_said, named
from interview.core.grading import PointJudgement
from interview.messages import Message

# An answer may make none of two key points and still be about what was asked.
SEVERAL = 3
BEGIN_WITH = "feedback.begin_with"


def none_made(points: Sequence[PointJudgement], change: PointJudgement) -> Message | None:
    """That none of several key points was recognised, and which one to begin with: such an answer is mostly about
    something else, or says nothing that could be checked. Of the parts of a story that is said otherwise, and without
    odds it was not read: gibberish, or the question copied."""
    if len(points) < SEVERAL or any(p.point.part or p.settled or p.odds is None for p in points):
        return None
    if not all(map(is_hardly_said, points)):
        return None
    return Message.of("feedback.none_made", count=len(points), point=named(change.point))


def begin_with(points: Sequence[PointJudgement], change: PointJudgement) -> Message | None:
    """The point to begin with for who says no more than that they do not know: there is nothing to check. None for
    parts of a story, and where something else than that was heard, or may have been."""
    is_empty = all(map(is_hardly_said, points)) and change.point.part is None
    return Message.of(BEGIN_WITH, point=named(change.point)) if is_empty else None
