"""Who does not know, passes or writes nothing: they are told so only where they said it, in their own words, and are
asked for what they can give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.answer_kind import AnswerKind
from interview.core.flags import OF_KIND
from interview.core.grading import Grade, PointJudgement, Settled, Verdict
from interview.core.identity import PRACTICE
from interview.core.key_point import StoryPart, statement, story
from interview.core.question import Question, QuestionKind
from interview.core.settling import settle
from interview.core.summing_up import sum_up
from interview.core.totals import totals
from interview.core.turn import Turn
from interview.documents.coach_view import coach_view
from interview.documents.headline import headline
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from interview.messages import Message
from tests.report_builders import GOOD, graded, report, session, turn

M = Verdict.MISSED
TOLD = replace(GOOD, kind=QuestionKind.BEHAVIOURAL)
OF_ONESELF = replace(GOOD, key_points=(statement("The speaker says what they check first"),))

NO = "I don't know, I have never moved a database."


BEGIN = {
    AnswerKind.UNKNOWN: "You seem to say that you do not know. Begin with this point: A point.",
    AnswerKind.NOT_DONE: (
        "You seem to say that you have not done this, or that there was none. A good answer has for example this: "
        "A point."
    ),
    AnswerKind.REFUSES: "You seem to pass on this question. A good answer has for example this: A point.",
    AnswerKind.ASKS_BACK: (
        "You seem to ask back, and not to answer this yet. A good answer has for example this: A point."
    ),
}


@pytest.mark.parametrize("kind", BEGIN)
def test_who_tells_nothing_is_told_of_one_point_however_many_lack(kind: AnswerKind) -> None:
    told = coach_view(lacking("A point", "More", kind=kind), NO, ENGLISH)
    assert told.change == BEGIN[kind]
    assert told.in_short == "begin with this point: A point."


def test_who_tells_something_is_told_nothing_of_not_knowing() -> None:
    told = coach_view(lacking("A point"), "I look at the plan first and see what the table is asked.", ENGLISH)
    assert told.change.startswith("Check whether this is in your answer")


def test_who_seems_not_to_know_and_yet_may_have_said_a_point_is_not_told_where_to_begin() -> None:
    none = lacking("A point", "More", kind=AnswerKind.UNKNOWN)
    perhaps = replace(none, points=tuple(replace(point, odds=(0.3, 0.0, 0.7)) for point in none.points))
    unsure = replace(none, points=(none.points[0], replace(none.points[1], verdict=Verdict.UNSURE)))
    for grade in (perhaps, unsure):
        assert "do not know" not in coach_view(grade, NO, ENGLISH).change


def test_what_somebody_says_that_they_said_counts_more_than_that_they_seem_to_tell_nothing() -> None:
    grade = lacking("A point", "More", kind=AnswerKind.UNKNOWN)
    assert grade.kind is AnswerKind.UNKNOWN
    assert settle(grade, {grade.points[0].point.id: Settled.SAID}).kind is None


@pytest.mark.parametrize("kind", [AnswerKind.NOT_DONE, AnswerKind.REFUSES, AnswerKind.ASKS_BACK])
def test_a_story_that_is_not_told_is_asked_for_by_what_was_said_instead(kind: AnswerKind) -> None:
    points = tuple(
        PointJudgement(story(part), M, odds=(0.02, 0.0, 0.98), about_asked=0.9)
        for part in (StoryPart.SITUATION, StoryPart.OWN_ACTION)
    )
    grade = replace(graded(turn(0), [M] * len(GOOD.key_points)), points=points, flags=(OF_KIND[kind],))
    said = {coach_view(each, "No.", ENGLISH).change for each in (grade, replace(grade, flags=()))}
    assert len(said) == 2
    assert all("where it was, what you did yourself" in each for each in said)


def test_who_does_not_know_what_a_question_without_a_scene_asks_for_is_told_where_to_begin() -> None:
    points = tuple(
        PointJudgement(story(part), M, odds=(0.02, 0.0, 0.98), about_asked=0.9)
        for part in (StoryPart.OBSTACLE, StoryPart.OWN_ACTION)
    )
    grade = replace(graded(turn(0), [M] * len(GOOD.key_points)), points=points, flags=(OF_KIND[AnswerKind.UNKNOWN],))
    told = coach_view(grade, "Nothing comes to mind.", ENGLISH)
    assert told.change.startswith("You seem to say that you do not know. Begin with this point: what you did yourself.")
    assert told.in_short == "begin with this point: what you did yourself."


def test_who_refuses_a_follow_up_to_a_story_is_not_told_that_a_part_was_not_found() -> None:
    points = (PointJudgement(story(StoryPart.OWN_ACTION), M, odds=(0.02, 0.0, 0.98)),)
    grade = replace(graded(turn(0), [M] * len(GOOD.key_points)), points=points, flags=(OF_KIND[AnswerKind.REFUSES],))
    view = coach_view(grade, "No comment.", ENGLISH, goes_on=True)
    assert view.in_short == "you seem to pass on this. Tell something near it that you can tell."
    assert (
        view.change == "You seem to pass on this question. A good answer has for example this: what you did yourself."
    )


@pytest.mark.parametrize("said", ["skip", "Pass.", "n/a", "not sure", "I don't  remember", "不知道"])
def test_only_words_that_somebody_wrote_stand_in_quotation_marks(said: str) -> None:
    one = turn(0, said)
    view = report_view(report(session([one]), [graded(one)]), ENGLISH)
    assert view.groups[0][0].status == f"Answered with “{' '.join(said.split())}”: 0 of 100 by rule."
    assert view.coverage.endswith("1 passed on or not known, counted as 0")
    assert "“" not in ENGLISH.message(Message.of("reason.unknown"))


@pytest.mark.parametrize("said", ["", "I don't know", "skip"])
def test_who_leaves_a_question_of_knowledge_is_asked_how_they_would_find_out(said: str) -> None:
    one = turn(0, said)
    made = report(session([one]), [graded(one)])
    assert headline(made, ENGLISH).changes == ("Question 1: say at least how you would find out.",)
    assert headline(made, words("zh")).changes[0].startswith("第 1 题：")
    assert improvements(one) == ["summary.find_out"]


@pytest.mark.parametrize("said", ["", "I don't know"])
def test_who_leaves_a_question_about_themselves_is_not_told_to_find_it_out(said: str) -> None:
    one, known = turn(0, said, question=OF_ONESELF), turn(1, said)
    assert headline(report(session([one]), [graded(one)]), ENGLISH).changes == (
        "Question 1: say at least one thing that is true of you.",
    )
    assert improvements(one) == ["summary.of_oneself"]
    both = report(session([one, known]), [graded(one), graded(known)])
    assert headline(both, ENGLISH).changes == ("Questions 1 and 2: write at least something, even when it is little.",)
    assert improvements(one, known) == ["summary.find_out", "summary.of_oneself"]


@pytest.mark.parametrize("said", ["", "I don't remember"])
def test_who_leaves_a_story_is_asked_for_the_nearest_one_and_not_to_find_it_out(said: str) -> None:
    one, other = turn(0, said, question=TOLD), turn(1, said)
    assert headline(report(session([one]), [graded(one)]), ENGLISH).changes == (
        "Question 1: tell the nearest case that you have.",
    )
    assert improvements(one) == ["summary.nearest"]
    [both] = headline(report(session([one, other]), [graded(one), graded(other)]), ENGLISH).changes
    assert both == (
        "Questions 1 and 2: say at least how you would find out or, where a story is asked for, tell the nearest case "
        "that you have."
    )


@pytest.mark.parametrize(
    ("asked", "other", "said"),
    [
        ("What did you do there?", None, "Question 1: say at least what you did there yourself."),
        ("Suppose it grows by half. What would you do?", None, "Question 1: say at least what you would do yourself."),
        (
            "What did you do there?",
            TOLD,
            "Questions 1 and 2: tell the nearest case that you have or, where it is about your own work, say at least "
            "what you did there, or would do, yourself.",
        ),
        (
            "What did you do there?",
            GOOD,
            "Questions 1 and 2: say at least how you would find out or, where it is about your own work, what you did "
            "there, or would do, yourself.",
        ),
    ],
)
def test_who_leaves_out_work_of_their_own_is_not_asked_for_the_nearest_case(
    asked: str, other: Question | None, said: str
) -> None:
    one = turn(0, "I don't remember", question=replace(TOLD, kind=QuestionKind.PROJECT, text=asked, bare_text=""))
    turns = [one] if other is None else [one, turn(1, "", question=other)]
    made = report(session(turns), [graded(each) for each in turns])
    assert headline(made, ENGLISH).changes == (said,)
    assert improvements(one) == ["summary.own_part"]


def test_of_many_questions_without_an_answer_the_first_are_named_and_the_others_counted() -> None:
    asked = [turn(main, "") for main in range(8)]
    [said] = headline(report(session(asked), [graded(one) for one in asked]), ENGLISH).changes
    assert said == "Questions 1, 2, 3, 4, 5, 6 and 2 more: say at least how you would find out."


def improvements(*asked: Turn) -> list[str]:
    one, grades = session(asked), [graded(each) for each in asked]
    found = sum_up(one, grades, totals(one, {grade.position: grade for grade in grades}), PRACTICE)
    return [said.code for said in found.improvements]


def lacking(*names: str, kind: AnswerKind | None = None) -> Grade:
    points = tuple(replace(PointJudgement(statement(name), M), odds=(0.01, 0.01, 0.98)) for name in names)
    flags = () if kind is None else (OF_KIND[kind],)
    return replace(graded(turn(0), [M] * len(GOOD.key_points)), points=points, flags=flags)
