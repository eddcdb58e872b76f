"""Fit how much there is to ask about a line: python training/resume_lines/worth.py [--figures] [--judge FOLDER]

Writes line_worth.npz beside the judge, which reads the lines, from data/worth_*.tsv: 2, 1 or 0, a tab and a
line that the product took for work. --figures prints instead, for lines of readers of whom nothing was learned, how
well those with 2 and those with 0 are told from the others (AUC), and how often 2 and 0 were said of all lines and of
the half that comes first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.practice.line_worth import MUCH, SOMETHING
from interview.scorer.meanings import LINE_WORTH, write
from training.resume_lines.of_meanings import asked_to, made_of, of_lines, regressions

DATA = Path(__file__).parent / "data"
NAMES = (MUCH, SOMETHING)
_ROW = re.compile(r"([012])\t(.+)")


def files() -> list[Path]:
    """One file for each reader."""
    return sorted(DATA.glob("worth_*.tsv"))


def read(path: Path) -> list[tuple[int, str]]:
    """The lines of a reader with what they said of each; ValueError where a row has not the form."""
    found = []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        said = _ROW.fullmatch(row)
        if said is None:
            raise ValueError(f"{path.name}, row {number}: {row[:60]}")
        found.append((int(said[1]), said[2]))
    return found


def _said(much: Sequence[int]) -> np.ndarray:
    """A column for each of NAMES."""
    return np.array([[each == 2, each > 0] for each in much])


def figures(judge: Path) -> str:
    """What --figures prints."""
    from sklearn.metrics import roc_auc_score  # loads for a second; only this needs it

    parts = [read(path) for path in files()]
    seen = [of_lines([line for _, line in part], judge) for part in parts]
    said = [_said([much for much, _ in part]) for part in parts]
    found = []
    for held, lines in enumerate(seen):
        others = [place for place in range(len(parts)) if place != held]
        model = regressions(
            np.concatenate([seen[place] for place in others]), np.concatenate([said[place] for place in others]), NAMES
        )
        found += [[*model.shares(line).values()] for line in lines]
    shares, every = np.array(found), np.concatenate(said)
    first = shares[:, 0] > np.median(shares[:, 0])
    areas = [roc_auc_score(every[:, place], shares[:, place]) for place in range(len(NAMES))]
    return (
        f"AUC of 2 {areas[0]:.3f}, of 0 {areas[1]:.3f}; 2 was said of {every[:, 0].mean():.3f} and of the first half "
        f"{every[first, 0].mean():.3f}; 0 of {1 - every[:, 1].mean():.3f} and {1 - every[first, 1].mean():.3f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    judge, is_for_figures = asked_to(arguments, __doc__)
    if is_for_figures:
        print(figures(judge))
        return
    given, path = [each for path in files() for each in read(path)], judge.with_name(LINE_WORTH.name)
    seen, said = of_lines([line for _, line in given], judge), _said([much for much, _ in given])
    write(path, regressions(seen, said, NAMES, made_of(judge, files())))
    print(f"{len(given)} lines, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
