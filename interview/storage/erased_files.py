"""Leaves nothing of deleted rows in the files of an SQLite database, without making anybody's save fail.

Only VACUUM does it whole, and while it runs nobody else can write. A database in which that could last longer than
writers wait is written anew while no other process is at work: at a start, or by a command.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from interview.core.receipt import Waits
from interview.storage import waiting_files
from interview.storage.at_work import others, reading_engine
from interview.storage.engine import WRITERS_WAIT_S
from interview.storage.private_files import sqlite_file
from interview.storage.stoppable import STEPS_BETWEEN_LOOKS, IsStopped, stoppable
from interview.storage.waiting_files import ALL_FILES

log = logging.getLogger("interview.erased_files")

MOST_BYTES = waiting_files.MOST_BYTES
FILES_WAIT = "files_wait"
"""The code under which a file that could not be written anew stands in the log and in `mock-interview check`."""
# On a slow disk it is broken off, which leaves the file as it was, and done at the next start. What comes after the
# part that can be broken off takes about as long.
MOST_S = 4.0
# Whoever reads for long keeps the write-ahead log from being emptied, and while that is waited for nobody can write.
_READERS_WAIT_S = 1


def is_large(engine: Engine) -> bool:
    """Whether writing the database anew while others write could last too long for them."""
    file = sqlite_file(str(engine.url))
    return file is not None and file.exists() and file.stat().st_size > MOST_BYTES


def scrub(engine: Engine) -> Waits | None:
    """Write an SQLite database anew and empty its write-ahead log, others at work or not; None when that is done.

    FILES while somebody reads or writes: try again later. START where it takes too long for those who write meanwhile:
    a large database stays as it is, and so does one for which a slow disk takes long; only the log is emptied.
    PostgreSQL overwrites in its own time.
    """
    if engine.dialect.name != "sqlite":
        return None
    connection: Any = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={1000 * _READERS_WAIT_S}")
        if is_large(engine):
            _empty_log(cursor)
            return Waits.START
        ends = time.monotonic() + MOST_S
        cursor.connection.set_progress_handler(lambda: time.monotonic() > ends, STEPS_BETWEEN_LOOKS)
        cursor.execute("VACUUM")
        return None if _empty_log(cursor) else Waits.FILES
    except sqlite3.OperationalError as exc:
        _say_failed(exc)
        if exc.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            return Waits.FILES
        cursor.connection.set_progress_handler(None, 0)
        _empty_log(cursor)
        return Waits.START
    finally:
        connection.cursor().connection.set_progress_handler(None, 0)
        connection.cursor().execute(f"PRAGMA busy_timeout={1000 * WRITERS_WAIT_S}")
        connection.close()


def compact(engine: Engine) -> bool:
    """The same for PostgreSQL too, where each table is locked while it is written anew, and for an SQLite database for
    which that takes long as long as no other process is at work. False where it could not be done."""
    if engine.dialect.name != "sqlite":
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM FULL"))
        except SQLAlchemyError as exc:
            _say_failed(getattr(exc, "orig", None) or exc)
            return False
        return True
    waits = Waits.START if is_large(engine) else scrub(engine)
    if waits is not Waits.START:
        return waits is None
    # By its connections others see that this process is at work.
    engine.dispose()
    return write_alone(str(engine.url))


def write_alone(url: str, *, keeps_note: bool = False) -> bool:
    """Write an SQLite file anew, however large it is; False, and nothing is done, while another process is at work on
    it or where it cannot be written. Takes some seconds for each 100 MB, and a signal breaks it off. `keeps_note` where
    other files still wait."""
    engine = reading_engine(url)
    try:
        with engine.connect() as connection:
            if others(connection):
                return False
    finally:
        engine.dispose()
    return stoppable(partial(_write, url, keeps_note))


def _write(url: str, keeps_note: bool, is_stopped: IsStopped) -> bool:
    file = sqlite_file(url)
    assert isinstance(file, Path)
    try:
        with closing(sqlite3.connect(file, isolation_level=None, timeout=WRITERS_WAIT_S)) as db:
            db.set_progress_handler(is_stopped, STEPS_BETWEEN_LOOKS)
            db.execute("VACUUM")
            if not _empty_log(db.cursor()):
                return False
            if not keeps_note:
                db.execute("DELETE FROM pending_removal WHERE session_id = ?", (ALL_FILES,))
            return True
    except sqlite3.DatabaseError as exc:
        _say_failed(exc)
        return False


def _say_failed(exc: BaseException) -> None:
    why = getattr(exc, "sqlite_errorname", exc)
    log.error("%s: the database still holds what was deleted (%s)", FILES_WAIT, why)


def _empty_log(cursor: Any) -> bool:
    """Empty the write-ahead log; False where somebody reads from it."""
    # What is in it goes to its place while others write; emptying it after that takes no time.
    cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
