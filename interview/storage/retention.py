"""What is older than an installation keeps it: interviews by their last change, resumes by their age and use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from interview.storage.tables import ResumeRow, SessionRow


def old_sessions(db: Session, before: datetime, limit: int) -> dict[str, list[str]]:
    """Owner → ids of interviews that nobody changed since, the oldest first, at most `limit` in all."""
    query = (
        select(col(SessionRow.owner), col(SessionRow.id))
        .where(col(SessionRow.updated_at) < before)
        .order_by(col(SessionRow.updated_at), col(SessionRow.id))
        .limit(limit)
    )
    found: dict[str, list[str]] = {}
    for owner, session_id in db.execute(query):
        found.setdefault(owner, []).append(session_id)
    return found


def old_resumes(db: Session, before: datetime, limit: int) -> list[tuple[str, str]]:
    """(owner, id) of resumes that were added before and of whose text there is no interview, the oldest first."""
    query = (
        select(col(ResumeRow.owner), col(ResumeRow.id))
        .where(col(ResumeRow.created_at) < before, ~_is_used())
        .order_by(col(ResumeRow.created_at), col(ResumeRow.id))
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.execute(query)]


def still_old(db: Session, session_ids: Sequence[str], before: datetime) -> list[str]:
    """Those of these interviews that nobody has changed since, held until the transaction ends."""
    query = select(col(SessionRow.id)).where(col(SessionRow.id).in_(session_ids), col(SessionRow.updated_at) < before)
    return list(db.scalars(query.with_for_update()))


def is_old_resume(db: Session, resume_id: str, before: datetime) -> bool:
    """Whether a resume is still there, added before, and without an interview; held until the transaction ends."""
    query = select(col(ResumeRow.id)).where(
        col(ResumeRow.id) == resume_id, col(ResumeRow.created_at) < before, ~_is_used()
    )
    return db.scalars(query.with_for_update()).first() is not None


def _is_used() -> ColumnElement[bool]:
    of_this = or_(col(SessionRow.resume_id) == col(ResumeRow.id), col(SessionRow.text_id) == col(ResumeRow.text_id))
    return select(col(SessionRow.id)).where(of_this).exists()
