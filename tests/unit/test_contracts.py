"""The import contracts catch what they are named for: each of these imports was once tried and went through."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = [
    ("documents/report_view.py", "from interview.scorer import grader"),
    ("use_cases/write_tokens.py", "from interview.practice import interviewer"),
    ("use_cases/write_tokens.py", "from interview import services"),
    ("core/report.py", "from interview.use_cases.grading import heartbeat"),
    ("documents/question_view.py", "from interview.storage import store"),
    ("model/reply_checks.py", "from interview.scorer import similarity"),
    ("core/session.py", "import numpy"),
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


@pytest.mark.parametrize(("module", "forbidden"), FORBIDDEN)
def test_a_forbidden_import_breaks_a_contract(house: Path, module: str, forbidden: str) -> None:
    file = house / "interview" / module
    before = file.read_text() if file.exists() else None
    file.write_text(f"{before or ''}\n{forbidden}  # noqa\n")
    try:
        assert not contracts_hold(house)
    finally:
        file.unlink() if before is None else file.write_text(before)
