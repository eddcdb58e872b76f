"""The web process and the worker load without collecting garbage, and collect it from then on."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import worker
from interview.command_line import places
from interview.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def collection() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_a_program_is_run_with_its_own_arguments_and_loads_without_collecting(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import gc, sys; print(__name__, gc.isenabled(), sys.argv[1:])")
    command = [*places.worker_command()[:-1], str(program), "one", "two"]
    environment = os.environ | {"PYTHONPATH": str(places.PROGRAM)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "__main__ False ['one', 'two']\n"


def test_the_worker_collects_garbage_once_it_is_loaded(monkeypatch: pytest.MonkeyPatch, collection: None) -> None:
    gc.disable()
    monkeypatch.setattr(worker, "write_log_lines", lambda: sys.exit("as far as this"))
    with pytest.raises(SystemExit, match="as far as this"):
        worker.main()
    assert gc.isenabled()


def test_both_begin_in_the_same_way() -> None:
    web, work = places.web_command(Settings(_env_file=None)), places.worker_command()
    assert web[:3] == work[:3] == [sys.executable, "-m", "interview.command_line.process"]
