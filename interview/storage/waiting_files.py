"""Whether an SQLite file is still to be written anew; asked without SQLAlchemy, whose import takes longer than all else
that a start waits for."""

from __future__ import annotations

import contextlib
import sqlite3

from interview.storage.private_files import sqlite_file

ALL_FILES = "all-files"
"""The id of the note that a file is to be written anew: no session has it."""


def is_waited_for(url: str) -> bool:
    """Whether what was deleted is still in an SQLite file that could not be written anew while people type."""
    file = sqlite_file(url)
    if file is None:
        return False
    try:
        with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True)) as connection:
            found = connection.execute("SELECT 1 FROM pending_removal WHERE session_id = ?", (ALL_FILES,))
            return found.fetchone() is not None
    except sqlite3.Error:
        return False
