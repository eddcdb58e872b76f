"""What a report says to change first and what its button practises are the same questions in the same order."""

from __future__ import annotations

from dataclasses import replace

from interview.core.grading import PointJudgement, Settled, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.lacking import changes, to_practise
from interview.documents import printed
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from tests.report_builders import GOOD, graded, report, session, turn

C, T, M, X, U = Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.CONTRADICTED, Verdict.UNSURE
TURNS = [turn(0), turn(1), turn(2, ""), turn(3), turn(4, None)]
VERDICTS = [(C, C, X), (C, T, C), (), (M, M, C), ()]
MADE = report(
    session(TURNS), [graded(one, said, quotes=("",) * len(said)) for one, said in zip(TURNS, VERDICTS, strict=True)]
)


def test_what_the_head_names_is_practised_first_and_in_its_order() -> None:
    view = report_view(MADE, ENGLISH)
    assert [change.split(":")[0] for change in view.head.changes] == ["Question 1", "Question 4", "Question 3"]
    assert [each.number for each in view.practise] == [1, 4, 3, 2, 5]
    assert printed.to_practise_next(ENGLISH, view) == "Practise these questions next: 1, 4, 3, 2 and 5."
    assert printed.to_practise_next(words("zh"), report_view(MADE, words("zh"))) == "接下来练习这些题：1、4、3、2、5。"


def test_questions_that_are_named_together_are_practised_together() -> None:
    turns = [turn(0), turn(1), turn(2), turn(3)]
    verdicts = [(C, M, C), (M, C, C), (C, M, C), (C, C, M)]
    grades = [graded(one, said, quotes=("",) * 3) for one, said in zip(turns, verdicts, strict=True)]
    view = report_view(report(session(turns), grades), ENGLISH)
    assert [change.split(":")[0] for change in view.head.changes] == ["Questions 1 and 3", "Question 2", "Question 4"]
    assert [each.number for each in view.practise] == [1, 3, 2, 4]


def test_what_only_a_follow_up_lacks_is_named_last_and_is_not_practised() -> None:
    turns = [turn(0), turn(0, follow_up=1), turn(1)]
    verdicts = [(C, C, C), (X, M, M), (C, C, T)]
    grades = [graded(one, said, quotes=("",) * 3) for one, said in zip(turns, verdicts, strict=True)]
    view = report_view(report(session(turns), grades), ENGLISH)
    assert [change.split(":")[0] for change in view.head.changes] == ["Question 2", "Follow-up to question 1"]
    assert [each.number for each in view.practise] == [2]


def test_a_question_that_is_only_partly_answered_is_practised_for_that_point() -> None:
    (found,) = to_practise(session([turn(0)]), {turn(0).position: graded(turn(0), (C, C, T), quotes=("",) * 3)})
    assert found.points == (turn(0).question.key_points[2],)


def test_head_and_question_name_the_same_thing_to_change_where_a_verdict_was_settled() -> None:
    first = graded(turn(0), (X, M, M))
    settled = replace(first, points=(replace(first.points[0], settled=Settled.WRONG), *first.points[1:]))
    view = report_view(report(session([turn(0)]), [settled]), ENGLISH)
    ((question,),) = view.groups
    assert view.head.changes == (f"Question 1: {question.coach.in_short}",)
    assert settled.points[1].point.text.rstrip(".") in question.coach.in_short


def test_a_story_that_is_asked_for_anew_is_practised_also_where_all_of_it_is_open() -> None:
    parts = (StoryPart.OWN_ACTION, StoryPart.RESULT)
    points = tuple(PointJudgement(story(part), U, odds=(0.2, 0.0, 0.8), about_asked=0.95) for part in parts)
    grade = replace(graded(turn(0), (M, M, M), quotes=("",) * 3), points=points)
    view = report_view(report(session([turn(0)]), [grade]), ENGLISH)
    assert [change.split(":")[1][:13] for change in view.head.changes] == [" check whethe"]
    assert [each.number for each in view.practise] == [1]
    (found,) = to_practise(session([turn(0)]), {turn(0).position: grade})
    assert [point.part for point in found.points] == [*parts]


def test_a_low_answer_of_which_nobody_is_sure_what_lacks_most_is_practised_before_a_better_one() -> None:
    turns, grades = [turn(0), turn(1), turn(2, None)], {}
    for one, said in zip(turns, [(C, C, M), (M, M, M), ()], strict=True):
        made = graded(one, said, quotes=("",) * len(said))
        unsure = tuple(replace(each, odds=(0.05, 0.01, 0.94)) if each.verdict is M else each for each in made.points)
        grades[one.position] = replace(made, points=unsure)
    assert changes(session(turns), grades) == ()
    found = to_practise(session(turns), grades)
    assert [each.position.main for each in found] == [1, 0, 2]
    assert found[0].points == GOOD.key_points


def test_a_point_that_was_perhaps_said_is_not_practised() -> None:
    for covered, practised in ((0.3, ()), (0.02, (turn(0).question.key_points[2],))):
        grade = graded(turn(0), (C, C, M), quotes=("",) * 3)
        points = (*grade.points[:2], replace(grade.points[2], odds=(covered, 0.0, 1 - covered)))
        found = to_practise(session([turn(0)]), {turn(0).position: replace(grade, points=points)})
        assert tuple(point for each in found for point in each.points) == practised
