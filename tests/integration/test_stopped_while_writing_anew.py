"""Whoever stops the app while its database is written anew at a start waits for seconds, and finds the file whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview.storage import removals
from interview.storage.migrate import upgrade
from interview.storage.store import Store
from interview.storage.waiting_files import ALL_FILES
from tests.servers import ROOT, free_port

pytestmark = pytest.mark.sqlite_first

ROWS, ROW_BYTES = 100_000, 1_000
# Each of them a hundred times as long as a statement that is heard needs.
SECONDS = 6.0


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that waits to be written anew at the next start, which takes half a second or more."""
    file = tmp_path / "data" / "interview.db"
    file.parent.mkdir(mode=0o700)
    url = f"sqlite:///{file}"
    upgrade(url)
    store = Store(url)
    with store.transaction() as session:
        removals.note_all_files(session, datetime.now(UTC))
    store.engine.dispose()
    with closing(sqlite3.connect(file)) as db, db:
        numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})"
        db.execute(
            f"{numbers} INSERT INTO resume_text (id, owner, text)"
            f" SELECT printf('%064x', i), 'o', hex(randomblob({ROW_BYTES // 2})) FROM n"
        )
    return file


def run(file: Path, command: str) -> subprocess.Popen[str]:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(file.parent), "PORT": str(free_port())}
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "interview.command_line", command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # Who starts the tests in the background of a shell has them ignore it, and so what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def has_begun(pid: int) -> bool:
    """Whether it copies into a file of its own, that has no name any more."""
    with suppress(OSError):
        return any("etilqs" in str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir())
    return False


def waits_for_somebody(pid: int) -> bool:
    """Whether it sleeps until somebody else has written."""
    with suppress(OSError):
        return any((each / "wchan").read_text() == "hrtimer_nanosleep" for each in Path(f"/proc/{pid}/task").iterdir())
    return False


def stopped(file: Path, command: str, number: int, is_time: Callable[[int], bool]) -> tuple[float, str]:
    """How long a command takes to end that is stopped in the middle of writing the file anew, when it is time, and what
    it still says."""
    process = run(file, command)
    assert process.stdout is not None
    try:
        while not (line := process.stdout.readline()).startswith("Writing the database anew"):
            assert line, "it ended before"
        # Without a pause: on a busy machine all of it may be over within one.
        end = time.monotonic() + 30
        while not is_time(process.pid):
            assert time.monotonic() < end, "it is never in the middle"
        began = time.monotonic()
        process.send_signal(number)
        said = process.communicate(timeout=60)[0]
        return time.monotonic() - began, said
    finally:
        process.kill()
        process.wait()


def is_whole(file: Path) -> bool:
    """Whether the file can be read, with all rows and with the note that it waits."""
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM resume_text").fetchone() == (ROWS,)
        return db.execute("SELECT session_id FROM pending_removal").fetchall() == [(ALL_FILES,)]


@contextmanager
def somebody_writes(file: Path) -> Iterator[None]:
    """For them SQLite waits for 15 s, in the middle of a statement, and asks nobody whether it is to go on."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.parametrize(
    ("command", "number"), [("run", signal.SIGTERM), pytest.param("migrate", signal.SIGINT, marks=pytest.mark.long)]
)
def test_a_signal_breaks_it_off_and_the_next_start_does_it_whole(database: Path, command: str, number: int):
    seconds, said = stopped(database, command, number, has_begun)
    assert seconds < SECONDS, said
    assert is_whole(database)
    with run(database, "migrate") as again:
        assert again.wait(60) == 0
    assert not is_whole(database)


def test_a_signal_is_heard_while_sqlite_waits_for_somebody_else(database: Path):
    with somebody_writes(database):
        seconds, said = stopped(database, "run", signal.SIGTERM, waits_for_somebody)
    assert seconds < SECONDS
    assert "Stopping" in said
    assert is_whole(database)
