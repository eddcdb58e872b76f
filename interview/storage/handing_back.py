"""What a process that ends lets go of, so that others go on with it at once and not when its leases run out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from interview.core.evaluation import EvaluateStatus
from interview.storage import read_model
from interview.storage.tables import EarlyGradingRow, EvaluationRow, PreparationRow


def hand_back(db: Session, process: str, now: datetime) -> list[str]:
    """End all claims whose worker's name begins with this; returns the sessions whose grading waits again.

    What is graded or written already stays; it was no failure, and only counts as one more claim.
    """
    mine = (
        col(EvaluationRow.claimed_by).startswith(process, autoescape=True),
        col(EvaluationRow.status) == EvaluateStatus.PROCESSING.value,
    )
    found = list(db.scalars(select(col(EvaluationRow.session_id)).where(*mine)))
    db.execute(
        update(EvaluationRow)
        .where(*mine)
        .values(status=EvaluateStatus.PENDING.value, claimed_by=None, lease_until=None, enqueued_at=None)
    )
    for session_id in found:
        read_model.mark_stale(db, session_id)
    db.execute(delete(EarlyGradingRow).where(col(EarlyGradingRow.claimed_by).startswith(process, autoescape=True)))
    db.execute(
        update(PreparationRow)
        .where(col(PreparationRow.claimed_by).startswith(process, autoescape=True))
        .values(claimed_by=None, lease_until=now)
    )
    return found
