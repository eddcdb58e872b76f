"""The verbs for model calls: what each used, for whom, and what that leaves of a budget.

A call of an interview is kept as long as the interview; what is left without one stays a week, for statistics, and
from the next day on says nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, text, update
from sqlmodel import Session, col

from interview.core.cost import Spent, Tokens, summed
from interview.core.model_calls import OF_USE, SPEECH, CallCounts, ModelCall
from interview.core.spending import Amount, Payer, day_begun
from interview.storage.tables import ModelCallRow, SessionRow
from interview.storage.writing import rowcount

KEPT = timedelta(days=7)
_MOST_TIMES = 2000
_ROW = ModelCallRow


@dataclass(frozen=True)
class Used:
    """What has been used of a budget: `spent`, and `held` by calls under way."""

    spent: Amount
    held: Amount


def begin_call(db: Session, payer: Payer | None, model: str, held: Amount, now: datetime) -> int:
    """Note that a call is under way; returns its id."""
    row = ModelCallRow(
        at=now,
        operation="",
        model=model[:128],
        milliseconds=0,
        tokens_in=0,
        tokens_out=0,
        outcome="",
        owner=payer.owner if payer else None,
        session_id=payer.session_id if payer else None,
        is_open=True,
        held_tokens=held.tokens,
        held_micro_dollars=held.micro_dollars,
    )
    db.add(row)
    db.flush()
    assert row.id is not None
    return row.id


def end_call(
    db: Session, call_id: int, tokens: Tokens, micro_dollars: int | None, *, served: str, prices_of: str
) -> None:
    """What a call used, once it is known."""
    _update(
        db,
        call_id,
        tokens_in=tokens.read,
        tokens_out=tokens.written,
        tokens_cached=tokens.cached,
        micro_dollars=micro_dollars,
        served_model=served[:128],
        prices_of=prices_of,
        is_open=False,
        held_tokens=0,
        held_micro_dollars=0,
    )


def note_call(db: Session, call_id: int, call: ModelCall) -> None:
    """What a call was for, how long it took and what came of it."""
    _update(db, call_id, operation=call.operation, milliseconds=call.milliseconds, outcome=call.outcome[:64])


def _update(db: Session, call_id: int, **values: Any) -> None:
    db.execute(update(_ROW).where(col(_ROW.id) == call_id).values(**values))


def lock_payer(db: Session, owner: str) -> None:
    """Let nobody else look at this person's budgets until the transaction ends (SQLite's write lock does it there)."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": f"model_call:{owner}"})


def used_on_day(db: Session, owner: str, now: datetime, longest: timedelta) -> Used:
    """What calls for this person used since the day of the budgets began; none takes longer than the `longest`."""
    return _used(db, now - longest, col(_ROW.owner) == owner, col(_ROW.at) >= day_begun(now))


def used_by_session(db: Session, payer: Payer, now: datetime, longest: timedelta) -> Used:
    """What calls for this interview used; none takes longer than the `longest`."""
    return _used(db, now - longest, col(_ROW.session_id) == payer.session_id, col(_ROW.owner) == payer.owner)


def _used(db: Session, since: datetime, *where: Any) -> Used:
    """A call of before whose process is gone counts as what it held: nobody knows what it used."""
    is_gone = col(_ROW.at) < since
    columns = (
        func.sum(col(_ROW.tokens_in) + col(_ROW.tokens_out)),
        func.sum(func.coalesce(col(_ROW.micro_dollars), 0)),
        func.sum(col(_ROW.held_tokens)),
        func.sum(col(_ROW.held_micro_dollars)),
    )
    # Held first: a call that ends between the two looks is counted twice, for a moment, and never not at all.
    held = db.execute(select(*columns[2:]).where(*where, col(_ROW.is_open).is_(True), ~is_gone)).one()
    settled = db.execute(select(*columns).where(*where, or_(col(_ROW.is_open).is_(False), is_gone))).one()
    tokens, money, lost_tokens, lost_money = (int(value or 0) for value in settled)
    return Used(Amount(tokens + lost_tokens, money + lost_money), Amount(*(int(value or 0) for value in held)))


def spent_by_session(db: Session, owner: str, session_id: str) -> Spent:
    """What the finished calls for an interview used; nothing where it belongs to somebody else."""
    found = _spent(db, (), col(_ROW.session_id) == session_id, col(_ROW.owner) == owner)
    return summed(spent for _, spent in found)


def spent_by_day(db: Session, since: datetime) -> list[tuple[date, Spent]]:
    """What all calls since then used, day by day (UTC), the newest first."""
    name = db.get_bind().dialect.name
    day = func.date(col(_ROW.at)) if name == "sqlite" else func.date(func.timezone("UTC", col(_ROW.at)))
    by_day: dict[date, list[Spent]] = {}
    for (at,), spent in _spent(db, (day,), col(_ROW.at) >= since):
        by_day.setdefault(date.fromisoformat(str(at)), []).append(spent)
    return [(at, summed(by_day[at])) for at in sorted(by_day, reverse=True)]


