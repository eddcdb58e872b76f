"""Ends a command in plain words where the database is not there, not reached, or not of this release."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

from interview.errors import InterviewError
from interview.settings import Settings
from interview.storage.migrate import is_current
from interview.storage.private_files import keep_private, refuse_loose, sqlite_file

UNREAD = "The database cannot be reached, or its file cannot be read. Look: mock-interview doctor"


def refuse_unusable(settings: Settings) -> None:
    """SystemExit with what to do; no file is made where there is none."""
    keep_private()
    refuse_loose(settings)
    file = sqlite_file(settings.database)
    if file is not None and not file.exists():
        raise SystemExit(f"There is no database yet at {file}.")
    try:
        is_usable = is_current(settings.database)
    except (InterviewError, SQLAlchemyError):
        raise SystemExit(UNREAD) from None
    if not is_usable:
        raise SystemExit("The database has not the shape that this release needs. First run: mock-interview migrate")
