"""What is known of the last answer while the interview goes on, for those who wanted feedback after each one.

It reads the grades that came early and calls no interviewer. Opening it is remembered with the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from interview.core.early_feedback import earlier_over, is_over, last_answered, see_feedback
from interview.core.grading import Grade
from interview.core.not_knowing import is_unanswered
from interview.core.question import Position
from interview.core.session import InterviewSession
from interview.core.turn import Feedback, Turn
from interview.storage import grades
from interview.storage.store import Store
from interview.use_cases.session_changes import SessionChanges


class Stage(StrEnum):
    """nothing: no answer that could be judged · follow_up: its question goes on · waiting: not graded yet · ready."""

    NOTHING = "nothing"
    FOLLOW_UP = "follow_up"
    WAITING = "waiting"
    READY = "ready"


Judged = tuple[int, Turn, Grade]


@dataclass(frozen=True)
class LastFeedback:
    """How far feedback on the last answers is; `graded` holds (questionIndex, turn, grade) once it is ready, `unseen`
    the same of questions before that, whose feedback nobody opened. `is_all` says that no grade is waited for."""

    stage: Stage
    graded: tuple[Judged, ...] = ()
    unseen: tuple[Judged, ...] = ()
    is_all: bool = False


class EarlyFeedback:
    """The use cases of feedback after each answer."""

    def __init__(self, store: Store, changes: SessionChanges) -> None:
        self._store = store
        self._changes = changes

    def last(self, session: InterviewSession, opened: Set[int] = frozenset()) -> LastFeedback:
        """Feedback on the question that was answered last, and on those before it that it was not seen of yet, or
        that are among those `opened` (questionIndexes)."""
        if not session.with_feedback:
            return LastFeedback(Stage.NOTHING)
        indexes = last_answered(session)
        judged = _with_words(session, indexes)
        before = [
            index
            for index in _with_words(session, earlier_over(session, indexes))
            if session.turns[index].answer.feedback is Feedback.NONE or index in opened
        ]
        if not judged and not before:
            return LastFeedback(Stage.NOTHING)
        with self._store.reading() as db:
            known = grades.current_grades(db, session.owner, session.id)
        unseen = _graded(session, before, known)
        if not judged:
            return LastFeedback(Stage.NOTHING, unseen=unseen)
        if not is_over(session, indexes):
            return LastFeedback(Stage.FOLLOW_UP, unseen=unseen)
        graded = _graded(session, judged, known)
        if len(graded) < len(judged):
            return LastFeedback(Stage.WAITING, unseen=unseen)
        return LastFeedback(Stage.READY, graded, unseen, is_all=len(unseen) == len(before))

    def see(self, owner: str, session_id: str, indexes: tuple[int, ...]) -> None:
        """Remember that feedback on these answers was opened."""
        self._changes.make(owner, session_id, lambda session: see_feedback(session, indexes))


def _with_words(session: InterviewSession, indexes: Sequence[int]) -> list[int]:
    return [index for index in indexes if not is_unanswered(session.turns[index].answer.text)]


def _graded(session: InterviewSession, indexes: Sequence[int], known: Mapping[Position, Grade]) -> tuple[Judged, ...]:
    """Those of these answers that have a grade."""
    found = ((index, session.turns[index]) for index in indexes)
    return tuple((index, turn, known[turn.position]) for index, turn in found if turn.position in known)
