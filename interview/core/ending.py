"""What becomes of the questions of an interview should it end now, before anything is graded."""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.session import InterviewSession
from interview.core.turn import Turn


@dataclass(frozen=True)
class Ending:
    """How many questions have an answer that gets a score · a `draft`, which becomes the answer · nothing, so that they
    count 0 · no score whatever is said to them, and no draft. What nobody wrote is none of these."""

    answered: int
    drafts: int
    unanswered: int
    without_score: int


def ending(session: InterviewSession) -> Ending:
    """What would become of the questions of a session under way."""
    drafts = {turn.position for turn in session.drafts}
    others = [turn for turn in session.turns if not turn.is_unwritten and turn.position not in drafts]
    scored = [turn for turn in others if turn.question.without_score is None]
    answered = sum(_has_answer(turn) for turn in scored)
    return Ending(answered, len(drafts), len(scored) - answered, len(others) - len(scored))


def _has_answer(turn: Turn) -> bool:
    return bool((turn.answer.at_the_end or "").strip())
