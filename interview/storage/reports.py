"""Reads everything known about a session's grading in one look."""

from __future__ import annotations

from sqlmodel import Session

from interview.core.report import Report
from interview.storage import evaluations, grades, store


def get_report(db: Session, owner: str, session_id: str) -> Report:
    """The report as far as it is there; NotFound when the owner has no such session."""
    session = store.get_session(db, owner, session_id)
    evaluation, summary = evaluations.find_evaluation(db, owner, session_id) or (None, None)
    return Report(
        session,
        evaluation,
        grades.current_grades(db, owner, session_id),
        summary,
        requested=grades.requested_grades(db, session_id),
        earlier=grades.earlier_grades(db, owner, session_id),
    )
