"""How many rows a write has changed, which is how a compare-and-set knows that it won."""

from __future__ import annotations

from typing import Any


def rowcount(result: Any) -> int:
    """Rows changed by an UPDATE or DELETE."""
    return int(result.rowcount)
