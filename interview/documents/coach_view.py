"""What helps most with one answer: its strongest sentence, one thing to change, and how that could sound.

It is worked out from verdicts when it is shown, so that old answers have it too, and invents nothing: how it could
sound is the person's own sentence with the question that leads on from it, or the reference answer, named as such.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from interview.core.answer_kind import AnswerKind
from interview.core.certainty import is_doubtful, is_perhaps_said, is_rather_wrong, named
from interview.core.coaching import (
    advice,
    also_asked,
    also_turned,
    changed,
    coaching,
    example_for,
    if_about,
    is_rather_said,
    then_all,
    to_look_at,
)
from interview.core.grading import Grade, Outcome, PointJudgement, Verdict
from interview.core.identity import PRACTICE
from interview.core.key_point import StoryPart
from interview.core.no_story import untold
from interview.core.none_made import BEGIN_WITH, instead_of_change
from interview.core.speaker import says_only_we
from interview.core.strongest import is_long, strongest
from interview.core.told_behind import added_behind, whose_part, without
from interview.i18n.translate import Words
from interview.messages import Message
from interview.text.whole_sentences import said_without_marks, whole_sentences

LONGEST_SENTENCE = 240
_IN_SHORT = {Verdict.CONTRADICTED: "coach.turned_round", Verdict.TOUCHED: "coach.say_more"}
_UNTOLD = {
    "feedback.tell_story": "coach.tell_story",
    "feedback.story_not_done": "coach.not_had",
    "feedback.story_refused": "coach.passed_on",
    "feedback.story_asked_back": "coach.tell_story",
    "feedback.nearest": "coach.nearest_told",
    "feedback.tell_parts": "coach.tell_parts",
    "feedback.other_story": "coach.other_story",
    "feedback.only_supposed": "coach.only_supposed",
    "feedback.about_asked": "coach.about_asked",
    **dict.fromkeys(BEGIN_WITH.values(), "coach.begin_with"),
    # Who may not tell it is not to begin with it.
    BEGIN_WITH[AnswerKind.REFUSES]: "coach.passed_on",
}
_TOLD_LATER = Message.of("feedback.told_later")
# What says itself that all may be well as it is.
_TO_CHECK = frozenset(
    f"feedback.{name}"
    for name in (
        *("compare", "compare_point", "add", "add_part", "not_sure", "not_sure_part"),
        *("check", "check_part", "ask", "ask_part", "about_asked", "none_made", "other_story", "nearest"),
    )
)
# Parts of a story with a question that leads on to them, and those whose sentence it leads on from, best first. Why
# something was done so, what else could have been, and how one knows that it worked takes for granted that there was a
# choice, or that it worked, which nobody knows.
_LEADS_ON = {
    StoryPart.OWN_ACTION: (StoryPart.TASK, StoryPart.OBSTACLE, StoryPart.SITUATION),
    StoryPart.OBSTACLE: (StoryPart.OWN_ACTION, StoryPart.TASK),
    StoryPart.RESULT: (StoryPart.OWN_ACTION, StoryPart.OBSTACLE),
}


@dataclass(frozen=True)
class CoachView:
    """Each "" where there is nothing true to say. `in_short` is `change` where there is room for a line, and
    `is_to_check` where it may turn out that nothing has to be changed; `reference` is a sentence of the reference
    answer, which for a part of a story `is_of_a_story`."""

    strongest: str = ""
    change: str = ""
    in_short: str = ""
    own: str = ""
    reference: str = ""
    is_of_a_story: bool = False
    is_to_check: bool = False


def coach_view(
    grade: Grade | None,
    answer: str,
    say: Words,
    *,
    goes_on: bool = False,
    is_told_later: bool = False,
    made_behind: Set[str] = frozenset(),
) -> CoachView:
    """What helps with a graded answer; what the candidate settled is no news to them and comes last. An answer to a
    follow-up `goes_on`; a story that `is_told_later`, and points that are `made_behind` it, need not be told here."""
    if grade is None or grade.outcome is not Outcome.GRADED:
        return CoachView()
    points = with_whole_quotes(grade.points, answer)
    if (to_tell := untold(grade, goes_on=goes_on)) is not None:
        if is_told_later:
            return CoachView(change=say.message(_TOLD_LATER))
        return CoachView(
            change=say.messages(line for line in (to_tell, if_about(points, to_tell)) if line is not None),
            in_short=say.message(Message(_UNTOLD[to_tell.code], to_tell.values)),
            is_to_check=to_tell.code in _TO_CHECK,
        )
    left = without(points, made_behind)
    change = to_look_at(left, nobody_judged=grade.nobody_judged)
    best = None if is_unplaced(grade, goes_on=goes_on) else strongest(points, said_without_marks(answer), change)
    whose = whose_part(points, only_we=says_only_we(answer), made_behind=made_behind)
    added = added_behind(points, made_behind)
    if change is None and whose is not None:
        short = say.message(Message.of("coach.whose_part"))
        return CoachView(best.quote if best else "", say.message(whose), short, is_to_check=True)
    if change is None:
        return CoachView(best.quote if best else "", say.message(added) if added else "")
    first = instead_of_change(points, change, grade.kind)
    told = first or changed(change)
    # Who does not know, or tells of something else, is told of one point.
    more = () if first else (also_turned(left, change), also_asked(left, change))
    asked = [line for line in (told, *more) if line is not None]
    then = then_all(points, asked) if added is None else None
    return CoachView(
        strongest=best.quote if best else "",
        change=say.messages(line for line in (*asked, then, whose) if line is not None),
        in_short=say.message(_begin_in_short(first, change) or in_short(change)),
        own=_own(change, points, say),
        reference=example_for(change) if _says_more(change) else "",
        is_of_a_story=change.point.part is not None,
        is_to_check=told.code in _TO_CHECK and change.settled is None,
    )


def feedback_of(
    grade: Grade,
    answer: str,
    *,
    goes_on: bool,
    is_told_later: bool = False,
    made_behind: Set[str] = frozenset(),
) -> tuple[Message, ...]:
    """What the interviewer says of an answer. Of the practice interviewer, who only repeats its verdicts, it is worked
    out anew, as coach_view is: both name one strongest sentence, and know what the candidate settled. What it said
    before it gave odds, or of what it did not read, stays until something is settled."""
    is_coached = bool(grade.settled) or any(point.odds is not None for point in grade.points)
    if not is_coached or grade.nobody_judged or grade.provenance.graded_by != PRACTICE:
        return grade.feedback
    if is_told_later and untold(grade, goes_on=goes_on) is not None:
        return (_TOLD_LATER,)
    return coaching(
        with_whole_quotes(grade.points, answer),
        advice(grade.feedback),
        goes_on=goes_on,
        is_elsewhere=grade.is_elsewhere,
        kind=grade.kind,
        is_unplaced=is_unplaced(grade, goes_on=goes_on),
        only_we=says_only_we(answer),
        unmarked=said_without_marks(answer),
        made_behind=made_behind,
    )


def is_unplaced(grade: Grade, *, goes_on: bool) -> bool:
    """Whether a story goes on in an answer of which the practice interviewer does not look whether it is about what was
    asked: any sentence that gives a reason could be called its strongest, also one that is wrong."""
    if not goes_on or grade.provenance.graded_by != PRACTICE:
        return False
    of_a_story = any(point.point.part is not None for point in grade.points)
    return of_a_story and all(point.about_asked is None and point.settled is None for point in grade.points)


def _begin_in_short(first: Message | None, change: PointJudgement) -> Message | None:
    if first is None or first.code not in BEGIN_WITH.values():
        return None
    return Message(_UNTOLD[first.code] if change.point.part is not None else "coach.begin_with", first.values)


def _says_more(point: PointJudgement) -> bool:
    """Whether the sentence of the reference answer has other words than the point that it stands beside."""
    plain, said = (text.strip().rstrip(".。").casefold() for text in (point.point.text, point.example))
    return plain != said


def untold_in_short(grade: Grade, *, goes_on: bool) -> Message | None:
    """What to do where a question asks for a story and no part of one is recognised, as a part of a sentence."""
    to_tell = untold(grade, goes_on=goes_on)
    return to_tell and Message(_UNTOLD[to_tell.code], to_tell.values)


def in_short(point: PointJudgement, *, is_perhaps_put_right: bool = False) -> Message:
    """The point to change as a part of a sentence that is true also where the verdict is not, or where the next answer
    took it back."""
    if point.point.part is not None:
        return Message.of(_part_in_short(point), part=point.point.said)
    if point.verdict is Verdict.MISSED and point.settled is not None:
        return Message.of("coach.left_out", point=named(point.point))
    if is_perhaps_put_right:
        return Message.of("coach.turned_round_first", point=named(point.point))
    if is_rather_wrong(point) and not is_perhaps_said(point):
        return Message.of("coach.turned_round", point=named(point.point))
    if is_doubtful(point):
        return Message.of("coach.not_sure", point=named(point.point))
    return Message.of(_IN_SHORT.get(point.verdict, "coach.add"), point=named(point.point))


def _part_in_short(point: PointJudgement) -> str:
    if point.verdict is Verdict.TOUCHED:
        return "coach.say_more_part"
    if point.settled is not None:
        return "coach.left_out_part"
    return "coach.not_sure_part" if is_doubtful(point) else "coach.add_part"


def with_whole_quotes(points: Sequence[PointJudgement], answer: str) -> list[PointJudgement]:
    """The verdicts with every quote as whole sentences of the answer."""
    return [replace(point, quote=whole_sentences(point.quote, answer)) for point in points]


def _own(point: PointJudgement, points: Sequence[PointJudgement], say: Words) -> str:
    """The question that leads on to a part of a story from a sentence of the answer that it can follow on, unless the
    part was rather told."""
    if point.point.part not in _LEADS_ON or is_rather_said(point):
        return ""
    said = {p.point.part: p.quote for p in points if p.verdict is Verdict.COVERED and is_long(p.quote)}
    quote = next((said[part] for part in _LEADS_ON[point.point.part] if part in said), "")
    if not quote or len(quote) > LONGEST_SENTENCE:
        return ""
    ask = Message.of(f"ask.{point.point.part}")
    return say.message(Message.of("coach.go_on", quote=quote, question=ask))
