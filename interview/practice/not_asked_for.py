"""What interviewers ask about any story, where it was not told and nobody asked for it: how it ended, what was hardest,
what its teller would do differently or took from it, who else had a part in it.

Nothing is supposed that was not told, so these make sense behind every story; that a story is told has to be rather
sure, and that it does not tell the part, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interview.core.certainty import RATHER, SAID_PERHAPS
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, Question, QuestionKind
from interview.core.speaker import says_i
from interview.i18n.translate import Words
from interview.messages import Message
from interview.practice import moves, untold
from interview.practice.asking import follow_up, said_before
from interview.text.general_claims import tells_what_was_done

# Who told of something hard, or learned, can still say what was hardest and what they would change: so much more
# probable may it be that the part is told.
_TOLD_AS_WELL = 0.2


@dataclass(frozen=True)
class _Way:
    """What is asked under a `name`, and the part by which the answer is judged, of which at most so much may be told.
    `once`: of what goes on every day there is no end and nothing to look back on. `of_a_deed`: it is asked about a
    sentence that tells what somebody did, which is repeated."""

    name: str
    part: StoryPart
    most: float
    once: bool = False
    of_a_deed: bool = False


# In this order where none was asked more often than the others in an interview.
_WAYS = (
    _Way("result", StoryPart.RESULT, SAID_PERHAPS, once=True),
    _Way("hardest", StoryPart.OBSTACLE, _TOLD_AS_WELL),
    _Way("same_again", StoryPart.LESSON, _TOLD_AS_WELL, once=True, of_a_deed=True),
    _Way("looking_back", StoryPart.LESSON, _TOLD_AS_WELL, once=True),
    _Way("others", StoryPart.OTHERS, SAID_PERHAPS),
    _Way("next_time", StoryPart.LESSON, _TOLD_AS_WELL, once=True),
)
_OF_EVERY_DAY = {"achievements-ordinary-day", "achievements-while-away", "achievements-what-they-say"}


def about_a_part(
    main: Question,
    asked: Sequence[Question],
    told: Mapping[StoryPart, PointJudgement],
    in_session: Sequence[Question],
    say: Words,
) -> Question | None:
    """What was asked least in this interview, of that which a story hardly tells."""
    if untold.is_supposed(main) or main.kind is QuestionKind.SKILL or not _is_a_story(told):
        return None
    taken = moves.times(in_session)
    wanted = {point.part for question in asked for point in question.key_points}
    is_once = main.bank_id not in _OF_EVERY_DAY
    deed = _deed(told, asked)
    found = [
        way
        for way in _WAYS
        if way.part not in wanted
        and way.part in told
        and told[way.part].verdict is not Verdict.COVERED
        and untold.share(told[way.part]) <= way.most
        and (is_once or not way.once)
        and (deed or not way.of_a_deed)
        and not moves.is_told_by(main, way.part)
        and taken[_wording(way)] < moves.MOST_OFTEN
    ]
    if not found:
        return None
    way = min(found, key=lambda each: taken[_wording(each)])
    quote = deed if way.of_a_deed else ""
    made = FollowUp(FollowUpKind.PROBE, wording=_wording(way), quote=quote)
    text = said_before(quote, say.message(Message.of(f"ask.also.{way.name}")), say)
    return follow_up(main, text, made, "reason.also", (story(way.part),))


def _is_a_story(told: Mapping[StoryPart, PointJudgement]) -> bool:
    """Whether something that its teller did is rather told, and another part."""
    rather = [part for part, judged in told.items() if judged.odds is not None and untold.share(judged) > RATHER]
    return StoryPart.OWN_ACTION in rather and len(rather) >= untold.A_STORY


def _deed(told: Mapping[StoryPart, PointJudgement], asked: Sequence[Question]) -> str:
    """The sentence of this answer that surely tells what somebody did themselves; "" where none does."""
    judged = told.get(StoryPart.OWN_ACTION)
    quote = moves.whole(judged) if judged is not None and judged.verdict is Verdict.COVERED else ""
    is_own = says_i(quote) and tells_what_was_done(quote)
    return quote if is_own and not moves.had_already(asked, "", quote) else ""


def _wording(way: _Way) -> str:
    return f"also.{way.name}"
