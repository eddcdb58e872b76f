"""`make run`: one command starts everything, and one signal ends it."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from interview.storage.migrate import upgrade
from interview.storage.revisions import has_newest_tables
from tests.servers import ROOT, App, NewApp, wait_until

pytestmark = pytest.mark.sqlite_first


def gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1][:3]


def test_it_brings_its_own_redis_and_a_signal_ends_everything_within_ten_seconds(tmp_path: Path):
    app = NewApp(tmp_path)
    try:
        health = app.get("/api/health")[1]
        assert (health["database"], health["redis"], health["interviewer"]) == ("up", "up", "practice")
        children = app.children()
        assert set(children) == {"web", "worker", "redis"}
        # Each message of a page's run wakes the event loop twice; this one is the cheaper.
        assert "uvloop" in Path(f"/proc/{children['web']}/maps").read_text()
    finally:
        seconds = app.stop(signal.SIGINT)
    assert seconds < 10
    assert all(gone(pid) for pid in children.values())


def test_killing_the_run_itself_leaves_nothing_running(tmp_path: Path):
    app = App(tmp_path)
    children = app.children()
    assert set(children) == {"web", "worker", "redis"}
    app.stop(signal.SIGKILL)
    wait_until(lambda: all(gone(pid) for pid in children.values()), 30, "children end with their parent")
    assert not [name for name, pid in children.items() if not gone(pid)]


@pytest.mark.long
def test_parts_that_die_are_started_again(tmp_path: Path):
    app = App(tmp_path)
    try:
        before = app.children()
        for part in ("worker", "web", "redis"):
            app.kill(part)
        others = {None, *before.values()}
        wait_until(lambda: others.isdisjoint(map(app.children().get, before)), 30, "all parts are there again")
        wait_until(app.is_healthy, 30, "healthy again")
        wait_until(lambda: app.get("/api/health")[1]["redis"] == "up", 30, "redis is back")
        assert set(app.children().values()).isdisjoint(before.values())
    finally:
        app.stop()


def test_the_embedded_redis_leaves_no_text_on_disk_and_takes_what_an_earlier_one_left(tmp_path: Path):
    earlier = tmp_path / "data" / "redis" / "appendonlydir"
    earlier.mkdir(parents=True)
    (earlier / "appendonly.aof.1.incr.aof").write_text("an answer that was deleted since")
    subprocess.run(["chmod", "-R", "go-rwx", str(tmp_path / "data")], check=True)
    app = App(tmp_path)
    try:
        wanted = {"resumeText": "Ada Example\nSkills: Python\nBuilt a billing service.", "questionCount": 1}
        assert app.call("POST", "/api/interview/sessions", wanted)[0] == 201
        assert app.get("/api/interview/sessions")[1]["total"] == 1
        assert [path.name for path in (tmp_path / "data" / "redis").rglob("*")] == ["redis.sock"]
    finally:
        app.stop()
    assert list((tmp_path / "data" / "redis").rglob("*")) == []


LOADED = (
    "import sys; from pathlib import Path; from interview.command_line.run import bring_up_to_date;"
    "bring_up_to_date('sqlite:///' + sys.argv[1]); print('alembic' in sys.modules, 'sqlalchemy' in sys.modules)"
)


def loads(file: Path) -> list[str]:
    """Whether bringing this database up to date loads Alembic, and SQLAlchemy."""
    command = [sys.executable, "-c", LOADED, str(file)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


def test_a_database_at_the_newest_revision_is_started_with_without_running_migrations(tmp_path: Path):
    file = tmp_path / "interview.db"
    assert loads(file) == ["True", "True"]
    assert has_newest_tables(file)
    assert loads(file) == ["False", "False"]


@pytest.mark.parametrize("revision", ["0004", None, "9999"])
def test_a_database_at_any_other_revision_is_left_to_the_migrations(tmp_path: Path, revision: str | None):
    file = tmp_path / "interview.db"
    upgrade(f"sqlite:///{file}")
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("DELETE FROM alembic_version")
        if revision is not None:
            db.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
    assert not has_newest_tables(file)


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough for its head"])
def test_what_cannot_be_read_is_left_to_the_migrations(tmp_path: Path, content: bytes):
    file = tmp_path / "interview.db"
    assert not has_newest_tables(file)
    assert not file.exists()
    file.write_bytes(content)
    assert not has_newest_tables(file)
    assert file.read_bytes() == content


@pytest.mark.long
def test_two_runs_side_by_side_do_not_see_each_other(tmp_path: Path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = App(tmp_path / "one"), App(tmp_path / "two")
    try:
        wanted = {
            "resumeText": "Ada Example\nSkills: Python, SQL\nBuilt a billing service in Python.",
            "questionCount": 1,
        }
        assert one.call("POST", "/api/interview/sessions", wanted)[0] == 201
        assert one.get("/api/interview/sessions")[1]["total"] == 1
        assert two.get("/api/interview/sessions")[1]["total"] == 0
    finally:
        one.stop()
        two.stop()


def test_a_second_run_on_the_same_folder_or_port_says_so(tmp_path: Path):
    app = App(tmp_path)
    try:
        for environment, said in (
            ({"DATA_DIR": str(tmp_path / "data"), "PORT": "1"}, "Another run uses"),
            ({"DATA_DIR": str(tmp_path / "other"), "PORT": str(app.port)}, "is in use"),
        ):
            second = subprocess.run(
                [sys.executable, "-m", "interview.command_line", "run"],
                cwd=ROOT,
                env={"PATH": os.environ["PATH"], **environment},
                capture_output=True,
                text=True,
                timeout=30,
            )
            assert second.returncode != 0
            assert said in second.stderr
        assert app.is_healthy()
    finally:
        app.stop()
