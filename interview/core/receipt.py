"""What a deletion took away, counted where it was. It names tables and numbers, never what stood in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Receipt:
    """`rows` are counts by table; `snapshots` and `jobs` what the cache and the queue had, `files` the copies of the
    database that it was taken out of. `is_complete` says whether all of them have let go already."""

    rows: Mapping[str, int] = field(default_factory=dict)
    snapshots: int = 0
    jobs: int = 0
    files: int = 0
    is_complete: bool = True

    def of(self, table: str) -> int:
        """How many rows of a table went."""
        return self.rows.get(table, 0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was there."""
        return not (any(self.rows.values()) or self.snapshots or self.jobs)
