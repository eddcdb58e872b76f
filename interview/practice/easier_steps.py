"""A smaller step behind a no, or where nearly nothing was said: the hint of a question of knowledge, and in place of a
story something that takes for granted nothing that was just denied.

Nobody is asked how they would find out what their own resume says: they are asked for what they know of that work. Who
often does not know is not told so in the same words each time, and in the end the interview goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interview.core.coaching import RANKS
from interview.core.key_point import StoryPart, story
from interview.core.question import Difficulty, FollowUp, FollowUpKind, Question, QuestionKind
from interview.i18n.translate import Words
from interview.messages import Message
from interview.practice.moves import MOST_OFTEN, times

EASIER_POINTS = 2
EASIER = ("ask.easier", "ask.easier_anew", "ask.easier_again")
"""The words around a hint, in the order in which one interview has them."""
ONE_PART = ("ask.one_part", "ask.one_part_anew")
"""The same where an answer of some length makes no point."""
# In place of a story all of it is our words, so none of it comes twice: (what is asked, the words around it).
_NEAREST = {"ask.nearest": "ask.easier_story", "ask.nearest_anew": "ask.easier_story_anew"}
_KNOWN_BEST = {"ask.known_best": "ask.easier_story", "ask.known_best_anew": "ask.easier_story_anew"}


def easier_step(
    main: Question, in_session: Sequence[Question], say: Words, reason: str, leads: Sequence[str] = EASIER
) -> Question | None:
    """None where nobody holds what a good answer has, where a question of knowledge has no hint, and where every way to
    say it was heard in this interview."""
    step, points, reference = main.hint, main.key_points[:EASIER_POINTS], main.reference_answer
    taken = times(in_session)
    if points and points[0].part is not None:
        is_of_resume = main.kind is QuestionKind.PROJECT
        ways = _KNOWN_BEST if is_of_resume else _NEAREST
        wording = next((way for way in ways if not taken[way]), "")
        lead, step = ways.get(wording, ""), say.message(Message.of(wording)) if wording else ""
        # What was done and what came of it, before where it was and who else was there.
        points = tuple(sorted(main.key_points, key=lambda point: RANKS.get(point.part, len(RANKS)))[:EASIER_POINTS])
        if is_of_resume:
            points, reference = (story(StoryPart.OWN_ACTION),), ""
    else:
        wording = lead = min(leads, key=taken.__getitem__)
        step = step if taken[wording] < MOST_OFTEN else ""
    if not points or not step:
        return None
    return replace(
        main,
        text=say.message(Message.of(lead, hint=step)),
        difficulty=Difficulty.EASY,
        key_points=points,
        reference_answer=reference,
        planned_follow_ups=(),
        misconceptions=(),
        hint="",
        reason=Message.of(reason),
        bank_id=f"{main.bank_id}/easier" if main.bank_id else "",
        repeats=None,
        follow_up=FollowUp(FollowUpKind.EASIER, wording=wording),
        bare_text=step,
    )
