"""From what probability on something is claimed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """Probabilities, 0 to 1. A point is recognised from `states` on unless `conflict` of the opposite or more stands
    beside it, opposite from `contradicts` on likewise, and not recognised below `nothing` of both."""

    states: float
    contradicts: float
    conflict: float
    nothing: float
