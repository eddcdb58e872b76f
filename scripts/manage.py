"""What an operator does by hand, one command each: `.venv/bin/python scripts/manage.py COMMAND --help`.

It reads the same settings as the app, and may run beside it.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from interview.core.accounts import ALONE
from interview.core.receipt import Receipt
from interview.i18n.translate import ENGLISH
from interview.services import Services, services
from interview.settings import Settings
from interview.storage.private_files import keep_private, make_private_file, refuse_loose
from interview.web.own_data_archive import archive

NAME = "the name as the sign-in proxy sends it; every letter counts"
OR_ALONE = f"{NAME}. Where nobody signs in: {ALONE}"
NOBODY = "Nobody has signed in under this name. Nothing was changed.\n"


def main() -> int:
    """Run the command that was asked for; the exit code says whether it was done."""
    parser = argparse.ArgumentParser(description="What an operator does by hand.")
    commands = parser.add_subparsers(dest="command", required=True)
    for command, person, what in (
        ("revoke", NAME, "keep a person out; their open pages end within seconds, and what is theirs stays"),
        ("restore", NAME, "let a person in again, with everything that is theirs"),
        ("export", OR_ALONE, "write everything that is kept of a person to a ZIP file"),
        ("erase", OR_ALONE, "delete everything that is kept of a person, in every file, and say what it was"),
    ):
        added = commands.add_parser(command, help=what, description=what)
        added.add_argument("person", help=person)
        if command == "export":
            added.add_argument("file", type=Path, help="a file that is not there yet")
    chosen = parser.parse_args()
    keep_private()
    _find_embedded_redis()
    built = services()
    refuse_loose(built.settings)
    if chosen.command in ("revoke", "restore"):
        act = built.accounts.revoke if chosen.command == "revoke" else built.accounts.restore
        return _said("Done.\n") if act(chosen.person.encode()) else _refused(NOBODY)
    owner = built.accounts.known_owner(os.fsencode(chosen.person))
    if owner is None:
        return _refused(NOBODY)
    return _export(built, owner, chosen.file) if chosen.command == "export" else _erase(built, owner)


def _find_embedded_redis() -> None:
    """That of the app that runs, where no other is set, so that what it holds is counted and goes at once."""
    settings = Settings()
    socket = settings.data_dir.resolve() / "redis" / "redis.sock"
    if not settings.redis_url and socket.exists():
        os.environ["REDIS_URL"] = f"unix://{socket}"


def _export(built: Services, owner: str, path: Path) -> int:
    if path.exists():
        return _refused(f"{path} is there already. Nothing was written.\n")
    make_private_file(path)
    with path.open("wb") as file:
        file.writelines(archive(built, owner, ENGLISH))
    return _said(f"Written to {path}.\n")


def _erase(built: Services, owner: str) -> int:
    receipt = built.own_data.erase(owner)
    is_clean = built.own_data.compact()
    return _said(_told(receipt, is_complete=receipt.is_complete and is_clean))


def _told(receipt: Receipt, *, is_complete: bool) -> str:
    lines = [f"{count:>8,} {table}" for table, count in sorted(receipt.rows.items())]
    lines += [
        f"{receipt.snapshots:>8,} copies in the cache",
        f"{receipt.jobs:>8,} jobs in the queue",
        f"{receipt.files:>8,} copies of the database, made before migrations, cleared of it",
    ]
    last = "Nothing of it is left." if is_complete else "The running worker takes out what is still in Redis or files."
    return "\n".join(["Deleted, by table:", *lines, last, ""])


def _said(text: str) -> int:
    sys.stdout.write(text)
    return 0


def _refused(text: str) -> int:
    sys.stderr.write(text)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
