"""Agreement of two scores of the same answers: quadratic weighted kappa in five bands, and how sure it is."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

BANDS = (0, 20, 40, 60, 80)
"""Where each band begins: those of the report, the lowest of which (0 to 39) is cut in two."""
DRAWS = 2000
_WEIGHTS = np.subtract.outer(np.arange(len(BANDS)), np.arange(len(BANDS))) ** 2
SEED = 7


def band(score: float) -> int:
    """The number of the band of a score of 0 to 100, from 0."""
    return bisect_right(BANDS, score) - 1


def weighted_kappa(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """1 is the same band each time, 0 what chance gives with as many in each band, below 0 worse. A pair of bands d
    apart weighs d². NaN where chance alone cannot differ: all scores of both sides in one band."""
    a, b = np.array([band(each) for each in ours], int), np.array([band(each) for each in theirs], int)
    if not len(a):
        return math.nan
    observed = float(((a - b) ** 2).mean())
    one, other = (np.bincount(each, minlength=len(BANDS)) / len(each) for each in (a, b))
    by_chance = float(one @ _WEIGHTS @ other)
    return 1 - observed / by_chance if by_chance else math.nan


def interval(
    groups: Sequence[str], ours: Sequence[float], theirs: Sequence[float], draws: int = DRAWS
) -> tuple[float, float]:
    """Between which two the kappa lies in 95 of 100 draws of as many questions, with all their answers, some questions
    more than once. Answers to one question are alike: drawing single answers would feign certainty. NaN without any."""
    members: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        members.setdefault(group, []).append(place)
    places = [np.array(each) for each in members.values()]
    a, b = np.array(ours, float), np.array(theirs, float)
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(draws if places else 0):
        drawn = np.concatenate([places[number] for number in rng.integers(0, len(places), len(places))])
        kappa = weighted_kappa(a[drawn].tolist(), b[drawn].tolist())
        if not math.isnan(kappa):
            found.append(kappa)
    if not found:
        return math.nan, math.nan
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)
