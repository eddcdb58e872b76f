"""What is kept of a person, and what a deletion took away, as the API tells it."""

from __future__ import annotations

from pydantic import Field

from interview.core.receipt import Receipt
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
    is_complete: bool = Field(description="false: the cache or a file still holds something, for some minutes")


def receipt(value: Receipt) -> ReceiptSchema:
    """A receipt as the API tells it."""
    return ReceiptSchema(
        rows=dict(value.rows),
        snapshots=value.snapshots,
        jobs=value.jobs,
        files=value.files,
        is_complete=value.is_complete,
    )
