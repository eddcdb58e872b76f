"""Scores as people see them: whole numbers, decided here and nowhere else.

Stored points and means keep their tenths, so that nothing is rounded twice; whatever shows a score takes it from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor

# 99.4 of 100 points, shown as 99, are 69.6 of the 70 of two parts, 99.5 are 69.65.
NEARLY_ONE = 0.65


def whole(value: float) -> int:
    """A score, or a part of one, as it is shown."""
    return round(value)


def whole_range(low: float, high: float) -> tuple[int, int]:
    """The whole numbers around a range; one number twice where nothing is open."""
    return (whole(low), whole(high)) if low == high else (floor(low), ceil(high))


def whole_parts(parts: Mapping[str, float], total: int) -> dict[str, int]:
    """The parts of a score, so that those which add up to it still do: the largest remainders are rounded up.

    Two parts that count as 100 together, or parts of different answers, do not add up to it; these add up to their own
    sum. It is rounded up from NEARLY_ONE on: a score that is shown as 99 has not all points of both parts.
    """
    exact = sum(parts.values())
    if abs(exact - total) >= 1:
        total = floor(round(exact + 1 - NEARLY_ONE, 2))
    left = total - sum(map(floor, parts.values()))
    by_remainder = sorted(parts, key=lambda name: floor(parts[name]) - parts[name])
    return {name: floor(value) + (name in by_remainder[:left]) for name, value in parts.items()}
