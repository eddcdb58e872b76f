"""A migration that is cut off, or begun twice at once, leaves a database that opens and a copy that is whole."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from interview.storage.migrate import upgrade
from tests.recording import restored
from tests.servers import ROOT

OLD = ROOT / "tests" / "data" / "release_2026_6" / "database.sql"


def content(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as db:
        return list(db.iterdump())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "interview.db"
    restored(OLD, found)
    return found


def test_a_migration_that_fails_half_way_changes_nothing_and_can_be_run_again(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        sound = db.execute("SELECT details FROM grade WHERE rowid = (SELECT max(rowid) FROM grade)").fetchone()
        db.execute("UPDATE grade SET details = '{' WHERE rowid = (SELECT max(rowid) FROM grade)")
        db.commit()
    before = content(file)
    for _ in range(2):
        with pytest.raises(ValueError, match="Expecting"):
            upgrade(f"sqlite:///{file}")
        assert content(file) == before
        assert content(file.with_name("interview.db.before-0004")) == before
    with closing(sqlite3.connect(file)) as db:
        db.execute("UPDATE grade SET details = ? WHERE rowid = (SELECT max(rowid) FROM grade)", sound)
        db.commit()
    assert upgrade(f"sqlite:///{file}")
    assert not upgrade(f"sqlite:///{file}")


def test_two_processes_that_migrate_at_once_leave_one_migration_and_the_copy_from_before(file: Path) -> None:
    before = content(file)
    code = "import sys; from interview.storage.migrate import upgrade; print(upgrade(sys.argv[1]))"
    command = [sys.executable, "-c", code, f"sqlite:///{file}"]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert sorted(each.communicate(timeout=60)[0].strip() for each in both) == ["False", "True"]
    assert content(file.with_name("interview.db.before-0004")) == before
