"""What becomes of the questions of an interview should it end now, before anything is graded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from interview.core.not_knowing import is_unanswered
from interview.core.question import Question
from interview.core.session import InterviewSession
from interview.core.turn import Turn


@dataclass(frozen=True)
class Ending:
    """How many questions have an answer that is graded · a `draft`, which becomes the answer · nothing, so that they
    count 0 · no score whatever is said to them, and no draft · an answer that the person is `to_mark`. What nobody
    wrote is none of these."""

    answered: int
    drafts: int
    unanswered: int
    without_score: int
    to_mark: int = 0


def _every(_question: Question) -> bool:
    return True


def ending(session: InterviewSession, judges: Callable[[Question], bool] = _every) -> Ending:
    """What would become of the questions of a session under way. `judges` says whether the interviewer judges answers
    to a question."""
    drafts = {turn.position for turn in session.drafts}
    others = [turn for turn in session.turns if not turn.is_unwritten and turn.position not in drafts]
    scored = [turn for turn in others if turn.question.without_score is None]
    answered = [turn for turn in scored if _has_answer(turn)]
    judged = sum(judges(turn.question) for turn in answered)
    unanswered, without_score = len(scored) - len(answered), len(others) - len(scored)
    return Ending(judged, len(drafts), unanswered, without_score, len(answered) - judged)


def is_judged(session: InterviewSession, judges: Callable[[Question], bool]) -> bool:
    """Whether every answer that gets a score is judged, so that a guess can be held against it."""
    return all(judges(turn.question) for turn in session.turns if turn.question.without_score is None)


def _has_answer(turn: Turn) -> bool:
    return not is_unanswered(turn.answer.at_the_end)
