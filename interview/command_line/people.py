"""`mock-interview revoke|admit|export|erase PERSON`: what an operator does about one person, beside the app."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from interview.command_line.new_file import why_not_new
from interview.command_line.usable_database import refuse_unusable
from interview.core.receipt import Receipt, Waits
from interview.i18n.translate import ENGLISH
from interview.services import Services, services
from interview.settings import Settings
from interview.storage.private_files import make_private_file, sqlite_file
from interview.web.own_data_archive import archive

UNASKED = "Nothing was deleted: it cannot be undone. Say --yes to delete it without being asked.\n"
NOT_MEANT = "That is another name. Nothing was deleted.\n"
NOBODY = "Nobody has signed in under this name. Nothing was changed.\n"


def revoke(person: str) -> int:
    """Keep a person out; 1 for a name that never came."""
    accounts = _services().accounts
    return _said("Done.\n") if accounts.revoke(accounts.name_of(person)) else _refused(NOBODY)


def admit(person: str) -> int:
    """Let a person in again; 1 for a name that never came."""
    accounts = _services().accounts
    return _said("Done.\n") if accounts.restore(accounts.name_of(person)) else _refused(NOBODY)


def export(person: str, path: Path) -> int:
    """Write everything that is kept of a person to a new ZIP file; 1 where that could not be done."""
    built = _services()
    owner = _owner(built, person)
    if owner is None:
        return _refused(NOBODY)
    if why_not := why_not_new(path):
        return _refused(f"{why_not}\n")
    unfinished = path.with_name(path.name + ".unfinished")
    make_private_file(unfinished)
    try:
        with unfinished.open("wb") as file:
            file.writelines(archive(built, owner, ENGLISH))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return _said(f"Written to {path}.\n")


def erase(person: str, is_sure: bool) -> int:
    """Delete everything that is kept of a person, in every file, and say what it was; 1 for a name that never came.

    Who is not sure is told what there is and types the name again; where nobody can be asked that is 1, too.
    """
    built = _services()
    owner = _owner(built, person)
    if owner is None:
        return _refused(NOBODY)
    if not is_sure:
        if not sys.stdin.isatty():
            return _refused(UNASKED)
        sys.stdout.write(_counted("This would be deleted for good, by table:", built.own_data.count(owner)))
        sys.stdout.write(f"Type {person} to delete it: ")
        sys.stdout.flush()
        typed = sys.stdin.readline()
        if typed.strip() != person.strip():
            return _refused(NOT_MEANT)
    receipt = built.own_data.erase(owner)
    waits = receipt.waits - {Waits.START}
    if not built.own_data.compact():
        waits |= receipt.waits & {Waits.START} or {Waits.FILES}
    return _said(_told(replace(receipt, waits=waits), still=_still(built.settings.database)))


def _services() -> Services:
    refuse_unusable(Settings())
    _find_embedded_redis()
    return services()


def _owner(built: Services, person: str) -> str | None:
    name = os.fsencode(person) if not built.accounts.has_people else built.accounts.name_of(person)
    return built.accounts.known_owner(name)


def _find_embedded_redis() -> None:
    """That of the app that runs, where no other is set, so that what it holds is counted and goes at once."""
    settings = Settings()
    socket = settings.data_dir.resolve() / "redis" / "redis.sock"
    if not settings.redis_url and socket.exists():
        os.environ["REDIS_URL"] = f"unix://{socket}"


_STILL = {
    Waits.REDIS: "Redis cannot be reached: a worker takes out what is left there as soon as it runs and Redis answers.",
    Waits.FILES: "A file could not be cleaned yet: a worker tries again every few minutes while it runs.",
    Waits.START: "The database is too large to be written anew while the app runs. Its file has traces until all"
    " processes are stopped and the app is started again, or `mock-interview migrate` is run.",
}

# No worker has PostgreSQL write its tables anew.
_BY_HAND = (
    "PostgreSQL could not write its files anew, and they still have traces. Run this command again when nobody works,"
    " or run VACUUM FULL in the database."
)


def _still(database: str) -> Mapping[Waits, str]:
    return _STILL if sqlite_file(database) is not None else {**_STILL, Waits.FILES: _BY_HAND}


def _counted(head: str, rows: Mapping[str, int]) -> str:
    return "\n".join([head, *(f"{count:>8,} {table}" for table, count in sorted(rows.items())), ""])


def _told(receipt: Receipt, still: Mapping[Waits, str]) -> str:
    lines = [
        f"{receipt.snapshots:>8,} copies in the cache",
        f"{receipt.jobs:>8,} jobs in the queue",
        f"{receipt.files:>8,} copies of the database, made before migrations, cleared of it",
    ]
    last = [line for each, line in still.items() if each in receipt.waits] or ["Nothing of it is left."]
    return _counted("Deleted, by table:", receipt.rows) + "\n".join([*lines, *last, ""])


def _said(text: str) -> int:
    sys.stdout.write(text)
    return 0


def _refused(text: str) -> int:
    sys.stderr.write(text)
    return 1
