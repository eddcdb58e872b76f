from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from bench.gold import Case, Claim, LeftOut, Probabilities, Reply, Said, Truth, cases
from bench.verdict_tables import figures, pairs, reliability, report, risk, spearman

R, HALF, N, OPP, U = Claim.RECOGNISED, Claim.PARTLY, Claim.NOT_RECOGNISED, Claim.OPPOSITE, Claim.NOT_SURE
FILE = """
- question_id: tiny
  topic: tiny
  kind: skill
  question: What is a list?
  key_points: [It has an order, It can grow, It holds anything]
  answers:
  - type: expert
    text: It keeps order, it grows and it takes any object.
    verdicts:
    - {verdict: covered, quote: It keeps order}
    - {verdict: covered, quote: it grows}
    - {verdict: covered, quote: it takes any object}
    score: 90
    band: [80, 100]
  - type: inverted
    text: A list has no order and never grows.
    verdicts:
    - {verdict: contradicted, quote: no order}
    - {verdict: contradicted, quote: never grows}
    - {verdict: missed, quote: ''}
    score: 5
    band: [0, 15]
  - type: mixed
    text: A list is ordered somehow.
    verdicts:
    - {verdict: touched, quote: ordered somehow}
    - {verdict: missed, quote: ''}
    - {verdict: missed, quote: ''}
    score: 30
    band: [20, 40]
"""


@pytest.fixture
def judged_by_hand(tmp_path: Path) -> list[Case]:
    path = tmp_path / "gold.yaml"
    path.write_text(FILE, encoding="utf-8")
    return cases(path)


def reply(low: float, high: float, *claims: Claim) -> Reply:
    return Reply(tuple(map(Said, claims)), low, high)


def test_numbers_of_the_last_line_are_those_counted_by_hand(judged_by_hand):
    found = figures(judged_by_hand, [reply(60, 85, R, N, OPP), reply(0, 31, R, OPP, U), reply(30, 50, N, OPP, OPP)])

    assert found.agree == 2.5 / 8  # R on covered, OPP on contradicted; half for N on touched
    assert found.unsure == 1 / 9
    assert found.praised == 1 / 2
    assert found.accused == 3 / 6  # one covered, two missed
    assert found.missed == 1 / 3
    assert found.in_band == 2 / 3  # the second overlaps, and is 31 wide
    assert found.rho == 1.0  # middles 72.5, 15.5, 40 against 90, 5, 30
    assert str(found) == "agree 31.2% unsure 11.1% praised 50.0% accused 50.0% missed 33.3% in-band 66.7% rho 1.000"


def test_partly_praises_and_agrees_wholly_only_with_touched(judged_by_hand):
    found = figures(judged_by_hand, [reply(0, 30, HALF, R, U), reply(16, 20, HALF, U, HALF), reply(41, 41, HALF, U, U)])

    assert found.agree == (0.5 + 1 + 0 + 0.5 + 1) / 5
    assert (found.praised, found.missed, found.in_band) == (0.5, 0.0, 0.0)
    assert found.rho == pytest.approx(-0.5)  # ranks 1, 2, 3 by our middles 15, 18, 41 against 3, 1, 2


def test_equal_scores_share_their_rank_and_nothing_to_count_is_not_a_number(judged_by_hand):
    assert spearman([1, 1, 3], [1, 2, 3]) == pytest.approx(math.sqrt(3) / 2)
    unsure = figures(judged_by_hand, [reply(0, 100, U, U, U)] * 3)
    assert (math.isnan(unsure.agree), unsure.unsure, math.isnan(unsure.rho)) == (True, 1.0, True)


def test_error_falls_where_the_surest_are_right_and_ties_have_no_order(judged_by_hand):
    claims = [(R, 0.9), (R, 0.9), (OPP, 0.5)], [(R, 0.9), (OPP, 0.5), (U, 0.99)], [(U, None), (U, None), (U, None)]
    found = pairs(judged_by_hand, [Reply(tuple(Said(c, s) for c, s in row), 0, 0) for row in claims])

    # Five sure: of three at 0.9 one is wrong, of two at 0.5 one.
    assert risk(found, (20, 60, 100)) == pytest.approx([1 / 3, 1 / 3, 2 / 5])


def test_probabilities_are_held_against_what_happened(judged_by_hand):
    surely, half = Probabilities(0.95, 0.05, 0.0), Probabilities(0.55, 0.0, 0.45)
    said = [Said(R, 0.95, "", surely)] * 3, [Said(U, 0.95, "", surely)] * 2 + [Said(N)], [Said(U, 0.55, "", half)] * 3
    lines = reliability(pairs(judged_by_hand, [Reply(tuple(row), 0, 0) for row in said])).splitlines()

    assert [line.split() for line in lines[1:4]] == [
        ["states", "0.5", "3", "0.55", "0.17"],
        ["states", "0.9", "5", "0.95", "0.60"],
        ["states", "mean", "distance", f"{(abs(0.55 - 0.5 / 3) * 3 + 0.35 * 5) / 8:.3f}"],
    ]


def test_the_last_line_is_the_last_systems_and_has_no_name(judged_by_hand):
    replies = [reply(60, 85, R, N, OPP), reply(0, 31, R, OPP, U), reply(30, 50, N, OPP, N)]
    lines = report(judged_by_hand, {"other": replies, "product": replies}).splitlines()

    assert lines[-1] == str(figures(judged_by_hand, replies))
    assert lines[-2] == f"other {lines[-1]}"
    assert lines.count("other: by hand against said") == 1


def test_a_quote_that_is_not_in_the_answer_is_refused(tmp_path):
    path = tmp_path / "gold.yaml"
    path.write_text(FILE.replace("quote: it grows", "quote: it shrinks"), encoding="utf-8")

    with pytest.raises(ValueError, match="tiny, expert: the answer does not hold the quote 'it shrinks'"):
        cases(path)


@pytest.mark.slow
def test_the_truths_of_a_question_choose_no_threshold_for_it(judged_by_hand):
    from bench.verdicts import compared

    turned = dict(zip(Truth, reversed(Truth), strict=True))
    first, other = judged_by_hand, [replace(case, question_id="other") for case in judged_by_hand]
    changed = [replace(case, truths=tuple(turned[t] for t in case.truths), score=100 - case.score) for case in first]

    def likeness(point: str, answer: str) -> float:
        return len(set(point.split()) & set(answer.split())) / len(answer)

    before, after = compared([*first, *other], likeness), compared([*changed, *other], likeness)
    assert before[:3] == after[:3]
    assert before[3:] != after[3:]
    with pytest.raises(LeftOut):
        compared(first, likeness)


@pytest.mark.slow
def test_a_missing_commit_is_left_out(judged_by_hand):
    from bench.verdicts import tagged

    with pytest.raises(LeftOut, match="no commit grader-of-nobody here"):
        tagged(judged_by_hand, "grader-of-nobody")
