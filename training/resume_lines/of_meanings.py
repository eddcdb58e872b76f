"""Logistic regressions on what the judge in place makes of texts, as interview/scorer/meanings.py reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from interview.scorer.judge import Judge
from interview.scorer.meanings import OfMeanings, judge_named
from interview.scorer.verdict_model import Floats
from interview.scorer.weights_version import WEIGHTS

# Weak weights: there are 768 for each name, and some thousand texts. With a third or three times of it what comes first
# was said of fewer lines of readers of whom nothing was learned.
STRENGTH = 1e-3


def of_lines(lines: Sequence[str]) -> Floats:
    """What the judge makes of each, shape (lines, width)."""
    return np.array([_meaning(" ".join(line.split())) for line in lines])


@cache
def _meaning(line: str) -> Floats:
    return _judge().meaning(line)


@lru_cache(maxsize=1)
def _judge() -> Judge:
    return Judge(WEIGHTS)


def regressions(
    seen: Floats,
    said: npt.NDArray[np.bool_],
    names: Sequence[str],
    texts: str = "",
    strength: float = STRENGTH,
    weights: npt.NDArray[np.float64] | None = None,
) -> OfMeanings:
    """A model for each name, of which `said` has a column: whether that was said of the text in the row; `weights` says
    how much each row counts."""
    scale = StandardScaler().fit(seen)
    found = [
        LogisticRegression(C=strength, max_iter=400).fit(scale.transform(seen), column, weights) for column in said.T
    ]
    rows = np.array([model.coef_[0] / scale.scale_ for model in found])
    constants = np.array([model.intercept_[0] for model in found]) - rows @ scale.mean_
    often = said.mean(0, dtype=np.float32)
    return OfMeanings(tuple(names), rows, constants, often, judge_named(), texts)


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
