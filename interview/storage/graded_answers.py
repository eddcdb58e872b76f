"""Reads how answers were judged, newest first and bounded, for the points that shall come again."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from sqlalchemy import Select, bindparam, exists, select
from sqlmodel import Session, col

from interview.core.grading import Outcome
from interview.core.practice_again import GradedAnswer
from interview.core.question import Origin, Question
from interview.core.session import SessionStatus
from interview.storage import rows
from interview.storage.blank_answers import without_blanks
from interview.storage.places import is_grade_of_turn
from interview.storage.tables import GradeRow, SessionRow, TurnRow


def latest_grades(db: Session, owner: str, limit: int) -> tuple[int, ...]:
    """Ids of the owner's latest current grades in finished reports, newest first: a mark of what can be read."""
    return tuple(db.execute(_latest(), {"owner": owner, "limit": limit}).scalars())


@cache
def _latest() -> Select[tuple[int]]:
    """Made once, from columns of tables: pages ask it in every run, and to build it cost more than to run it."""
    sessions, grades = SessionRow.__table__, GradeRow.__table__  # type: ignore[attr-defined]
    # Not a join: that lets SQLite begin with all sessions and sort all their grades.
    is_finished = exists().where(
        sessions.c.id == grades.c.session_id, sessions.c.status == SessionStatus.EVALUATED.value
    )
    return (
        select(grades.c.id)
        .where(
            grades.c.owner == bindparam("owner"),
            grades.c.superseded_at.is_(None),
            grades.c.outcome != Outcome.UNGRADED.value,
            is_finished.correlate(grades),
        )
        .order_by(grades.c.id.desc())
        .limit(bindparam("limit"))
    )


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


def judged_answers(db: Session, owner: str, grade_ids: Sequence[int]) -> list[GradedAnswer]:
    """The answers behind these grades that say something, oldest first; "I don't know" says something too."""
    query = (
        select(
            col(GradeRow.session_id),
            col(GradeRow.main),
            col(GradeRow.details),
            without_blanks(col(TurnRow.answer)) != "",
            col(TurnRow.submitted_at),
            col(SessionRow.language),
            col(GradeRow.follow_up),
            col(GradeRow.graded_by_kind),
            col(GradeRow.graded_by_model),
            col(GradeRow.rubric_version),
        )
        .join(TurnRow, is_grade_of_turn())
        .join(SessionRow, col(SessionRow.id) == col(GradeRow.session_id))
        .where(
            col(GradeRow.owner) == owner,
            col(GradeRow.id).in_(grade_ids),
            col(TurnRow.submitted_at).is_not(None),
        )
        .order_by(col(TurnRow.submitted_at), col(GradeRow.session_id), col(GradeRow.main), col(GradeRow.follow_up))
    )
    found = [row for row in db.execute(query) if row[3]]
    questions = _main_questions(db, {(row[0], row[1]) for row in found})
    return [
        GradedAnswer(
            origin=Origin(session_id, main),
            question=questions[session_id, main],
            language=language,
            answered_at=submitted_at,
            points=rows.points_of(details),
            is_follow_up=follow_up > 0,
            graded_by=rows.interviewer_id(kind, model),
            rubric_version=rubric_version,
        )
        for session_id, main, details, _, submitted_at, language, follow_up, kind, model, rubric_version in found
    ]


def _main_questions(db: Session, places: Set[tuple[str, int]]) -> dict[tuple[str, int], Question]:
    """The main questions at these places, each read once, however many answers it has."""
    query = select(
        col(TurnRow.session_id),
        col(TurnRow.main),
        col(TurnRow.question),
        col(TurnRow.category),
        col(TurnRow.asked_by_kind),
        col(TurnRow.asked_by_model),
        col(TurnRow.details),
    ).where(col(TurnRow.session_id).in_({session_id for session_id, _ in places}), col(TurnRow.follow_up) == 0)
    return {
        (session_id, main): rows.question_of(text, category, rows.signature(kind, model), details)
        for session_id, main, text, category, kind, model, details in db.execute(query)
        if (session_id, main) in places
    }
