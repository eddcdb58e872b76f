"""What analytics copies: per session its state, and per changed session the scores. Reads only, one owner at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome, Scores
from interview.core.question import Position
from interview.core.session import SessionKind
from interview.storage.tables import EvaluationRow, GradeRow, SessionRow, TurnRow


@dataclass(frozen=True)
class SessionState:
    """Changes whenever anything analytics shows of a session changes.

    Grade rows never change but for being superseded, and later ones have greater ids: with the number of current
    grades, the sum of their ids tells one set from every later one.
    """

    version: int
    evaluate_status: str | None
    grades: int
    grade_ids: int


@dataclass(frozen=True)
class SessionFact:
    """A session without its texts. `answered` counts submitted answers that are not empty.

    `is_graded` is False for retakes and reviews: they repeat known questions, so their scores measure practice.
    """

    id: str
    resume_name: str
    created_at: datetime
    is_finished: bool
    is_graded: bool
    answered: int
    predicted_score: int | None


@dataclass(frozen=True)
class GradeFact:
    """A current grade without its words. `scores` is None when ungraded."""

    session_id: str
    position: Position
    category: str
    outcome: Outcome
    scores: Scores | None
    graded_by: str
    rubric_version: str


def session_states(db: Session, owner: str) -> dict[str, SessionState]:
    """The state of each of the owner's sessions, by id."""
    query = (
        select(
            col(SessionRow.id),
            col(SessionRow.version),
            col(EvaluationRow.status),
            func.count(col(GradeRow.id)),
            func.coalesce(func.sum(col(GradeRow.id)), 0),
        )
        .join(EvaluationRow, col(EvaluationRow.session_id) == col(SessionRow.id), isouter=True)
        .join(
            GradeRow,
            and_(col(GradeRow.session_id) == col(SessionRow.id), col(GradeRow.superseded_at).is_(None)),
            isouter=True,
        )
        .where(col(SessionRow.owner) == owner)
        .group_by(col(SessionRow.id), col(SessionRow.version), col(EvaluationRow.status))
    )
    return {row[0]: SessionState(row[1], row[2], row[3], int(row[4])) for row in db.execute(query)}


def session_facts(db: Session, owner: str, session_ids: Sequence[str]) -> list[SessionFact]:
    """The facts of these sessions as far as they are there and the owner's; at most 1,000 ids a call."""
    query = (
        select(
            col(SessionRow.id),
            col(SessionRow.resume_name),
            col(SessionRow.created_at),
            col(SessionRow.completed_at),
            col(EvaluationRow.status),
            func.count(func.nullif(func.trim(col(TurnRow.answer)), "")),
            col(SessionRow.kind),
            col(SessionRow.predicted_score),
        )
        .join(TurnRow, col(TurnRow.session_id) == col(SessionRow.id))
        .join(EvaluationRow, col(EvaluationRow.session_id) == col(SessionRow.id), isouter=True)
        .where(col(SessionRow.owner) == owner, col(SessionRow.id).in_(session_ids))
        .group_by(col(SessionRow.id), col(EvaluationRow.status))
    )
    return [
        SessionFact(
            id=row[0],
            resume_name=row[1],
            created_at=row[2],
            is_finished=row[3] is not None,
            is_graded=row[4] == EvaluateStatus.COMPLETED.value and row[6] == SessionKind.INTERVIEW.value,
            answered=row[5],
            predicted_score=row[7],
        )
        for row in db.execute(query)
    ]


def grade_facts(db: Session, owner: str, session_ids: Sequence[str]) -> list[GradeFact]:
    """The current grades of these sessions, by session and position; at most 1,000 ids a call."""
    query = (
        select(
            col(GradeRow.session_id),
            col(GradeRow.main),
            col(GradeRow.follow_up),
            col(TurnRow.category),
            col(GradeRow.outcome),
            col(GradeRow.accuracy),
            col(GradeRow.completeness),
            col(GradeRow.clarity),
            col(GradeRow.graded_by),
            col(GradeRow.rubric_version),
        )
        .join(
            TurnRow,
            and_(
                col(TurnRow.session_id) == col(GradeRow.session_id),
                col(TurnRow.main) == col(GradeRow.main),
                col(TurnRow.follow_up) == col(GradeRow.follow_up),
            ),
        )
        .where(
            col(GradeRow.owner) == owner,
            col(GradeRow.session_id).in_(session_ids),
            col(GradeRow.superseded_at).is_(None),
        )
        .order_by(col(GradeRow.session_id), col(GradeRow.main), col(GradeRow.follow_up))
    )
    return [
        GradeFact(
            session_id=row[0],
            position=Position(row[1], row[2]),
            category=row[3],
            outcome=Outcome(row[4]),
            scores=None if row[5] is None else Scores(row[5], row[6], row[7]),
            graded_by=row[8],
            rubric_version=row[9],
        )
        for row in db.execute(query)
    ]
