"""An answer with a score of which every point is open: the report says where the score comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from interview.core.grading import Grade, PointJudgement, Settled, Verdict
from interview.core.key_point import statements
from interview.core.question import Question
from interview.core.rubric import RUBRIC, rubric_of
from interview.core.scoring import score
from interview.core.settling import settle
from interview.documents.question_view import QuestionView
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH
from tests.report_builders import GOOD, graded, report, session, turn

pytestmark = pytest.mark.sqlite_first

SAID = "We cannot tell for any single point. The score is what all of them together most likely make."
SAID_OF_ONE = "We cannot tell for sure. The score is what is most likely."
PROBABLE, EVEN = (0.86, 0.02, 0.12), (0.5, 0.0, 0.5)
COVERED, MISSED, UNSURE = Verdict.COVERED, Verdict.MISSED, Verdict.UNSURE


def asked(count: int) -> Question:
    return replace(GOOD, key_points=statements(*(f"Point {number}" for number in range(count))))


def judged(
    verdicts: Sequence[Verdict],
    odds: tuple[float, float, float] | None = PROBABLE,
    rubric: str = RUBRIC.version,
    worst: Verdict = MISSED,
) -> Grade:
    """Each point with the same odds, whatever is said of it."""
    one = turn(0, question=asked(len(verdicts)))
    found = graded(one, [MISSED] * len(verdicts), quotes=[""] * len(verdicts), rubric=rubric)
    points = tuple(
        PointJudgement(point, verdict, worst=worst, best=COVERED, odds=odds)
        for point, verdict in zip(one.question.key_points, verdicts, strict=True)
    )
    return replace(found, points=points, scores=score(points, None, rubric=rubric_of(rubric)), clarity_level=None)


def shown(grade: Grade) -> QuestionView:
    one = turn(0, question=asked(len(grade.points)))
    ((found,),) = report_view(report(session([one]), [grade], None), ENGLISH).groups
    return found


def test_a_score_of_points_of_which_none_is_sure_says_where_it_comes_from() -> None:
    found = shown(judged([UNSURE] * 5))
    assert found.score is not None
    assert SAID in found.notes
    assert SAID in found.notes_for_others


def test_a_score_of_the_only_point_says_so_too() -> None:
    found = shown(judged([UNSURE], (0.97, 0.0, 0.03)))
    assert found.score is not None
    assert SAID_OF_ONE in found.notes


@pytest.mark.parametrize(
    "grade",
    [
        pytest.param(judged([COVERED, UNSURE, UNSURE, UNSURE]), id="one point is sure"),
        pytest.param(judged([UNSURE] * 4, EVEN), id="without a number"),
        pytest.param(judged([UNSURE] * 5, None, worst=COVERED), id="without odds"),
        pytest.param(judged([UNSURE] * 5, rubric="2026.7", worst=COVERED), id="of a rubric by which no odds count"),
    ],
)
def test_nothing_is_said_where_that_is_not_so(grade: Grade) -> None:
    assert not {SAID, SAID_OF_ONE} & {*shown(grade).notes}


def test_it_goes_once_a_point_is_marked() -> None:
    own = judged([UNSURE] * 5)
    marked = settle(own, {own.points[0].point.id: Settled.SAID})
    assert marked.scores is not None
    assert marked.scores.number is not None
    assert SAID not in shown(marked).notes
