"""How sure it is what an answer does with a key point, as feedback needs it: surely left out, hardly, perhaps or rather
said, perhaps or rather turned round."""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import KeyPoint, StoryPart
from interview.messages import Message

# So probable at most may it be that somebody said what we say they lack: three such sentences in a hundred.
SAID_AFTER_ALL = 0.03
# Of what nobody is sure of, what is more probable is not said to be lacking, only asked after: of thirteen such
# sentences with up to 0.2 readers found five to be about what was clearly said.
SAID_PERHAPS = 0.1
# What nobody is sure of may be wrong from here on, and is put beside its sentence: of 1 in 3 of these it is.
TURNED_PERHAPS = 0.25
# What was called the opposite, but is more probably said than this, is only asked after: of five such sentences about
# answers judged by hand four were right.
RIGHT_PERHAPS = 0.15
# What is at least so probably the wrong way round is put beside what is right, whatever it turns out to be.
RATHER = 0.5


# Of 40 answers judged by hand whose points were all called not recognised, with so much of one or less in expectation,
# none makes one.
MADE_AT_ALL = 0.25


def makes_none(points: Sequence[PointJudgement]) -> bool:
    """Whether an answer that was read, and of which nothing is settled, rather surely makes none of its points."""
    if not points or any(p.settled or p.odds is None or p.verdict is not Verdict.MISSED for p in points):
        return False
    return sum(point.share(Verdict.COVERED) for point in points) <= MADE_AT_ALL


def may_be_turned(point: PointJudgement) -> bool:
    """Whether a sentence may turn a point round, and nobody is sure of that."""
    is_open = point.verdict is Verdict.UNSURE or (point.verdict is Verdict.CONTRADICTED and is_perhaps_said(point))
    is_likely = point.share(Verdict.CONTRADICTED) >= TURNED_PERHAPS
    return is_open and is_likely and point.settled is None and bool(point.quote)


def is_perhaps_said(point: PointJudgement) -> bool:
    """Whether a point that was not recognised may well have been said, so that it can only be asked whether it was."""
    if point.settled is not None or point.verdict in (Verdict.COVERED, Verdict.TOUCHED):
        return False
    if point.odds is None:
        return point.verdict is Verdict.UNSURE
    most = RIGHT_PERHAPS if point.verdict is Verdict.CONTRADICTED else SAID_PERHAPS
    return point.share(Verdict.COVERED) > most


def seems_wrong(point: PointJudgement) -> bool:
    """Whether a sentence rather turns a point round than not, and nobody is sure of that."""
    if point.verdict is not Verdict.UNSURE or point.settled is not None:
        return False
    return bool(point.quote) and point.share(Verdict.CONTRADICTED) >= RATHER


def is_rather_wrong(point: PointJudgement) -> bool:
    """Whether a sentence rather turns a point round than not, as far as nobody is sure of more."""
    is_said_to_be = point.verdict is Verdict.CONTRADICTED and point.settled is None and not is_surely_lacking(point)
    return seems_wrong(point) or (is_said_to_be and point.share(Verdict.CONTRADICTED) >= RATHER)


def is_surely_lacking(point: PointJudgement) -> bool:
    """Whether it is sure that this point was not said, or said wrongly: by who settled it, or who judged it and gives
    no odds."""
    if point.verdict is Verdict.UNSURE:
        return False
    if point.settled is not None or point.odds is None or point.verdict is Verdict.TOUCHED:
        return True
    # What is put beside its sentence can be compared at once, so of that less is enough to come first.
    most = SAID_PERHAPS if point.verdict is Verdict.CONTRADICTED else SAID_AFTER_ALL
    return point.share(Verdict.COVERED) <= most


def is_scene(point: PointJudgement) -> bool:
    """Whether it is where a story happens: the question tells that often, and who tells the rest seldom lacks it. What
    somebody says themselves that they left out they know."""
    return point.point.part is StoryPart.SITUATION and point.settled is None


def is_hardly_said(point: PointJudgement) -> bool:
    """Whether it was not recognised, and at most may have been said."""
    if point.verdict is not Verdict.MISSED:
        return False
    return point.settled is not None or point.odds is None or point.share(Verdict.COVERED) <= SAID_PERHAPS


def is_doubtful(point: PointJudgement) -> bool:
    """Whether of a point to change only a question is true."""
    return not is_surely_lacking(point) and point.verdict is not Verdict.CONTRADICTED and not is_perhaps_said(point)


def said_share(point: PointJudgement) -> float:
    """How probable it is that a point was said; of one that nobody gives odds for, even."""
    if point.settled is not None:
        return float(point.verdict is Verdict.COVERED)
    return 0.5 if point.odds is None else point.share(Verdict.COVERED)


def named(point: KeyPoint) -> str | Message:
    """A key point inside a sentence: its text without a full stop, of a part of a story what it is called."""
    return point.text.strip().rstrip(".。") if point.part is None else point.said
