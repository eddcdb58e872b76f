"""Where the program's own files are, and from which folder it is run: a checkout, or a package that was installed.

A package keeps what Streamlit reads as files (app.py, pages/, worker.py, .streamlit/) in interview/program. There,
`.env` and everything that people type are in a folder of the account, never in the one in which the command was typed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from interview.settings import Settings

_PACKAGE = Path(__file__).resolve().parent.parent
IS_INSTALLED = (_PACKAGE / "program" / "app.py").is_file()
PROGRAM = _PACKAGE / "program" if IS_INSTALLED else _PACKAGE.parent


def _folder_of_the_account() -> Path:
    """Where programs keep what belongs to a person (XDG Base Directory Specification; on macOS Apple's Library)."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "mock-interview"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "mock-interview"


_PROCESS = (sys.executable, "-m", "interview.command_line.process")
FOLDER = _folder_of_the_account() if IS_INSTALLED else PROGRAM


def enter() -> None:
    """Go to the folder from which `.env` and `.data` are read; an installed one is made, for this account alone."""
    if IS_INSTALLED:
        FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chdir(FOLDER)


def worker_command() -> list[str]:
    """How the worker process is started."""
    return [*_PROCESS, str(PROGRAM / "worker.py")]


def web_command(settings: Settings) -> list[str]:
    """How the web process is started; Streamlit finds .streamlit/ beside the script."""
    command = [*_PROCESS, "streamlit", "run", str(PROGRAM / "app.py")]
    return [*command, "--server.address", settings.address, "--server.port", str(settings.port)]
