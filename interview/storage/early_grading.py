"""The verbs for grading while the interview goes on. A claim is compare-and-set and names the answers it is for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from interview.core.question import Position
from interview.storage.places import is_grade_of_turn
from interview.storage.tables import EarlyGradingRow, GradeRow, SessionRow, TurnRow
from interview.storage.writing import rowcount


def list_early(db: Session, now: datetime, limit: int = 20) -> list[tuple[str, str]]:
    """(owner, session id) of interviews under way with submitted answers that have no grade and nobody at work; the one
    touched last first, so that those somebody left with an answer that cannot be graded hold up nobody."""
    graded = select(col(GradeRow.id)).where(is_grade_of_turn(), col(GradeRow.superseded_at).is_(None)).exists()
    busy = (
        select(col(EarlyGradingRow.session_id))
        .where(col(EarlyGradingRow.session_id) == col(SessionRow.id), col(EarlyGradingRow.lease_until) >= now)
        .exists()
    )
    query = (
        select(col(SessionRow.owner), col(SessionRow.id))
        .join(TurnRow, col(TurnRow.session_id) == col(SessionRow.id))
        .where(col(SessionRow.status) == "IN_PROGRESS", col(TurnRow.answer).is_not(None), ~graded, ~busy)
        .group_by(col(SessionRow.owner), col(SessionRow.id), col(SessionRow.updated_at))
        .order_by(col(SessionRow.updated_at).desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.execute(query)]


def claim_early(
    db: Session, session_id: str, worker: str, positions: Sequence[Position], now: datetime, lease_until: datetime
) -> bool:
    """Take these answers of an interview under way; False when somebody has a claim or the interview is over."""
    status = db.scalar(select(col(SessionRow.status)).where(col(SessionRow.id) == session_id))
    if status != "IN_PROGRESS":
        return False
    db.execute(
        delete(EarlyGradingRow).where(
            col(EarlyGradingRow.session_id) == session_id, col(EarlyGradingRow.lease_until) < now
        )
    )
    if db.get(EarlyGradingRow, session_id) is not None:
        return False
    db.add(
        EarlyGradingRow(
            session_id=session_id,
            claimed_by=worker,
            lease_until=lease_until,
            positions=[str(position) for position in positions],
        )
    )
    db.flush()
    return True


def extend_early(db: Session, session_id: str, worker: str, lease_until: datetime) -> bool:
    """Whether the claim is still this worker's; if so it is extended."""
    mine = (col(EarlyGradingRow.session_id) == session_id, col(EarlyGradingRow.claimed_by) == worker)
    return rowcount(db.execute(update(EarlyGradingRow).where(*mine).values(lease_until=lease_until))) == 1


def release_early(db: Session, session_id: str, worker: str, pause_until: datetime | None) -> None:
    """Give the claim back; with `pause_until` nobody tries this interview again before that."""
    mine = (col(EarlyGradingRow.session_id) == session_id, col(EarlyGradingRow.claimed_by) == worker)
    if pause_until is None:
        db.execute(delete(EarlyGradingRow).where(*mine))
    else:
        db.execute(update(EarlyGradingRow).where(*mine).values(claimed_by=None, lease_until=pause_until, positions=[]))


def drop_early(db: Session, session_id: str, positions: Sequence[Position]) -> None:
    """End the claim on any of these answers, so that whoever grades them finds it gone and keeps nothing."""
    row = db.get(EarlyGradingRow, session_id)
    if row is not None and not set(row.positions).isdisjoint(map(str, positions)):
        db.execute(delete(EarlyGradingRow).where(col(EarlyGradingRow.session_id) == session_id))


def held_early(db: Session, session_id: str, now: datetime) -> frozenset[str]:
    """Labels of the answers that somebody alive is grading early."""
    row = db.get(EarlyGradingRow, session_id)
    if row is None or row.claimed_by is None or row.lease_until < now:
        return frozenset()
    return frozenset(row.positions)


def take_over_early(db: Session, session_id: str, now: datetime) -> None:
    """End every claim of an interview that nobody alive holds, so that a late writer finds its claim gone."""
    dead = (col(EarlyGradingRow.lease_until) < now) | col(EarlyGradingRow.claimed_by).is_(None)
    db.execute(delete(EarlyGradingRow).where(col(EarlyGradingRow.session_id) == session_id, dead))
