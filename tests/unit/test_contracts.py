"""The import contracts catch what they are named for: each of these imports was once tried and went through."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_first

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = [
    ("documents/report_view.py", "from interview.scorer import grader"),
    ("use_cases/write_tokens.py", "from interview.practice import interviewer"),
    ("use_cases/write_tokens.py", "from interview import services"),
    ("core/report.py", "from interview.use_cases.grading import heartbeat"),
    ("documents/question_view.py", "from interview.storage import store"),
    ("model/reply_checks.py", "from interview.scorer import similarity"),
    ("core/session.py", "import numpy"),
    ("jobs.py", "import streamlit"),
    ("a_new_module.py", "from interview import settings"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code with its contracts, which may be spoiled."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "interview", folder / "interview", ignore=shutil.ignore_patterns("*.yaml", "weights"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def contracts_hold(house: Path) -> bool:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(
        command, cwd=house, capture_output=True, text=True, env={"PYTHONPATH": str(house)}, check=False
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return done.returncode == 0


def test_the_contracts_hold(house: Path) -> None:
    assert contracts_hold(house)


def test_every_room_below_web_stands_in_the_contract_about_browsers() -> None:
    """The contract about layers sends a new room to its place there; this one sends it to the other list.

    The command line starts the web process and asks it how it does, so it knows what that is called by.
    """
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (about_browsers,) = [each for each in contracts if each["name"].startswith("Only web/ and what")]
    paths = [path for path in (ROOT / "interview").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    rooms = {f"interview.{path.stem}" for path in paths if path.name != "__init__.py"}
    assert set(about_browsers["source_modules"]) == rooms - {"interview.web", "interview.command_line"}


@pytest.mark.parametrize(("module", "forbidden"), FORBIDDEN)
def test_a_forbidden_import_breaks_a_contract(house: Path, module: str, forbidden: str) -> None:
    file = house / "interview" / module
    before = file.read_text() if file.exists() else None
    file.write_text(f"{before or ''}\n{forbidden}  # noqa\n")
    try:
        assert not contracts_hold(house)
    finally:
        file.unlink() if before is None else file.write_text(before)
