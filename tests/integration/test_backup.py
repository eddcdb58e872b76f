"""Backup and restore: all that is in the database, on both engines and from one to the other, while people type."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, create_engine, select

from interview.command_line.doctor import NOTE, _database
from interview.services import Services
from interview.settings import Settings
from interview.storage.backup import CannotRestore, restore_backup, write_backup
from interview.storage.migrate import upgrade
from tests.integration.test_candidate import create
from tests.servers import ROOT, PostgresServer

NOW = datetime(2026, 11, 26, tzinfo=UTC)
RELEASE_BEFORE = ROOT / "tests" / "data" / "release_2026_6" / "database.sql"


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, comparable between engines."""
    engine = create_engine(url)
    found = MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        tables = {
            table.name: sorted(tuple(map(_comparable, row)) for row in connection.execute(select(table)))
            for table in found.sorted_tables
        }
    engine.dispose()
    return tables


def _comparable(value: Any) -> str:
    if isinstance(value, datetime):
        return (value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat()
    return json.dumps(value, default=str, sort_keys=True)


@pytest.fixture
def of_the_release_before(tmp_path: Path) -> str:
    """A database with every kind of row that the release before wrote, in the shape it had."""
    file = tmp_path / "before.db"
    with sqlite3.connect(file) as connection:
        connection.executescript(RELEASE_BEFORE.read_text())
    return f"sqlite:///{file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'restored.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


def test_a_backup_of_the_release_before_becomes_what_an_upgrade_in_place_becomes(
    of_the_release_before: str, empty: str, tmp_path: Path
):
    copied = write_backup(of_the_release_before, tmp_path / "all.zip", NOW)
    assert copied.rows["session"] > 5
    assert restore_backup(empty, tmp_path / "all.zip") == copied
    upgrade(of_the_release_before)
    assert everything(empty) == everything(of_the_release_before)


def test_a_backup_made_while_people_type_is_one_moment_and_loses_nothing_saved_before_it(
    services: Services, database_url: str, empty: str, tmp_path: Path
):
    sessions = [create(services, force=True) for _ in range(3)]
    done = threading.Event()
    saved = dict.fromkeys((each.id for each in sessions), 0)

    def type_on() -> None:
        count = 0
        while not done.is_set():
            count += 1
            for each in sessions:
                services.candidate.save_draft("local", each.id, 0, f"word {count}", revision=count)
                saved[each.id] = count

    typing = threading.Thread(target=type_on)
    typing.start()
    try:
        while min(saved.values()) < 2:
            pass
        before = dict(saved)
        write_backup(database_url, tmp_path / "all.zip", NOW)
    finally:
        done.set()
        typing.join()
    restore_backup(empty, tmp_path / "all.zip")
    engine = create_engine(empty)
    with engine.connect() as connection:
        for session_id, count in before.items():
            draft = connection.exec_driver_sql(
                f"SELECT draft FROM turn WHERE session_id = '{session_id}' AND main = 0 AND follow_up = 0"
            ).scalar_one()
            assert int(draft.removeprefix("word ")) >= count
    engine.dispose()


def test_new_rows_are_numbered_after_those_that_came_back(
    of_the_release_before: str, postgres: PostgresServer, tmp_path: Path
):
    upgrade(of_the_release_before)
    write_backup(of_the_release_before, tmp_path / "all.zip", NOW)
    url = postgres.new_database()
    restore_backup(url, tmp_path / "all.zip")
    engine = create_engine(url)
    with engine.connect() as connection:
        highest = connection.exec_driver_sql("SELECT max(id) FROM grade").scalar_one()
        following = connection.exec_driver_sql("SELECT nextval(pg_get_serial_sequence('grade', 'id'))").scalar_one()
    engine.dispose()
    assert following == highest + 1


def test_nothing_is_put_over_what_somebody_wrote(services: Services, database_url: str, tmp_path: Path):
    create(services, force=True)
    write_backup(database_url, tmp_path / "all.zip", NOW)
    before = everything(database_url)
    with pytest.raises(CannotRestore, match="already written"):
        restore_backup(database_url, tmp_path / "all.zip")
    assert everything(database_url) == before


@pytest.mark.parametrize("part", ["rows", "manifest", "cut"])
def test_a_backup_that_was_changed_is_refused_and_changes_nothing(
    of_the_release_before: str, empty: str, tmp_path: Path, part: str
):
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    write_backup(of_the_release_before, good, NOW)
    if part == "cut":
        bad.write_bytes(good.read_bytes()[:-200])
    else:
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                if part == "rows" and name == "tables/turn.jsonl":
                    data = b"".join(data.splitlines(keepends=True)[:-1])
                if part == "manifest" and name == "manifest.json":
                    data = data.replace(b'"revision": "', b'"revision": "9')
                new.writestr(name, data)
    with pytest.raises(CannotRestore):
        restore_backup(empty, bad)
    assert everything(empty) == {}


def test_the_two_commands_say_what_they_did(of_the_release_before: str, tmp_path: Path):
    def command(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "interview.command_line", *arguments],
            cwd=ROOT,
            env={
                "PATH": "/usr/bin:/bin",
                "DATA_DIR": str(tmp_path / "data"),
                "DATABASE_URL": url,
                "REDIS_URL": "none",
            },
            capture_output=True,
            text=True,
            timeout=60,
        )

    file = tmp_path / "all.zip"
    made = command(of_the_release_before, "backup", str(file))
    assert (made.returncode, made.stdout.startswith("Copied ")) == (0, True), made.stderr
    assert file.stat().st_mode & 0o077 == 0
    again = command(of_the_release_before, "backup", str(file))
    assert (again.returncode, "is there already" in again.stderr) == (1, True)
    nowhere = command(of_the_release_before, "backup", str(tmp_path / "nowhere" / "all.zip"))
    assert (nowhere.returncode, "There is no folder" in nowhere.stderr) == (1, True)
    put = command(f"sqlite:///{tmp_path / 'new.db'}", "restore", str(file))
    assert (put.returncode, put.stdout.startswith("Put back "), put.stdout.count("\n")) == (0, True, 1), put.stdout
    twice = command(f"sqlite:///{tmp_path / 'new.db'}", "restore", str(file))
    assert (twice.returncode, "already written" in twice.stderr) == (1, True)


def test_who_only_looks_or_copies_leaves_no_file_beside_the_database(of_the_release_before: str, tmp_path: Path):
    (tmp_path / "copies").mkdir()
    before = set(tmp_path.iterdir())
    write_backup(of_the_release_before, tmp_path / "copies" / "all.zip", NOW)
    assert [said.sign for said in _database(Settings(database_url=of_the_release_before))] == [NOTE]
    assert set(tmp_path.iterdir()) == before


def test_tables_of_something_else_are_never_taken_away(of_the_release_before: str, tmp_path: Path):
    write_backup(of_the_release_before, tmp_path / "all.zip", NOW)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE customers (id INTEGER, name TEXT)")
        connection.execute("INSERT INTO customers VALUES (1, 'Ada')")
    with pytest.raises(CannotRestore, match="something else"):
        restore_backup(f"sqlite:///{other}", tmp_path / "all.zip")
    with sqlite3.connect(other) as connection:
        assert connection.execute("SELECT name FROM customers").fetchall() == [("Ada",)]


def test_tables_of_a_later_release_are_left_as_they_are(sqlite_url: str):
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert upgrade(sqlite_url) is False
    assert not list(file.parent.glob("*.before-*"))
