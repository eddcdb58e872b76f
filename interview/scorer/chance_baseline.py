"""What talk about other things finds of a key point by chance, the more the longer it is.

The talk is our own (weights/small_talk.txt): sentences people say in interviews whatever they are asked. It knows
nothing of answers or grades.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb
from pathlib import Path

import numpy as np

from interview.scorer.encoder import Encoded, encoder
from interview.scorer.similarity import Floats, Target

TALK = Path(__file__).parent / "weights" / "small_talk.txt"
# What is found by chance anyway leaves at least this much to find.
LEAST_ROOM = 0.2


@dataclass(frozen=True)
class Chance:
    """`expected[piece, n]` is what n sentences of talk, each of `pieces` pieces, find of a piece (0 to 1)."""

    expected: Floats
    pieces: float

    def beyond(self, found: Floats, length: int) -> Floats:
        """What was found of each piece beyond what talk of this length (in pieces) finds, as a share of the rest."""
        places = np.arange(self.expected.shape[1])
        sentences = min(length / self.pieces, float(places[-1]))
        lower = int(sentences)
        upper = min(lower + 1, int(places[-1]))
        by_chance = self.expected[:, lower] + (sentences - lower) * (self.expected[:, upper] - self.expected[:, lower])
        return np.asarray(((found - by_chance) / np.maximum(1 - by_chance, LEAST_ROOM)).clip(0.0, 1.0))


class Talk:
    """Sentences about other things."""

    def __init__(self, sentences: Sequence[Encoded]) -> None:
        self._sentences = tuple(sentences)
        self._pieces = sum(len(said.pieces) for said in sentences) / len(sentences)
        self._shares = _greatest_of(len(sentences))

    def finds(self, target: Target) -> Chance:
        """What 0, 1, 2 … of the sentences, chosen at random, find of each piece of the target."""
        found = np.stack([target.found(said.vectors) for said in self._sentences], axis=1)
        return Chance(-np.sort(-found, axis=1) @ self._shares, self._pieces)


def _greatest_of(count: int) -> Floats:
    """Entry [i, n]: how likely the i-th greatest of `count` values is the greatest of n drawn without replacement,
    C(count - 1 - i, n - 1) / C(count, n) for n of at least 1."""
    shares = np.zeros((count, count + 1))
    for n in range(1, count + 1):
        for i in range(count - n + 1):
            shares[i, n] = comb(count - 1 - i, n - 1) / comb(count, n)
    return shares


@lru_cache(maxsize=4)
def small_talk(threads: int) -> Talk:
    """The product's talk, encoded on first use."""
    return Talk(encoder(threads).encode(TALK.read_text(encoding="utf-8").splitlines()))
