"""What the app keeps on disk is for its own account: it makes nothing looser, and does not start on what is."""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from interview.settings import Settings
from interview.storage import private_files
from interview.storage.migrate import upgrade
from interview.storage.revisions import config
from tests.servers import ROOT, App

pytestmark = pytest.mark.sqlite_first

RESUME = "Ada Example\nSkills: Python, SQL\nBuilt a billing service in Python."


@pytest.fixture
def open_umask() -> Iterator[None]:
    """As if everything were made for everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    found = [folder, *folder.rglob("*")]
    return {str(path.relative_to(folder)): stat.S_IMODE(path.lstat().st_mode) for path in found}


def old_database(path: Path) -> None:
    """A database as an earlier version left it, one migration behind."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        chosen = config()
        chosen.attributes["connection"] = connection
        command.upgrade(chosen, "0004")
        connection.commit()
    engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////srv/with space/interview.db",
        "sqlite:////srv/interview.db?timeout=5",
        "sqlite+pysqlite:///beside.db",
        "sqlite:///:memory:",
        "sqlite:///file:/srv/interview.db?uri=true",
        "sqlite://",
        "postgresql+psycopg://me:a%2Fb@db.example.org:5432/interview",
    ],
)
def test_the_file_of_a_database_is_the_one_that_sqlalchemy_opens(url: str) -> None:
    made = make_url(url)
    is_file = made.get_backend_name() == "sqlite" and made.database and not made.database.startswith((":", "file:"))
    assert private_files.sqlite_file(url) == (Path(str(made.database)).resolve() if is_file else None)


@pytest.mark.long
def test_nothing_that_is_made_is_open_to_others(tmp_path: Path, open_umask: None) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    old_database(tmp_path / "data" / "interview.db")
    (tmp_path / "data" / "interview.db").chmod(0o600)
    app = App(tmp_path)
    try:
        wanted = {"resumeText": RESUME, "questionCount": 1, "followUpCount": 0}
        assert app.call("POST", "/api/interview/sessions", wanted)[0] == 201
        found = modes(tmp_path / "data")
    finally:
        app.stop()
    expected = {"interview.db", "interview.db-wal", "interview.db-shm", "interview.db.before-0004", "run.lock"}
    assert expected | {".", "redis", "redis/redis.sock"} <= set(found)
    assert {name: oct(mode) for name, mode in found.items() if mode & 0o077} == {}


@pytest.mark.parametrize("mode", [0o777, 0o755])
def test_a_new_data_folder_is_made_for_this_account(tmp_path: Path, open_umask: None, mode: int) -> None:
    folder = tmp_path / "not" / "there" / "yet"
    tmp_path.chmod(mode)
    assert migrate(folder).returncode == 0
    assert set(modes(tmp_path / "not").values()) == {0o700, 0o600}


def test_a_folder_is_for_its_account_whoever_makes_it(tmp_path: Path, open_umask: None) -> None:
    private_files.make_private_folder(tmp_path / "new")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_database_made_by_any_process_is_for_its_account(tmp_path: Path, open_umask: None) -> None:
    upgrade(f"sqlite:///{tmp_path / 'interview.db'}")
    assert stat.S_IMODE((tmp_path / "interview.db").stat().st_mode) == 0o600


