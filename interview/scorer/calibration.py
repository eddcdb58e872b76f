"""Reads the calibrated maps from measured agreement to credit; a map whose checksum is wrong is refused.

The maps are made by training/calibrate_scorer.py, which names its inputs; nothing is fitted at run time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from interview.errors import Code, Failed
from interview.messages import Message
from interview.scorer.weights_version import WEIGHTS


@dataclass(frozen=True)
class CreditMap:
    """A rising line through `knots` (what was measured, what it is worth)."""

    knots: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        xs, ys = zip(*self.knots, strict=True)
        if list(xs) != sorted(xs) or list(ys) != sorted(ys) or not (ys[0] >= 0 and ys[-1] <= 1):
            raise ValueError("a credit map must rise from 0 to 1")

    def credit(self, measured: float) -> float:
        """Credit from 0 to 1; never falls when more was measured."""
        xs, ys = zip(*self.knots, strict=True)
        return float(np.interp(measured, xs, ys))


@dataclass(frozen=True)
class Maps:
    """What the strength of the evidence for a key point is worth, and what the agreement of a whole answer is."""

    points: CreditMap
    agreement: CreditMap

    @classmethod
    def product(cls) -> Maps:
        """The maps for questions of the bank."""
        return cls.read(WEIGHTS / "product.json")

    @classmethod
    def read(cls, path: Path) -> Maps:
        """The maps of a file; Failed when it is missing, changed by hand, or a map does not rise."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            values = content["maps"]
            if content["sha256"] != checksum(values):
                raise ValueError("checksum differs")
            points, agreement = (
                CreditMap(tuple((float(x), float(y)) for x, y in values[name])) for name in ("points", "agreement")
            )
            return cls(points, agreement)
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise Failed(Code.INTERVIEW_EVALUATION_FAILED, Message.of("error.calibration_damaged")) from exc


def checksum(values: Mapping[str, Sequence[Sequence[float]]]) -> str:
    """sha256 of the maps' canonical JSON."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
