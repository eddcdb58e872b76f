"""What an operator does by hand, one command each: `.venv/bin/python scripts/manage.py COMMAND --help`.

It reads the same settings as the app, and may run beside it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from interview.services import services
from interview.storage.private_files import keep_private, refuse_loose

NAME = "the name as the sign-in proxy sends it, or with OIDC_ISSUER the provider's subject; every letter counts"


def main() -> int:
    """Run the command that was asked for; the exit code says whether it was done."""
    parser = argparse.ArgumentParser(description="What an operator does by hand.")
    commands = parser.add_subparsers(dest="command", required=True)
    for command, what in (
        ("revoke", "keep a person out; their open pages end within seconds, and what is theirs stays"),
        ("restore", "let a person in again, with everything that is theirs"),
    ):
        commands.add_parser(command, help=what, description=what).add_argument("person", help=NAME)
    chosen = parser.parse_args()
    keep_private()
    built = services()
    refuse_loose(built.settings)
    accounts = built.accounts
    act = accounts.revoke if chosen.command == "revoke" else accounts.restore
    if act(accounts.name_of(chosen.person)):
        sys.stdout.write("Done.\n")
        return 0
    sys.stderr.write("Nobody has signed in under this name. Nothing was changed.\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
