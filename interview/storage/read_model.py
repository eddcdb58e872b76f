"""The read model: one row of trend facts per finished session, marked stale by whatever changes what they are made of.

Every verb that writes a grade, the state of an evaluation, a finished session or a resume's profile marks it in the
same transaction; it is worked out again when somebody looks. What stands in it is trends/session_facts.py's business.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from interview.storage.tables import SessionFactsRow, SessionRow

_STAMPS = random.SystemRandom()
# Millions of them still add up to less than a 64-bit integer holds.
_LARGEST_STAMP = 2**40
_FACTS = SessionFactsRow.__table__.c  # type: ignore[attr-defined]
# Made once, from columns of the table: pages ask it in every run, and to build it cost more than to run it.
_STANDING = select(
    func.count().filter(_FACTS.is_stale.is_(True)),
    func.count().filter(_FACTS.is_stale.is_(False)),
    func.coalesce(func.sum(_FACTS.stamp).filter(_FACTS.is_stale.is_(False)), 0),
).where(_FACTS.owner == bindparam("owner"))


def begin_facts(db: Session, owner: str, session_id: str) -> None:
    """Give a session that was just finished its row."""
    db.add(SessionFactsRow(session_id=session_id, owner=owner))
    db.flush()


def mark_stale(db: Session, session_id: str) -> None:
    """Note that something changed. It always writes, so that whoever works the row out at this moment is waited for."""
    db.execute(update(SessionFactsRow).where(col(SessionFactsRow.session_id) == session_id).values(is_stale=True))


def mark_stale_of_resume(db: Session, resume_id: str) -> None:
    """Note that the resume of these sessions changed or goes."""
    made_from = select(col(SessionRow.id)).where(col(SessionRow.resume_id) == resume_id)
    db.execute(update(SessionFactsRow).where(col(SessionFactsRow.session_id).in_(made_from)).values(is_stale=True))


def clear_facts_of_target(db: Session, target_id: str) -> None:
    """Drop the facts that were worked out of these sessions: they have the name of a job, which changed or goes."""
    made_for_it = select(col(SessionRow.id)).where(col(SessionRow.target_id) == target_id)
    is_of_it = col(SessionFactsRow.session_id).in_(made_for_it)
    db.execute(update(SessionFactsRow).where(is_of_it).values(is_stale=True, facts=""))


def lock_stale(db: Session, owner: str, limit: int) -> list[str]:
    """Ids of some of the owner's stale rows, kept from everybody else until this transaction ends."""
    query = (
        select(col(SessionFactsRow.session_id))
        .where(col(SessionFactsRow.owner) == owner, col(SessionFactsRow.is_stale).is_(True))
        .order_by(col(SessionFactsRow.session_id))
        .limit(limit)
        .with_for_update()
    )
    return list(db.scalars(query))


@dataclass(frozen=True)
class Standing:
    """How the owner's rows stand: how many wait to be worked out, and number and sum of the stamps of the others, which
    is another pair after any change."""

    waiting: int
    mark: tuple[int, int]


def standing_of(db: Session, owner: str) -> Standing:
    """How the owner's rows stand now."""
    waiting, count, total = db.execute(_STANDING, {"owner": owner}).one()
    return Standing(waiting, (count, int(total)))


def put_facts(db: Session, facts: Mapping[str, str]) -> None:
    """Store what was worked out for rows that this transaction has locked."""
    table = SessionFactsRow.__table__  # type: ignore[attr-defined]
    query = (
        update(table)
        .where(table.c.session_id == bindparam("of"))
        .values(is_stale=False, stamp=bindparam("new_stamp"), facts=bindparam("new_facts"))
    )
    values = [
        {"of": session_id, "new_stamp": _STAMPS.randrange(_LARGEST_STAMP), "new_facts": text}
        for session_id, text in facts.items()
    ]
    if values:
        db.connection().execute(query, values)


def fact_stamps(db: Session, owner: str) -> dict[str, int]:
    """The stamp of each of the owner's rows that is not stale, by session id."""
    query = select(col(SessionFactsRow.session_id), col(SessionFactsRow.stamp)).where(
        col(SessionFactsRow.owner) == owner, col(SessionFactsRow.is_stale).is_(False)
    )
    return {row[0]: row[1] for row in db.execute(query)}


def read_facts(db: Session, owner: str, session_ids: Sequence[str] | None = None) -> list[tuple[str, int, str]]:
    """(session id, stamp, facts) of the owner's rows that are not stale: all, or these; at most 1,000 ids a call."""
    query = select(col(SessionFactsRow.session_id), col(SessionFactsRow.stamp), col(SessionFactsRow.facts)).where(
        col(SessionFactsRow.owner) == owner, col(SessionFactsRow.is_stale).is_(False)
    )
    if session_ids is not None:
        query = query.where(col(SessionFactsRow.session_id).in_(session_ids))
    return [(row[0], row[1], row[2]) for row in db.execute(query)]
