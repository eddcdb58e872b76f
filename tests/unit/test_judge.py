"""How a question and an answer are laid out for the judge, and what is claimed from what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.grading import Verdict
from interview.scorer.claims import OTHERWISE, claimed, claims
from interview.scorer.judge import EVERYTHING, POINT, QUESTION, SHARED, TOKENIZER, Reader
from interview.scorer.verdict_model import NEVER, SIGNS, VerdictModel, signs
from interview.scorer.weights_version import WEIGHTS

READER = Reader(WEIGHTS / TOKENIZER)
# The surest sentences count, against each other and a little for their fellows; 0.8 and 0.7 in log odds are enough.
MODEL = VerdictModel(
    (
        (1.0, -0.5, 0.0, 0.0, 0.0, 0.0, 0.1, -0.1, 0.0, 0.0, -0.1, 0.0, 0.0, 0.0),
        (-0.5, 1.0, 0.0, 0.0, 0.0, 0.0, -0.1, 0.1, 0.0, 0.0, 0.0, -0.1, 0.0, 0.0),
        (-0.5, -0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1.0),
    ),
    recognised=0.8,
    opposite=0.8,
    missed=0.8,
)
FIRST, LAST = 0, 2
shares = st.floats(0, 1)


@pytest.mark.slow
def test_loading_the_judge_leaves_nothing_in_the_home_folder_and_has_nothing_to_send(tmp_path: Path) -> None:
    code = (
        "from interview.scorer.judge import judge; from interview.scorer.weights_version import WEIGHTS; judge(WEIGHTS)"
    )
    told = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    subprocess.run([sys.executable, "-c", code], env=told | {"HOME": str(tmp_path)}, check=True, timeout=120)
    assert list(tmp_path.rglob("*")) == []


def test_every_text_is_a_segment_of_its_kind_and_ends_with_a_mark() -> None:
    reading = READER.read("Why?", ["Because it is so", "It holds"], ["I think so.", "It does."])
    assert reading.ids[0] == FIRST
    assert [reading.ids[end - 1] for _, end in reading.segments] == [LAST] * 5
    kinds = [set(reading.kinds[start:end]) for start, end in reading.segments]
    assert kinds == [{0}, {1}, {1}, {2}, {2}]
    assert (reading.points, reading.sentences) == (2, 2)
    covered = [place for start, end in reading.segments for place in range(start, end)]
    assert covered == list(range(1, len(reading.ids)))


def test_every_word_has_the_place_of_its_first_token_and_one_without_any_has_none() -> None:
    words = ["we", "don't", "wait", "\u200d", "unbelievably", "long"]
    ids, places = READER.words(words)
    pieces = READER.pieces("we don't wait unbelievably long")
    assert len(ids) == len(pieces) + 2
    assert places[3] == 0
    assert [pieces[place - 1] for place in places if place] == ["we", "don", "wait", "un", "long"]
    assert READER.words(["word"] * 2 * EVERYTHING)[1][-1] == 0


def test_the_mean_of_a_segment_weighs_its_tokens_alike_and_no_others() -> None:
    reading = READER.read("Why?", ["Because it is so"], ["I think so."])
    assert reading.pooling.sum(axis=1) == pytest.approx(np.ones(3))
    assert ((reading.pooling > 0).sum(axis=1) == [end - start for start, end in reading.segments]).all()


def test_long_questions_and_points_are_cut() -> None:
    long = "word " * 300
    reading = READER.read(long, [long], ["It is."])
    question, point, _ = (end - start - 1 for start, end in reading.segments)
    assert (question, point) == (QUESTION, POINT)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=60))
def test_every_sentence_of_a_long_answer_is_read_with_what_stands_before_it(lengths: list[int]) -> None:
    sentences = ["so " * length + "it is." for length in lengths]
    read: set[int] = set()
    last = 0
    for start, reading in READER.readings("Why?", ["Because"], sentences):
        assert len(reading.ids) <= EVERYTHING
        assert start == 0 or start >= last - SHARED
        assert reading.sentences > 0
        last = start + reading.sentences
        read |= set(range(start, last))
    assert read == set(range(len(sentences)))


@pytest.mark.parametrize(
    ("states", "contradicts", "verdict", "sentence"),
    [
        ((0.1, 0.9), (0.0, 0.1), Verdict.COVERED, 1),
        ((0.1, 0.1), (0.95, 0.0), Verdict.CONTRADICTED, 0),
        ((0.9, 0.0), (0.0, 0.88), Verdict.UNSURE, 1),
        ((0.01, 0.02), (0.01, 0.0), Verdict.MISSED, None),
        ((0.1, 0.4), (0.4, 0.1), Verdict.UNSURE, None),
        ((0.1, 0.6), (0.4, 0.1), Verdict.UNSURE, 1),
        ((1.0, 0.1), (0.0, 0.45), Verdict.COVERED, 0),
        ((1.0, 0.1), (0.0, 0.55), Verdict.UNSURE, 1),
        ((0.45, 0.0), (0.2, 1.0), Verdict.CONTRADICTED, 1),
        ((0.55, 0.0), (0.2, 1.0), Verdict.UNSURE, 1),
    ],
)
def test_what_is_not_sure_or_speaks_against_itself_is_not_claimed(
    states: tuple[float, ...], contradicts: tuple[float, ...], verdict: Verdict, sentence: int | None
) -> None:
    said = np.array([[(s, c, 1 - s - c) for s, c in zip(states, contradicts, strict=True)]], np.float32)
    [claim] = claims(said, MODEL)
    assert (claim.verdict, claim.sentence) == (verdict, sentence)


@pytest.mark.parametrize(("contradicts", "verdict"), [(0.49, Verdict.COVERED), (0.51, Verdict.UNSURE)])
def test_what_one_sentence_rather_turns_round_is_not_recognised_however_probable_that_is(
    contradicts: float, verdict: Verdict
) -> None:
    said = np.array([[(1 - contradicts, contradicts, 0.0)]], np.float32)
    [claim] = claims(said, replace(MODEL, recognised=0.3))
    assert claim.verdict is verdict


@pytest.mark.parametrize("turned", [False, True])
def test_of_a_dispute_either_verdict_is_possible_and_the_sentence_that_turns_it_round_is_shown(turned: bool) -> None:
    states, contradicts = ((0.55, 0.0), (0.2, 1.0)) if turned else ((1.0, 0.1), (0.0, 0.55))
    said = np.array([[(s, c, 0.0) for s, c in zip(states, contradicts, strict=True)]], np.float32)
    recognised, opposite, missed = map(float, MODEL.probabilities(said)[0])
    [claim] = claims(said, MODEL)
    assert (claim.worst, claim.best, claim.sentence) == (Verdict.CONTRADICTED, Verdict.COVERED, 1)
    least = OTHERWISE * (recognised + opposite)
    assert least > (recognised if turned else opposite)
    odds = (least, 1 - missed - least, missed) if turned else (1 - missed - least, least, missed)
    assert claim.odds == pytest.approx(odds, abs=0.001)


@pytest.mark.parametrize("sure", [(0.9, 0.02, 0.08), (0.02, 0.9, 0.08), (0.38, 0.02, 0.6)])
def test_a_dispute_counts_the_same_just_over_a_threshold_and_just_below_it(sure: tuple[float, float, float]) -> None:
    said = np.array([[(0.9, 0.1, 0.0), (0.1, 0.9, 0.0)]], np.float32)
    shares = np.array([sure], np.float32)
    below, over = (
        claimed(said, shares, replace(MODEL, recognised=at, opposite=at, missed=at))[0]
        for at in (max(sure) + 0.01, max(sure) - 0.01)
    )
    assert below.odds == over.odds
    assert min(sure[:2]) < min(over.odds[:2] if over.odds else ())


def test_of_a_dispute_in_which_no_sentence_turns_the_point_round_the_one_that_states_it_is_shown() -> None:
    said = np.array([[(0.1, 0.4, 0.5), (0.7, 0.2, 0.1)]], np.float32)
    [claim] = claimed(said, np.array([[0.3, 0.6, 0.1]], np.float32), MODEL)
    assert (claim.verdict, claim.sentence) == (Verdict.UNSURE, 1)


def test_a_dispute_about_what_is_in_balance_moves_nothing() -> None:
    said = np.array([[(0.6, 0.3, 0.1), (0.3, 0.6, 0.1)]], np.float32)
    for shares in ((0.51, 0.44, 0.05), (0.44, 0.51, 0.05)):
        [claim] = claimed(said, np.array([shares], np.float32), MODEL)
        assert claim.odds == pytest.approx(shares, abs=0.001)


def test_a_part_of_a_story_is_never_in_dispute_as_nobody_contradicts_one() -> None:
    said = np.array([[(1.0, 0.0, 0.0), (0.1, 0.55, 0.35)]], np.float32)
    [claim] = claims(said, replace(MODEL, opposite=NEVER))
    assert claim.verdict is Verdict.COVERED


def test_an_answer_without_a_sentence_says_nothing() -> None:
    assert [claim.verdict for claim in claims(np.zeros((2, 0, 3), np.float32), MODEL)] == [Verdict.MISSED] * 2


@given(st.lists(st.tuples(shares, shares), min_size=1, max_size=6), shares, shares)
def test_another_sentence_that_says_nothing_changes_no_claim(
    said: list[tuple[float, float]], states: float, contradicts: float
) -> None:
    silent = (min(states, said[0][0]), min(contradicts, said[0][1]))
    before, after = (
        claims(np.array([[(s, c, 0.0) for s, c in found]], np.float32), MODEL)[0].verdict
        for found in (said, [*said, silent])
    )
    assert before is after


@given(st.lists(st.tuples(shares, shares), max_size=6))
def test_what_is_open_lies_between_the_worst_and_the_best_it_can_be(said: list[tuple[float, float]]) -> None:
    order = (Verdict.CONTRADICTED, Verdict.MISSED, Verdict.COVERED)
    [claim] = claims(np.array([[(s, c, 0.0) for s, c in said]], np.float32).reshape(1, len(said), 3), MODEL)
    assert order.index(claim.worst) <= order.index(claim.best)
    assert (claim.verdict is Verdict.UNSURE) == (claim.worst is not claim.best)


def test_who_turns_every_other_point_round_is_less_sure_to_have_said_this_one() -> None:
    one, right, wrong = ([(share, 0.0, 1 - share)] for share in (0.7, 0.99, 0.0))
    wrong[0] = (0.0, 0.99, 0.01)
    among_right, among_wrong = (
        MODEL.probabilities(np.array([one, *[other] * 3], np.float32))[0, 0] for other in (right, wrong)
    )
    assert among_wrong < among_right


def test_a_sentence_that_surely_says_another_point_is_less_sure_to_say_this_one() -> None:
    one, other, nothing = ([(share, 0.0, 1 - share)] for share in (0.7, 0.99, 0.0))
    beside_it, in_another = (
        MODEL.probabilities(np.array([one + nothing, other], np.float32).reshape(2, 2, 3))[0, 0]
        for other in (other + nothing, nothing + other)
    )
    assert beside_it < in_another


def test_a_point_without_others_is_marked_as_such_and_has_no_signs_of_others() -> None:
    alone, beside = (signs(np.full((points, 2, 3), (0.9, 0.05, 0.05), np.float32)) for points in (1, 2))
    np.testing.assert_allclose(alone[0, :6], beside[0, :6])
    assert alone[0, 6:].tolist() == [0.0] * 6 + [1.0]
    assert beside[0, -1] == 0


@given(st.integers(1, 5), st.integers(0, 4))
def test_every_point_has_as_many_signs_however_many_points_and_sentences_there_are(points: int, told: int) -> None:
    found = signs(np.full((points, told, 3), 1 / 3, np.float32))
    assert found.shape == (points, SIGNS)
    assert np.isfinite(found).all()
