"""Writes everything the database holds into one file while people type, and puts such a file into an empty database.

The file is a ZIP: one JSON Lines file per table and a manifest with the revision of the tables, counts and SHA-256
sums. It is the same for SQLite and PostgreSQL, so it also moves from one to the other. Redis is not in it: it holds
nothing that the database does not.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    cast,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy import Text as SqlText
from sqlalchemy.dialects import postgresql
from sqlmodel import SQLModel

import interview.storage.tables  # noqa: F401  (fills the metadata)
from interview.storage.at_work import announced_engine, reading_engine
from interview.storage.migrate import refuse_older, upgrade, upgrade_empty
from interview.storage.private_files import make_private_file
from interview.storage.revisions import current_revision, knows_revision

FORMAT = 1
MANIFEST = "manifest.json"
ROWS_AT_ONCE = 500
_REVISION_TABLE = "alembic_version"


class CannotRestore(Exception):
    """Why nothing was changed, in words for an operator."""


@dataclass(frozen=True)
class Copied:
    """What was written or put back: the revision of the tables, and the rows by table."""

    revision: str
    rows: dict[str, int]


def write_backup(url: str, file: Path, now: datetime) -> Copied:
    """Write a new file; it has its name once it is whole and on disk. FileExistsError where something is there already;
    CannotRestore where the database has no tables yet."""
    if file.exists():
        raise FileExistsError(file)
    unfinished = file.with_name(file.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    make_private_file(unfinished)
    engine = reading_engine(url)
    try:
        with _one_moment(engine) as connection, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            revision = current_revision(connection)
            if revision is None:
                raise CannotRestore("There is nothing to copy: the database has no tables yet.")
            sums, rows = {}, {}
            for table in _tables(connection):
                with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as out:
                    rows[table.name], sums[table.name] = _write_rows(connection, table, out)
            manifest = {
                "format": FORMAT,
                "revision": revision,
                "made_at": now.isoformat(),
                "rows": rows,
                "sha256": sums,
            }
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
        engine.dispose()
    return Copied(revision, rows)


def restore_backup(url: str, file: Path) -> Copied:
    """Put a backup into a database in which nobody has written anything yet, all of it or nothing, and bring it to the
    newest shape. CannotRestore says why not."""
    with _opened(file) as archive:
        manifest = _manifest(archive)
        engine = announced_engine(url)
        if engine.dialect.name == "sqlite" and engine.url.database:
            make_private_file(Path(engine.url.database))
        try:
            with engine.connect() as connection:
                refuse_older(connection, manifest["revision"])
            with _one_change(engine) as connection:
                _empty(connection)
                upgrade_empty(connection, manifest["revision"])
                rows = {table.name: _read_rows(connection, table, archive, manifest) for table in _tables(connection)}
        finally:
            engine.dispose()
    upgrade(url)
    return Copied(manifest["revision"], rows)


@contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is now, however long it reads, and holds up nobody who writes."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _open_no_transactions(connection)
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        try:
            yield connection
        finally:
            connection.rollback()


@contextmanager
def _one_change(engine: Engine) -> Iterator[Connection]:
    """A transaction that also holds changes of tables, and that nobody else writes beside."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _open_no_transactions(connection)
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.commit()
        finally:
            connection.rollback()


def _open_no_transactions(connection: Connection) -> None:
    source = connection.connection.dbapi_connection
    assert isinstance(source, sqlite3.Connection)
    source.isolation_level = None


def _tables(connection: Connection) -> list[Table]:
    """The tables as they are in the database, whichever release made them: parents first."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name != _REVISION_TABLE)
    return list(found.sorted_tables)


def _write_rows(connection: Connection, table: Table, out: IO[bytes]) -> tuple[int, str]:
    """(rows, SHA-256 of what was written)."""
    # JSON as its text: a JSON null is something else than no value.
    columns = [cast(column, SqlText).label(column.name) if _is_json(column) else column for column in table.columns]
    query = select(*columns).order_by(*table.primary_key.columns)
    checked, count = hashlib.sha256(), 0
    result = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query)
    for row in result:
        line = json.dumps([_plain(value) for value in row], ensure_ascii=False, separators=(",", ":")) + "\n"
        data = line.encode()
        checked.update(data)
        out.write(data)
        count += 1
    return count, checked.hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _is_json(column: Column[Any]) -> bool:
    return isinstance(column.type, JSON | postgresql.JSON)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except FileNotFoundError:
        raise CannotRestore(f"There is no file {file}.") from None
    except (zipfile.BadZipFile, OSError):
        raise CannotRestore(f"{file} is no backup, or not a whole one.") from None
    with archive:
        yield archive


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(archive.read(MANIFEST))
        known = found["format"] == FORMAT and isinstance(found["revision"], str)
    except (KeyError, ValueError, zipfile.BadZipFile, TypeError):
        raise CannotRestore("The file is no backup, or not a whole one.") from None
    if not known or not knows_revision(found["revision"]):
        raise CannotRestore(
            "A newer release made this backup. Install that release, or a later one, and restore there."
        )
    return found


def _empty(connection: Connection) -> None:
    """Take away our own tables in which nothing of a person is; CannotRestore where there is anything else."""
    tables = _tables(connection)
    has_revision = inspect(connection).has_table(_REVISION_TABLE)
    if tables and not (has_revision and {table.name for table in tables} <= set(SQLModel.metadata.tables)):
        raise CannotRestore("There are tables of something else in this database. Restore into one of its own.")
    for table in tables:
        if "owner" in table.columns and connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise CannotRestore("People have already written into this database. Restore into an empty one.")
    for table in reversed(tables):
        table.drop(connection)
    if has_revision:
        connection.execute(text(f"DROP TABLE {_REVISION_TABLE}"))


def _read_rows(connection: Connection, table: Table, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> int:
    # A JSON value of None is no value; the text "null" is the JSON value.
    for column in table.columns:
        if _is_json(column):
            column.type = JSON(none_as_null=True)
    checked, count, waiting = hashlib.sha256(), 0, []
    try:
        with archive.open(f"tables/{table.name}.jsonl") as lines:
            for line in lines:
                checked.update(line)
                waiting.append(_row(table.columns.values(), json.loads(line)))
                count += 1
                if len(waiting) == ROWS_AT_ONCE:
                    connection.execute(insert(table), waiting)
                    waiting = []
    except (KeyError, ValueError, zipfile.BadZipFile) as exc:
        raise CannotRestore(f"The part with the table {table.name} cannot be read. Nothing was changed.") from exc
    if waiting:
        connection.execute(insert(table), waiting)
    if checked.hexdigest() != manifest["sha256"].get(table.name) or count != manifest["rows"].get(table.name):
        raise CannotRestore(f"The part with the table {table.name} is not as it was written. Nothing was changed.")
    _go_on_counting(connection, table)
    return count


def _row(columns: Sequence[Column[Any]], values: list[Any]) -> dict[str, Any]:
    return {column.name: _value(column, value) for column, value in zip(columns, values, strict=True)}


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if _is_json(column):
        return JSON.NULL if value == "null" else json.loads(value)
    if isinstance(column.type, DateTime):
        found = datetime.fromisoformat(value)
        return found.replace(tzinfo=UTC) if column.type.timezone else found
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    if isinstance(column.type, Boolean):
        return bool(value)
    return value


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers."""
    column = table.columns.get("id")
    if connection.dialect.name != "postgresql" or column is None or column.type.python_type is not int:
        return
    sequence = select(func.pg_get_serial_sequence(table.name, "id")).scalar_subquery()
    highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
    connection.execute(select(func.setval(sequence, highest, False)))
