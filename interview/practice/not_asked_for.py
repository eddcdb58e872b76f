"""What interviewers ask about any story, where it was not told and nobody asked for it: how it ended, what was hardest,
what its teller would do differently or took from it, who else had a part in it.

Of what was hardest, would be done again or was learned there is no list of right answers, and of 24 good ones the judge
heard five: these have no score.

Nothing is supposed that was not told, so these make sense behind every story; that a story is told has to be rather
sure, and that it does not tell the part, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interview.core.certainty import RATHER, SAID_PERHAPS
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import ASKS_BEYOND, FollowUp, FollowUpKind, Question, QuestionKind
from interview.i18n.translate import Words
from interview.messages import Message
from interview.practice import moves, untold
from interview.practice.asking import follow_up, said_before
from interview.text.general_claims import tells_what_was_done

# Who told of something hard, or learned, can still say what was hardest and what they would change: so much more
# probable may it be that the part is told.
_TOLD_AS_WELL = 0.2
# What asks for the same part comes once, and once more with so many main questions.
_SELDOM = 6


@dataclass(frozen=True)
class _Way:
    """What is asked under a `name`, and the part that is asked for, of which at most so much may be told.
    `is_judged`: by that part; else the answer has no score.
    `ends`: it is asked of what has come to an end that was told. `of_a_deed`: it is asked about a sentence that tells
    what somebody did, which is repeated."""

    name: str
    part: StoryPart
    most: float
    is_judged: bool = False
    ends: bool = False
    of_a_deed: bool = False


# In this order where none was asked more often than the others in an interview.
_WAYS = (
    _Way("result", StoryPart.RESULT, SAID_PERHAPS, is_judged=True),
    _Way("hardest", StoryPart.OBSTACLE, _TOLD_AS_WELL),
    _Way("same_again", StoryPart.LESSON, _TOLD_AS_WELL, of_a_deed=True),
    _Way("looking_back", StoryPart.LESSON, _TOLD_AS_WELL, ends=True),
    _Way("others", StoryPart.OTHERS, SAID_PERHAPS, is_judged=True),
    _Way("next_time", StoryPart.LESSON, _TOLD_AS_WELL, ends=True),
)
# What goes on every day has no end, and there is nothing to look back on.
_OF_EVERY_DAY = moves.ASK_FOR_DUTIES | {"achievements-ordinary-day", "achievements-what-you-decide"}
# "We moved my stall" is no deed of one's own.
_I = re.compile(r"\bi\b", re.I)
_ALONE = re.compile(r"\b(?:alone|by myself|on my own|single-?handed)", re.I)


def about_a_part(
    main: Question,
    asked: Sequence[Question],
    told: Mapping[StoryPart, PointJudgement],
    said: str,
    in_session: Sequence[Question],
    say: Words,
) -> Question | None:
    """What was asked least in this interview, of that which a story hardly tells."""
    if not _asks_for_a_story(main) or not _is_a_story(told):
        return None
    taken = moves.times(in_session)
    of_part = Counter[StoryPart]()
    for way in _WAYS:
        of_part[way.part] += taken[_wording(way)]
    # Two ways to look back are one question to who hears both.
    most = 1 + sum(each.follow_up is None for each in in_session) // _SELDOM
    wanted = {point.part for question in asked for point in question.key_points}
    wanted |= {way.part for way in _WAYS if moves.times(asked)[_wording(way)]}
    is_of_every_day = main.bank_id in _OF_EVERY_DAY
    has_ended = not is_of_every_day and _is_rather_told(main, StoryPart.RESULT, told)
    deed = "" if is_of_every_day else _deed(told, asked)
    if is_of_every_day:
        wanted.add(StoryPart.RESULT)
    if _ALONE.search(said) is not None:
        wanted.add(StoryPart.OTHERS)
    found = [
        way
        for way in _WAYS
        if way.part not in wanted
        and way.part in told
        and told[way.part].verdict is not Verdict.COVERED
        and _share(told[way.part]) <= way.most
        and (has_ended or not way.ends)
        and (deed or not way.of_a_deed)
        and not moves.is_told_by(main, way.part)
        and of_part[way.part] < most
    ]
    if not found:
        return None
    way = min(found, key=lambda each: taken[_wording(each)])
    quote = deed if way.of_a_deed else ""
    made = FollowUp(FollowUpKind.PROBE, wording=_wording(way), quote=quote)
    text = said_before(quote, say.message(Message.of(f"ask.also.{way.name}")), say)
    return follow_up(main, text, made, "reason.also", (story(way.part),) if way.is_judged else ())


def _asks_for_a_story(main: Question) -> bool:
    """Whether it asks for what was lived through: not for what would be, nor how one knows what a figure is worth."""
    parts = {point.part for point in main.key_points}
    is_of_a_figure = StoryPart.MEASURE in parts and StoryPart.SITUATION not in parts
    return main.kind is not QuestionKind.SKILL and not untold.is_supposed(main) and not is_of_a_figure


def _share(judged: PointJudgement) -> float:
    """How probable it is that a part is told, if the story is about what was asked."""
    return untold.share(judged) / (judged.about_asked or 1.0)


def _is_rather_told(main: Question, part: StoryPart, told: Mapping[StoryPart, PointJudgement]) -> bool:
    return moves.is_told_by(main, part) or (part in told and untold.share(told[part]) > RATHER)


def _is_a_story(told: Mapping[StoryPart, PointJudgement]) -> bool:
    """Whether something that its teller did is rather told, and another part."""
    rather = [part for part, judged in told.items() if judged.odds is not None and untold.share(judged) > RATHER]
    return StoryPart.OWN_ACTION in rather and len(rather) >= untold.A_STORY


def _deed(told: Mapping[StoryPart, PointJudgement], asked: Sequence[Question]) -> str:
    """The sentence of this answer that surely tells what somebody did themselves; "" where none does."""
    judged = told.get(StoryPart.OWN_ACTION)
    quote = moves.whole(judged) if judged is not None and judged.verdict is Verdict.COVERED else ""
    is_own = _I.search(quote) is not None and tells_what_was_done(quote)
    return quote if is_own and not moves.had_already(asked, "", quote) else ""


def _wording(way: _Way) -> str:
    return f"{ASKS_BEYOND}{way.name}"
