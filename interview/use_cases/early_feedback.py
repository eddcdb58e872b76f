"""What is known of the last answer while the interview goes on, for those who wanted feedback after each one.

It reads the grades that came early and calls no interviewer. Opening it is remembered with the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interview.core.early_feedback import is_over, last_answered, see_feedback
from interview.core.grading import Grade, is_unanswered
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.storage import grades
from interview.storage.store import Store
from interview.use_cases.session_changes import SessionChanges


class Stage(StrEnum):
    """nothing: no answer that could be judged · follow_up: its question goes on · waiting: not graded yet · ready."""

    NOTHING = "nothing"
    FOLLOW_UP = "follow_up"
    WAITING = "waiting"
    READY = "ready"


@dataclass(frozen=True)
class LastFeedback:
    """How far feedback on the last answers is; `graded` holds (questionIndex, turn, grade) once it is ready."""

    stage: Stage
    graded: tuple[tuple[int, Turn, Grade], ...] = ()


class EarlyFeedback:
    """The use cases of feedback after each answer."""

    def __init__(self, store: Store, changes: SessionChanges) -> None:
        self._store = store
        self._changes = changes

    def last(self, session: InterviewSession) -> LastFeedback:
        """Feedback on the question that was answered last."""
        indexes = last_answered(session) if session.with_feedback else ()
        judged = [index for index in indexes if not is_unanswered(session.turns[index].answer.text)]
        if not judged:
            return LastFeedback(Stage.NOTHING)
        if not is_over(session, indexes):
            return LastFeedback(Stage.FOLLOW_UP)
        with self._store.reading() as db:
            known = grades.current_grades(db, session.owner, session.id)
        found = [(index, turn, known.get(turn.position)) for index in judged for turn in [session.turns[index]]]
        graded = tuple((index, turn, grade) for index, turn, grade in found if grade is not None)
        return LastFeedback(Stage.READY, graded) if len(graded) == len(judged) else LastFeedback(Stage.WAITING)

    def see(self, owner: str, session_id: str, indexes: tuple[int, ...]) -> None:
        """Remember that feedback on these answers was opened."""
        self._changes.make(owner, session_id, lambda session: see_feedback(session, indexes))
