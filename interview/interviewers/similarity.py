"""How much of one text another text says: capped soft recall over token vectors, and where it is said.

It measures agreement in meaning of words, not truth: a negated sentence agrees with its opposite. It holds no
thresholds; what a recall is worth is decided by the calibrated map of the grader.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interview.interviewers.encoder import FIRST_WORD, Encoded

# Two uses of one word in different sentences lie near 0.65; more than that tells style, not content.
FOUND_AT = 0.65
_SENTENCE_END = re.compile(r"[.!?。！？]+[\"')\]]*(?=\s|$)|\n+")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|no|dr|mr|ms|mrs|[a-z])\.$", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A stretch of a text, by character offsets, without the space around it."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def sentences(text: str) -> list[Sentence]:
    """Cut at sentence ends and line breaks; abbreviations and decimal points do not end a sentence."""
    found: list[Sentence] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group().startswith(".") and _ABBREVIATION.search(text[start : match.start() + 1]):
            continue
        found.append(Sentence(start, match.end()))
        start = match.end()
    found.append(Sentence(start, len(text)))
    stripped = [_strip(text, sentence) for sentence in found]
    return [sentence for sentence in stripped if re.search(r"\w", sentence.of(text))]


def _strip(text: str, sentence: Sentence) -> Sentence:
    part = sentence.of(text)
    start = sentence.start + len(part) - len(part.lstrip())
    return Sentence(start, max(start, sentence.end - (len(part) - len(part.rstrip()))))


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
    """A key point or reference, weighed against its question: what the question already says counts little.

    The weight of a piece is rarity * (1 - c)^1.5, c being its best cosine with the question's pieces.
    """

    def __init__(self, target: Encoded, question: Encoded) -> None:
        self._vectors = target.vectors
        weights = rarity(target)
        if not weights.any():
            weights = np.ones(len(target.pieces))
        if len(question.pieces) and len(target.pieces):
            weights = weights * (1 - np.clip((target.vectors @ question.vectors.T).max(axis=1), 0.0, 0.95)) ** 1.5
        self._weights = weights / max(float(weights.sum()), 1e-9)

    def recalls(self, answer: Encoded, ranges: Sequence[tuple[int, int]]) -> list[float]:
        """Soft recall (0 to 1) of the target in each range of the answer's pieces: the weighted mean, over the
        target's pieces, of their best cosine in the range, capped at FOUND_AT and scaled to 1.
        """
        if not len(self._weights) or not len(answer.pieces):
            return [0.0 for _ in ranges]
        cosines = np.minimum(self._vectors @ answer.vectors.T, FOUND_AT).clip(0.0) / FOUND_AT
        return [
            float(cosines[:, start:stop].max(axis=1) @ self._weights) if stop > start else 0.0 for start, stop in ranges
        ]

    def recall(self, answer: Encoded) -> float:
        """Soft recall (0 to 1) of the target in the whole answer."""
        return self.recalls(answer, [(0, len(answer.pieces))])[0]


def piece_ranges(encoded: Encoded, parts: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The range of pieces that lies inside each part of the text."""
    starts = np.asarray([span[0] for span in encoded.spans])
    return [
        (int(np.searchsorted(starts, part.start)), int(np.searchsorted(starts, part.end))) if len(starts) else (0, 0)
        for part in parts
    ]
