"""Brings the database to the newest shape: `python -m interview.storage.migrate`.

It asks first whether processes of an earlier release, which this would break, are at work (revisions.py, at_work.py).
On SQLite a copy is kept beside the file first, and foreign keys are off while tables are rebuilt: with them on, a
rebuilt parent table takes its children's rows with it. All steps are one transaction on SQLite as on PostgreSQL: what
is cut off leaves the database as it was.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from interview.settings import Settings
from interview.storage import earlier_copies, erased_files
from interview.storage.at_work import announced_engine, others
from interview.storage.private_files import keep_private, make_private_file, make_private_folder, refuse_loose
from interview.storage.revisions import can_serve, config, current_revision, must_end
from interview.storage.stoppable import stoppable
from interview.storage.waiting_files import is_waited_for

_ADVISORY_LOCK = 7_302_261
_LEFT_BEHIND = (
    "Where a connection stays although nothing of this app runs, as that of a machine that was lost, end it in"
    " PostgreSQL, with the number of the process named above: SELECT pg_terminate_backend(PID);\n"
)
# A process that was just stopped may be connected a moment longer.
LEAVING_S = 10.0
# Whoever wants a table waits behind a migration that waits for it. So it waits for less than the second after which
# PostgreSQL looks for deadlocks and may end the other side, lets everybody through, and tries again.
_LOCK_WAIT_MS = 500
_TRY_AGAIN_S = 5.0
PATIENCE_S = 600.0
UNREACHED_ERRORS = (OperationalError, sqlite3.OperationalError)
UNREACHED = "The database cannot be reached, or its file cannot be written. Look: mock-interview doctor"
_IN_USE = frozenset({"55P03", "40P01"})


class OlderAtWork(Exception):
    """Processes of an earlier release are at work, which the migration would break; says which."""


class TablesInUse(Exception):
    """Somebody uses a table for so long that it could not be changed."""


def upgrade(url: str) -> bool:
    """Migrate to the newest revision; True when something was changed. Safe to call from several processes at once.

    Tables of a later release stay as they are: this one can work on them while an installation is brought up to date.
    OlderAtWork and TablesInUse leave them as they are, too.
    """
    engine = announced_engine(url)
    name = engine.url.database
    if engine.dialect.name == "sqlite" and name and not name.startswith((":", "file:")):
        make_private_file(Path(name))
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                return _upgrade_sqlite(connection)
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ADVISORY_LOCK})
            try:
                return _upgrade(connection)
            finally:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ADVISORY_LOCK})
    finally:
        engine.dispose()


def upgrade_empty(connection: Connection, revision: str) -> None:
    """Make the tables of one revision in a database that has none, inside the caller's transaction."""
    _run_migrations(connection, revision)


def is_current(url: str) -> bool:
    """Whether the tables have the shape that this release needs."""
    engine = announced_engine(url)
    try:
        with engine.connect() as connection:
            return _is_current(connection)
    finally:
        engine.dispose()


def _upgrade(connection: Connection) -> bool:
    if _is_current(connection):
        return False
    refuse_older(connection, current_revision(connection))
    end = time.monotonic() + PATIENCE_S
    pause_s = 0.2
    while True:
        try:
            connection.execute(text(f"SET LOCAL lock_timeout = {_LOCK_WAIT_MS}"))
            _run_migrations(connection)
            connection.commit()
            return True
        except OperationalError as exc:
            connection.rollback()
            if getattr(exc.orig, "sqlstate", None) not in _IN_USE:
                raise
            if time.monotonic() > end:
                raise TablesInUse(
                    "Nothing was changed: a table was in use all the time, as by a backup that runs. Try again."
                ) from exc
        time.sleep(pause_s)
        pause_s = min(2 * pause_s, _TRY_AGAIN_S)


def refuse_older(connection: Connection, revision: str | None) -> None:
    """OlderAtWork while a process is connected that cannot go on while tables of this revision become those of this
    release. Ends the transaction of the connection."""
    connection.rollback()
    end = time.monotonic() + LEAVING_S
    while older := [each for each in others(connection) if must_end(each.revision, revision)]:
        if time.monotonic() > end:
            places = "\n".join(sorted({f"    {each.place} (release with {each.revision or '?'})" for each in older}))
            raise OlderAtWork(
                f"Processes of an earlier release are at work, which could not go on with these tables:\n{places}\n"
                f"{_LEFT_BEHIND if connection.engine.dialect.name == 'postgresql' else ''}"
                "Stop all web processes and workers, and run this again. Nothing was changed."
            )
        time.sleep(0.2)


def _run_migrations(connection: Connection, revision: str = "head") -> None:
    from alembic import command

    chosen = config()
    chosen.attributes["connection"] = connection
    command.upgrade(chosen, revision)


def _upgrade_sqlite(connection: Connection) -> bool:
    if _is_current(connection):
        return False
    source = connection.connection.dbapi_connection
    assert isinstance(source, sqlite3.Connection)
    refuse_older(connection, current_revision(connection))
    # The driver would commit before each change of a table; so it opens no transactions, and one is opened here.
    source.isolation_level = None
    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("PRAGMA busy_timeout=600000")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    # Alembic leaves a transaction that it finds open to whoever opened it.
    try:
        revision = current_revision(connection)
        if can_serve(connection):
            return False
        if revision is not None:
            _keep_copy(Path(str(connection.engine.url.database)), revision)
        _run_migrations(connection)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"it would leave {len(broken)} rows without their parent; nothing was changed")
        connection.commit()
        return True
    finally:
        connection.rollback()


def _keep_copy(database: Path, revision: str) -> None:
    """A copy beside the file, named by its revision; it has its name when it is whole. Whoever calls holds the lock."""
    kept = Path(f"{database}.before-{revision}")
    unfinished = Path(f"{kept}.unfinished")
    unfinished.unlink(missing_ok=True)
    make_private_file(unfinished)
    # Of its own connection: one that has begun to write cannot be copied from.
    source, copy = sqlite3.connect(database), sqlite3.connect(unfinished)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    unfinished.replace(kept)


def _is_current(connection: Connection) -> bool:
    """Whether there is nothing to do."""
    is_current = can_serve(connection)
    connection.rollback()
    return is_current


def migrate(settings: Settings) -> None:
    """Bring the configured database to the newest shape, and say whether that changed anything."""
    keep_private()
    refuse_loose(settings)
    make_private_folder(settings.data_dir)
    try:
        changed = upgrade(settings.database)
    except (OlderAtWork, TablesInUse) as exc:
        raise SystemExit(str(exc)) from None
    except UNREACHED_ERRORS:
        raise SystemExit(UNREACHED) from None
    sys.stdout.write("The database is up to date now.\n" if changed else "The database was up to date.\n")
    write_waiting(settings.database)


def write_waiting(url: str) -> None:
    """Write an SQLite database anew that could not be while people type and still has traces of what was deleted, where
    no other process is at work on it, and say so: it takes some seconds for each 100 MB. After a signal the next start
    does it."""
    if not is_waited_for(url):
        return
    sys.stdout.write("Writing the database anew, so that nothing of what was deleted is left in its file …\n")
    sys.stdout.flush()
    copies_wait = bool(stoppable(partial(earlier_copies.write_anew, url)))
    if not erased_files.write_alone(url, keeps_note=copies_wait):
        sys.stdout.write(
            "Not done: other processes are at work on it, or it cannot be written, which the log says. It is tried"
            " again at the next start.\n"
        )


if __name__ == "__main__":
    migrate(Settings())
