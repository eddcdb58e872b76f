"""Which changes of a score are more than the usual ups and downs: the band of an individuals (XmR) control chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_SCORES = 4
LASTING_RUN = 8
_LIMIT = 2.66


@dataclass(frozen=True)
class Band:
    """Where scores of one measure lie when nothing changes: `middle` with `low` and `high`, 0–100."""

    middle: float
    low: float
    high: float


def band(count: int, mean: float | None, moving_range: float | None) -> Band | None:
    """The natural process limits, mean ± 2.66 times the mean distance of neighbours; None for fewer than four scores.

    2.66 is 3 / 1.128: three standard deviations, estimated from ranges of two. The ranges of neighbours are used
    because a slow improvement hardly widens them. Source: W. A. Shewhart's limits for individual values, as in NIST/
    SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, and D. J. Wheeler, Understanding Variation.
    """
    if count < FEWEST_SCORES or mean is None or moving_range is None:
        return None
    reach = _LIMIT * moving_range
    return Band(round(mean, 1), round(max(0.0, mean - reach), 1), round(min(100.0, mean + reach), 1))


def told(found: Band | None, scores: Sequence[float]) -> str:
    """What the band says of the latest of these scores (oldest first), in plain words.

    Eight in a row on one side of the middle are a lasting change too (Western Electric rule 4, 1956).
    """
    if found is None:
        return (
            f"From {FEWEST_SCORES} interviews on, a band shows which changes are more than the usual ups and downs; "
            f"you have {len(scores)}."
        )
    usual = f"Inside the band ({found.low:g} to {found.high:g}) is ordinary variation."
    latest = scores[-1]
    if latest > found.high or latest < found.low:
        side = "above" if latest > found.high else "below"
        return f"{usual} Your latest score lies {side} it: something changed."
    run = _run(found.middle, scores)
    if run >= LASTING_RUN:
        side = "above" if latest > found.middle else "below"
        return f"{usual} Your last {run} scores all lie {side} its middle: a lasting change."
    return f"{usual} Your latest score lies inside it: no sign of a change yet."


def _run(middle: float, scores: Sequence[float]) -> int:
    above = scores[-1] > middle
    count = 0
    for score in reversed(scores):
        if score == middle or (score > middle) != above:
            break
        count += 1
    return count
