"""From what a judge says of each sentence to how probable each verdict on a key point is.

A multinomial logistic regression on thirteen signs of an answer, fitted in training/judge/verdicts.py on answers of
authors who taught nothing. It looks at the whole answer: who turns one point round is likelier to have turned another,
too, and a sentence that surely speaks of one point is less likely to speak of the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interview.core.grading import Verdict

Floats = npt.NDArray[np.float32]
Booleans = npt.NDArray[np.bool_]

# Above every probability, also one that was rounded.
NEVER = 1.1
VERDICTS = (Verdict.COVERED, Verdict.CONTRADICTED, Verdict.MISSED)
SIGNS = 13
# Places among the signs of those by which a part of a story is told, which nobody contradicts: the surest sentence that
# tells it, the second surest, and the other parts, on average and the surest.
TELLING = (0, 2, 6, 8)
# Probabilities nearer to 0 or 1 than this differ by no more than the weights' rounding to 8 bits.
NEAREST = 1e-3


@dataclass(frozen=True)
class VerdictModel:
    """`weights` has a row per verdict of VERDICTS: a weight per sign, then the constant. A verdict is given from the
    probability on that stands for it (0 to 1, more for never): `recognised`, `opposite`, `missed`."""

    weights: tuple[tuple[float, ...], ...]
    recognised: float
    opposite: float
    missed: float

    def probabilities(self, said: Floats) -> Floats:
        """Of each verdict for each point, shape (points, 3), from those of sentences, shape (points, sentences, 3)."""
        weights = np.asarray(self.weights, np.float64)
        logits = signs(said) @ weights[:, :-1].T + weights[:, -1]
        shares = np.exp(logits - logits.max(1, keepdims=True))
        return np.asarray(shares / shares.sum(1, keepdims=True), np.float32)


@dataclass(frozen=True)
class AskedModel:
    """How probable it is that a part is told, in a story that is about what was asked. `told`, a weight for each of
    TELLING and the constant of a logistic regression, says how probable the part is told, whatever the story is about;
    `weight` and `constant` are of one on the log odds that both are so, each for itself. No part is surer than it would
    be of a story that surely is about that. Nobody contradicts a part. `recognised` and `missed` are as in
    VerdictModel."""

    told: tuple[float, ...]
    weight: float
    constant: float
    recognised: float
    missed: float

    def is_told(self, said: Floats) -> Floats:
        """How probable each part is told, shape (parts,), from what the judge says, shape (parts, sentences, 3)."""
        *weights, constant = self.told
        return logistic(1.0, constant, signs(said)[:, TELLING] @ np.array(weights))

    @property
    def opposite(self) -> float:
        return NEVER

    def probabilities(self, told: Floats, is_about: float) -> Floats:
        """Of each verdict for each part, shape (parts, 3), from those that it is told, shape (parts,), and that the
        story is about what was asked."""
        return _of_parts(self._both(told, is_about))

    def if_about(self, told: Floats, is_about: float) -> Floats:
        """The same if the story is about what was asked: both are at most as probable as that."""
        return _of_parts(np.minimum(self._both(told, is_about) / is_about, 1))

    def _both(self, told: Floats, is_about: float) -> Floats:
        return logistic(self.weight, self.constant, log_odds(told * is_about))


def _of_parts(covered: Floats) -> Floats:
    """Probabilities of each verdict: nobody contradicts a part."""
    return np.stack([covered, np.zeros_like(covered), 1 - covered], axis=1)


def logistic(weight: float, constant: float, odds: Floats) -> Floats:
    """Probabilities of a logistic regression on one thing."""
    return np.asarray(1 / (1 + np.exp(-(weight * odds + constant))))


def log_odds(probable: Floats) -> Floats:
    """Of probabilities, none nearer to 0 or 1 than NEAREST."""
    likely = np.clip(probable, NEAREST, 1 - NEAREST)
    return np.asarray(np.log(likely / (1 - likely)))


def signs(said: Floats) -> Floats:
    """The signs of each point, shape (points, SIGNS), as log odds: of its surest stating and contradicting sentence, of
    the second surest, of the surest one's own opposite, of the other points (mean and highest), and of what the surest
    sentence says most surely of any other point; then whether the point is the only one (1 or 0), of which the signs of
    others are 0.

    A sentence that says nothing changes none of them.
    """
    count, sentences, _ = said.shape
    if not count:
        return np.zeros((0, SIGNS), np.float32)
    if sentences < 2:
        said = np.concatenate([said, np.zeros((count, 2 - sentences, 3), said.dtype)], axis=1)
    odds = log_odds(said[:, :, :2])
    states, contradicts = odds[:, :, 0], odds[:, :, 1]
    every = np.arange(count)
    first = odds.max(1)
    second = np.sort(odds, axis=1)[:, -2]
    surest = odds.argmax(1)
    opposite = np.stack([contradicts[every, surest[:, 0]], states[every, surest[:, 1]]], axis=1)
    claimed = odds.max(2)
    elsewhere = np.take_along_axis(_of_others(claimed, np.max), surest, axis=1)
    of_others = _of_others(first, np.mean), _of_others(first, np.max)
    alone = np.full((count, 1), count == 1, np.float32)
    return np.concatenate([first, second, opposite, *of_others, elsewhere, alone], axis=1)


def _of_others(odds: Floats, summed: Callable[..., Floats]) -> Floats:
    """For each point the mean or highest of all others; 0 where there are none."""
    if len(odds) == 1:
        return np.zeros_like(odds)
    return np.stack([summed(np.delete(odds, place, axis=0), axis=0) for place in range(len(odds))])
