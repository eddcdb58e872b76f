"""A linear model as a text file: a row for each feature with its weights in whole hundredths, apart by tabs.

The first row is a comment, and the row "always" has the constants.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Weights = Mapping[str, Sequence[int]]
ALWAYS, SCALE = "always", 100


def read(path: Path) -> Weights:
    """Feature → weights, one for each output."""
    return weights_of(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# "))


def weights_of(rows: Iterable[str]) -> Weights:
    """The same of the rows of a file behind its first."""
    return {name: tuple(map(int, weights)) for name, *weights in (row.split("\t") for row in rows)}


def sums(weights: Weights, features: Mapping[str, float]) -> list[float]:
    """What the features add up to for each output; those that the model does not know count nothing."""
    found = [float(constant) for constant in weights[ALWAYS]]
    for name, much in features.items():
        for place, weight in enumerate(weights.get(name, ())):
            found[place] += much * weight
    return [each / SCALE for each in found]
