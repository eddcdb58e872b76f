"""What a model learns of where asides begin and end in an answer."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch

from interview.scorer.claims import RATHER
from interview.scorer.relevance import BEGINS_WITH_ASIDE
from training.judge import asides

WIDTH = 4
# Of two kinds of sentences; the judge makes something else of either.
OWN, ASIDE = np.eye(WIDTH, dtype=np.float32)[:2]


def answer(is_own: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Rows of sentences of two kinds; all else of them is noise."""
    rows = rng.normal(size=(len(is_own), len(asides.DEPTHS), 5, WIDTH)).astype(np.float32)
    rows[:, :, -1] = np.where(is_own[:, None, None], OWN, ASIDE)
    return rows.reshape(len(is_own), -1)


def test_all_ways_in_which_sentences_may_belong_are_together_certain() -> None:
    """Of answers of two to four sentences; each way is as probable as its steps, beside shorter ones, too."""
    ways = [way for many in (2, 3, 4) for way in itertools.product((True, False), repeat=many)]
    own, begins, ends = (np.random.default_rng(seed).normal(size=4) for seed in range(3))

    def unlikely(*of: tuple[bool, ...]) -> float:
        pairs = [odds[: len(way) - 1] for odds in (begins, ends) for way in of]
        every = [own[: len(way)] for way in of], pairs[: len(of)], pairs[len(of) :]
        return float(
            asides._Answers([np.array(way) for way in of]).unlikely(*map(torch.tensor, map(np.concatenate, every)))
        )

    probable = {way: np.exp(-unlikely(way) / (asides.WITHOUT if all(way) else 1)) for way in ways}
    for many in (2, 3, 4):
        assert sum(each for way, each in probable.items() if len(way) == many) == pytest.approx(1)
    own, begins, ends = (1 / (1 + np.exp(-each)) for each in (own, begins, ends))
    stays = (1 - BEGINS_WITH_ASIDE) * own[0] * (1 - begins[0]) * own[1]
    begun = (1 - BEGINS_WITH_ASIDE) * own[0] * begins[0] * (1 - own[1])
    ended = BEGINS_WITH_ASIDE * (1 - own[0]) * ends[0] * own[1]
    assert probable[(True, True)] / probable[(True, False)] == pytest.approx(stays / begun)
    assert probable[(False, True)] / probable[(True, True)] == pytest.approx(ended / stays)
    own, begins, ends = (np.log(each / (1 - each)) for each in (own, begins, ends))
    both = unlikely((True, True))
    every = [*ways, (True,), (False,)]
    assert unlikely(*every) == pytest.approx(sum(unlikely(way, (True, True)) for way in every) - len(every) * both)


def test_where_an_aside_begins_and_ends_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asides, "STRENGTH", 1.0)
    rng = np.random.default_rng(2)
    told = [np.array([not 2 <= place < 2 + many for place in range(7)]) for many in (0, 1, 2, 3) for _ in range(30)]
    model = asides.taught([answer(each, rng) for each in told], told)
    is_own = np.array([True, False, False, True])
    begins, ends = model.belongs(answer(is_own, rng))[1].T
    assert begins[0] > begins[1]
    assert ends[2] > ends[1]
    assert [*(model.among_neighbours(answer(is_own, rng)) > RATHER)] == [*is_own]
