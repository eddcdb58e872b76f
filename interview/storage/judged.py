"""Reads how answers were judged, newest first and bounded, for the points that shall come again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from interview.core.grading import Outcome
from interview.core.question import Origin
from interview.core.repeating import Judged
from interview.core.session import SessionStatus
from interview.storage import rows
from interview.storage.tables import GradeRow, SessionRow, TurnRow


def latest_grades(db: Session, owner: str, limit: int) -> tuple[int, ...]:
    """Ids of the owner's latest current grades in finished reports, newest first: a mark of what can be read."""
    # Not a join: that lets SQLite begin with all sessions and sort all their grades.
    is_finished = exists().where(
        col(SessionRow.id) == col(GradeRow.session_id), col(SessionRow.status) == SessionStatus.EVALUATED.value
    )
    query = (
        select(col(GradeRow.id))
        .where(
            col(GradeRow.owner) == owner,
            col(GradeRow.superseded_at).is_(None),
            col(GradeRow.outcome) != Outcome.UNGRADED.value,
            is_finished.correlate(GradeRow),
        )
        .order_by(col(GradeRow.id).desc())
        .limit(limit)
    )
    return tuple(db.scalars(query))


def grades_of(db: Session, session_ids: Sequence[str]) -> tuple[int, ...]:
    """Ids of the current grades of these sessions that say something, oldest first; at most 1,000 sessions.

    The owner is not asked for again: SQLite would take it for the better index and read everything they have.
    """
    query = (
        select(col(GradeRow.id))
        .where(
            col(GradeRow.session_id).in_(session_ids),
            col(GradeRow.superseded_at).is_(None),
            col(GradeRow.outcome) != Outcome.UNGRADED.value,
        )
        .order_by(col(GradeRow.id))
    )
    return tuple(db.scalars(query))


def judged_answers(db: Session, owner: str, grade_ids: Sequence[int]) -> list[Judged]:
    """The answers behind these grades that say something, oldest first; "I don't know" says something too."""
    main = aliased(TurnRow)
    query = (
        select(GradeRow, col(TurnRow.answer), col(TurnRow.submitted_at), main, col(SessionRow.language))
        .join(
            TurnRow,
            and_(
                col(TurnRow.session_id) == col(GradeRow.session_id),
                col(TurnRow.main) == col(GradeRow.main),
                col(TurnRow.follow_up) == col(GradeRow.follow_up),
            ),
        )
        .join(
            main,
            and_(
                col(main.session_id) == col(GradeRow.session_id),
                col(main.main) == col(GradeRow.main),
                col(main.follow_up) == 0,
            ),
        )
        .join(SessionRow, col(SessionRow.id) == col(GradeRow.session_id))
        .where(col(GradeRow.owner) == owner, col(GradeRow.id).in_(grade_ids), col(TurnRow.submitted_at).is_not(None))
        .order_by(col(TurnRow.submitted_at), col(GradeRow.session_id), col(GradeRow.main), col(GradeRow.follow_up))
    )
    return [
        Judged(
            origin=Origin(grade.session_id, grade.main),
            question=rows.turn_of(turn).question,
            language=language,
            answered_at=submitted_at,
            points=rows.grade(grade).points,
        )
        for grade, answer, submitted_at, turn, language in db.execute(query)
        if (answer or "").strip()
    ]
