"""A model of which sentences of an answer belong to what was asked, and of where asides begin and end in it.

The Markov chain of relevance.among_neighbours: how probably a sentence belongs by itself, and an aside begins or ends
behind it, are linear models on what four layers of the judge make of it and of the next one. They learn together what
makes the ways most probable in which the sentences of given answers belong or not, as a conditional random field does
(Lafferty, McCallum and Pereira 2001). That nothing belongs is one of the ways here, though none of these answers is so
and relevance.py leaves it out: learned without it, more asides stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from sklearn.preprocessing import StandardScaler
from torch.nn.functional import logsigmoid

from interview.scorer.relevance import BEGINS_WITH_ASIDE, among_neighbours
from interview.scorer.verdict_model import Floats, logistic
from training.judge.lines import Taught, compared

# Of the layers: the sixth to the last of nine. With these four a quarter fewer asides stay than with the seventh and
# eighth alone, of authors of `held`; with the fifth as many.
DEPTHS = (5 / 9, 6 / 9, 7 / 9, 8 / 9)
# Weak weights, as in lines.py: half their squares, each times this, are added to what all answers are unlikely by. Of
# 300 to 10,000 it was among the best on authors of `held`.
STRENGTH = 3000.0
# An answer without an aside weighs so much: fewer have one in use than here.
WITHOUT = 5.0
# More than it takes until the loss falls no further.
STEPS = 120
# What States.of_sentences() makes of a sentence by itself is the last of so many parts of each layer's.
_PARTS = 5


@dataclass(frozen=True)
class Chain:
    """`own` says how probably a sentence belongs by itself, `behind` how probably an aside begins between two of them,
    and with the constant `ends` in place of its own, how probably one ends there."""

    own: Taught
    behind: Taught
    ends: float

    def belongs(self, rows: Floats) -> tuple[Floats, Floats]:
        """As Judge.belongs(), of the rows of an answer's sentences, shape (sentences, width of a row)."""
        begins = self.behind.odds(between(rows))
        ends = begins - self.behind.constant + self.ends
        return logistic(1.0, 0.0, self.own.odds(rows)), logistic(1.0, 0.0, np.stack([begins, ends], axis=1))

    def among_neighbours(self, rows: Floats) -> Floats:
        """How probable it is of each sentence that it belongs, shape (sentences,)."""
        return among_neighbours(*self.belongs(rows))


def between(rows: Floats) -> Floats:
    """What each sentence but the last has in common with the next one and what not, shape (sentences - 1, layers × 2 ×
    width), from the rows of an answer's sentences."""
    alone = rows.reshape(len(rows), len(DEPTHS), _PARTS, -1)[:, :, -1]
    pairs = [[compared(*layer) for layer in zip(*each, strict=True)] for each in pairwise(alone)]
    return np.array(pairs, np.float32).reshape(len(rows) - 1, len(DEPTHS) * 2 * alone.shape[-1])


def taught(rows: Sequence[Floats], belongs: Sequence[np.ndarray]) -> Chain:
    """The chain that these answers teach: of each the rows of its sentences, and which of these belong."""
    sentences, pairs = np.concatenate(rows), np.concatenate([between(each) for each in rows])
    scales = [StandardScaler(copy=False).fit(each) for each in (sentences, pairs)]
    seen = [torch.from_numpy(of.transform(each)) for of, each in zip(scales, (sentences, pairs), strict=True)]
    learned = [torch.zeros(each.shape[1], requires_grad=True) for each in seen]
    # That a sentence belongs, that an aside begins, and that it ends.
    constants = torch.zeros(3, requires_grad=True)
    answers = _Answers(belongs)
    search = torch.optim.LBFGS([*learned, constants], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        own, behind = (each @ weights for each, weights in zip(seen, learned, strict=True))
        weak = STRENGTH / 2 * sum((weights**2).sum() for weights in learned)
        unlikely = answers.unlikely(own + constants[0], behind + constants[1], behind + constants[2]) + weak
        unlikely = unlikely / len(belongs)
        unlikely.backward()
        return unlikely

    search.step(loss)
    own, begins, ends = constants.tolist()
    weights = [each.detach().numpy() / of.scale_ for each, of in zip(learned, scales, strict=True)]
    means = [float(of.mean_ @ each) for of, each in zip(scales, weights, strict=True)]
    return Chain(Taught(weights[0], own - means[0]), Taught(weights[1], begins - means[1]), ends - means[1])


class _Answers:
    """Answers side by side, the shorter ones filled up: of which sentences and pairs each is made, and its asides."""

    def __init__(self, belongs: Sequence[np.ndarray]) -> None:
        longest = max(map(len, belongs))
        self._own, self._behind = (torch.zeros(len(belongs), longest, dtype=torch.long) for _ in range(2))
        self._aside = torch.zeros(len(belongs), longest, dtype=torch.long)
        self._is_there = torch.zeros(len(belongs), longest, dtype=torch.bool)
        at = 0
        for number, of in enumerate(belongs):
            self._own[number, : len(of)] = torch.arange(at, at + len(of))
            # Before each answer there is one pair fewer than sentences.
            self._behind[number, : len(of) - 1] = torch.arange(at - number, at - number + len(of) - 1)
            self._aside[number, : len(of)] = torch.from_numpy(~of).long()
            self._is_there[number, : len(of)] = True
            at += len(of)
        self._weighs = torch.tensor([WITHOUT if of.all() else 1.0 for of in belongs])

    def unlikely(self, own: torch.Tensor, begins: torch.Tensor, ends: torch.Tensor) -> torch.Tensor:
        """The negative log likelihood of the asides of all answers, each with its weight; from log odds."""
        own, begins, ends = own[self._own], begins[self._behind], ends[self._behind]
        alone = torch.stack([logsigmoid(own), logsigmoid(-own)], dim=2)
        stays = torch.stack([logsigmoid(-begins), logsigmoid(begins)], dim=2)
        leaves = torch.stack([logsigmoid(ends), logsigmoid(-ends)], dim=2)
        step = torch.stack([stays, leaves], dim=2)
        every = alone[:, 0] + torch.log(torch.tensor([1 - BEGINS_WITH_ASIDE, BEGINS_WITH_ASIDE]))
        # The way that was gone is one of all.
        gone = every.gather(1, self._aside[:, :1])[:, 0]
        numbers = torch.arange(len(own))
        for place in range(1, own.shape[1]):
            was, now, is_there = self._aside[:, place - 1], self._aside[:, place], self._is_there[:, place]
            next_of_all = torch.logsumexp(every[:, :, None] + step[:, place - 1], dim=1) + alone[:, place]
            every = torch.where(is_there[:, None], next_of_all, every)
            gone = gone + torch.where(is_there, step[numbers, place - 1, was, now] + alone[numbers, place, now], 0.0)
        return (self._weighs * (torch.logsumexp(every, dim=1) - gone)).sum()
