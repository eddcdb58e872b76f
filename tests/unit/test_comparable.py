"""What stands beside other interviews: what was answered, in new ones, and no difference that nobody is sure of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.grading import Grade, Verdict
from interview.core.report import Report
from interview.core.session import SessionKind
from interview.core.turn import Turn
from interview.documents import exports
from interview.documents.earlier_reports import comparison
from interview.documents.side_by_side import Pair, side_by_side
from tests.report_builders import GOOD, graded, report, session, turn

ALL, NONE = (Verdict.COVERED,) * 3, (Verdict.MISSED,) * 3
MOST = (Verdict.COVERED, Verdict.COVERED, Verdict.MISSED)
PYTHON = replace(GOOD, category="Python", text="What is a generator?")


def open_to(turn: Turn, low: float, high: float, verdicts: tuple[Verdict, ...] = ALL) -> Grade:
    """The grade with points that nobody is sure of: its score is in this range."""
    grade = graded(turn, verdicts)
    assert grade.scores is not None
    assert low <= grade.scores.total <= high
    return replace(grade, scores=replace(grade.scores, low=low, high=high))


def one(id: str, day: int, grade: Grade) -> Report:
    return report(session([turn(0)], id, day=day), [grade])


def test_a_difference_within_what_nobody_is_sure_of_is_no_change() -> None:
    low = one("a", 0, open_to(turn(0), 60, 85, MOST))
    high = one("b", 1, open_to(turn(0), 80, 100))
    found = side_by_side(low, high)
    told = (found.overall, *found.dimensions, *found.categories)
    assert (found.caution, found.has_doubt) == (None, True)
    assert {(pair.change, pair.is_in_doubt) for pair in told} == {(None, True)}
    assert found.overall.earlier != found.overall.later


def test_ranges_that_do_not_meet_and_scores_without_one_differ_by_what_is_shown() -> None:
    sure = one("a", 0, graded(turn(0), NONE))
    for other in (one("b", 1, open_to(turn(0), 90, 100)), one("b", 1, graded(turn(0)))):
        found = side_by_side(sure, other)
        assert not found.has_doubt
        assert found.overall.change == (other.totals.overall or 0) - (sure.totals.overall or 0)


def test_one_category_is_told_where_another_is_in_doubt() -> None:
    turns = [turn(0), turn(1, question=PYTHON)]
    before = report(session(turns, "a"), [graded(turns[0], NONE), open_to(turns[1], 80, 100)])
    after = report(session(turns, "b", day=1), [graded(turns[0], ALL), graded(turns[1], ALL)])
    databases, python = side_by_side(before, after).categories
    assert databases.change is not None
    assert databases.change > 0
    assert (python.change, python.is_in_doubt) == (None, True)


def in_two(id: str, day: int, python: str | None) -> Report:
    turns = [turn(0), turn(1, python, question=PYTHON)]
    return report(session(turns, id, day=day), [graded(each, ALL) for each in turns])


def test_a_category_without_an_answer_is_in_no_comparison_and_is_called_so() -> None:
    answered, skipped, latest = in_two("a", 0, "It yields."), in_two("b", 1, None), in_two("c", 2, "It yields.")
    assert skipped.totals.categories["Python"] == 0
    assert side_by_side(answered, skipped).categories[1] == Pair("Python", 100, latest.totals.overall, None, None)
    made = comparison(latest, [answered, skipped])
    assert made is not None
    python, score = made.categories[1], latest.totals.overall
    assert (python.now, python.before, python.sessions) == (score, score, 1)
    for made_of, earlier, told in (
        (skipped, answered, f"not answered | {score} (1)"),
        (latest, skipped, f"{score} | not answered"),
        (latest, one("x", 0, graded(turn(0))), f"{score} | not asked"),
    ):
        assert f"| Python | {told} |" in exports.render("md", made_of, [earlier])[0].decode()


@pytest.mark.parametrize("kind", [SessionKind.RETAKE, SessionKind.REVIEW])
def test_a_repeat_stands_on_no_line_with_interviews(kind: SessionKind) -> None:
    before, repeat = report(session([turn(0)], "a")), report(session([turn(0)], "b", day=1, kind=kind))
    assert comparison(before, [replace(before, session=replace(before.session, id="c"))]) is not None
    assert comparison(repeat, [before]) is None
    assert b"## Over your sessions" not in exports.render("md", repeat, [before])[0]


def test_what_was_left_without_an_answer_and_a_single_question_stand_on_no_line_either() -> None:
    before = report(session([turn(0), turn(1)], "a"))
    left = report(session([turn(0, None)], "b", day=1))
    single = report(session([turn(0)], "c", day=1, resume_name="Nurse", resume_text="Nurse"))
    assert [comparison(each, [before]) for each in (left, single)] == [None, None]


def test_two_interviews_of_the_same_questions_are_told_from_two_of_others() -> None:
    same = [report(session([turn(0)], id, day=day)) for day, id in enumerate("ab")]
    other = report(session([turn(0, question=PYTHON)], "c", day=2))
    assert side_by_side(*same).has_same_questions
    assert not side_by_side(same[0], other).has_same_questions
