"""What is older than an installation keeps it: interviews by their last change, resumes by their age and use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
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
    """(owner, id) of resumes that were added before and have no interview, the oldest first."""
    used = select(col(SessionRow.id)).where(col(SessionRow.resume_id) == col(ResumeRow.id)).exists()
    query = (
        select(col(ResumeRow.owner), col(ResumeRow.id))
        .where(col(ResumeRow.created_at) < before, ~used)
        .order_by(col(ResumeRow.created_at), col(ResumeRow.id))
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.execute(query)]
