"""The verbs for what a deletion still has to take out of Redis and of files; noted here, it survives a Redis that is
away and the end of a process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, delete, func, or_, select, update
from sqlmodel import Session, col

from interview.storage.tables import PendingRemovalRow

MOST_AT_ONCE = 100


class Kind(StrEnum):
    """What is to be taken out of Redis."""

    SESSION = "session"
    SNAPSHOT = "snapshot"


@dataclass(frozen=True)
class Removal:
    """What of one session is to be taken out of Redis; `noted_at` tells it from a later removal of the same session."""

    owner: str
    session_id: str
    kind: Kind
    noted_at: datetime


def note_removals(db: Session, owner: str, session_ids: Iterable[str], kind: Kind, now: datetime) -> None:
    """Remember to take something out of Redis, from now on; a session to be taken out whole stays one."""
    for session_id in session_ids:
        known = db.get(PendingRemovalRow, session_id, with_for_update=True)
        most = Kind.SESSION if known is not None and known.kind == Kind.SESSION else kind
        db.merge(
            PendingRemovalRow(session_id=session_id, owner=owner, kind=most.value, is_removed=False, created_at=now)
        )


def note_files(db: Session, owner: str, deleted_id: str, now: datetime) -> None:
    """Remember that files still hold a resume, story or job that was deleted: like an interview's snapshot, of which
    there is none under this id, so that releases which know no more kinds can serve beside this one."""
    note_removals(db, owner, [deleted_id], Kind.SNAPSHOT, now)


def list_removals(db: Session, settled: datetime | None) -> list[Removal]:
    """At most 100 removals: those not done yet, then those noted until `settled`, to be done once more (None: none)."""
    row = PendingRemovalRow
    is_new = col(row.is_removed).is_(False)
    query = (
        select(row)
        .where(is_new if settled is None else or_(is_new, col(row.created_at) <= settled))
        .order_by(col(row.is_removed), col(row.created_at), col(row.session_id))
        .limit(MOST_AT_ONCE)
    )
    return [Removal(each.owner, each.session_id, Kind(each.kind), each.created_at) for each in db.scalars(query)]


def newest(db: Session, settled: datetime) -> datetime | None:
    """When the last of those was noted that were until `settled`; None without any."""
    noted = col(PendingRemovalRow.created_at)
    return db.scalar(select(func.max(noted)).where(noted <= settled))


def is_waited_for(db: Session, owner: str) -> bool:
    """Whether something of this person is still to be taken out of Redis."""
    waiting = col(PendingRemovalRow.is_removed).is_(False)
    query = select(col(PendingRemovalRow.session_id)).where(col(PendingRemovalRow.owner) == owner, waiting)
    return db.scalars(query.limit(1)).first() is not None


def finish_removals(db: Session, done: Sequence[Removal], settled: datetime | None) -> None:
    """Note what Redis took away; what was noted until `settled` is forgotten (None: nothing is)."""
    for removal in done:
        this = and_(
            col(PendingRemovalRow.session_id) == removal.session_id,
            col(PendingRemovalRow.created_at) == removal.noted_at,
        )
        if settled is not None and removal.noted_at <= settled:
            db.execute(delete(PendingRemovalRow).where(this))
        else:
            db.execute(update(PendingRemovalRow).where(this).values(is_removed=True))
