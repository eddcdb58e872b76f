"""Alembic's entry: runs the migrations on the connection that interview.storage.migrate hands over."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

import interview.storage.tables  # noqa: F401  (fills the metadata)


def _plain_types(kind: str, item: Any, _autogen_context: Any) -> str | Literal[False]:
    """Write SQLModel's own column types as plain SQLAlchemy ones, so that a migration needs no SQLModel."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if getattr(item, "length", None) else "sa.String()"
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=_plain_types,
    compare_type=False,
)
with context.begin_transaction():
    context.run_migrations()
