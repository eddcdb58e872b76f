"""Bases taught and measured side by side."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from interview.scorer.judge import Judge
from training.judge import bases, train
from training.judge.bases import MEASURED, Base, Taught
from training.judge.tests.test_teaching import ASKED

# Rounding to 8 bits, and to 16 bit floating point inside.
NEARLY = 0.05


def test_a_judge_says_before_it_is_made_small_what_it_says_after(base: Path, taught: Path, shipped: Path) -> None:
    said = Taught(Base(base, 0, 0, 1e-4, 12), taught).says(*ASKED)
    assert said.shape == (2, 3, 3)
    assert np.abs(said - Judge(shipped).says(*ASKED)).max() < NEARLY


def test_each_base_has_a_row_with_its_figures_over_all_seeds_and_is_taught_once(
    encoders: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taught: list[str] = []
    teach = train.main

    def told(arguments: list[str]) -> None:
        taught.append(Path(arguments[1]).name)
        teach(arguments)

    monkeypatch.setattr(train, "main", told)
    named = [part for kind in ("bert", "mpnet") for part in ("--base", str(encoders[kind]), "0", "0", "1e-4", "8")]
    given = [str(tmp_path), *named, "--seeds", "1", "2", "--threads", "1"]
    bases.main(given)
    head, *rows = [line for line in capsys.readouterr().out.splitlines() if "packs" not in line and "step" not in line]
    assert all(name in head for name in MEASURED)
    assert [row.split()[0] for row in rows] == ["bert-0-0-8", "mpnet-0-0-8"]
    assert all(row.count("(") == len(MEASURED) + 1 for row in rows)
    assert taught == ["bert-0-0-8-1", "bert-0-0-8-2", "mpnet-0-0-8-1", "mpnet-0-0-8-2"]
    bases.main(given)
    assert capsys.readouterr().out.count("has been taught so already") == 4
