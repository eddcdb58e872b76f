"""The verbs for what was learned of models' servers: one row per part of a request, the latest finding wins."""

from __future__ import annotations

import hashlib

from sqlalchemy import select
from sqlmodel import Session, col

from interview.core.model_servers import Learned
from interview.storage.tables import ModelServerRow

_LONGEST_MODEL = 200


def list_learned(db: Session, server: str, model: str) -> list[Learned]:
    """Everything that was learned of a server and model."""
    query = select(ModelServerRow).where(
        col(ModelServerRow.server) == server, col(ModelServerRow.model) == _shortened(model)
    )
    return [Learned(row.part, row.level, row.at, row.is_sure) for row in db.scalars(query)]


def put_learned(db: Session, server: str, model: str, learned: Learned) -> None:
    """Keep a finding, unless a later one is there."""
    row = db.get(ModelServerRow, (server, _shortened(model), learned.part), with_for_update=True)
    if row is not None and row.at > learned.at:
        return
    db.merge(
        ModelServerRow(
            server=server,
            model=_shortened(model),
            part=learned.part,
            level=learned.level,
            is_sure=learned.is_sure,
            at=learned.at,
        )
    )


def _shortened(model: str) -> str:
    """A name that fits; some servers call a model by the path of its file."""
    if len(model) <= _LONGEST_MODEL:
        return model
    return f"{model[:150]} {hashlib.sha256(model.encode()).hexdigest()[:16]}"