def run(*what: str, folder: Path, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {**kept, "DATA_DIR": str(folder), "PYTHONPATH": str(ROOT), **more}
    return subprocess.run([sys.executable, *what], cwd=cwd, env=environment, capture_output=True, text=True, timeout=60)


def migrate(folder: Path, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    return run("-m", "interview.storage.migrate", folder=folder, cwd=cwd, **more)


def as_it_was(folder: Path) -> None:
    """A data folder as 0.1 made it under an ordinary umask."""
    folder.mkdir()
    old_database(folder / "interview.db")
    (folder / "redis" / "appendonlydir").mkdir(parents=True)
    for name in ("interview.db-wal", "interview.db.before-0003", "run.lock", "redis/appendonlydir/appendonly.aof"):
        (folder / name).touch()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


DOORS = {
    "make run": ["-m", "interview.command_line", "run"],
    "worker": [str(ROOT / "worker.py")],
    "web process": ["-c", "import app"],
    "migration": ["-m", "interview.storage.migrate"],
}


@pytest.mark.parametrize(
    "door", [pytest.param(door, marks=[] if door == "make run" else pytest.mark.long) for door in DOORS]
)
def test_a_folder_of_an_earlier_version_is_refused_with_one_command_that_mends_it_all(
    tmp_path: Path, door: str
) -> None:
    folder = tmp_path / "the data"
    as_it_was(folder)
    before = modes(folder)
    refused = run(*DOORS[door], folder=folder)
    assert refused.returncode == 1
    assert "nothing was started" in refused.stderr
    (given,) = [line.strip() for line in refused.stderr.splitlines() if line.strip().startswith("chmod")]
    assert shlex.split(given) == ["chmod", "-R", "go-rwx", str(folder)]
    assert modes(folder) == before
    subprocess.run(given, shell=True, check=True)
    assert migrate(folder).returncode == 0
    assert not [mode for mode in modes(folder).values() if mode & 0o077]


@pytest.mark.parametrize(
    "name", ["", "interview.db", "interview.db-wal", "interview.db.before-0003", "redis", "run.lock", "redis/a/b"]
)
@pytest.mark.parametrize("bit", [0o040, 0o020, 0o004, 0o002])
def test_one_loose_file_is_enough(tmp_path: Path, name: str, bit: int) -> None:
    folder = tmp_path / "data"
    (folder / "redis" / "a").mkdir(parents=True)
    for other in ("interview.db", "interview.db-wal", "interview.db.before-0003", "run.lock", "redis/a/b"):
        (folder / other).touch()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    settings = Settings(_env_file=None, data_dir=folder, database_url="")
    private_files.refuse_loose(settings)
    path = folder / name
    path.chmod(path.stat().st_mode | bit)
    with pytest.raises(SystemExit) as caught:
        private_files.refuse_loose(settings)
    assert f"chmod -R go-rwx {folder}\n" in str(caught.value)


def test_settings_with_a_key_are_refused_when_others_can_read_them(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("OPENAI_API_KEY=something\n")
    (tmp_path / ".env").chmod(0o644)
    refused = migrate(tmp_path / "data", cwd=tmp_path)
    assert refused.returncode == 1
    assert f"chmod -R go-rwx {tmp_path / '.env'}" in refused.stderr
    assert not (tmp_path / "data").exists()
    (tmp_path / ".env").chmod(0o600)
    assert migrate(tmp_path / "data", cwd=tmp_path).returncode == 0


def test_everything_that_is_loose_stands_in_one_command(tmp_path: Path) -> None:
    as_it_was(tmp_path / "data")
    (tmp_path / "elsewhere.db").touch(mode=0o640)
    (tmp_path / "elsewhere.db").chmod(0o640)
    (tmp_path / ".env").touch()
    (tmp_path / ".env").chmod(0o666)
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    refused = migrate(tmp_path / "data", cwd=tmp_path, DATABASE_URL=url)
    (given,) = [line.strip() for line in refused.stderr.splitlines() if line.strip().startswith("chmod")]
    assert shlex.split(given)[3:] == [str(tmp_path / name) for name in ("data", "elsewhere.db", ".env")]
    subprocess.run(given, shell=True, check=True)
    assert migrate(tmp_path / "data", cwd=tmp_path, DATABASE_URL=url).returncode == 0


def test_a_database_server_needs_no_modes_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("interview").touch()
    Path("interview").chmod(0o666)

    def using(database_url: str) -> Settings:
        return Settings(_env_file=None, data_dir=tmp_path / "none", database_url=database_url)

    private_files.refuse_loose(using("postgresql://db.example.org/interview"))
    with pytest.raises(SystemExit, match="interview"):
        private_files.refuse_loose(using("sqlite:///interview"))


def test_where_modes_mean_nothing_nobody_is_kept_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_it_was(tmp_path / "data")
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", database_url="")
    with monkeypatch.context() as patched:
        patched.setattr(private_files, "_is_loose", lambda _path: True)
        private_files.refuse_loose(settings)
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        private_files.refuse_loose(settings)
    with pytest.raises(SystemExit):
        private_files.refuse_loose(settings)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "redis").mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)
    (folder / "redis").chmod(0o700)
    outside = tmp_path / "outside"
    outside.touch()
    outside.chmod(0o666)
    inside = folder / "redis" / "elsewhere"
    inside.symlink_to(outside)
    settings = Settings(_env_file=None, data_dir=folder, database_url="")
    private_files.refuse_loose(settings)
    inside.unlink()
    outside.rename(inside)
    with pytest.raises(SystemExit, match="chmod"):
        private_files.refuse_loose(settings)
