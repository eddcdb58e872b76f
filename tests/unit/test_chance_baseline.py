"""What talk finds by chance is taken off, and nothing else."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.grading import Judgement, PointJudgement, Verdict
from interview.core.key_point import statement, statements
from interview.core.scoring import score
from interview.scorer.chance_baseline import TALK, Chance, Talk, small_talk
from interview.scorer.encoder import WIDTH, encoder
from interview.scorer.grader import Grader
from interview.scorer.similarity import Target

pytestmark = pytest.mark.slow

NOTHING = np.zeros((0, WIDTH), dtype=np.float32)
QUESTION = "What is a database index, and what does it cost?"
POINTS = (
    "An index lets the database find rows without reading the whole table",
    "Every write must also update the index, so writes get slower",
    "An index takes disk space and memory of its own",
)
ANSWER = "It keeps the values sorted, so a lookup does not scan all rows. Each insert has to change it as well."


def judged(answer: str) -> Judgement:
    found = Grader().judge("0.0", QUESTION, statements(*POINTS), ". ".join(POINTS), (), answer)
    assert isinstance(found, Judgement)
    return found


def test_what_several_sentences_find_is_the_mean_of_the_best_over_all_ways_to_choose_them():
    said = encoder().encode(TALK.read_text(encoding="utf-8").splitlines()[:6])
    target = Target(encoder().encode([POINTS[0]])[0], NOTHING)
    expected = Talk(said).finds(target).expected
    found = np.stack([target.found(sentence.vectors) for sentence in said], axis=1)
    for count in range(1, 7):
        best = [found[:, list(chosen)].max(axis=1) for chosen in combinations(range(6), count)]
        assert expected[:, count] == pytest.approx(np.mean(best, axis=0))


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4), st.integers(0, 2000), st.integers(0, 500))
def test_more_words_never_make_the_same_find_worth_more(found: list[float], length: int, more: int):
    target = Target(encoder().encode(["keeps rows sorted"])[0], NOTHING)
    chance = small_talk(1).finds(target)
    pieces = np.asarray(found[: len(target.vectors)] + [0.5] * (len(target.vectors) - 4))
    before, after = chance.beyond(pieces, length), chance.beyond(pieces, length + more)
    assert (after <= before + 1e-9).all()
    assert ((after >= 0) & (after <= 1)).all()


def test_what_is_found_in_full_is_worth_all_of_it_in_an_answer_of_any_length():
    chance = Chance(np.asarray([[0.0, 0.4, 0.7]]), 10.0)
    assert chance.beyond(np.asarray([1.0]), 1000) == pytest.approx([1.0])


@pytest.mark.parametrize("start", range(0, 30, 6))
def test_talk_about_other_things_earns_next_to_nothing(start: int):
    said = judged(" ".join(TALK.read_text(encoding="utf-8").splitlines()[start : start + 6]))
    scores = score(said.points, said.clarity_level, said.agreement)
    assert scores.total < 10


def test_an_answer_agrees_more_the_more_of_the_points_it_makes():
    one, two = (judged(text).agreement for text in (ANSWER.split(". ")[0] + ".", ANSWER))
    verbatim = judged(". ".join(POINTS)).agreement
    assert one is not None
    assert two is not None
    assert verbatim is not None
    assert 0 < one < two < verbatim


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 3))
def test_more_agreement_never_takes_a_point_away(lower: float, higher: float, wrong: int):
    points = [
        PointJudgement(statement("a"), Verdict.COVERED, "q", 0.8),
        *([PointJudgement(statement("b"), Verdict.CONTRADICTED, "q")] * wrong),
    ]
    less, more = (score(points, 3.0, value) for value in sorted((lower, higher)))
    assert less.accuracy <= more.accuracy
    assert less.clarity is not None
    assert more.clarity is not None
    assert less.clarity <= more.clarity
    assert less.completeness == more.completeness


def test_an_agreement_beyond_its_range_is_refused():
    with pytest.raises(ValueError, match="agreement"):
        score([PointJudgement(statement("a"), Verdict.COVERED, "q", 0.8)], 3.0, 1.2)
