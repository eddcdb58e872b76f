"""All rows of one person, whatever the table: counted before they are deleted, deleted, and read for an export.

A table is somebody's by its column `owner`, else by the interview that it hangs on; comments on reports of others are
their writer's too. A table that comes later is found by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, or_, select
from sqlmodel import Session, SQLModel, col

from interview.storage.tables import MentorRow, SessionRow

# What is left of a call to a model is counts and money; whoever was kept out stays out; the rest is gone in a minute.
KEPT = frozenset({"model_call", "account", "pending_removal"})
_MENTORS = SQLModel.metadata.tables["mentor"]
# What proves something to the server, and what helps it alone.
_NOT_TOLD = {
    "share": {"token_hash"},
    "account": {"key"},
    "session": {"detail_marks"},
    "session_facts": {"stamp", "is_stale"},
    # Who wrote a comment is told by the name that they gave.
    "mentor": {"writer"},
}


def tables() -> list[Table]:
    """Every table with rows of somebody, those that others refer to first."""
    return [table for table in SQLModel.metadata.sorted_tables if {"owner", "session_id"} & set(table.c.keys())]


def _is_of(table: Table, owner: str) -> ColumnElement[bool]:
    if table.name == "mentor":
        return or_(table.c.owner == owner, table.c.writer == owner)
    if table.name == "mentor_note":
        return table.c.mentor_id.in_(select(col(MentorRow.id)).where(_is_of(_MENTORS, owner)))
    if "owner" in table.c:
        return table.c.owner == owner
    return table.c.session_id.in_(select(col(SessionRow.id)).where(col(SessionRow.owner) == owner))


def count(db: Session, owner: str) -> dict[str, int]:
    """How many rows of each table the person has; tables without any are left out."""
    return _counts(db, {table: _is_of(table, owner) for table in tables() if table.name not in KEPT})


def count_of_sessions(db: Session, owner: str, session_ids: Collection[str]) -> dict[str, int]:
    """How many rows of each table hang on these interviews of a person and go with them."""
    found = {
        table: table.c["id" if table.name == "session" else "session_id"].in_(session_ids) & _is_of(table, owner)
        for table in tables()
        if table.name not in KEPT and (table.name == "session" or "session_id" in table.c) and table.name != "story"
    }
    return _counts(db, found)


def _counts(db: Session, wanted: Mapping[Table, ColumnElement[bool]]) -> dict[str, int]:
    counts = {
        table.name: db.scalar(select(func.count()).select_from(table).where(where)) or 0
        for table, where in wanted.items()
    }
    return {name: number for name, number in counts.items() if number}


def session_ids(db: Session, owner: str, among: Collection[str] | None = None) -> list[str]:
    """The ids of a person's interviews, or of those `among` these, in order."""
    query = select(col(SessionRow.id)).where(col(SessionRow.owner) == owner)
    return sorted(db.scalars(query if among is None else query.where(col(SessionRow.id).in_(among))))


def delete_all(db: Session, owner: str) -> None:
    """Delete every row of a person but those that say nothing of them."""
    for table in reversed(tables()):
        if table.name not in KEPT:
            db.execute(delete(table).where(_is_of(table, owner)))


def read_all(db: Session, owner: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(table, rows) of everything that is kept of a person."""
    for table in tables():
        if table.name == "pending_removal":
            continue
        left_out = {"owner", *_NOT_TOLD.get(table.name, ())}
        columns = [column for column in table.c if column.name not in left_out]
        yield table.name, [dict(row._mapping) for row in db.execute(select(*columns).where(_is_of(table, owner)))]
