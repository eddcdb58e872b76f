"""An answer to a follow-up of whose score nothing is known: it counts once the candidate marks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from interview.core.grading import Grade, PointJudgement, Scores, Settled, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import Position
from interview.core.report import Report
from interview.core.rubric import rubric_of
from interview.core.scoring import score
from interview.core.settling import settle
from interview.core.totals import dimension_means, ends, mean_score
from interview.core.turn import Turn
from interview.documents import marks_asked
from interview.documents.report_view import report_view
from interview.documents.who_graded import coverage
from interview.i18n.translate import ENGLISH
from tests.report_builders import ANSWER, GOOD, graded, report, session, turn

pytestmark = pytest.mark.sqlite_first

WHY = replace(GOOD, key_points=(story(StoryPart.DECISION_REASON),))
C, M = Verdict.COVERED, Verdict.MISSED
KNOWN = [C, C, M]


def undecided(one: Turn, *, rubric: str = "") -> Grade:
    """Nobody can tell of any key point, each of which is as probably made as not."""
    found = graded(one, [M] * len(one.question.key_points), quotes=[""] * len(one.question.key_points))
    points = tuple(
        PointJudgement(point, Verdict.UNSURE, worst=M, best=C, odds=(0.5, 0.0, 0.5))
        for point in one.question.key_points
    )
    version = rubric or found.provenance.rubric_version
    return replace(
        found,
        points=points,
        scores=score(points, None, rubric=rubric_of(version)),
        clarity_level=None,
        provenance=replace(found.provenance, rubric_version=version),
    )


def known(one: Turn, *, rubric: str = "") -> Grade:
    made = graded(one, KNOWN)
    points = score(made.points, None)
    return replace(
        made,
        scores=points,
        clarity_level=None,
        provenance=replace(made.provenance, rubric_version=rubric or made.provenance.rubric_version),
    )


MAIN, ASKED_WHY = turn(0), turn(0, ANSWER, 1, WHY)
SECOND = turn(1, question=WHY)


def taken(grades: Sequence[Grade]) -> Report:
    turns = [each for each in (MAIN, ASKED_WHY, SECOND) if each.position in {grade.position for grade in grades}]
    return report(session(turns), grades, None)


def test_it_changes_no_number_of_the_whole_until_it_is_marked() -> None:
    without, beside = taken([known(MAIN)]), taken([known(MAIN), undecided(ASKED_WHY)])
    assert beside.totals.overall == without.totals.overall
    assert (beside.totals.low, beside.totals.high) == (without.totals.low, without.totals.high)
    assert (beside.totals.dimensions, beside.totals.categories) == (
        without.totals.dimensions,
        without.totals.categories,
    )
    assert beside.waiting_for_marks == {ASKED_WHY.position}
    assert beside.to_settle == 0


@pytest.mark.parametrize(("word", "is_more"), [(Settled.SAID, True), (Settled.NOT_SAID, False)])
def test_a_mark_makes_it_count(word: Settled, *, is_more: bool) -> None:
    marked = settle(undecided(ASKED_WHY), {WHY.key_points[0].id: word})
    found, before = taken([known(MAIN), marked]), taken([known(MAIN)])
    assert not found.waiting_for_marks
    assert found.totals.overall is not None
    assert before.totals.overall is not None
    assert (found.totals.overall > before.totals.overall) is is_more


def test_what_was_graded_before_counts_as_it_did() -> None:
    old = "2026.32"
    found = taken([known(MAIN, rubric=old), undecided(ASKED_WHY, rubric=old)])
    assert not found.waiting_for_marks
    assert found.totals.low != taken([known(MAIN, rubric=old)]).totals.low


def test_a_main_answer_counts_whatever_is_known_of_it() -> None:
    found = taken([known(MAIN), undecided(SECOND)])
    assert not found.waiting_for_marks
    assert found.totals.overall is None
    assert found.to_settle


def test_where_nothing_else_has_a_score_it_counts() -> None:
    found = taken([undecided(ASKED_WHY)])
    assert (found.totals.low, found.totals.high) == (0, 100)
    assert not found.waiting_for_marks


def test_one_with_a_range_that_says_something_counts() -> None:
    both = [(MAIN.position, Scores(40, 30, None)), (Position(0, 1), Scores(20, 15, None, 20, 90))]
    assert ends(both) == (73, 97)
    assert mean_score(both) == 83.3
    assert dimension_means(both, rubric_of("2026.33"))["accuracy"] == pytest.approx(33.3)


def test_the_marks_asked_for_are_those_that_lead_to_a_number() -> None:
    found = taken([undecided(SECOND), undecided(ASKED_WHY)])
    assert (found.to_settle, found.open_where_it_counts) == (1, 1)
    said = marks_asked.of_report(ENGLISH, found)
    assert "go to the one key point marked “We cannot tell”" in said
    assert said.endswith("That is in an answer that counts already.")


def test_the_report_says_what_does_not_count_and_why() -> None:
    found = taken([known(MAIN), undecided(ASKED_WHY)])
    assert "1 of them not decided, and not counted before you mark it" in coverage(found, ENGLISH)
    view = report_view(found, ENGLISH).groups[0][1]
    assert marks_asked.of_answer(ENGLISH, view) == (
        "Not decided yet. Choose whether you said the one key point. It does not count in your score before."
    )
    main = report_view(taken([undecided(MAIN)]), ENGLISH).groups[0][0]
    assert "count in your score" not in marks_asked.of_answer(ENGLISH, main)
