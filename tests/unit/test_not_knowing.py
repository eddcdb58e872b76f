"""Who does not know, passes or writes nothing: they are told so only where they said it, in their own words, and are
asked for what they can give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.grading import Grade, PointJudgement, Verdict
from interview.core.identity import PRACTICE
from interview.core.key_point import statement
from interview.core.question import QuestionKind
from interview.core.summing_up import sum_up
from interview.core.totals import totals
from interview.core.turn import Turn
from interview.documents.coach_view import coach_view
from interview.documents.headline import headline
from interview.documents.report_view import report_view
from interview.i18n.translate import ENGLISH, words
from interview.messages import Message
from interview.text.general_claims import (
    admits_not_knowing,
    begins_with_a_no,
    knows_nothing_of_it,
    says_only_not_knowing,
)
from tests.report_builders import GOOD, graded, report, session, turn

M = Verdict.MISSED
TOLD = replace(GOOD, kind=QuestionKind.BEHAVIOURAL)

ANSWERS = [
    "I say sorry that the room is not ready yet. I store their luggage and bring them a drink.",
    "I welcome them warmly and I am honest with them about the time",
    "if they can't say for sure I tell her openly",
    "If I don't know the answer I say so and ask my colleague.",
    "I can't say no to a guest who waits, so I bring a chair.",
    "The new ones have no idea where the keys are, so I show them round.",
    "Honestly said, a clean desk matters most to me.",
    "I ask first because I don't know the house.",
]
NOES = [
    "I don't know, I have never moved a database.",
    "sorry i dont know how that works",
    "No idea, we never had one.",
    "To be honest, sorry, I don't know.",
    "I have never heard of that.",
]
NOT_SURE = [
    "Well, I’m not sure. Maybe something with memory?",
    "I can't remember what it is called.",
    "I'm not sure, maybe the list is made only once and shared?",
    "Not sure. With the dollar it stays put.",
    "I don't remember what the machine is called. Ice bath else.",
    "I can't say exactly, about five percent.",
    "I always mix up revert and reset, revert makes a new commit.",
]


def judged(answer: str, *verdicts: Verdict) -> Grade:
    points = tuple(PointJudgement(statement(f"point {n}"), verdict) for n, verdict in enumerate(verdicts))
    return replace(graded(turn(0, answer), (M, M, M), quotes=("",) * 3), points=points)


@pytest.mark.parametrize("answer", ANSWERS)
def test_who_says_what_they_do_is_not_told_that_they_say_they_do_not_know(answer: str) -> None:
    assert not admits_not_knowing(answer)
    assert not knows_nothing_of_it(answer)
    assert "do not know" not in coach_view(judged(answer, M, M), answer, ENGLISH).change


@pytest.mark.parametrize("answer", NOES)
def test_who_says_so_of_themselves_and_little_else_is_told_where_to_begin(answer: str) -> None:
    assert admits_not_knowing(answer)
    assert coach_view(judged(answer, M, M), answer, ENGLISH).change.startswith("You say that you do not know.")


@pytest.mark.parametrize(
    "answer",
    [
        "I don't know the price of every room, but I look it up and tell them the same minute.",
        "I don't remember the name of it, so I look in the book and read it out to them.",
        "I really don't know. I only began in this job in March and my boss handles that sort of thing.",
        "The guests were glad in the end, no idea why.",
    ],
)
def test_who_does_not_know_one_thing_and_says_more_is_not_told_that_they_say_they_do_not_know(answer: str) -> None:
    assert admits_not_knowing(answer)
    assert not says_only_not_knowing(answer)
    assert "do not know" not in coach_view(judged(answer, M, M), answer, ENGLISH).change


@pytest.mark.parametrize("answer", NOT_SURE)
def test_who_is_not_sure_or_forgot_a_word_is_not_told_that_they_say_they_do_not_know(answer: str) -> None:
    assert admits_not_knowing(answer)
    assert "do not know" not in coach_view(judged(answer, M, M), answer, ENGLISH).change


def test_who_does_not_know_and_yet_may_have_said_a_point_is_not_told_where_to_begin() -> None:
    answer = "I don't know, a left join keeps all rows."
    none, perhaps = (
        replace(found, points=tuple(replace(point, odds=(said, 0.0, 1 - said)) for point in found.points))
        for found, said in ((judged(answer, M, M), 0.02), (judged(answer, M, M), 0.3))
    )
    assert coach_view(none, answer, ENGLISH).change.startswith("You say that you do not know.")
    assert "do not know" not in coach_view(perhaps, answer, ENGLISH).change


def test_where_something_of_an_answer_counts_there_is_more_in_it_than_not_knowing() -> None:
    change = coach_view(judged(NOES[0], M, Verdict.UNSURE), NOES[0], ENGLISH).change
    assert "do not know" not in change


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


def test_of_many_questions_without_an_answer_the_first_are_named_and_the_others_counted() -> None:
    asked = [turn(main, "") for main in range(8)]
    [said] = headline(report(session(asked), [graded(one) for one in asked]), ENGLISH).changes
    assert said == "Questions 1, 2, 3, 4, 5, 6 and 2 more: say at least how you would find out."


def improvements(one: Turn) -> list[str]:
    grade = graded(one)
    found = sum_up(session([one]), [grade], totals(session([one]), {grade.position: grade}), PRACTICE)
    return [said.code for said in found.improvements]


def lacking(*names: str) -> Grade:
    points = tuple(replace(PointJudgement(statement(name), M), odds=(0.01, 0.01, 0.98)) for name in names)
    return replace(graded(turn(0), [M] * len(GOOD.key_points)), points=points)


def test_who_does_not_know_is_told_of_one_point_however_many_lack() -> None:
    told = coach_view(lacking("A point", "More"), "I really don't know what I would do there.", ENGLISH).change
    assert told == "You say that you do not know. Begin with this point: A point."


def test_who_says_that_they_do_not_know_is_told_where_to_begin() -> None:
    grade = lacking("An index helps")
    said = "I don't know, I have never moved a database."
    begin = "You say that you do not know. Begin with this point: An index helps."
    assert coach_view(grade, said, ENGLISH).change == begin
    answered = coach_view(grade, "I look at the plan first and see what the table is asked.", ENGLISH)
    assert answered.change.startswith("Check whether this is in your answer")


@pytest.mark.parametrize(
    "answer",
    [
        "Honestly nothing comes to mind. I always say yes, that's my problem.",
        "I honestly can't come up with one.",
        "Hmm, I've been lucky, we never had any conflict.",
        "My mind has gone blank, sorry.",
        "I don't think I ever missed a deadline.",
    ],
)
def test_a_no_with_words_before_it_is_a_no(answer: str) -> None:
    assert begins_with_a_no(answer)


@pytest.mark.parametrize("answer", ["Haven't got a clue.", "Sorry, that's not my area. I only know Java."])
def test_who_has_no_clue_says_only_that_they_do_not_know(answer: str) -> None:
    assert says_only_not_knowing(answer)
