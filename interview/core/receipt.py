"""What a deletion took away, counted where it was, and what still waits. It names tables and numbers, never what stood
in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Waits(StrEnum):
    """What of a deletion is still to come, and when: from Redis once it answers, from files that somebody is using
    within minutes, at the next start of the app at the latest from a database that is too large, or its disk too slow,
    to be written anew while people type."""

    REDIS = "redis"
    FILES = "files"
    START = "start"


@dataclass(frozen=True)
class Receipt:
    """`rows` are counts by table; `snapshots` and `jobs` what the cache and the queue had, `files` the copies of the
    database that it was taken out of. `waits` says which of them have not let go yet."""

    rows: Mapping[str, int] = field(default_factory=dict)
    snapshots: int = 0
    jobs: int = 0
    files: int = 0
    waits: frozenset[Waits] = frozenset()

    @property
    def is_complete(self) -> bool:
        """Whether nothing waits."""
        return not self.waits

    def of(self, table: str) -> int:
        """How many rows of a table went."""
        return self.rows.get(table, 0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was there."""
        return not (any(self.rows.values()) or self.snapshots or self.jobs)
