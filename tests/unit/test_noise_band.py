"""The band that tells change from noise: its limits by hand, and what it says."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import astuple
from itertools import pairwise
from statistics import fmean

import pytest

from interview.trends.noise_band import Band, band, told

USUAL = Band(60, 40, 80, 20 / 3)


def of(scores: Sequence[float]) -> Band | None:
    ranges = [abs(later - earlier) for earlier, later in pairwise(scores)]
    return band(len(scores), fmean(scores), fmean(ranges))


def test_the_limits_are_those_of_an_individuals_chart() -> None:
    found = of([50, 60, 50, 60, 50, 60])
    assert found is not None
    assert astuple(found) == (55, 28, 82, pytest.approx(10 * 2.66 / 3))


def test_three_scores_are_too_few_for_a_band() -> None:
    assert of([50, 60, 50]) is None
    assert "3 interviews are too few to tell a change from chance" in told(None, [50, 60, 50])


def test_the_band_stays_on_the_scale() -> None:
    found = of([5, 95, 5, 95])
    assert found is not None
    assert (found.low, found.high) == (0, 100)


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([60, 58, 62, 61], "no clear change yet"),
        ([60, 58, 62, 81], "lies above them. This may be a real change."),
        ([60, 58, 62, 39], "lies below them. This may be a real change."),
        ([60, 75, 60, 75], "2 of your last 3 scores lie well above your average"),
        ([60, 75, 75, 75], "3 of your last 3 scores lie well above your average"),
        ([50, 68, 68, 60, 68, 68], "4 of your last 5 scores lie well above your average"),
        ([61] * 8, "all of your last 8 scores lie above your average"),
        ([59] * 8, "all of your last 8 scores lie below your average"),
        ([61] * 7, "no clear change yet"),
        ([60] * 9, "no clear change yet"),
    ],
)
def test_the_sentence_names_the_sign_of_a_change(scores: list[float], said: str) -> None:
    assert said in told(USUAL, scores)


def test_scores_that_are_all_the_same_are_no_change() -> None:
    assert "no clear change yet" in told(of([70] * 12), [70] * 12)


def test_chance_alone_is_seldom_called_a_change_and_a_real_one_mostly_is() -> None:
    chance = random.Random(5)
    calm = [[chance.gauss(60, 6) for _ in range(20)] for _ in range(400)]
    moved = [[*(chance.gauss(60, 6) for _ in range(15)), *(chance.gauss(75, 6) for _ in range(5))] for _ in range(400)]

    def called(histories: list[list[float]]) -> float:
        return fmean("no clear change yet" not in told(of(scores), scores) for scores in histories)

    assert called(calm) < 0.05
    assert called(moved) > 0.7
