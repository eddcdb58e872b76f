"""What a score is made of, in words: counts, bars, and ranges that say something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.grading import Provenance, Settled, Verdict, unanswered, ungraded
from interview.core.identity import ASKED_FOR_REAL, PRACTICE, RULE, model_interviewer
from interview.core.settling import settle
from interview.documents import markdown, printed
from interview.documents.headline import headline
from interview.documents.question_view import NARROW
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from interview.messages import Message
from tests.report_builders import GOOD, graded, report, session, turn

C, T, M, X, U = Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.CONTRADICTED, Verdict.UNSURE


def test_under_the_score_stands_how_many_key_points_were_recognised_also_of_questions_without_an_answer() -> None:
    turns = [turn(0), turn(1, "")]
    made = report(session(turns), [graded(turns[0], (C, C, T)), graded(turns[1])])
    assert report_view(made, ENGLISH).made_of == "2 of 6 key points recognised; 1 in part"
    assert report_view(made, words("zh")).made_of == "6 个要点中识别出 2 个；1 个部分说到"


def test_what_the_person_said_of_a_point_is_not_counted_as_recognised() -> None:
    one = turn(0)
    own = settle(graded(one, (C, M, M)), {one.question.key_points[1].id: Settled.SAID})
    assert report_view(report(session([one]), [own]), ENGLISH).made_of == (
        "1 of 3 key points recognised; 1 said, by your own word"
    )


def test_what_the_person_counts_for_less_is_said_to_be_their_own_word() -> None:
    one = turn(0)
    points = [point.id for point in one.question.key_points]
    own = settle(
        graded(one, (C, C, C)), dict(zip(points, (Settled.PARTLY, Settled.NOT_SAID, Settled.WRONG), strict=True))
    )
    assert report_view(report(session([one]), [own]), ENGLISH).made_of == (
        "0 of 3 key points recognised; 1 in part, by your own word; 1 not said, by your own word; "
        "1 wrong, by your own word"
    )


def test_questions_that_nobody_can_grade_are_not_said_to_count_0_without_an_answer() -> None:
    own = replace(GOOD, key_points=(), reference_answer="", asked_by=ASKED_FOR_REAL)
    assert own.without_score is not None
    turns = [turn(0, "", question=own), turn(1, "")]
    left_out = ungraded(turns[0].position, own.without_score, Provenance(RULE))
    view = report_view(report(session(turns), [left_out, graded(turns[1])]), ENGLISH)
    assert (view.counts.unanswered, view.counts.ungraded, view.overall) == (1, 1, 0)
    assert "nobody can grade are left out, answered or not" in view.rubric
    assert any("that nobody can grade, answered or not," in line for line in view.formulas)


@pytest.mark.parametrize(("verdicts", "said"), [((M, M, M), "–"), ((X, M, M), "0 of 40")])
def test_agreement_has_no_number_where_nothing_could_agree(verdicts: tuple[Verdict, ...], said: str) -> None:
    one = turn(0)
    view = report_view(report(session([one]), [graded(one, verdicts)]), ENGLISH)
    for bars in (view.dimensions, view.groups[0][0].bars):
        # The number itself, which the exported data have, stays.
        assert [(each.label, each.number, each.value) for each in bars if each.code == "accuracy"] == [
            ("Agreement", said, 0)
        ]


@pytest.mark.parametrize(("width", "is_told"), [(NARROW - 1, False), (NARROW, True)])
def test_a_range_is_told_only_where_it_is_wide_enough_to_say_something(width: int, is_told: bool) -> None:
    one = turn(0)
    grade = graded(one, (C, C, C))
    assert grade.scores is not None
    wide = replace(grade, scores=replace(grade.scores, low=80.0, high=80.0 + width))
    made = report(session([one]), [wide])
    (question,) = report_view(made, ENGLISH).groups[0]
    assert bool(printed.in_a_range(ENGLISH, question)) is is_told
    assert bool(headline(made, ENGLISH).sure) is is_told


def test_what_may_be_right_as_it_is_is_to_be_checked_and_what_the_person_left_out_to_be_changed() -> None:
    one = turn(0)
    judged = graded(one, (C, C, M))
    own = settle(judged, {one.question.key_points[2].id: Settled.NOT_SAID})
    for grade, title in ((judged, "One thing to check"), (own, "One thing to change")):
        (question,) = report_view(report(session([one]), [grade]), ENGLISH).groups[0]
        assert title in dict(printed.coached(ENGLISH, question.coach))


def test_a_report_of_several_graders_names_each_at_its_answers_and_has_no_parts_and_no_categories() -> None:
    other = replace(GOOD, category="Networks")
    turns = [turn(0), turn(1, question=other), turn(2, "")]
    own = graded(turns[1], by=PRACTICE)
    assert own.scores is not None
    without_clarity = replace(own, scores=replace(own.scores, clarity=None))
    silent = graded(turns[2])
    made = report(
        session(turns), [graded(turns[0], (C, C, C), clarity=4, by=model_interviewer("m")), without_clarity, silent]
    )
    view = report_view(made, ENGLISH)
    assert (view.dimensions, view.categories) == ((), ())
    assert ENGLISH.message(Message.of("report.several_graders")) in view.notes
    told = [printed.about(ENGLISH, question) for (question,) in view.groups]
    assert [each.partition("graded by: ")[2] for each in told] == ["Model m", "Practice interviewer", ""]
    assert "graded by: Model m" in markdown.write(view, None)
    of_one = report_view(report(session(turns[:1]), [graded(turns[0])]), ENGLISH)
    assert "graded by" not in markdown.write(of_one, None)
    assert of_one.dimensions


@pytest.mark.parametrize("has_clarity", [True, False])
def test_the_parts_of_a_score_are_those_of_the_graded_answers_whichever_grader_the_0_of_the_others_is_from(
    has_clarity: bool,
) -> None:
    turns = [turn(0), turn(1, "")]
    full = graded(turns[0], (C, C, C), clarity=4)
    assert full.scores is not None
    given = full if has_clarity else replace(full, scores=replace(full.scores, clarity=None))
    silent = unanswered(turns[1], has_clarity=not has_clarity)
    parts = {each.code: each.value for each in report_view(report(session(turns), [given, silent]), ENGLISH).dimensions}
    assert parts == {"accuracy": 20, "completeness": 15, **({"clarity": 15} if has_clarity else {})}
