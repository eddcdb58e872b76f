"""What is kept of a person, and what a deletion took away, as the API tells it."""

from __future__ import annotations

from pydantic import Field

from interview.core.receipt import Receipt, Waits
from interview.web.schemas.base import Schema


class KeptSchema(Schema):
    """`retentionDays` is how long interviews are kept after their last change; null: until somebody deletes them."""

    rows: dict[str, int] = Field(description="how many rows of each table are yours")
    retention_days: int | None


class ReceiptSchema(Schema):
    rows: dict[str, int] = Field(description="how many rows of each table were deleted")
    snapshots: int = Field(description="copies of interviews in the cache")
    jobs: int = Field(description="gradings that waited in the queue or were at work")
    files: int = Field(description="copies of the database, made before migrations, that it was taken out of")
    is_complete: bool = Field(description="whether nothing is left in `waitsFor`")
    waits_for: list[Waits] = Field(
        description="where something may still be: `redis` cannot be reached now; `files` are in use and follow once"
        " they are free; `start`: the database is too large to be written anew while people type, and is at the next"
        " start. That SQLite's file is written anew some minutes after each deletion counts as no waiting"
    )


def receipt(value: Receipt) -> ReceiptSchema:
    """A receipt as the API tells it."""
    return ReceiptSchema(
        rows=dict(value.rows),
        snapshots=value.snapshots,
        jobs=value.jobs,
        files=value.files,
        is_complete=value.is_complete,
        waits_for=sorted(value.waits),
    )
