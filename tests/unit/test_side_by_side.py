"""Two reports beside each other: subtracted on one scale only."""

from dataclasses import replace

import pytest

from interview.core.grading import Settled, Verdict
from interview.core.identity import model_interviewer
from interview.core.session import SessionKind
from interview.core.settling import settle
from interview.documents.earlier_reports import comparison
from interview.documents.side_by_side import side_by_side
from interview.messages import Message
from tests.report_builders import GOOD, failed, graded, report, session, turn

ALL = (Verdict.COVERED,) * 3
IDS = [point.id for point in GOOD.key_points]
OTHER = replace(GOOD, category="Networks")


def test_on_one_scale_every_number_has_its_change_whichever_is_given_first():
    earlier = report(session([turn(0)], "a"))
    later = report(session([turn(0), turn(1, question=OTHER)], "b", day=1), [graded(turn(0), ALL), graded(turn(1))])
    found = side_by_side(later, earlier)
    assert found == side_by_side(earlier, later)
    assert found.caution is None
    before, after = earlier.totals, later.totals
    assert (found.overall.earlier, found.overall.later) == (before.overall, after.overall)
    assert before.overall is not None
    assert after.overall is not None
    assert found.overall.change == pytest.approx(after.overall - before.overall)
    for pair, name in zip(found.dimensions, ("accuracy", "completeness", "clarity"), strict=True):
        assert pair.change == pytest.approx(after.dimensions[name] - before.dimensions[name], abs=0.05)
    known, new = found.categories
    assert known.change is not None
    assert (known.label, known.change > 0) == ("Databases", True)
    assert (new.label, new.earlier, new.change) == ("Networks", None, None)


@pytest.mark.parametrize(
    ("changes", "caution"),
    [({"by": model_interviewer("m")}, "caution.interviewers"), ({"rubric": "2020.1"}, "caution.rubrics")],
)
def test_another_interviewer_or_rubric_is_said_and_nothing_is_subtracted(changes, caution):
    one = report(session([turn(0)], "a"))
    other = report(session([turn(0)], "b", day=1), [graded(turn(0), **changes)])
    found = side_by_side(one, other)
    assert found.caution == Message.of(caution)
    assert {pair.change for pair in (found.overall, *found.dimensions, *found.categories)} == {None}
    assert found.overall.later == other.totals.overall


def test_a_retake_is_not_measured_against_an_interview():
    one = report(session([turn(0)], "a"))
    again = report(session([turn(0)], "b", day=1, kind=SessionKind.RETAKE))
    assert side_by_side(one, again).caution == Message.of("caution.repeats")
    assert side_by_side(again, replace(again, session=session([turn(0)], "c", kind=SessionKind.RETAKE))).caution is None


def test_what_was_not_graded_has_no_number_and_no_change():
    one = report(session([turn(0)], "a"))
    other = report(session([turn(0)], "b", day=1), [failed(turn(0))])
    found = side_by_side(one, other)
    assert (found.overall.later, found.overall.change) == (None, None)


def test_of_two_without_a_score_it_is_said_that_there_is_nothing_to_subtract():
    one, other = (report(session([turn(0)], id, day=day), [failed(turn(0))]) for day, id in enumerate("ab"))
    found = side_by_side(one, other)
    assert found.caution == Message.of("caution.no_scores")
    assert not any(pair.is_known for pair in (found.overall, *found.dimensions))
    undecided = report(session([turn(0)], "c"), [graded(turn(0), (Verdict.UNSURE,) * 3, quotes=("",) * 3)])
    of_one = side_by_side(undecided, report(session([turn(0)], "d", day=1)))
    assert of_one.caution == Message.of("caution.no_score")
    assert of_one.overall.is_known


def test_what_the_candidate_marked_themselves_is_not_subtracted_from_what_was_graded():
    unread = graded(turn(0), (Verdict.UNSURE,) * 3, quotes=("",) * 3)
    marked = report(session([turn(0)], "b", day=1), [settle(unread, dict.fromkeys(IDS, Settled.SAID))])
    other = report(session([turn(0)], "c", day=2), [settle(unread, dict.fromkeys(IDS, Settled.NOT_SAID))])
    found = side_by_side(report(session([turn(0)], "a")), marked)
    assert found.caution == Message.of("caution.own_marks")
    assert (found.overall.is_known, found.overall.change) == (True, None)
    assert side_by_side(marked, other).caution is None
    beside = comparison(other, [report(session([turn(0)], "a")), marked])
    assert beside is not None
    assert [beside.lines[stop.line] for stop in beside.stops] == ["Practice interviewer", "Own marks", "Own marks"]
    assert beside.comparable == 1
