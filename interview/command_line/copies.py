"""`mock-interview backup FILE` and `restore FILE`, in words."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from redis import RedisError
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from interview.command_line.new_file import why_not_new
from interview.settings import NO_REDIS, Settings
from interview.storage.backup import CannotRestore, Copied, restore_backup, write_backup
from interview.storage.migrate import OlderAtWork
from interview.storage.private_files import keep_private, make_private_folder, refuse_loose, sqlite_file
from interview.storage.redis_connection import quick_client

_PEOPLE = {
    "session": "interviews",
    "turn": "questions and follow-ups",
    "grade": "grades",
    "resume": "resumes",
    "story": "stories",
}


def backup(settings: Settings, file: Path) -> int:
    """Copy the database into `file`; 1 where that could not be done."""
    keep_private()
    database = sqlite_file(settings.database)
    if database is not None and not database.exists():
        return _failed(f"There is no database yet at {database}. Nothing was written.")
    if why_not := why_not_new(file):
        return _failed(why_not)
    try:
        copied = write_backup(settings.database, file, datetime.now(UTC))
    except (CannotRestore, OSError) as exc:
        return _failed(f"No backup was made. {exc}")
    except SQLAlchemyError:
        return _failed("No backup was made, as the database cannot be reached. Look: mock-interview doctor")
    sys.stdout.write(f"Copied {_counts(copied)} into {file}.\n")
    sys.stdout.write(
        "It holds what people wrote, readable by whoever has the file. It does not hold .env or a model's key.\n"
    )
    return 0


def restore(settings: Settings, file: Path) -> int:
    """Put the backup in `file` into the configured database; 1 where that could not be done."""
    keep_private()
    refuse_loose(settings)
    make_private_folder(settings.data_dir)
    try:
        copied = restore_backup(settings.database, file)
    except (CannotRestore, OlderAtWork) as exc:
        return _failed(str(exc))
    except OperationalError:
        return _failed("Nothing was restored, as the database cannot be reached. Look: mock-interview doctor")
    except (SQLAlchemyError, OSError) as exc:
        return _failed(f"It was not restored ({type(exc).__name__}). Try again with another empty database.")
    sys.stdout.write(f"Put back {_counts(copied)} from {file}.\n")
    cache = settings.redis_cache_url or settings.redis_url
    if cache not in ("", NO_REDIS):
        _forget_snapshots(cache, settings.namespace)
    return 0


def _forget_snapshots(url: str, namespace: str) -> None:
    """What Redis remembers of another state of this database would count as fresh where the versions are the same."""
    try:
        redis = quick_client(url)
        for key in redis.scan_iter(f"{namespace}:session:*", count=500):
            redis.delete(key)
    except (RedisError, OSError, ValueError):
        sys.stdout.write("Redis could not be reached. Empty it before you start the app.\n")


def _counts(copied: Copied) -> str:
    return ", ".join(f"{copied.rows.get(table, 0)} {name}" for table, name in _PEOPLE.items())


def _failed(why: str) -> int:
    sys.stderr.write(why + "\n")
    return 1
