"""Has the C library overwrite memory when it is freed, so that nothing stays there of what was deleted.

It has to be asked before a process begins, and only that of most Linux systems (glibc) can be. Elsewhere (macOS, musl)
nothing is asked. Small pieces are Python's own: web/freed_memory.py.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

_TUNABLES = "GLIBC_TUNABLES"
_ASKED = {
    # Any byte but 0, with which a text could end.
    "MALLOC_PERTURB_": "165",
    # DuckDB has memory of its own, which it can overwrite; Arrow's could not.
    "DUCKDB_JE_MALLOC_CONF": "junk:free",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
# What each thread keeps back for itself of what it frees is not overwritten.
_NOTHING_KEPT_BACK = "glibc.malloc.tcache_count=0"


def overwriting(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What is to be added to the environment of a process. What an operator has set themselves stays as it is."""
    if not _is_glibc():
        return {}
    asked = {name: value for name, value in _ASKED.items() if name not in environment}
    tunables = environment.get(_TUNABLES, "")
    if "tcache_count" in tunables:
        return asked
    return asked | {_TUNABLES: ":".join(filter(None, (tunables, _NOTHING_KEPT_BACK)))}


def _is_glibc() -> bool:
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (OSError, ValueError):
        return False
