"""The verbs for model calls: kept for a week, so that operators see what a model costs and how fast it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlmodel import Session, col

from interview.core.model_calls import ModelCall
from interview.storage.tables import ModelCallRow

KEPT = timedelta(days=7)
_MOST = 20_000


def insert_call(db: Session, call: ModelCall, now: datetime) -> None:
    """Note one call, and forget those that are older than a week."""
    db.add(
        ModelCallRow(
            at=now,
            operation=call.operation,
            model=call.model[:128],
            milliseconds=call.milliseconds,
            tokens_in=call.tokens_in,
            tokens_out=call.tokens_out,
            outcome=call.outcome,
        )
    )
    db.execute(delete(ModelCallRow).where(col(ModelCallRow.at) < now - KEPT))


def list_calls(db: Session, since: datetime) -> list[ModelCall]:
    """The calls since then, newest first, at most 20,000."""
    query = select(ModelCallRow).where(col(ModelCallRow.at) >= since).order_by(col(ModelCallRow.id).desc()).limit(_MOST)
    return [
        ModelCall(row.operation, row.model, row.milliseconds, row.tokens_in, row.tokens_out, row.outcome)
        for row in db.scalars(query)
    ]
