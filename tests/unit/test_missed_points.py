"""The key points missed most: counted by question and point, practised ones behind the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import KeyPoint, statement, statements
from interview.core.practice_again import GradedAnswer
from interview.core.question import Origin
from interview.trends.captions import misses
from interview.trends.missed_points import MissedPoint, by_question, most_missed
from tests.builders import NOON
from tests.report_builders import GOOD

PLAN, INDEX, ROWS = GOOD.key_points
C, T, M, X = Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.CONTRADICTED
OTHER = replace(GOOD, text="Another question?", category="Python", key_points=statements("One", "Two"))
ONE = OTHER.key_points[0]


def judged(day: int, verdicts: dict[KeyPoint, Verdict], question=GOOD) -> GradedAnswer:
    points = tuple(PointJudgement(point, verdict) for point, verdict in verdicts.items())
    return GradedAnswer(Origin(f"s{day}", 0), question, "en", NOON + timedelta(days=day), points)


def found(answers: Sequence[GradedAnswer], category: str = "") -> dict[KeyPoint, MissedPoint]:
    return {each.point: each for each in most_missed(answers, category)}


def test_a_point_counts_each_time_it_was_judged() -> None:
    answers = [
        judged(0, {PLAN: M, INDEX: C, ROWS: C}),
        judged(1, {PLAN: X, INDEX: T, ROWS: C}),
        judged(2, {PLAN: T, INDEX: M, ROWS: C}),
    ]
    counted = found(answers)
    assert list(counted) == [PLAN, INDEX]
    assert (counted[PLAN].missed, counted[PLAN].touched, counted[PLAN].asked, counted[PLAN].latest) == (2, 1, 3, T)
    assert counted[PLAN].origin == Origin("s2", 0)
    assert misses(counted[PLAN]) == (
        "did not count as said in 2 of the 3 answers that could be judged, counted in part in 1; "
        "in the latest one it counted in part"
    )


def test_an_answer_and_those_to_its_follow_ups_are_one_in_which_a_point_is_missed_or_made() -> None:
    first, other = judged(0, {PLAN: M, INDEX: M}), judged(1, {PLAN: M, INDEX: M})
    behind = replace(judged(0, {PLAN: M, INDEX: C}), is_follow_up=True)
    counted = found([first, behind, other])
    assert misses(counted[PLAN]) == "did not count as said in 2 of the 2 answers that could be judged"
    assert misses(counted[INDEX]) == "did not count as said in 1 of the 2 answers that could be judged"


def test_what_was_covered_last_stands_behind_what_was_not() -> None:
    answers = [judged(day, {PLAN: M}) for day in range(3)]
    answers += [judged(3, {PLAN: C}), judged(4, {ONE: M}, OTHER)]
    assert list(found(answers)) == [ONE, PLAN]


def test_the_same_words_in_another_question_are_another_point() -> None:
    answers = [judged(0, {ONE: M}, OTHER), judged(1, {ONE: M}, replace(OTHER, text="A third one?"))]
    assert [each.asked for each in most_missed(answers)] == [1, 1]


def test_points_that_the_main_question_does_not_have_are_left_out() -> None:
    assert found([judged(0, {statement("A point of the follow-up alone"): M, PLAN: M})]).keys() == {PLAN}


def test_a_category_leaves_the_others_out() -> None:
    answers = [judged(0, {PLAN: M}), judged(1, {ONE: M}, OTHER)]
    assert found(answers, "Python").keys() == {ONE}


def test_points_stand_together_under_their_question() -> None:
    answers = [judged(0, {PLAN: M, ROWS: M}), judged(1, {ONE: M}, OTHER)]
    groups = by_question(most_missed(answers))
    assert {tuple(point.point for point in group) for group in groups} == {(ROWS, PLAN), (ONE,)}


@pytest.mark.parametrize(
    ("asked", "latest", "words"),
    [
        (1, M, "did not count as said in the 1 answer that could be judged"),
        (2, M, "did not count as said in 1 of the 2 answers that could be judged"),
        (
            2,
            C,
            "did not count as said in 1 of the 2 answers that could be judged; in the latest one it counted as said",
        ),
    ],
)
def test_a_count_is_told_in_words(asked: int, latest: Verdict, words: str) -> None:
    assert misses(MissedPoint(statement("p"), "q", "c", 1, 0, asked, latest, Origin("s", 0))) == words


def test_a_point_that_its_question_asks_no_more_is_not_named_to_practise() -> None:
    before, after = (
        replace(GOOD, bank_id="db-1", key_points=statements(first, INDEX.text)) for first in ("Plan", "Read the plan")
    )
    plan, new = before.key_points[0], after.key_points[0]
    answers = [judged(0, {plan: M, INDEX: M}, before), judged(1, {new: C, INDEX: M}, after)]
    assert found(answers).keys() == {INDEX}
    assert found(answers[:1]).keys() == {plan, INDEX}
