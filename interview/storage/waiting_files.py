"""Whether an SQLite file is still to be written anew; asked without SQLAlchemy, whose import takes longer than all else
that a start waits for."""

from __future__ import annotations

import contextlib
import sqlite3

from interview.storage.private_files import sqlite_file

# Writers wait 15 s. 100 MB took 1.1 s on two shared cores (decision 0098): a disk may be six times as slow as that one.
MOST_BYTES = 200_000_000
"""A larger SQLite file is written anew only while nobody else is at work."""
ALL_FILES = "all-files"
"""The id of the note that a file is to be written anew: no session has it."""


def is_waited_for(url: str) -> bool:
    """Whether what was deleted is still in an SQLite file that could not be written anew while people type."""
    file = sqlite_file(url)
    if file is None:
        return False
    try:
        with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True)) as connection:
            # Of a large file every deletion waits for it, noted for all files by the next sweep or not yet.
            any_of = file.stat().st_size > MOST_BYTES
            query = "SELECT 1 FROM pending_removal WHERE session_id = ? OR ?"
            return connection.execute(query, (ALL_FILES, any_of)).fetchone() is not None
    except (sqlite3.Error, OSError):
        return False
