"""The follow-up behind an answer: which one was prepared, and how the one that was decided for takes its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from interview.core.question import FollowUp, FollowUpKind, InsteadOf, Position, Question
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.messages import Message


def planned_follow_up(
    session: InterviewSession, position: Position, instead_of: InsteadOf | None = None
) -> Question | None:
    """The follow-up prepared with the main question for the place behind `position`; None when none is left.

    Why it is asked is kept with it only where a model interviews: nobody else makes follow-ups that can be late.
    """
    group = session.group(position.main)
    main = group[0].question
    asked = {turn.question.follow_up.plan for turn in group if turn.question.follow_up is not None}
    planned = next((plan for plan in main.planned_follow_ups if plan.id not in asked), None)
    if planned is None:
        return None
    return Question(
        text=planned.text,
        category=main.category,
        kind=main.kind,
        difficulty=main.difficulty,
        key_points=planned.key_points,
        reference_answer=planned.reference_answer,
        reason=Message.of("reason.planned_follow_up"),
        bank_id=main.bank_id,
        asked_by=main.asked_by,
        follow_up=FollowUp(
            FollowUpKind.PLANNED, plan=planned.id, instead_of=instead_of if session.interviewer.is_model else None
        ),
        source=main.source,
    )


def settle_follow_up(
    session: InterviewSession, position: Position, question: Question | None, at: datetime
) -> InterviewSession:
    """Insert the follow-up right behind `position`, or decide for none, as once the time is over. A no-op when it
    was settled before.

    The time that the answer was read is not of a real interview's time. Where the next question is not written yet the
    wait goes on, and all of it is given back at its end.
    """
    index = next((i for i, turn in enumerate(session.turns) if turn.position == position), None)
    if index is None or session.is_complete or session.turns[index].follow_up_deadline is None:
        return session
    settled = session.replace_turn(index, replace(session.turns[index], follow_up_deadline=None))
    if question is not None and not session.is_time_up(at):
        follow_up = Turn(position.next_follow_up(), question)
        settled = replace(settled, turns=(*settled.turns[: index + 1], follow_up, *settled.turns[index + 1 :]))
    return settled if settled.is_waiting else replace(settled, ends_at=session.given_back(at).ends_at)
