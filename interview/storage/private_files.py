"""Keeps what the app writes to disk for its own account: files 0600, folders 0700, and no start on looser ones.

It changes no mode of what is already there: it names the command, and the person decides. File systems that keep no
modes are let be.
"""

from __future__ import annotations

import os
import shlex
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from interview import model_choice
from interview.settings import Settings

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# SQLite's own files beside a database, the copies made before migrations, and the locks of who works on it.
_BESIDE_A_DATABASE = ("", "-wal", "-shm", "-journal", ".before-*", ".at-work-*")


def keep_private() -> None:
    """From now on, whatever this process and its children make is for this account alone."""
    os.umask(_OTHERS)


def make_private_file(path: Path) -> None:
    """Make an empty file that only this account can open; one that is there stays as it is."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def make_private_folder(path: Path) -> None:
    """Make a folder, and those above it, that only this account can open; one that is there stays as it is."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def refuse_loose(settings: Settings) -> None:
    """End the process, saying how to go on, when group or others may do anything with what the app keeps."""
    if os.name != "posix":
        return
    loose = [path for path, paths in _kept(settings) if any(map(_is_loose, paths)) and _keeps_modes(path)]
    if loose:
        raise SystemExit(
            "Other accounts on this computer may open what this app keeps, so nothing was started. Close it with\n\n"
            f"    {shlex.join(['chmod', '-R', 'go-rwx', *map(str, loose)])}\n\n"
            "and start again."
        )


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite database; None for one in memory or of another kind."""
    kind, _, place = url.partition("://")
    name = place.partition("?")[0].partition("/")[2]
    is_file = kind.partition("+")[0] == "sqlite" and name and not name.startswith((":", "file:"))
    return Path(name).resolve() if is_file else None


def _kept(settings: Settings) -> Iterator[tuple[Path, list[Path]]]:
    """What the app keeps: a path to name in the command, and all that the command mends."""
    folder = settings.data_dir.resolve()
    names = [folder / "run.lock", folder / model_choice.FILE, folder / "redis", *(folder / "redis").rglob("*")]
    yield folder, [folder, *names, *_beside(folder / "interview.db")]
    database = sqlite_file(settings.database)
    if database is not None and folder not in database.parents:
        yield from ((path, [path]) for path in _beside(database))
    environment = Path(str(settings.model_config.get("env_file"))).resolve()
    yield environment, [environment]


def _beside(database: Path) -> list[Path]:
    return sorted(path for end in _BESIDE_A_DATABASE for path in database.parent.glob(f"{database.name}{end}"))


def _is_loose(path: Path) -> bool:
    try:
        found = path.lstat().st_mode
    except OSError:
        return False
    return not stat.S_ISLNK(found) and bool(found & _OTHERS)


def _keeps_modes(path: Path) -> bool:
    """Whether a mode means anything here: on some mounts every file shows the same one, whatever is set."""
    try:
        with tempfile.NamedTemporaryFile(dir=path if path.is_dir() else path.parent) as probe:
            return not _is_loose(Path(probe.name))
    except OSError:
        return True
