"""The commands, their help, and which function each one calls: `mock-interview COMMAND --help`.

A command is imported when it is asked for: none waits for what only another one needs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from interview.command_line import places
from interview.command_line.overwritten import overwriting
from interview.errors import InterviewError
from interview.settings import Settings

PERSON = "the name as the sign-in proxy sends it, or with OIDC_ISSUER the provider's subject; every letter counts"
ALONE = ". Where nobody signs in: local"

WHERE_SETTINGS_ARE = f"Settings are environment variables, or lines of\n{places.FOLDER / '.env'}"

Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: list[str] | None = None) -> int:
    """Run the command that was asked for, in its folder; the exit code says whether it was done."""
    asked = _parser().parse_args(arguments)
    here = Path.cwd()
    if getattr(asked, "file", None) is not None:
        asked.file = here / asked.file
    places.enter()
    command: Command = asked.call
    settings = read_settings()
    try:
        return command(asked, settings)
    except InterviewError as exc:
        from interview.i18n.translate import ENGLISH

        sys.stderr.write(ENGLISH.to_operators(exc.message) + "\n")
    except OSError as exc:
        sys.stderr.write(f"{exc.strerror or exc}: {exc.filename or ''}\n")
    return 1


def read_settings() -> Settings:
    """The settings, or an end that names each wrong one without showing what stands in it."""
    try:
        return Settings()
    except ValidationError as exc:
        raise _end(map(_wrong, exc.errors())) from None


def _look_at_prices(settings: Settings) -> None:
    """An end where a price cannot be read: else only who asks for a page would be told."""
    from interview.model.prices import wrong_price

    if wrong := wrong_price(settings.prices_file, settings.openai_price_per_million):
        raise _end([wrong])


def _end(wrong: Iterable[str]) -> SystemExit:
    return SystemExit("\n".join(["A setting is wrong.", *wrong, WHERE_SETTINGS_ARE]))


def _wrong(error: ErrorDetails) -> str:
    """What is wrong with one setting, or with several together, which the sentence names itself."""
    name = ".".join(map(str, error["loc"])).upper()
    return ": ".join(filter(None, (name, error["msg"].removeprefix("Value error, "))))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mock-interview",
        description="An interview for your resume or your work, with a report to learn from.",
        epilog=WHERE_SETTINGS_ARE,
        # A path that is broken at a hyphen cannot be copied.
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    parser.set_defaults(call=_run)
    plain: tuple[tuple[str, str, Command], ...] = (
        ("run", "start everything in the foreground, and print the address (without a COMMAND, this is done)", _run),
        ("web", "only the web process, where something else starts and watches it (systemd, a container)", _web),
        ("worker", "only the worker process: it grades, and writes interviews; start as many as you like", _worker),
        ("migrate", "bring the database to the shape this release needs; safe from several machines at once", _migrate),
        ("doctor", "look at this computer, the settings, the database and Redis, and say what to do", _doctor),
        (
            "check-model",
            "whether the configured model can be the interviewer, and what to do if not; sends it about 20 requests",
            _check_model,
        ),
    )
    for name, what, call in plain:
        commands.add_parser(name, help=what, description=what).set_defaults(call=call)
    with_file: tuple[tuple[str, str, str, Command], ...] = (
        (
            "backup",
            "copy everything that people wrote into one new file, while they go on typing",
            "the new file, a ZIP that whoever has it can read",
            _backup,
        ),
        (
            "restore",
            "put a copy made by backup into the database of DATABASE_URL, which must be empty; SQLite or PostgreSQL",
            "the file that backup wrote, from either kind of database",
            _restore,
        ),
    )
    for name, what, which, call in with_file:
        made = commands.add_parser(name, help=what, description=what)
        made.add_argument("file", type=Path, metavar="FILE", help=which)
        made.set_defaults(call=call)
    of_people: tuple[tuple[str, str, Command], ...] = (
        ("revoke", "keep a person out; their open pages end within seconds, and what is theirs stays", _revoke),
        ("admit", "let a person in again, with everything that is theirs", _admit),
        ("export", "write everything that is kept of a person to a new ZIP file", _export),
        (
            "erase",
            "delete everything that is kept of a person, in every file and for good, and say what it was",
            _erase,
        ),
    )
    for name, what, call in of_people:
        made = commands.add_parser(name, help=what, description=what)
        made.add_argument("person", metavar="PERSON", help=PERSON + (ALONE if call in (_export, _erase) else ""))
        if name == "erase":
            made.add_argument("--yes", action="store_true", help="do not ask first; what is deleted cannot be had back")
        if name == "export":
            made.add_argument("file", type=Path, metavar="FILE", help="the new file, which this account alone can read")
        made.set_defaults(call=call)
    what = "find what does not fit together in the database, and say what to do"
    made = commands.add_parser("check", help=what, description=what)
    made.add_argument("--mend", action="store_true", help="also mend what can be mended without losing a word")
    made.set_defaults(call=_check)
    return parser


def _run(_asked: argparse.Namespace, settings: Settings) -> int:
    from interview.command_line.run import run

    _look_at_prices(settings)
    run(settings)
    return 0


def _web(_asked: argparse.Namespace, settings: Settings) -> int:
    from interview.storage.private_files import refuse_loose
    from interview.web.listening import refuse_open

    _look_at_prices(settings)
    refuse_loose(settings)
    refuse_open(settings, settings.address)
    # Whom the web server believes about an address that is not that of the connection.
    os.environ["FORWARDED_ALLOW_IPS"] = settings.trusted_proxies
    os.environ.update(overwriting())
    return _become(places.web_command(settings))


def _worker(_asked: argparse.Namespace, settings: Settings) -> int:
    _look_at_prices(settings)
    return _become(places.worker_command())


def _become(command: list[str]) -> int:
    """Signals then reach that process itself, and its exit code is the command's."""
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(places.PROGRAM), os.environ.get("PYTHONPATH"))))
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606


def _migrate(_asked: argparse.Namespace, settings: Settings) -> int:
    from interview.storage.migrate import migrate

    migrate(settings)
    return 0


def _doctor(_asked: argparse.Namespace, settings: Settings) -> int:
    from interview.command_line.doctor import doctor

    return doctor(settings)


def _check_model(_asked: argparse.Namespace, settings: Settings) -> int:
    from interview.command_line.check_model import main as check_model

    _look_at_prices(settings)
    return check_model()


def _backup(asked: argparse.Namespace, settings: Settings) -> int:
    from interview.command_line.copies import backup

    return backup(settings, asked.file)


def _restore(asked: argparse.Namespace, settings: Settings) -> int:
    from interview.command_line.copies import restore

    return restore(settings, asked.file)


def _check(asked: argparse.Namespace, settings: Settings) -> int:
    from interview.command_line.check import check

    return check(settings, mend=asked.mend)


def _revoke(asked: argparse.Namespace, _settings: Settings) -> int:
    from interview.command_line.people import revoke

    return revoke(asked.person)


def _admit(asked: argparse.Namespace, _settings: Settings) -> int:
    from interview.command_line.people import admit

    return admit(asked.person)


def _export(asked: argparse.Namespace, _settings: Settings) -> int:
    from interview.command_line.people import export

    return export(asked.person, asked.file)


def _erase(asked: argparse.Namespace, _settings: Settings) -> int:
    from interview.command_line.people import erase

    return erase(asked.person, asked.yes)
