"""Which changes of a score are more than the usual ups and downs: the band of an individuals (XmR) control chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview.core.whole_numbers import whole, whole_range

FEWEST_SCORES = 4
_LIMIT = 2.66
_RULES = ((3, 2, 2), (5, 4, 1), (8, 8, 0))


@dataclass(frozen=True)
class Band:
    """Where scores of one measure lie when nothing changes, 0–100; `sigma` is their standard deviation then."""

    middle: int
    low: int
    high: int
    sigma: float


def band(count: int, mean: float | None, moving_range: float | None) -> Band | None:
    """The natural process limits, mean ± 2.66 times the mean distance of neighbours; None for fewer than four scores.

    2.66 is 3 / 1.128: three standard deviations, estimated from ranges of two. The ranges of neighbours are used
    because a slow improvement hardly widens them. Source: W. A. Shewhart's limits for individual values, as in NIST/
    SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, and D. J. Wheeler, Understanding Variation.
    """
    if count < FEWEST_SCORES or mean is None or moving_range is None:
        return None
    reach = _LIMIT * moving_range
    low, high = whole_range(max(0.0, mean - reach), min(100.0, mean + reach))
    return Band(whole(mean), low, high, reach / 3)


def told(found: Band | None, scores: Sequence[float]) -> str:
    """What the band says of the latest of these scores (oldest first), in plain words."""
    if found is None:
        return (
            f"A band that tells a real change from ordinary ups and downs needs {FEWEST_SCORES} interviews measured in "
            f"the same way; you have {len(scores)}."
        )
    usual = f"Inside the band ({found.low:g} to {found.high:g}) is ordinary variation."
    latest = scores[-1]
    if latest > found.high or latest < found.low:
        side = "above" if latest > found.high else "below"
        return f"{usual} Your latest score lies {side} it: something changed."
    for side, of, many in _lasting(found, scores):
        return f"{usual} Yet {many} of your last {of} scores lie well {side} its middle: probably a lasting change."
    return f"{usual} Your latest score lies inside it: no clear change yet."


def _lasting(found: Band, scores: Sequence[float]) -> Iterator[tuple[str, int, int]]:
    """(side, of how many, how many) for each sign of a shift in the latest scores.

    Two of three beyond two standard deviations, four of five beyond one, eight of eight beyond the middle, all on one
    side: Western Electric, Statistical Quality Control Handbook (1956), zone rules 2 to 4.
    """
    for of, needed, sigmas in _RULES:
        if len(scores) < of or not found.sigma:
            continue
        distances = [(score - found.middle) / found.sigma for score in scores[-of:]]
        for side, sign in (("above", 1), ("below", -1)):
            many = sum(sign * distance > sigmas for distance in distances)
            if many >= needed:
                yield side, of, many
