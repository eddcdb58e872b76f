"""Whoever asks a measure what it does is told, and does not start it: some take twenty minutes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.only_help import only_help

ROOT = Path(__file__).resolve().parents[2]


def test_every_measure_without_arguments_says_what_it_does():
    begun = {file: file.read_text(encoding="utf-8") for file in (ROOT / "bench").glob("*.py")}
    started = [file for file, text in begun.items() if 'if __name__ == "__main__":' in text]
    assert len(started) > 20
    silent = [f.name for f in started if not re.search(r"ArgumentParser|sys\.argv|only_help\(__doc__\)", begun[f])]
    assert silent == []


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
