"""What interviewers ask about any story, where it was not told and nobody asked for it: how it ended, what was hard,
what its teller would do differently, who else had a part in it.

No sentence is repeated and nothing supposed that was not told, so these make sense behind every story; that a story is
told has to be rather sure, and that it does not tell the part, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interview.core.certainty import RATHER, SAID_PERHAPS
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, Question
from interview.i18n.translate import Words
from interview.messages import Message
from interview.practice import moves, untold
from interview.practice.asking import follow_up

# In this order where none was asked more often than the others in an interview.
_PARTS = (StoryPart.RESULT, StoryPart.OBSTACLE, StoryPart.LESSON, StoryPart.OTHERS)
# Of what goes on every day, or what would be, there is no end and nothing to look back on.
_OF_ONE_TIME = {StoryPart.RESULT, StoryPart.LESSON}


def about_a_part(
    main: Question,
    asked: Sequence[Question],
    told: Mapping[StoryPart, PointJudgement],
    in_session: Sequence[Question],
    say: Words,
) -> Question | None:
    """The part that was asked for least in this interview, of those that a story hardly tells."""
    if not untold.asks_what_was_done(main) or not _is_a_story(told):
        return None
    taken = moves.times(in_session)
    wanted = {point.part for question in asked for point in question.key_points}
    is_once = any(point.part is StoryPart.SITUATION for point in main.key_points)
    found = [
        part
        for part in _PARTS
        if part not in wanted
        and part in told
        and told[part].verdict is Verdict.MISSED
        and untold.share(told[part]) <= SAID_PERHAPS
        and (is_once or part not in _OF_ONE_TIME)
        and not moves.is_told_by(main, part)
        and taken[_wording(part)] < moves.MOST_OFTEN
    ]
    if not found:
        return None
    part = min(found, key=lambda each: taken[_wording(each)])
    made = FollowUp(FollowUpKind.PROBE, wording=_wording(part))
    text = say.message(Message.of(f"ask.also.{part}"))
    return follow_up(main, text, made, "reason.also", (story(part),))


def _is_a_story(told: Mapping[StoryPart, PointJudgement]) -> bool:
    """Whether something that its teller did is rather told, and another part."""
    rather = [part for part, judged in told.items() if judged.odds is not None and untold.share(judged) > RATHER]
    return StoryPart.OWN_ACTION in rather and len(rather) >= untold.A_STORY


def _wording(part: StoryPart) -> str:
    return f"also.{part}"
