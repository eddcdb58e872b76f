"""The numbers of bench/grader.py, and the simple features that it holds beside the product."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from bench.encoder import CHUNK, Encoder
from bench.grader import Judged, Row, above, as_it_is, encoded, ranked, soft_recall
from bench.ladder import Gates, Padded, Scorer, gained
from interview.core.grading import Verdict

pytestmark = pytest.mark.slow


def rows(*shares: float) -> list[Row]:
    return [Row("1", "Why?", "It is so.", "It is.", share) for share in shares]


def judged(score: list[float], low: list[float], high: list[float]) -> Judged:
    verdicts = Counter({Verdict.UNSURE: 1, Verdict.COVERED: 3})
    least, most = np.array(low), np.array(high)
    return Judged(np.array(score), least, most, verdicts, Counter())


def test_the_score_as_it_is_is_held_against_the_grade_without_a_fit() -> None:
    # Scores 30, 60, 100 against 20, 80, 100; in fifths 2, 3, 5 (1.5 is rounded up) against 1, 4, 5.
    found = as_it_is(rows(0.2, 0.8, 1.0), judged([30, 60, 100], [30, 40, 100], [30, 90, 100]))
    assert found["mean error"] == pytest.approx(10)
    assert found["bias"] == pytest.approx((10 - 20 + 0) / 3)
    assert found["RMSE"] == pytest.approx(math.sqrt((100 + 400) / 3))
    # Squared steps apart: 2 as they are, 50 over all pairs, nine of them, thirds of which chance would pair.
    assert found["QWK"] == pytest.approx(1 - 2 / (sum((a - b) ** 2 for a in (2, 3, 5) for b in (1, 4, 5)) / 3))
    assert found["% not sure"] == 25
    assert found["% narrow"] == pytest.approx(200 / 3)
    assert found["their error"] == pytest.approx(5)


def test_without_a_narrow_range_there_is_no_error_of_narrow_ones() -> None:
    found = as_it_is(rows(0.2, 0.8), judged([50, 15], [0, 0], [100, 31]))
    assert found["% narrow"] == 0
    assert math.isnan(found["their error"])


def test_a_feature_is_as_far_below_as_its_r_within_a_question_is_and_bounds_are_wide_where_answers_are_few() -> None:
    draw = np.random.default_rng(1)
    shares = draw.random(60)
    made = [Row(str(place % 3), "Why?", "It is so.", "It is.", share) for place, share in enumerate(shares)]
    noise = draw.normal(0, 0.5, 60)
    found = above(made, shares, {"itself": shares, "noisy": shares + noise})
    assert found["itself"] == (0, 0, 0)
    more, low, high = found["noisy"]
    within = [np.corrcoef(shares[each::3], (shares + noise)[each::3])[0, 1] for each in range(3)]
    assert more == pytest.approx(1 - float(np.mean(within)))
    assert 0 < low < more < high
    assert high - low > 0.1


def test_soft_recall_counts_what_the_answer_adds_to_the_question() -> None:
    question = "Why is a hash table fast?"
    reference = "The hash selects a bucket, so few entries are compared."
    answers = (reference, "The key's hash leads to one bucket.", question, "The weather is nice.")
    made = [Row("1", question, reference, answer, 0.5) for answer in answers]
    same, near, echo, other = soft_recall(made, encoded(made))
    assert same > 0.99
    assert same > near > max(echo, other) + 0.1
    assert echo == pytest.approx(0, abs=1e-6)


def test_a_text_is_encoded_the_same_alone_and_beside_others_and_to_its_end() -> None:
    long = " ".join(f"Step {number} waits for the lock of the step before it." for number in range(40))
    sentence = "An index finds rows without reading the table."
    texts = ["Short.", "It is short.", sentence, f"Well, yes: {sentence}", long]
    encoder = Encoder()
    for text, together in zip(texts, encoder.encode(texts), strict=True):
        alone = encoder.encode([text])[0]
        assert alone.pieces == together.pieces
        assert float((alone.vectors * together.vectors).sum(axis=1).min()) > 0.999
    assert len(together.pieces) > 2 * CHUNK


def test_one_case_against_it_breaks_a_gate() -> None:
    gates = Gates()
    gates.hold("padding gains nothing", True, True)
    assert gates.all_hold
    gates.hold("padding gains nothing", False)
    gates.hold("copies earn nothing", True)
    assert not gates.all_hold
    assert str(gates).splitlines() == [
        "broken  padding gains nothing: 1 of 3 against it",
        "holds   copies earn nothing: 0 of 1 against it",
    ]


def scored(middles: dict[str, float]) -> tuple[Scorer, list[Padded]]:
    """A scorer that knows the scores of these texts, and each text but the first as padding of that."""
    scorer = Scorer.__new__(Scorer)
    scorer.ends = lambda question, text: (middles[text], middles[text])  # type: ignore[method-assign]
    plain, *texts = middles
    return scorer, [Padded("a", "partial", "small talk", plain, text) for text in texts]


def test_padding_is_held_by_its_mean_and_by_single_answers_of_which_those_above_are_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    gates = Gates()
    scorer, made = scored({"plain": 10, "one": 12, "two": 16})
    gained(scorer, made, "padding", gates, 11)
    printed = capsys.readouterr().out
    assert "drawn with seed 11\n" in printed
    assert "  +6.0  a, partial, small talk: two" in printed
    assert "small talk: one" not in printed
    means = "mean gain of each kind over all levels, and at each level over all kinds, at most 3"
    assert [line for line in str(gates).splitlines() if "middle" in line] == [
        f"broken  padding, middle: {means}: 2 of 2 against it",
        "broken  padding, middle: gains at most 3: 1 of 2 against it",
    ]


def test_scores_that_are_all_the_same_rank_nothing() -> None:
    graded = [Row(group, "Why?", "It is so.", "It is.", share) for group in "12" for share in (0.2, 0.5, 1.0)]
    assert np.isnan([*ranked(graded, np.full(6, 50.0))][::2]).all()
    assert ranked(graded, np.array([row.score for row in graded])) == pytest.approx((1, 1, 1))
