"""What an answer need not say any more, as a later answer to the same question makes it."""

from __future__ import annotations

from collections.abc import Sequence, Set

from interview.core.certainty import named
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart
from interview.core.speaker import says_only_we
from interview.messages import Message


def without(points: Sequence[PointJudgement], made_behind: Set[str]) -> list[PointJudgement]:
    """The verdicts without those that a later answer makes: who added something there, or took it back, has it."""
    return [point for point in points if point.verdict is Verdict.COVERED or point.point.id not in made_behind]


def added_behind(points: Sequence[PointJudgement], made_behind: Set[str]) -> Message | None:
    """The first point that an answer lacks and a later one makes; what somebody settled is no news to them."""
    added = (p for p in points if p.verdict is not Verdict.COVERED and p.point.id in made_behind and p.settled is None)
    first = next(added, None)
    return None if first is None else Message.of("feedback.added_behind", point=named(first.point))


def whose_part(
    points: Sequence[PointJudgement], *, only_we: bool, made_behind: Set[str] = frozenset()
) -> Message | None:
    """That an answer which tells what somebody did themselves, and says `only_we`, there, too, leaves open which part
    was theirs, unless a later one tells it; the verdict stays. Who marked it themselves knows."""
    if StoryPart.OWN_ACTION in made_behind:
        return None
    own = (p for p in points if p.point.part is StoryPart.OWN_ACTION and p.settled is None and p.is_recognised)
    return Message.of("feedback.whose_part") if only_we and any(says_only_we(p.quote) for p in own) else None
