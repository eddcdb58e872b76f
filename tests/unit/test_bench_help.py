"""Whoever asks a measure what it does is told, and does not start it: some take twenty minutes."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.only_help import only_help

ROOT = Path(__file__).resolve().parents[2]


_READS_ARGUMENTS = {"ArgumentParser", "explained", "only_help"}


def reads_first_what_it_is_asked(file: Path) -> bool:
    """Whether the first statement that does anything where a file is started reads arguments: there or in the function
    of the file that it calls."""
    module = ast.parse(file.read_text(encoding="utf-8"))
    functions = {each.name: each.body for each in module.body if isinstance(each, ast.FunctionDef)}
    body: Sequence[ast.stmt] = next(each for each in reversed(module.body) if isinstance(each, ast.If)).body
    while True:
        called = next(filter(None, map(_called, body)), set())
        if _READS_ARGUMENTS & called:
            return True
        body = next((functions[name] for name in called if name in functions), ())
        if not body:
            return False


def _called(statement: ast.stmt) -> set[str]:
    calls = (each for each in ast.walk(statement) if isinstance(each, ast.Call))
    return {ast.unparse(each.func).rpartition(".")[2] for each in calls}


def test_every_measure_reads_what_it_is_asked_before_it_does_anything():
    started = [each for each in (ROOT / "bench").glob("*.py") if 'if __name__ == "__main__":' in each.read_text()]
    assert ROOT / "bench" / "growth.py" in started
    assert [each.name for each in started if not reads_first_what_it_is_asked(each)] == []


def test_a_measure_that_is_asked_for_help_does_not_begin():
    asked = [sys.executable, str(ROOT / "bench" / "growth.py"), "--help"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert "How time grows with the length" in told
    assert "ratio\n" not in told


def test_an_argument_that_nobody_reads_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "argv", ["measure", "--fast"])
    with pytest.raises(SystemExit) as ended:
        only_help("What it measures.")
    assert ended.value.code == 2
