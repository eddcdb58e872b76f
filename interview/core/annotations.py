"""What is noted on an interview beside its answers: marks, labels, the expected score, and that a hint or the totals
were shown. It changes no question, no answer and no status.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from interview.core.session import InterviewSession, not_current
from interview.core.turn import Turn
from interview.errors import Code, Conflict, Invalid
from interview.messages import Message


def flag(session: InterviewSession, index: int, flagged: bool) -> InterviewSession:
    """Mark a question for later review, or take the mark away; possible at any time, also after completion."""
    turn = _shown_turn(session, index)
    if turn.answer.flagged == flagged:
        return session
    return session.replace_turn(index, replace(turn, answer=replace(turn.answer, flagged=flagged)))


def show_hint(session: InterviewSession, index: int) -> InterviewSession:
    """Record that the hint of the current question was shown; a no-op when there is none or it was shown before.

    Invalid in real mode.
    """
    session.check_mode()
    turn = _shown_turn(session, index)
    if turn.answer.is_submitted or session.is_complete:
        raise not_current()
    if turn.answer.hint_shown or not turn.question.hint:
        return session
    return session.replace_turn(index, replace(turn, answer=replace(turn.answer, hint_shown=True)))


def _shown_turn(session: InterviewSession, index: int) -> Turn:
    if not session.is_complete and (index >= session.shown_count or session.undecided is not None):
        raise not_current()
    return session.turn_at(index)


def label(session: InterviewSession, title: str, tags: tuple[str, ...]) -> InterviewSession:
    """Replace the candidate's own words for it; the same words again are a no-op."""
    return session if (title, tags) == (session.title, session.tags) else replace(session, title=title, tags=tags)


def may_be_predicted(session: InterviewSession) -> bool:
    """Whether the candidate may still say what score they expect: once, before the finished report was opened."""
    return session.is_complete and session.predicted_score is None and session.totals_shown_at is None


def predict(session: InterviewSession, score: int) -> InterviewSession:
    """Keep the expected score (0–100); the same one again is a no-op. Conflict when it comes too early or late."""
    if not 0 <= score <= 100:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.guess_range"))
    if session.predicted_score == score:
        return session
    if not session.is_complete:
        raise Conflict(Code.INTERVIEW_REPORT_NOT_READY, Message.of("error.guess_too_early"))
    if not may_be_predicted(session):
        raise Conflict(Code.INTERVIEW_ALREADY_COMPLETED, Message.of("error.guess_too_late"))
    return replace(session, predicted_score=score)


def show_totals(session: InterviewSession, at: datetime) -> InterviewSession:
    """Record that the finished report was opened; only the first time counts."""
    return session if session.totals_shown_at is not None else replace(session, totals_shown_at=at)
