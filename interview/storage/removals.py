"""The verbs for what a deletion still has to take out of Redis and of files; noted here, it survives a Redis that is
away and the end of a process.

What waits for longer than an hour, or is too much to be listed, becomes one note for all of Redis and one for all
files: these rows never grow without end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from interview.storage.tables import PendingRemovalRow
from interview.storage.waiting_files import ALL_FILES

MOST_AT_ONCE = 100
MOST_KEPT = 1000
# A worker takes seconds, and Redis away for a night is worth a look.
LONG = timedelta(hours=1)
# The id of the note for all of Redis, as ALL_FILES is of that for files. A release that knows neither takes a session's
# snapshot away that is not there, and the note with it.
ALL_OF_REDIS = "all-of-redis"


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
    """Remember that files still hold a resume, story or job that was deleted: like an interview's snapshot that Redis
    has let go, so that releases which know no more kinds can serve beside this one."""
    kind = Kind.SNAPSHOT.value
    db.merge(PendingRemovalRow(session_id=deleted_id, owner=owner, kind=kind, is_removed=True, created_at=now))


def note_all_files(db: Session, now: datetime) -> None:
    """Remember that files still hold something, which the next start takes out of them."""
    _keep(db, ALL_FILES, Kind.SNAPSHOT, now, is_removed=True)


def list_removals(db: Session, settled: datetime | None) -> list[Removal]:
    """At most 100 removals: those not done yet, then those noted until `settled`, to be done once more (None: none)."""
    row = PendingRemovalRow
    is_new = col(row.is_removed).is_(False)
    query = (
        select(row)
        .where(is_new if settled is None else or_(is_new, col(row.created_at) <= settled))
        .where(col(row.session_id) != ALL_FILES)
        .order_by(col(row.is_removed), col(row.created_at), col(row.session_id))
        .limit(MOST_AT_ONCE)
    )
    return [Removal(each.owner, each.session_id, Kind(each.kind), each.created_at) for each in db.scalars(query)]


def newest(db: Session, settled: datetime, *, with_all_files: bool) -> datetime | None:
    """When the last of those was noted that files may still hold and that were until `settled`; None without any.
    `with_all_files` counts the note for all files, too."""
    noted = col(PendingRemovalRow.created_at)
    left_out = [ALL_OF_REDIS] if with_all_files else [ALL_OF_REDIS, ALL_FILES]
    return db.scalar(
        select(func.max(noted)).where(noted <= settled, col(PendingRemovalRow.session_id).not_in(left_out))
    )


def is_waited_for(db: Session, owner: str) -> bool:
    """Whether something of this person is still to be taken out of Redis."""
    waiting = col(PendingRemovalRow.is_removed).is_(False)
    of_owner = or_(col(PendingRemovalRow.owner) == owner, col(PendingRemovalRow.session_id) == ALL_OF_REDIS)
    query = select(col(PendingRemovalRow.session_id)).where(of_owner, waiting)
    return db.scalars(query.limit(1)).first() is not None


def finish_removals(db: Session, done: Sequence[Removal], settled: datetime | None) -> None:
    """Note what Redis took away; what was noted until `settled` is forgotten (None: nothing is)."""
    for removal in done:
        this = and_(
            col(PendingRemovalRow.session_id) == removal.session_id,
            col(PendingRemovalRow.created_at) == removal.noted_at,
        )
        if removal.session_id == ALL_OF_REDIS or (settled is not None and removal.noted_at <= settled):
            db.execute(delete(PendingRemovalRow).where(this))
        else:
            db.execute(update(PendingRemovalRow).where(this).values(is_removed=True))


def finish_files(db: Session, until: datetime) -> None:
    """Forget that files hold something, as far as it was noted until this moment."""
    row = PendingRemovalRow
    db.execute(delete(row).where(col(row.session_id) == ALL_FILES, col(row.created_at) <= until))


def fold(db: Session, until: datetime, done: Sequence[Removal], *, files_wait: bool, redis_waits: bool) -> int:
    """Make one note for all of Redis, and one for all files, out of those until this moment; returns out of how many.
    `done` were taken out of Redis just now; `redis_waits` where it still has to write its own files anew."""
    row = PendingRemovalRow
    folded = and_(col(row.created_at) <= until, col(row.session_id).not_in((ALL_OF_REDIS, ALL_FILES)))
    # Locked, so that two workers never fold the same.
    rows = db.scalars(select(row).where(folded).order_by(col(row.session_id)).with_for_update()).all()
    if not rows:
        return 0
    noted = [each.created_at for each in rows]
    if redis_waits or not {each.session_id for each in rows} <= {each.session_id for each in done}:
        # The oldest, by which is told how long it has waited.
        _keep(db, ALL_OF_REDIS, Kind.SESSION, min(noted), is_removed=False)
    if files_wait:
        # The newest: a file that was written anew before still holds something.
        _keep(db, ALL_FILES, Kind.SNAPSHOT, max(noted), is_removed=True)
    db.execute(delete(row).where(col(row.session_id).in_([each.session_id for each in rows]), folded))
    return len(rows)


def count_settled(db: Session, settled: datetime) -> int:
    """How many notes there are until `settled`, besides the two for all."""
    row = PendingRemovalRow
    each = and_(col(row.created_at) <= settled, col(row.session_id).not_in((ALL_OF_REDIS, ALL_FILES)))
    return db.scalar(select(func.count()).select_from(row).where(each)) or 0


def count_since(db: Session, noted: datetime) -> int:
    """How many notes there are until this moment, with that for all files."""
    row = PendingRemovalRow
    waits = or_(col(row.created_at) <= noted, col(row.session_id) == ALL_FILES)
    return db.scalar(select(func.count()).select_from(row).where(waits)) or 0


def _keep(db: Session, row_id: str, kind: Kind, noted: datetime, *, is_removed: bool) -> None:
    """Keep one note for all; of two moments the older one for Redis and the newer one for files."""
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"session_id": row_id, "owner": "", "kind": kind.value, "is_removed": is_removed, "created_at": noted}
    statement = insert(PendingRemovalRow).values(values)
    kept, new = col(PendingRemovalRow.created_at), statement.excluded.created_at
    is_later = kept > new if row_id == ALL_OF_REDIS else kept < new
    changed = {"created_at": new, "is_removed": is_removed}
    db.execute(statement.on_conflict_do_update(index_elements=["session_id"], set_=changed, where=is_later))
