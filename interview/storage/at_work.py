"""Which releases work on a database now: every process says its own, for as long as it is connected.

On PostgreSQL each connection has the newest revision in its name, where `pg_stat_activity` shows it; beside an SQLite
file each holds a shared lock on a file that is named by it. Both end with the process, however that ends, and need no
clock. A release from before this said nothing: on PostgreSQL it is a connection of this account without a name, on
SQLite not seen.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import ConnectionPoolEntry

from interview.storage.hidden_values import engine_without_values
from interview.storage.private_files import make_private_file, sqlite_file
from interview.storage.revisions import newest_revision

BESIDE_A_FILE = ".at-work-"
_NAME = "mock-interview "
_KEPT = "interview_at_work"
# A client that names itself otherwise (psql, pg_dump) is none of ours, nor is one without a name of another account
# (monitoring, a pooler), whose name may also be hidden from this one. Workers of PostgreSQL itself have no user.
_OTHERS = text(
    "SELECT pid, coalesce(application_name, ''), coalesce(host(client_addr), 'this computer') FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"
    " AND coalesce(backend_type, 'client backend') = 'client backend'"
    " AND (usename = session_user OR starts_with(application_name, :name))"
).bindparams(name=_NAME)


@dataclass(frozen=True)
class AtWork:
    """A process, or one connection of it: the newest revision of its release ("" where it does not say), and where."""

    revision: str
    place: str


def announced_engine(url: str, **options: Any) -> Engine:
    """An engine as in hidden_values.py whose connections say which release works here."""
    engine = reading_engine(url, **options)
    file = sqlite_file(url)
    if file is not None:
        _lock_beside(engine, file)
    return engine


def reading_engine(url: str, **options: Any) -> Engine:
    """The same for who only reads, maybe as another account: it leaves no file beside SQLite, and is not seen there."""
    engine = engine_without_values(url, **options)
    if make_url(url).get_backend_name() == "postgresql":
        event.listen(engine, "do_connect", _name_it)
    return engine


def others(connection: Connection) -> list[AtWork]:
    """Who else is connected to the database of this connection."""
    if connection.engine.dialect.name == "sqlite":
        file = sqlite_file(str(connection.engine.url))
        return [] if file is None else list(_locked(file))
    found = connection.execute(_OTHERS).all()
    connection.rollback()
    named = [(name, f"{address}, process {pid} of PostgreSQL") for pid, name, address in found]
    return [AtWork(name.removeprefix(_NAME), at) for name, at in named if not name or name.startswith(_NAME)]


def _name_it(_dialect: Any, _record: Any, _arguments: Any, options: dict[str, Any]) -> None:
    options["application_name"] = f"{_NAME}{newest_revision()}"


def _lock_beside(engine: Engine, file: Path) -> None:
    lock = Path(f"{file}{BESIDE_A_FILE}{newest_revision()}")

    @event.listens_for(engine, "connect")
    def _hold(_connection: Any, record: ConnectionPoolEntry) -> None:
        make_private_file(lock)
        held = lock.open()
        # Whoever looks holds it for as long as looking takes.
        fcntl.flock(held, fcntl.LOCK_SH)
        record.info[_KEPT] = held

    @event.listens_for(engine, "close")
    def _leave(_connection: Any, record: ConnectionPoolEntry) -> None:
        held = record.info.pop(_KEPT, None)
        if held is not None:
            held.close()


def _locked(file: Path) -> Iterator[AtWork]:
    for lock in sorted(file.parent.glob(f"{file.name}{BESIDE_A_FILE}*")):
        with lock.open() as opened:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield AtWork(lock.name.rpartition("-")[2], "this computer")
