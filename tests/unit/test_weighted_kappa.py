"""Agreement of scores against numbers worked out by hand."""

from __future__ import annotations

import math

import pytest

from bench.model.kappa import band, interval, weighted_kappa


@pytest.mark.parametrize(
    ("score", "number"), [(0, 0), (19.9, 0), (20, 1), (39, 1), (40, 2), (59, 2), (60, 3), (79, 3), (80, 4), (100, 4)]
)
def test_a_band_begins_at_its_own_score(score: float, number: int):
    assert band(score) == number


def test_kappa_is_that_worked_out_by_hand():
    # Bands 4 3 0 4 against 4 3 0 0. Seen: 16/4 = 4. By chance: ½·(¼·1 + ½·16) + ¼·(¼·1 + ½·9) + ¼·(¼·16 + ¼·9) = 6.875.
    assert weighted_kappa([90, 70, 5, 100], [85, 65, 0, 10]) == pytest.approx(1 - 4 / 6.875)


def test_kappa_weighs_a_distance_by_its_square():
    # Bands 0 2 against 1 2: seen ½; by chance ¼·(1 + 4 + 1 + 0) = 1.5.
    assert weighted_kappa([0, 50], [30, 50]) == pytest.approx(1 - 0.5 / 1.5)
    # Bands 0 3 against 2 3: seen 2; by chance ¼·(4 + 9 + 1 + 0) = 3.5.
    assert weighted_kappa([0, 60], [50, 60]) == pytest.approx(1 - 2 / 3.5)


def test_the_same_bands_agree_wholly_and_turned_round_not_at_all():
    assert weighted_kappa([0, 30, 50, 70, 90], [19, 39, 59, 79, 100]) == 1
    # Bands 0 and 4 against 4 and 0: seen 16, by chance 8.
    assert weighted_kappa([0, 100], [100, 0]) == -1


def test_without_answers_or_with_one_band_alone_there_is_no_kappa():
    assert math.isnan(weighted_kappa([], []))
    assert math.isnan(weighted_kappa([90, 95], [85, 100]))


def test_the_interval_draws_questions_whole():
    # Each question has the same answers, so whichever are drawn, the kappa is the same.
    ours, theirs = [90, 70, 5, 100] * 6, [85, 65, 0, 10] * 6
    groups = [f"question {number // 4}" for number in range(24)]
    assert interval(groups, ours, theirs, draws=200) == pytest.approx((1 - 4 / 6.875,) * 2)
    # Drawn answer by answer it would not be.
    low, high = interval([str(number) for number in range(24)], ours, theirs, draws=200)
    assert low < 1 - 4 / 6.875 < high


def test_the_interval_of_two_questions_has_the_kappas_of_all_draws_at_its_ends():
    # One question agrees wholly (0 and 100 on both sides), the other is turned round. Of two drawn it is both, or
    # one of them twice: kappa 1, -1, and for both together 0 (seen 8, by chance 8).
    ours, theirs = [0, 100, 0, 100], [0, 100, 100, 0]
    assert interval(["a", "a", "b", "b"], ours, theirs) == (-1, 1)
    assert weighted_kappa(ours, theirs) == 0


def test_an_interval_without_answers_is_none():
    assert all(map(math.isnan, interval([], [], [])))
