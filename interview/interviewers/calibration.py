"""Reads the calibrated maps from measured agreement to credit; a map whose checksum is wrong is refused.

The maps are made by scripts/calibrate_grader.py, which names its inputs; nothing is fitted at run time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from interview.errors import Code, Failed

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class CreditMap:
    """A rising line through `knots` (strength of the evidence, credit)."""

    knots: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        xs, ys = zip(*self.knots, strict=True)
        if list(xs) != sorted(xs) or list(ys) != sorted(ys) or not (ys[0] >= 0 and ys[-1] <= 1):
            raise ValueError("a credit map must rise from 0 to 1")

    @classmethod
    def product(cls) -> CreditMap:
        """The map for key points of the question bank."""
        return cls.read(WEIGHTS / "product.json")

    @classmethod
    def read(cls, path: Path) -> CreditMap:
        """A map from its file; Failed when it is missing, changed by hand, or not rising."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["sha256"] != checksum(content["map"]):
                raise ValueError("checksum differs")
            values = content["map"]
            knots = tuple((float(x), float(y)) for x, y in values["knots"])
            return cls(knots)
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise Failed(
                Code.INTERVIEW_EVALUATION_FAILED, "The practice grader's calibration is damaged. Reinstall it."
            ) from exc

    def credit(self, strength: float) -> float:
        """Credit from 0 to 1; never falls when the evidence gets stronger."""
        xs, ys = zip(*self.knots, strict=True)
        return float(np.interp(strength, xs, ys))


def checksum(values: Mapping[str, Sequence[Sequence[float]]]) -> str:
    """sha256 of the map's canonical JSON."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
