"""Feedback while an interview goes on, for those who want it: on which answers it may come, and that it was seen.

It comes for a question that is over, so that no follow-up is answered with what it says. It knows no grades.
"""

from __future__ import annotations

from dataclasses import replace

from interview.core.session import InterviewSession
from interview.core.turn import Feedback


def last_answered(session: InterviewSession) -> tuple[int, ...]:
    """The questionIndexes of the main question whose answer was submitted last, and of its follow-ups so far; nothing
    before the first answer, and where all that was said was nothing."""
    said = [turn for turn in session.turns if turn.answer.submitted_at is not None]
    if not said:
        return ()
    last = max(said, key=lambda turn: (turn.answer.submitted_at, turn.position))
    found = [i for i, turn in enumerate(session.turns) if turn.position.main == last.position.main]
    return tuple(found) if any((session.turns[i].answer.text or "").strip() for i in found) else ()


def earlier_over(session: InterviewSession, last: tuple[int, ...]) -> tuple[int, ...]:
    """The questionIndexes of answers to questions that are over, but for those of the `last` one."""
    open_mains = {turn.position.main for turn in session.turns if turn.is_open}
    return tuple(
        index for index, turn in enumerate(session.turns) if index not in last and turn.position.main not in open_mains
    )


def is_over(session: InterviewSession, indexes: tuple[int, ...]) -> bool:
    """Whether these answers are all submitted and no follow-up can come behind them any more."""
    return not any(session.turns[index].is_open for index in indexes)


def see_feedback(session: InterviewSession, indexes: tuple[int, ...]) -> InterviewSession:
    """Record that feedback on these answers was seen; only the first time counts, and only while an interview with
    feedback goes on."""
    if not session.with_feedback or session.is_complete:
        return session
    seen = {
        index
        for index in indexes
        if session.turn_at(index).answer.is_submitted and session.turns[index].answer.feedback is Feedback.NONE
    }
    if not seen:
        return session
    turns = tuple(
        replace(turn, answer=replace(turn.answer, feedback=Feedback.SEEN)) if index in seen else turn
        for index, turn in enumerate(session.turns)
    )
    return replace(session, turns=turns)