def _spent(db: Session, groups: tuple[Any, ...], *where: Any) -> Iterator[tuple[tuple[Any, ...], Spent]]:
    """For each group, the calls with money and those without. A call that used nothing needs no price, and speech
    without one leaves that of all others known."""
    has_money = or_(col(_ROW.micro_dollars).is_not(None), col(_ROW.tokens_in) + col(_ROW.tokens_out) == 0)
    is_speech = and_(col(_ROW.operation).in_(SPEECH), col(_ROW.outcome) == "ok")
    query = (
        select(
            *groups,
            has_money,
            is_speech,
            col(_ROW.micro_dollars).is_(None),
            func.count(),
            func.sum(col(_ROW.tokens_in)),
            func.sum(col(_ROW.tokens_out)),
            func.sum(col(_ROW.tokens_cached)),
            func.sum(func.coalesce(col(_ROW.micro_dollars), 0)),
            func.max(col(_ROW.prices_of)),
        )
        .where(*where, col(_ROW.is_open).is_(False))
        .group_by(*groups, has_money, is_speech, col(_ROW.micro_dollars).is_(None))
    )
    for row in db.execute(query):
        priced, is_spoken, has_none, calls, read, written, cached, money, as_of = row[len(groups) :]
        spent = Spent(
            int(calls), Tokens(int(read), int(written), int(cached)), int(money) if priced else None, as_of or ""
        )
        if is_spoken:
            spent = replace(spent, speech=spent.calls, without_price=spent.calls if has_none else 0)
        yield tuple(row[: len(groups)]), spent


def count_calls(db: Session, since: datetime) -> list[CallCounts]:
    """All finished calls since then, by operation."""
    query = (
        select(
            col(_ROW.operation),
            func.count(),
            func.count().filter(col(_ROW.outcome).not_in(OF_USE)),
            func.sum(col(_ROW.tokens_in)),
            func.sum(col(_ROW.tokens_out)),
        )
        .where(col(_ROW.at) >= since, col(_ROW.operation) != "")
        .group_by(col(_ROW.operation))
    )
    return [CallCounts(row[0], *map(int, row[1:])) for row in db.execute(query)]


def times_of_calls(db: Session, since: datetime) -> dict[str, list[int]]:
    """The milliseconds of the finished calls since then, by operation: of each at most the 2,000 newest."""
    number = func.row_number().over(partition_by=col(_ROW.operation), order_by=col(_ROW.id).desc())
    finished = (
        select(col(_ROW.operation), col(_ROW.milliseconds), number.label("number"))
        .where(col(_ROW.at) >= since, col(_ROW.operation) != "")
        .subquery()
    )
    found: dict[str, list[int]] = {}
    for operation, milliseconds in db.execute(
        select(finished.c.operation, finished.c.milliseconds).where(finished.c.number <= _MOST_TIMES)
    ):
        found.setdefault(operation, []).append(milliseconds)
    return found


def unlink_session(db: Session, owner: str, session_id: str) -> None:
    """Let calls say no more for which interview they were."""
    where = (col(_ROW.session_id) == session_id, col(_ROW.owner) == owner)
    db.execute(update(_ROW).where(*where).values(session_id=None))


def unlink_owner(db: Session, owner: str, now: datetime) -> None:
    """Let calls say no more for whom they were; those of today do so tomorrow, as a budget asks until then."""
    db.execute(update(_ROW).where(col(_ROW.owner) == owner).values(session_id=None))
    earlier = col(_ROW.at) < day_begun(now)
    db.execute(update(_ROW).where(col(_ROW.owner) == owner, earlier).values(owner=None))


def forget_calls(db: Session, now: datetime) -> int:
    """Of calls without an interview, forget for whom they were as soon as no budget asks, and after a week all of them.

    An interview that was never stored is none. Returns how many calls this was done for.
    """
    earlier = col(_ROW.at) < day_begun(now)
    stored = select(col(SessionRow.id))
    untied = db.execute(
        update(_ROW)
        .where(
            earlier,
            or_(
                and_(col(_ROW.session_id).is_not(None), col(_ROW.session_id).not_in(stored)),
                and_(col(_ROW.session_id).is_(None), col(_ROW.owner).is_not(None)),
            ),
        )
        .values(session_id=None, owner=None)
    )
    gone = db.execute(delete(_ROW).where(col(_ROW.at) < now - KEPT, col(_ROW.session_id).is_(None)))
    return rowcount(untied) + rowcount(gone)
