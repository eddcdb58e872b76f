"""Reads the answers of which the candidate settled verdicts, session by session. Writes nothing."""

from __future__ import annotations

from functools import cache

from sqlalchemy import BindParameter, Select, Text, and_, bindparam, cast, exists, func, select
from sqlmodel import Session, col

from interview.core.grading import Grade
from interview.core.turn import Turn
from interview.storage import rows
from interview.storage.places import is_grade_of_turn
from interview.storage.tables import GradeRow, SessionRow, TurnRow

# The row stays when all words are taken back. In a text that somebody wrote, these quotation marks would be escaped.
_HAS_WORDS = cast(col(GradeRow.details), Text).contains('"settled": "', autoescape=True)
IS_SETTLED = and_(col(GradeRow.settled_from).is_not(None), col(GradeRow.superseded_at).is_(None), _HAS_WORDS)
"""Whether a grade is a current one in which the candidate's own word counts."""
# No index knows what is settled, and a page asks in each run: SQLite looks through this many grades in 9 ms, through
# those of 10,000 interviews in 160.
_LATEST = 5000


def settled_sessions(db: Session, owner: str) -> list[str]:
    """Ids of the owner's sessions with a settled verdict, newest first."""
    has_settled = exists().where(col(GradeRow.session_id) == col(SessionRow.id), IS_SETTLED)
    query = (
        select(col(SessionRow.id))
        .where(col(SessionRow.owner) == owner, has_settled.correlate(SessionRow))
        .order_by(col(SessionRow.created_at).desc(), col(SessionRow.id))
    )
    return list(db.scalars(query))


def settled_answers(db: Session, owner: str, session_id: str) -> list[tuple[str, Turn, Grade]]:
    """(language of the interview, turn, current grade) of each answer with a settled verdict, in the order asked.

    Nothing when the owner has no such session.
    """
    query = (
        select(col(SessionRow.language), TurnRow, GradeRow)
        .join(GradeRow, col(GradeRow.session_id) == col(SessionRow.id))
        .join(TurnRow, is_grade_of_turn())
        .where(col(SessionRow.id) == session_id, col(SessionRow.owner) == owner, IS_SETTLED)
        .order_by(col(GradeRow.main), col(GradeRow.follow_up))
    )
    return [(language, rows.turn_of(turn), rows.grade(grade)) for language, turn, grade in db.execute(query)]


def latest_language(db: Session, owner: str) -> str | None:
    """The language of the interview in which a verdict was settled last; None when nothing is settled.

    Only the owner's latest 5,000 grades are looked through, settled ones and those that were replaced included.
    """
    return db.scalars(_latest_language(), {"owner": owner, "most": _LATEST}).first()


@cache
def _latest_language() -> Select[str]:
    """Made once: Progress asks it in every run, and to build it cost more than to run it."""
    owner: BindParameter[str] = bindparam("owner")
    before = (
        select(col(GradeRow.id))
        .where(col(GradeRow.owner) == owner)
        .order_by(col(GradeRow.id).desc())
        .offset(bindparam("most"))
        .limit(1)
        .scalar_subquery()
    )
    # Not a join: that lets SQLite begin with the sessions and sort all grades it finds.
    latest = (
        select(col(GradeRow.session_id))
        .where(col(GradeRow.owner) == owner, col(GradeRow.id) > func.coalesce(before, 0), IS_SETTLED)
        .order_by(col(GradeRow.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(col(SessionRow.language)).where(col(SessionRow.id) == latest)
