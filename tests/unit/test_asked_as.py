"""The parts of a story have words that fit the question: something lived through, own work, or what would be done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.grading import Grade, PointJudgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import Question, QuestionKind
from interview.core.scoring import score
from interview.documents.asked_as import words_for
from interview.documents.report_view import report_view
from interview.i18n.names import point_text
from interview.i18n.translate import ENGLISH, words
from interview.question_bank.bank import bank_in
from tests.report_builders import GOOD, graded, report, session, turn

DONE = (StoryPart.OWN_ACTION, StoryPart.DECISION_REASON)
PARTS = {
    "en": ["Says what you would do yourself", "Gives the reason for what you would do"],
    "zh": ["说明你自己会做什么", "说出你会这样做的理由"],
}
TOLD = (StoryPart.SITUATION, StoryPart.OWN_ACTION, StoryPart.RESULT)
PLAN = "A plan of the night, and a second pair of hands."


def asks(text: str, *parts: StoryPart, kind: QuestionKind = QuestionKind.BEHAVIOURAL) -> Question:
    return replace(GOOD, text=text, kind=kind, key_points=tuple(map(story, parts)))


def untold(question: Question, main: int = 0) -> Grade:
    points = tuple(PointJudgement(point, Verdict.MISSED, odds=(0.0, 0.0, 1.0)) for point in question.key_points)
    made = graded(turn(main, PLAN), quotes=("", "", ""))
    return replace(made, points=points, scores=score(points, None), remarks=())


@pytest.mark.parametrize(
    ("text", "parts", "is_supposed"),
    [
        ("Suppose this goes up by half next week. What do you do first?", DONE, True),
        ("What would you stop doing, and whom would you have to tell?", DONE, True),
        ("现在再碰到类似的事，你会怎么处理？", DONE, True),
        ("What would you do if a guest shouted at you?", DONE, True),
        ("What would you have done if it had turned out to be nothing?", DONE, False),
        ("Which measure would you show a sceptic, and what part of it is due to you?", DONE, False),
        ("What did you do then, and would you do it again?", DONE, False),
        ("How did you decide?", DONE, False),
        ("Tell me of a conflict. What would you do otherwise today?", TOLD, False),
    ],
)
def test_only_where_a_question_imagines_a_case_is_asked_for_what_would_be_done(
    text: str, parts: tuple[StoryPart, ...], is_supposed: bool
) -> None:
    question = asks(text, *parts)
    assert point_text(story(StoryPart.OWN_ACTION), words_for([question], ENGLISH)) == (
        "Says what you would do yourself" if is_supposed else "Says what you did yourself"
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_an_imagined_case_nothing_is_said_of_a_story_or_of_what_was_done(language: str) -> None:
    question = asks("Suppose this goes up by half next week. What do you do first?", *DONE)
    say, grade = words(language), untold(question)
    made = report(session([turn(0, PLAN, question=question)]), [grade])
    view = report_view(made, say)
    [[shown]] = view.groups
    parts = PARTS[language]
    assert [point.text for point in shown.points] == parts
    assert list(shown.key_points) == parts
    one = replace(grade, points=(replace(grade.points[0], verdict=Verdict.COVERED, odds=None), grade.points[1]))
    view = report_view(report(session([turn(0, PLAN, question=question)]), [one]), say)
    [[shown]] = view.groups
    assert view.head.changes
    for told in (*view.head.changes, shown.coach.change, shown.coach.in_short, shown.feedback):
        assert "story" not in told
        assert "you made" not in told
        assert "经历" not in told
    # Its numbers are those that were stored.
    assert (shown.low, shown.high) == one.scores.ends if one.scores else None


def test_a_mentor_reads_of_an_imagined_case_what_they_would_do() -> None:
    question = asks("Suppose this goes up by half next week. What do you do first?", *DONE)
    made = report(session([turn(0, PLAN, question=question)]), [untold(question)])
    [[shown]] = report_view(made, ENGLISH.for_mentors).groups
    assert [point.text for point in shown.points] == [
        "Says what they would do themselves",
        "Gives the reason for what they would do",
    ]


def test_who_tells_nothing_of_work_of_their_own_is_not_asked_for_the_nearest_case() -> None:
    work = asks("What exactly did you use Python for?", *TOLD, kind=QuestionKind.PROJECT)
    lived = asks("Tell me of a conflict.", *TOLD)
    for question, is_nearest in ((work, False), (lived, True)):
        view = report_view(report(session([turn(0, PLAN, question=question)]), [untold(question)]), ENGLISH)
        [[shown]] = view.groups
        told = (*view.head.changes, shown.coach.change, shown.coach.in_short, shown.feedback)
        assert [("nearest" in each) for each in told] == [is_nearest] * 4
        assert all("from beginning to end" in each or "step by step" in each for each in told)


def test_what_two_kinds_of_questions_lack_is_said_in_the_words_of_both() -> None:
    work = asks("What exactly did you use Python for?", *TOLD, kind=QuestionKind.PROJECT)
    lived = asks("Tell me of a conflict.", *TOLD)
    turns = [turn(0, PLAN, question=work), turn(1, PLAN, question=lived)]
    view = report_view(report(session(turns), [untold(work), replace(untold(lived, 1))]), ENGLISH)
    assert view.head.changes == (
        "Questions 1 and 2: tell a story of your own about what is asked, or what comes nearest to it, from beginning "
        "to end.",
    )


def test_a_question_of_the_bank_that_imagines_a_case_is_known() -> None:
    half_more = bank_in("en").by_id["achievements-half-more"][1]
    asked = asks(half_more.question, *map(StoryPart, half_more.key_points), kind=QuestionKind.PROJECT)
    assert "would do" in point_text(story(StoryPart.OWN_ACTION), words_for([asked], ENGLISH))
