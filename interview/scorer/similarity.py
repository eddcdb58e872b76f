"""How much of one text another text says: capped soft recall over token vectors, and where it is said.

It measures agreement in meaning of words, not truth: a negated sentence agrees with its opposite. It holds no
thresholds; what a recall is worth is decided by the calibrated map of the grader.
"""

from __future__ import annotations

import math
import re

import numpy as np
import numpy.typing as npt

from interview.scorer.encoder import FIRST_WORD, Encoded, Vectors

Floats = npt.NDArray[np.float64]

# Two uses of one word in different sentences lie near 0.65; more than that tells style, not content.
SAME_AT = 0.65
FOUND_AT = 0.6
LEAST_GAIN = 0.1


def rarity(encoded: Encoded) -> npt.NDArray[np.float64]:
    """Weight of each piece: 0 for punctuation, then growing with its rank in the vocabulary.

    The vocabulary of the encoder is ordered by frequency in general English, so the rank stands in for inverse document
    frequency and no corpus of answers is needed: sqrt(ln(1 + rank / 8)).
    """
    weights = [
        math.sqrt(math.log1p(max(identity - FIRST_WORD, 0) / 8)) if re.search(r"\w", piece) else 0.0
        for piece, identity in zip(encoded.pieces, encoded.ids, strict=True)
    ]
    return np.asarray(weights, dtype=np.float64)


class Target:
    """A key point or reference, of which only what `asked` (token vectors of the question) does not say counts.

    With c the best cosine of a piece with `asked`, its weight is rarity * (1 - c)^1.5, and a cosine m with the answer
    finds it by (m - c) / (max(FOUND_AT, c + LEAST_GAIN) - c), within 0..1: words of the question find nothing.
    """

    def __init__(self, target: Encoded, asked: Vectors) -> None:
        self.vectors = target.vectors
        self.centre = target.centre
        weights = rarity(target)
        if not weights.any():
            weights = np.ones(len(target.pieces))
        known = np.zeros(len(target.pieces))
        if len(asked) and len(target.pieces):
            known = (target.vectors @ asked.T).max(axis=1).astype(np.float64).clip(0.0, 1.0)
        weights = weights * (1 - np.minimum(known, 0.95)) ** 1.5
        self.mass = float(weights.sum())
        self._weights = weights / max(self.mass, 1e-9)
        self._known = known
        self._room = np.maximum(FOUND_AT, known + LEAST_GAIN) - known

    def found(self, answer: Vectors) -> Floats:
        """How far each piece of the target (0 to 1) is found among these token vectors."""
        if not len(answer) or not len(self._weights):
            return np.zeros(len(self._weights))
        best = (self.vectors @ answer.T).max(axis=1)
        return np.asarray(((best - self._known) / self._room).clip(0.0, 1.0), dtype=np.float64)

    def weighed(self, found: Floats) -> Floats:
        """Soft recall (0 to 1) of what was found: one number per column, or one number."""
        return np.asarray(self._weights @ found, dtype=np.float64)

    def recall(self, answer: Encoded) -> float:
        """Soft recall (0 to 1) of the target in the whole answer."""
        return float(self.weighed(self.found(answer.vectors)))


def speaks_of(answer: Encoded, subject: Vectors, asked: Vectors) -> tuple[float, float]:
    """Soft precision (0 to 1): how much of a text, its words from the question apart, lies near the subject; and how
    much there is of it, the sum of the words' weights."""
    if not len(answer.pieces) or not len(subject):
        return 0.0, 0.0
    weights = rarity(answer)
    if not weights.any():
        weights = np.ones(len(answer.pieces))
    near = (answer.vectors @ subject.T).max(axis=1).clip(0.0, SAME_AT) / SAME_AT
    if len(asked):
        weights = weights * (1 - 0.95 * (answer.vectors @ asked.T).max(axis=1).clip(0.0, SAME_AT) / SAME_AT)
    mass = float(weights.sum())
    return float(near @ weights / max(mass, 1e-9)), mass
