"""Which rows belong to one answer of one interview, as SQL."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from interview.core.question import Position
from interview.storage.tables import GradeRow, TurnRow


def is_grade_of_turn() -> ColumnElement[bool]:
    """Whether a grade, current or not, is one of the answer of a turn."""
    return and_(
        col(GradeRow.session_id) == col(TurnRow.session_id),
        col(GradeRow.main) == col(TurnRow.main),
        col(GradeRow.follow_up) == col(TurnRow.follow_up),
    )


def is_grade_at(session_id: str, position: Position) -> ColumnElement[bool]:
    """Whether a grade, current or not, is one of the answer at this position."""
    return and_(
        col(GradeRow.session_id) == session_id,
        col(GradeRow.main) == position.main,
        col(GradeRow.follow_up) == position.follow_up,
    )
