"""Tables of this release in which nothing is, as the bytes of an SQLite file: the migrations run once in a process."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from interview.storage.migrate import upgrade


@cache
def empty_tables() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "interview.db"
        upgrade(f"sqlite:///{file}")
        return file.read_bytes()
