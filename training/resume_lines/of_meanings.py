"""Logistic regressions on what a judge makes of texts, as interview/scorer/meanings.py reads them."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from interview.scorer.judge import Judge
from interview.scorer.meanings import OfMeanings, judge_named
from interview.scorer.verdict_model import Floats
from interview.scorer.weights_version import WEIGHTS

# Weak weights: there are 768 for each name, and some thousand texts. With a third or three times of it what comes first
# was said of fewer lines of readers of whom nothing was learned.
STRENGTH = 1e-3


@dataclass(frozen=True)
class MadeOf:
    """What a model was made of: which judge, and which texts."""

    judge: str = ""
    texts: str = ""


FOR_FIGURES = MadeOf()
"""Of a model that is not kept."""


def made_of(judge: Path, paths: Sequence[Path]) -> MadeOf:
    """The judge in a folder, and the texts of these files."""
    return MadeOf(judge_named(judge), digest(paths))


def asked_to(arguments: Sequence[str] | None, told: str | None) -> tuple[Path, bool]:
    """The folder of the judge that a script was asked to use, and whether only for figures."""
    parser = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--judge", type=Path, default=WEIGHTS, help="the folder of the judge that reads the texts")
    given = parser.parse_args(arguments)
    return given.judge, given.figures


def of_lines(lines: Sequence[str], judge: Path = WEIGHTS) -> Floats:
    """What the judge in a folder makes of each, shape (lines, width)."""
    return np.array([_meaning(" ".join(line.split()), judge) for line in lines])


@cache
def _meaning(line: str, judge: Path) -> Floats:
    return _judge(judge).meaning(line)


@cache
def beside(question: str, said: tuple[str, ...], judge: Path) -> Floats:
    """What the judge in a folder makes of sentences beside a question, shape (2 × width,).

    ValueError where they are too long to be read at once."""
    found = _judge(judge).meaning_beside(question, said)
    if found is None:
        raise ValueError(f"too long to be read at once: {said[0][:60]}")
    return found


@lru_cache(maxsize=1)
def _judge(folder: Path) -> Judge:
    return Judge(folder)


def regressions(
    seen: Floats,
    said: npt.NDArray[np.bool_],
    names: Sequence[str],
    made_of: MadeOf = FOR_FIGURES,
    strength: float = STRENGTH,
    weights: npt.NDArray[np.float64] | None = None,
) -> OfMeanings:
    """A model for each name, of which `said` has a column: whether that was said of the text in the row; `weights` says
    how much each row counts."""
    from sklearn.linear_model import LogisticRegression  # loads for a second; only this needs it
    from sklearn.preprocessing import StandardScaler

    scale = StandardScaler().fit(seen)
    found = [
        LogisticRegression(C=strength, max_iter=400).fit(scale.transform(seen), column, weights) for column in said.T
    ]
    rows = np.array([model.coef_[0] / scale.scale_ for model in found])
    constants = np.array([model.intercept_[0] for model in found]) - rows @ scale.mean_
    often = said.mean(0, dtype=np.float32)
    return OfMeanings(tuple(names), rows, constants, often, made_of.judge, made_of.texts)


def together(models: Sequence[OfMeanings]) -> OfMeanings:
    """Models of the same judge and texts as one."""
    return replace(
        models[0],
        names=tuple(name for model in models for name in model.names),
        weights=np.concatenate([model.weights for model in models]),
        constants=np.concatenate([model.constants for model in models]),
        often=np.concatenate([model.often for model in models]),
    )


def digest(paths: Sequence[Path]) -> str:
    """Names the texts of these files."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
