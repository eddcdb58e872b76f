"""Brings the database to the newest shape: `python -m interview.storage.migrate`.

On SQLite a copy is kept beside the file first, and foreign keys are off while tables are rebuilt: with them on, a
rebuilt parent table takes its children's rows with it.
"""

from __future__ import annotations

import sqlite3
import sys
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
    """Migrate to the newest revision; True when something was changed. Safe to call from several processes at once."""
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


def _upgrade(connection: Connection) -> bool:
    if _is_current(connection):
        return False
    chosen = config()
    chosen.attributes["connection"] = connection
    command.upgrade(chosen, "head")
    connection.commit()
    return True


def _upgrade_sqlite(connection: Connection) -> bool:
    if _is_current(connection):
        return False
    connection.rollback()
    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.commit()
    _keep_copy(connection)
    changed = _upgrade(connection)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration left {len(broken)} rows without their parent; the copy beside it is whole")
    return changed


def _keep_copy(connection: Connection) -> None:
    source = connection.connection.dbapi_connection
    revision = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    name = connection.engine.url.database
    if revision is None or name is None or not isinstance(source, sqlite3.Connection):
        return
    kept = Path(f"{name}.before-{revision}")
    make_private_file(kept)
    with sqlite3.connect(kept) as copy:
        source.backup(copy)
    copy.close()


def _is_current(connection: Connection) -> bool:
    current = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    return current == ScriptDirectory.from_config(config()).get_current_head()


if __name__ == "__main__":
    keep_private()
    settings = Settings()
    refuse_loose(settings)
    make_private_folder(settings.data_dir)
    if upgrade(settings.database):
        sys.stdout.write("The database is up to date now.\n")
