"""How much of one text another text says: capped soft recall over token vectors, and where it is said.

It measures agreement in meaning of words, not truth: a negated sentence agrees with its opposite. It holds no
thresholds; what a recall is worth is decided by the calibrated map of the grader.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from interview.interviewers.encoder import FIRST_WORD, Encoded, Vectors

Floats = npt.NDArray[np.float64]

# Two uses of one word in different sentences lie near 0.65; more than that tells style, not content.
SAME_AT = 0.65
FOUND_AT = 0.6
LEAST_GAIN = 0.1
RUN_ON = 40
CLAUSE = 16
_JOINS = re.compile(r"(?:and|but|so|because|which|while|then|or)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。！？]+[\"')\]]*(?=\s|$)|\n+")
_ABBREVIATION = re.compile(r"\b(?:[Ee]\.g|[Ii]\.e|[Vv]s|[Cc]f|[Aa]pprox|[Dd]r|M[rs]|Mrs)\.$")
_ABBREVIATION_WITHIN = re.compile(r"\b(?:etc|no|[a-z])\.$")
_GOES_ON = re.compile(r"\s*[a-z]")


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
        if match.group() == "." and _is_abbreviation(text[start : match.end()], text[match.end() :]):
            continue
        found.append(Sentence(start, match.end()))
        start = match.end()
    found.append(Sentence(start, len(text)))
    stripped = [_strip(text, sentence) for sentence in found]
    return [sentence for sentence in stripped if re.search(r"\w", sentence.of(text))]


def clauses(text: str, sentence: Sentence) -> list[Sentence]:
    """A sentence of more than RUN_ON words cut at pauses into stretches of about CLAUSE words; a shorter one whole."""
    starts = [match.start() for match in re.finditer(r"\S+", text[sentence.start : sentence.end])]
    if len(starts) <= RUN_ON:
        return [sentence]
    cuts, words_since = [0], 0
    for before, start in pairwise(starts):
        words_since += 1
        here, so_far = sentence.start + start, text[sentence.start + before : sentence.start + start].rstrip()
        pauses = so_far.endswith((",", ";", ":")) or _JOINS.match(text, here) is not None
        if (words_since >= CLAUSE // 2 and pauses) or words_since >= 2 * CLAUSE:
            cuts.append(start)
            words_since = 0
    ends = [*cuts[1:], sentence.end - sentence.start]
    return [_strip(text, Sentence(sentence.start + a, sentence.start + b)) for a, b in zip(cuts, ends, strict=True)]


def _is_abbreviation(before: str, after: str) -> bool:
    return _ABBREVIATION.search(before) is not None or (
        _ABBREVIATION_WITHIN.search(before) is not None and _GOES_ON.match(after) is not None
    )


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
