"""What of a graded answer to look at first, and that files and page say the same of it."""

from __future__ import annotations

from dataclasses import replace

from interview.core.coaching import coaching, first_to_change, to_look_at
from interview.core.grading import PointJudgement, Settled, Verdict
from interview.core.key_point import statement
from interview.core.settling import settle
from interview.core.strongest import praised_quotes
from interview.documents.coach_view import coach_view
from interview.i18n.translate import ENGLISH
from tests.report_builders import graded, turn

UNKNOWN = "I do not know this one, I have never heard of it."
SENTENCE = "The index makes every query on this table quicker than before."


def point(text: str, verdict: Verdict, odds: tuple[float, float, float], quote: str = "") -> PointJudgement:
    return PointJudgement(statement(text), verdict, quote, odds=odds)


def test_what_somebody_settled_themselves_comes_behind_what_they_may_have_wrong_or_left_out() -> None:
    given = graded(turn(0, SENTENCE), (Verdict.MISSED,) * 3, quotes=("",) * 3)
    recognised = point("Alpha is said", Verdict.COVERED, (0.95, 0.02, 0.03), SENTENCE)
    for other in ((0.06, 0.3, 0.64), (0.3, 0.1, 0.6)):
        open_point = point("Beta is said", Verdict.UNSURE, other)
        grade = settle(replace(given, points=(recognised, open_point)), {recognised.point.id: Settled.NOT_SAID})
        found = to_look_at(grade.points)
        assert found is not None
        assert found.point == open_point.point
        # What is only to be checked is not named among what to change, nor is their own word in its place.
        assert first_to_change(grade.points) is None
        assert "Beta is said" in coach_view(grade, SENTENCE, ENGLISH).change
    alone = settle(replace(given, points=(recognised,)), {recognised.point.id: Settled.NOT_SAID})
    assert to_look_at(alone.points) == first_to_change(alone.points) == alone.points[0]


def test_who_says_no_more_than_that_they_do_not_know_reads_the_same_on_the_page_and_in_what_is_stored() -> None:
    points = tuple(point(name, Verdict.MISSED, (0.0, 0.0, 1.0)) for name in ("Alpha", "Beta"))
    grade = replace(graded(turn(0, SENTENCE), (Verdict.MISSED,) * 3, quotes=("",) * 3), points=points)
    [stored] = coaching(points, None, knows_nothing=True)
    view = coach_view(grade, UNKNOWN, ENGLISH)
    assert (view.change, view.in_short) == (ENGLISH.message(stored), "begin with this point: Alpha.")
    assert ENGLISH.message(stored) == "You say that you do not know. Begin with this point: Alpha."
    # Also once they marked a point, but not where they say that they made one.
    own = replace(grade, feedback=(stored,))
    marked = settle(own, {points[0].point.id: Settled.NOT_SAID})
    assert ENGLISH.messages(marked.feedback) == coach_view(marked, UNKNOWN, ENGLISH).change
    assert "Begin with this point: Beta." in ENGLISH.messages(marked.feedback)
    said = settle(own, {points[0].point.id: Settled.SAID})
    assert "Begin with" not in ENGLISH.messages(said.feedback) + coach_view(said, UNKNOWN, ENGLISH).change


def test_a_sentence_that_is_to_be_corrected_is_not_marked_as_recognised() -> None:
    points = (
        point("Alpha", Verdict.COVERED, (0.99, 0.0, 0.01), SENTENCE),
        replace(point("Beta", Verdict.UNSURE, (0.1, 0.7, 0.2), SENTENCE), worst=Verdict.CONTRADICTED),
    )
    grade = replace(graded(turn(0, SENTENCE), (Verdict.MISSED,) * 3, quotes=("",) * 3), points=points)
    assert SENTENCE in coach_view(grade, SENTENCE, ENGLISH).change
    assert praised_quotes(grade) == ()
    assert praised_quotes(replace(grade, points=points[:1])) == (SENTENCE,)
