"""What is said of an answer to a question about something lived through, where none of it is recognised."""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.answer_kind import AnswerKind
from interview.core.certainty import RATHER, named, said_share
from interview.core.grading import Grade, PointJudgement, Settled, Verdict
from interview.core.key_point import StoryPart
from interview.core.none_made import BEGIN_WITH
from interview.core.rubric import RUBRIC
from interview.core.scoring import score
from interview.messages import Message

# What somebody is told who tells no story, by what they do instead.
_TO_TELL: dict[AnswerKind | None, str] = {
    AnswerKind.NOT_DONE: "feedback.story_not_done",
    AnswerKind.REFUSES: "feedback.story_refused",
    AnswerKind.ASKS_BACK: "feedback.story_asked_back",
    AnswerKind.NEAREST: "feedback.nearest",
}
# Who tells of no part more probably tells no story that could be looked at part by part.
UNTOLD = 0.35


def without_a_story(
    points: Sequence[PointJudgement],
    *,
    is_elsewhere: bool = False,
    kind: AnswerKind | None = None,
) -> Message | None:
    """What to do where a story was asked for and nobody recognised or says that they told a part of one: tell one,
    another one where that which was told `is_elsewhere`, or where so little is known that there is no number, see
    whether it is about what was asked; `kind` is what somebody does in place of that. None where its parts alone are
    open, and some part may well be told. What asks for no scene asks for no story, but for its parts."""
    if not points or any(point.point.part is None or point.is_unread or _is_told(point) for point in points):
        return None
    if kind is AnswerKind.SUPPOSED:
        return Message.of("feedback.only_supposed")
    lacking = Message.of("feedback.other_story") if is_elsewhere else _to_tell(points, kind)
    if all(point.settled is not None or point.verdict is Verdict.MISSED for point in points):
        return lacking
    about = next((point.about_asked for point in points if point.about_asked is not None), None)
    is_open = score(points, None).number is None
    if about is not None and RUBRIC.is_doubtful(about):
        return Message.of("feedback.about_asked") if is_open else lacking
    is_told = any(said_share(point) > UNTOLD for point in points)
    if about is None:
        # Nobody looked whether it is about what was asked: the parts alone are open.
        return None if is_open or is_told else lacking
    return None if is_told and about > RATHER and not is_elsewhere else lacking


def untold(grade: Grade, *, goes_on: bool) -> Message | None:
    """The same of a grade; an answer that `goes_on` with another tells no story of its own."""
    if goes_on:
        return None
    return without_a_story(grade.points, is_elsewhere=grade.is_elsewhere, kind=grade.kind)


def _to_tell(points: Sequence[PointJudgement], kind: AnswerKind | None) -> Message:
    if any(point.point.part is StoryPart.SITUATION for point in points):
        return Message.of(_TO_TELL.get(kind, "feedback.tell_story"))
    if kind in BEGIN_WITH:
        own = next((each for each in points if each.point.part is StoryPart.OWN_ACTION), points[0])
        return Message.of(BEGIN_WITH[kind], point=named(own.point))
    return Message.of("feedback.tell_parts", points=tuple(named(point.point) for point in points))


def _is_told(point: PointJudgement) -> bool:
    """Whether something of a part was recognised, or somebody says that they told it."""
    is_open = point.by_interviewer in (Verdict.MISSED, Verdict.UNSURE)
    return not is_open or point.settled in (Settled.SAID, Settled.PARTLY)
