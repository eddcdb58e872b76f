"""Completed interviews of any length for tests and benches of grading: every answer has words that no other one has."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from interview.core.evaluation import EvaluateStatus, Evaluation
from interview.core.identity import model_interviewer
from interview.core.key_point import statements
from interview.core.question import Position, Question
from interview.core.session import InterviewSession, SessionStatus
from interview.core.turn import Answer, Turn
from interview.storage import evaluations, store
from interview.storage.store import Store

OWNER = "local"
SILENT = {2: "", 4: "I don't know."}


def word(number: int) -> str:
    """A word that stands in one question and its answer only."""
    return "zq" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}") + "rel"


def interview(questions: int, silent: bool = True, follow_ups: bool = True) -> InterviewSession:
    """A completed interview of this many questions: every other main question has a follow-up, unless told.

    With `silent`, the third question was skipped and the fifth answered with "I don't know".
    """
    now = datetime.now(UTC)
    positions: list[Position] = []
    main = 0
    while len(positions) < questions:
        positions.append(Position(main))
        if follow_ups and main % 2 and len(positions) < questions:
            positions.append(Position(main, 1))
        main += 1
    turns = tuple(_turn(number, position, silent, now) for number, position in enumerate(positions))
    return InterviewSession(
        id=uuid.uuid4().hex,
        owner=OWNER,
        resume_name="cv.pdf",
        resume_text="Ada Example. Skills: Python.",
        turns=turns,
        created_at=now,
        completed_at=now,
        status=SessionStatus.COMPLETED,
        interviewer=model_interviewer("test"),
    )


def _turn(number: int, position: Position, silent: bool, now: datetime) -> Turn:
    name = word(number)
    question = Question(
        f"What is {name}, and when do you use it?",
        f"Topic {number % 3}",
        key_points=statements(
            f"The {name} keeps data sorted.", f"Writes to {name} cost time.", "Somebody measures the effect."
        ),
        reference_answer=f"The {name} keeps data sorted, costs time on writes, and its effect is measured.",
        asked_by=model_interviewer("test"),
    )
    said = f"In my words {name} keeps the data sorted. The writes to {name} cost some time then."
    text = SILENT.get(number, said) if silent else said
    return Turn(position, question, Answer(draft=text, text=text, submitted_at=now, saved_at=now))


def insert(database: Store, session: InterviewSession) -> None:
    """Store a completed interview with its evaluation waiting."""
    with database.transaction() as db:
        store.insert_session(db, replace(session, completed_at=None), take_slot=True, slot=f"key-{session.id}")
        evaluations.insert_evaluation(db, Evaluation(session.id, OWNER, EvaluateStatus.PENDING, session.created_at))


class Clock:
    """The real time, moved ahead on request so that nobody waits for a back-off."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead
