"""A smaller step behind a no, or where nearly nothing was said: the hint of a question of knowledge, and in place of a
story something that takes for granted nothing that was just denied.

Nobody is asked how they would find out what their own resume says: they are asked for what they know of that work.
"""

from __future__ import annotations

from dataclasses import replace

from interview.core.key_point import StoryPart, story
from interview.core.question import Difficulty, FollowUp, FollowUpKind, Question, QuestionKind
from interview.i18n.translate import Words
from interview.messages import Message

EASIER_POINTS = 2


def easier_step(main: Question, say: Words, reason: str, lead: str = "ask.easier") -> Question | None:
    """None where nobody holds what a good answer has, and where a question of knowledge has no hint."""
    step, points, reference = main.hint, main.key_points[:EASIER_POINTS], main.reference_answer
    if points and points[0].part is not None:
        is_of_resume = main.kind is QuestionKind.PROJECT
        lead, step = "ask.easier_story", say.message(Message.of("ask.known_best" if is_of_resume else "ask.nearest"))
        if is_of_resume:
            points, reference = (story(StoryPart.OWN_ACTION),), ""
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
        follow_up=FollowUp(FollowUpKind.EASIER),
        bare_text=step,
    )
