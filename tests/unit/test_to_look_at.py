"""What of a graded answer to look at first, and that files and page say the same of it."""

from __future__ import annotations

from dataclasses import replace

from interview.core.answer_kind import AnswerKind
from interview.core.coaching import coaching, first_to_change, to_look_at
from interview.core.flags import OF_KIND
from interview.core.grading import Grade, PointJudgement, Settled, Verdict
from interview.core.key_point import StoryPart, statement, story
from interview.core.settling import settle
from interview.core.strongest import praised_quotes
from interview.documents.coach_view import coach_view, feedback_of
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH
from tests.report_builders import GOOD, graded, report, session, turn

UNKNOWN = "I do not know this one, I have never heard of it."
SENTENCE = "The index makes every query on this table quicker than before."


def point(text: str, verdict: Verdict, odds: tuple[float, float, float], quote: str = "") -> PointJudgement:
    return PointJudgement(statement(text), verdict, quote, odds=odds)


def told(grade: Grade, answer: str) -> str:
    return ENGLISH.messages(feedback_of(grade, answer, goes_on=False))


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
    grade = graded(turn(0, SENTENCE), (Verdict.MISSED,) * 3, quotes=("",) * 3)
    grade = replace(grade, points=points, flags=(OF_KIND[AnswerKind.UNKNOWN],))
    [stored] = coaching(points, None, kind=AnswerKind.UNKNOWN)
    view = coach_view(grade, UNKNOWN, ENGLISH)
    assert (view.change, view.in_short) == (ENGLISH.message(stored), "begin with this point: Alpha.")
    assert ENGLISH.message(stored) == "You seem to say that you do not know. Begin with this point: Alpha."
    # Also once they marked a point, but not where they say that they made one.
    own = replace(grade, feedback=(stored,))
    marked = settle(own, {points[0].point.id: Settled.NOT_SAID})
    assert told(marked, UNKNOWN) == coach_view(marked, UNKNOWN, ENGLISH).change
    assert "Begin with this point: Beta." in told(marked, UNKNOWN)
    said = settle(own, {points[0].point.id: Settled.SAID})
    assert "Begin with" not in told(said, UNKNOWN) + coach_view(said, UNKNOWN, ENGLISH).change


def test_files_and_page_name_the_same_strongest_sentence_however_long_it_is_and_whatever_was_settled() -> None:
    long = "My laptop asks the resolver, " + "and if that one does not know it asks the next, " * 4 + "until one knows."
    answer = f"{long} {SENTENCE}"
    points = (
        *(point(name, Verdict.COVERED, (0.99, 0.0, 0.01), long[:197]) for name in ("Alpha", "Beta")),
        *(point(name, Verdict.COVERED, (0.97, 0.0, 0.03), SENTENCE) for name in ("Gamma", "Delta")),
    )
    grade = replace(graded(turn(0, answer), (Verdict.MISSED,) * 3, quotes=("",) * 3), points=points)
    own = replace(grade, feedback=coaching(points, None))
    assert SENTENCE in ENGLISH.messages(own.feedback)
    for given, best in (
        (own, long),
        (settle(own, {points[2].point.id: Settled.NOT_SAID}), long),
        (settle(own, {points[0].point.id: Settled.WRONG}), SENTENCE),
    ):
        assert coach_view(given, answer, ENGLISH).strongest == best
        assert told(given, answer).startswith(f"Your strongest sentence: “{best}”")


def test_files_name_no_strongest_sentence_of_a_story_that_goes_on_as_nobody_looked_what_it_is_about() -> None:
    wrong = "Honestly the videos were the best, because the earth is flat and heat rises only at its edges."
    parts = (StoryPart.OWN_ACTION, StoryPart.DECISION_REASON)
    points = tuple(PointJudgement(story(part), Verdict.COVERED, wrong, odds=(0.99, 0.0, 0.01)) for part in parts)
    follow_up = turn(0, wrong, 1, replace(GOOD, key_points=tuple(map(story, parts))))
    grade = graded(follow_up, (Verdict.COVERED,) * 2, quotes=("", ""))
    grade = replace(grade, points=points, feedback=coaching(points, None, goes_on=True))
    [[_, question]] = report_view(report(session([turn(0), follow_up]), [graded(turn(0)), grade]), ENGLISH).groups
    for said in (question.feedback, question.feedback_for_others):
        assert said == "We think that your answer makes both key points, at least in part."


def test_a_point_that_somebody_says_they_had_wrong_is_not_counted_among_those_that_we_see() -> None:
    ours = tuple(point(name, Verdict.CONTRADICTED, (0.0, 1.0, 0.0), SENTENCE) for name in ("Alpha", "Beta"))
    made = point("Gamma", Verdict.COVERED, (0.99, 0.0, 0.01))
    grade = replace(graded(turn(0, SENTENCE), (Verdict.MISSED,) * 3, quotes=("",) * 3), points=(*ours, made))
    marked = settle(grade, {made.point.id: Settled.WRONG})
    for said in (coach_view(marked, SENTENCE, ENGLISH).change, told(marked, SENTENCE)):
        assert "We see 1 more key point that seems" in said


def test_a_sentence_that_is_to_be_corrected_is_not_marked_as_recognised() -> None:
    points = (
        point("Alpha", Verdict.COVERED, (0.99, 0.0, 0.01), SENTENCE),
        replace(point("Beta", Verdict.UNSURE, (0.1, 0.7, 0.2), SENTENCE), worst=Verdict.CONTRADICTED),
    )
    grade = replace(graded(turn(0, SENTENCE), (Verdict.MISSED,) * 3, quotes=("",) * 3), points=points)
    assert SENTENCE in coach_view(grade, SENTENCE, ENGLISH).change
    assert praised_quotes(grade) == ()
    assert praised_quotes(replace(grade, points=points[:1])) == (SENTENCE,)
