"""Brings the database to the newest shape: `python -m interview.storage.migrate`.

On SQLite a copy is kept beside the file first, and foreign keys are off while tables are rebuilt: with them on, a
rebuilt parent table takes its children's rows with it. All steps are one transaction on SQLite as on PostgreSQL: what
is cut off leaves the database as it was.
"""

from __future__ import annotations

import sqlite3
import sys
from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from interview.settings import Settings
from interview.storage.hidden_values import engine_without_values
from interview.storage.private_files import keep_private, make_private_file, make_private_folder, refuse_loose

_SCRIPTS = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 7_302_261


def config() -> Config:
    """Alembic's configuration, independent of the current directory."""
    found = Config()
    found.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return found


def upgrade(url: str) -> bool:
    """Migrate to the newest revision; True when something was changed. Safe to call from several processes at once.

    Tables of a later release stay as they are: this one can work on them while an installation is brought up to date.
    """
    engine = engine_without_values(url)
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
    chosen = config()
    chosen.attributes["connection"] = connection
    command.upgrade(chosen, revision)


def is_current(url: str) -> bool:
    """Whether the tables have the shape that this release needs."""
    engine = engine_without_values(url)
    try:
        with engine.connect() as connection:
            return _is_current(connection)
    finally:
        engine.dispose()


def can_serve(connection: Connection) -> bool:
    """Whether this release can work on these tables: they have its shape, or that of a later release, which a release
    before it can read and write (decision 0081)."""
    revision = current_revision(connection)
    return revision is not None and (revision == newest_revision() or not knows_revision(revision))


def knows_revision(revision: str) -> bool:
    """Whether this release can go on from a revision."""
    return revision in _revisions()[1]


def current_revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> bool:
    if _is_current(connection):
        return False
    _run_migrations(connection)
    connection.commit()
    return True


def _run_migrations(connection: Connection) -> None:
    chosen = config()
    chosen.attributes["connection"] = connection
    command.upgrade(chosen, "head")


def _upgrade_sqlite(connection: Connection) -> bool:
    if _is_current(connection):
        return False
    source = connection.connection.dbapi_connection
    assert isinstance(source, sqlite3.Connection)
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


def newest_revision() -> str | None:
    """The revision that this release needs."""
    return _revisions()[0]


@lru_cache(maxsize=1)
def _revisions() -> tuple[str | None, frozenset[str]]:
    """The newest revision and all of them: reading them takes tens of milliseconds, and they do not change."""
    scripts = ScriptDirectory.from_config(config())
    return scripts.get_current_head(), frozenset(each.revision for each in scripts.walk_revisions())


def migrate(settings: Settings) -> None:
    """Bring the configured database to the newest shape, and say whether that changed anything."""
    keep_private()
    refuse_loose(settings)
    make_private_folder(settings.data_dir)
    changed = upgrade(settings.database)
    sys.stdout.write("The database is up to date now.\n" if changed else "The database was up to date.\n")


if __name__ == "__main__":
    migrate(Settings())
