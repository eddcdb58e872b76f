"""The verbs for grades and for requests to grade once more. What a later grade replaces stays as history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from interview.core.grading import Grade, Outcome
from interview.core.identity import InterviewerId
from interview.core.question import Position
from interview.storage import read_model, rows
from interview.storage.tables import GradeRequestRow, GradeRow


def current_grades(db: Session, owner: str, session_id: str) -> dict[Position, Grade]:
    """The current grade per position, as far as there are any."""
    query = select(GradeRow).where(
        col(GradeRow.session_id) == session_id, col(GradeRow.owner) == owner, col(GradeRow.superseded_at).is_(None)
    )
    grades = [rows.grade(row) for row in db.scalars(query)]
    return {grade.position: grade for grade in sorted(grades, key=lambda grade: grade.position)}


def earlier_grades(db: Session, owner: str, session_id: str) -> dict[Position, tuple[Grade, ...]]:
    """Grades that later ones replaced, per position, oldest first."""
    query = select(GradeRow).where(
        col(GradeRow.session_id) == session_id,
        col(GradeRow.owner) == owner,
        col(GradeRow.superseded_at).is_not(None),
    )
    found: dict[Position, tuple[Grade, ...]] = {}
    # Ordered here: asked to, SQLite would walk through all grades of the owner, which it finds in this order.
    for row in sorted(db.scalars(query), key=lambda row: row.id or 0):
        grade = rows.grade(row)
        found[grade.position] = (*found.get(grade.position, ()), grade)
    return found


def recent_call_ms(db: Session, graded_by: InterviewerId, limit: int = 60) -> list[int]:
    """How long the last calls of this interviewer took that gave a grade, in milliseconds."""
    query = (
        select(col(GradeRow.milliseconds))
        .where(
            col(GradeRow.graded_by_kind) == graded_by.kind.value,
            col(GradeRow.graded_by_model) == graded_by.model,
            col(GradeRow.outcome) == Outcome.GRADED.value,
        )
        .order_by(col(GradeRow.id).desc())
        .limit(limit)
    )
    return list(db.scalars(query))


def requested_grades(db: Session, session_id: str) -> dict[Position, int]:
    """Answers that shall be graded once more, with the number of opinions."""
    query = select(GradeRequestRow).where(col(GradeRequestRow.session_id) == session_id)
    return {Position(row.main, row.follow_up): row.opinions for row in db.scalars(query)}


def request_grades(db: Session, session_id: str, wanted: Mapping[Position, int]) -> None:
    """Ask for new grades; what is there stays until its successor is."""
    db.execute(delete(GradeRequestRow).where(col(GradeRequestRow.session_id) == session_id))
    for position, opinions in wanted.items():
        db.add(
            GradeRequestRow(session_id=session_id, main=position.main, follow_up=position.follow_up, opinions=opinions)
        )
    db.flush()


def drop_requests(db: Session, session_id: str, positions: Collection[Position]) -> None:
    """Forget requests for these answers."""
    for position in positions:
        place = (
            col(GradeRequestRow.session_id) == session_id,
            col(GradeRequestRow.main) == position.main,
            col(GradeRequestRow.follow_up) == position.follow_up,
        )
        db.execute(delete(GradeRequestRow).where(*place))


def put_grades(db: Session, owner: str, session_id: str, grades: Sequence[Grade], now: datetime) -> None:
    """Store grades as the current ones, with their requests fulfilled; earlier ones stay in history."""
    positions = [grade.position for grade in grades]
    _supersede(db, session_id, positions, now)
    drop_requests(db, session_id, positions)
    for grade in grades:
        db.add(GradeRow(session_id=session_id, owner=owner, created_at=now, **rows.grade_columns(grade)))
    db.flush()
    read_model.mark_stale(db, session_id)


def _supersede(db: Session, session_id: str, positions: Sequence[Position], now: datetime) -> None:
    for position in positions:
        place = (
            col(GradeRow.session_id) == session_id,
            col(GradeRow.main) == position.main,
            col(GradeRow.follow_up) == position.follow_up,
            col(GradeRow.superseded_at).is_(None),
        )
        db.execute(update(GradeRow).where(*place).values(superseded_at=now))
