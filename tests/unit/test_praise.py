"""What is praised rests on the interviewer's own verdicts, of which it is sure: the candidate's word counts for the
score, and is no word of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from interview.core.grading import Grade, PointJudgement, Settled, Verdict
from interview.core.identity import PRACTICE
from interview.core.key_point import StoryPart, statement, story
from interview.core.question import Position, QuestionKind
from interview.core.settling import settle
from interview.core.strongest import STRONG_SURE, praised_quotes, strongest
from interview.core.summing_up import sum_up
from interview.core.totals import totals
from interview.documents.coach_view import coach_view
from interview.documents.headline import headline
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from tests.report_builders import GOOD, graded, report, session, turn

C, M, U, X = Verdict.COVERED, Verdict.MISSED, Verdict.UNSURE, Verdict.CONTRADICTED
WRONG = "You should throw away every index first so that the search is quicker."
RIGHT = "I look at the plan of the query before I change anything at all."
OWN_ACTION = "praise.own_action"


def judged(verdict: Verdict, quote: str, odds: tuple[float, float, float], text: str = "An index helps") -> Grade:
    points = (PointJudgement(statement(text), verdict, quote, odds=odds),)
    return replace(graded(turn(0, f"{WRONG} {RIGHT}"), (M, M, M), quotes=("",) * 3), points=points)


def said_it(grade: Grade, *settled: Settled) -> Grade:
    words = settled or (Settled.SAID,)
    return settle(grade, {point.point.id: word for point, word in zip(grade.points, words, strict=False)})


@pytest.mark.parametrize(
    ("verdict", "odds"), [(X, (0.03, 0.95, 0.02)), (U, (0.5, 0.3, 0.2)), (C, (0.9, 0.05, 0.05))], ids=["X", "U", "C"]
)
def test_a_sentence_that_only_the_candidate_says_makes_a_point_is_not_called_the_strongest(
    verdict: Verdict, odds: tuple[float, float, float]
) -> None:
    grade = said_it(judged(verdict, WRONG, odds))
    assert grade.points[0].verdict is C
    assert coach_view(grade, f"{WRONG} {RIGHT}", ENGLISH).strongest == ""


@pytest.mark.parametrize("verdict", [X, U])
def test_a_sentence_that_only_the_candidate_says_makes_a_point_is_not_marked_in_the_answer(verdict: Verdict) -> None:
    assert praised_quotes(said_it(judged(verdict, WRONG, (0.03, 0.95, 0.02)))) == ()


def test_who_agrees_that_a_point_was_made_takes_no_praise_away() -> None:
    grade = said_it(judged(C, RIGHT, (0.99, 0.0, 0.01)))
    assert coach_view(grade, f"{WRONG} {RIGHT}", ENGLISH).strongest == RIGHT
    assert praised_quotes(grade) == (RIGHT,)


def test_a_sentence_that_turned_a_point_round_by_our_own_word_is_praised_for_no_other_point() -> None:
    turned = replace(
        PointJudgement(statement("a"), C, WRONG, odds=(0.03, 0.95, 0.02)),
        settled=Settled.SAID,
        judged=Verdict.CONTRADICTED,
    )
    assert strongest([turned, PointJudgement(statement("b"), C, WRONG, odds=(0.99, 0.0, 0.01))]) is None


STORY = replace(
    GOOD, kind=QuestionKind.BEHAVIOURAL, key_points=(story(StoryPart.OWN_ACTION), story(StoryPart.SITUATION))
)


def strengths(grades: Sequence[Grade]) -> list[str]:
    places = [grade.position for grade in grades]
    asked = session([turn(at.main, follow_up=at.follow_up, question=STORY) for at in places])
    numbers = totals(asked, {grade.position: grade for grade in grades})
    return [said.code for said in sum_up(asked, grades, numbers, PRACTICE).strengths]


def told(main: int, verdict: Verdict, odds: tuple[float, float, float], quote: str = "I would first measure") -> Grade:
    grade = graded(turn(main, question=STORY), (verdict, C), quotes=(quote, ""))
    return replace(grade, points=(replace(grade.points[0], odds=odds), grade.points[1]))


SURE, LESS, NOT = (0.99, 0.0, 0.01), (STRONG_SURE - 0.05, 0.0, 0.06), (0.01, 0.0, 0.99)


def test_what_was_done_is_praised_where_each_story_surely_tells_it() -> None:
    assert OWN_ACTION in strengths([told(0, C, SURE), told(1, C, SURE)])
    assert OWN_ACTION in strengths([told(0, C, SURE), told(1, C, SURE), told(2, C, LESS)])
    assert OWN_ACTION not in strengths([told(0, C, SURE), told(1, C, LESS)])


@pytest.mark.parametrize(
    ("quote", "is_own"),
    [
        ("We moved two million invoices and cut the run", False),
        ("We trim inputs, i.e. I/O, first", False),
        ("我们先看了计划", False),
        ("it was my idea, and i wrote it down", True),
        ("我先看了计划", True),
    ],
)
def test_who_only_says_we_is_not_told_that_they_make_clear_what_they_did_themselves(quote: str, is_own: bool) -> None:
    def grade(main: int) -> Grade:
        given = told(main, C, SURE)
        return replace(given, points=(replace(given.points[0], quote=quote), given.points[1]))

    assert (OWN_ACTION in strengths([grade(0), grade(1)])) is is_own
    # Each story has to tell it.
    assert (OWN_ACTION in strengths([told(0, C, SURE), told(1, C, SURE), grade(2)])) is is_own


def test_a_question_and_its_follow_ups_tell_one_story_where_stories_are_praised() -> None:
    behind = replace(told(0, C, SURE), position=Position(0, 1))
    assert OWN_ACTION not in strengths([told(0, C, SURE), behind])
    assert OWN_ACTION in strengths([told(0, M, NOT), behind, told(1, C, SURE)])
    assert OWN_ACTION not in strengths([told(0, M, NOT), told(1, C, SURE), told(2, C, SURE)])


def test_what_only_the_candidate_says_they_told_is_not_praised() -> None:
    assert OWN_ACTION not in strengths([said_it(told(main, M, NOT)) for main in range(2)])
    assert OWN_ACTION not in strengths([told(0, C, SURE), told(1, C, SURE), said_it(told(2, M, NOT))])


def test_what_nobody_can_tell_of_most_stories_is_not_praised() -> None:
    open_ = [told(main, U, (0.5, 0.0, 0.5)) for main in range(2, 6)]
    assert OWN_ACTION not in strengths([told(0, C, SURE), told(1, C, SURE), *open_])


def test_who_agrees_with_a_verdict_does_not_lower_how_many_points_were_recognised() -> None:
    grades = [said_it(told(0, C, SURE), Settled.SAID, Settled.SAID), told(1, C, SURE)]
    asked = session([turn(main, question=STORY) for main in range(2)])
    found = sum_up(asked, grades, totals(asked, {grade.position: grade for grade in grades}), PRACTICE).strengths
    assert Message.of("summary.recognised", count=4, total=4) in found


def test_of_categories_with_the_same_score_none_has_the_highest_or_the_lowest() -> None:
    named = ("Python", "Databases", "Linux")
    turns = [turn(main, question=replace(GOOD, category=name)) for main, name in enumerate(named)]

    def said(*verdicts: Verdict) -> list[str]:
        grades = [graded(one, (word,) * 3, quotes=("",) * 3) for one, word in zip(turns, verdicts, strict=True)]
        found = sum_up(session(turns), grades, totals(session(turns), {g.position: g for g in grades}), PRACTICE)
        return [each.code for each in (*found.strengths, *found.improvements)]

    assert "summary.best_category" not in said(C, C, M)
    assert "summary.lowest_category" in said(C, C, M)
    assert "summary.best_category" in said(C, M, M)
    assert "summary.lowest_category" not in said(C, M, M)


@pytest.mark.parametrize(
    ("odds", "is_said"), [((0.1, 0.5, 0.4), True), ((0.3, 0.5, 0.2), False), ((0.1, 0.3, 0.6), False)]
)
def test_in_short_a_point_that_nobody_is_sure_of_may_be_wrong_only_where_it_is_put_beside_its_sentence(
    odds: tuple[float, float, float], is_said: bool
) -> None:
    view = coach_view(judged(U, WRONG, odds), WRONG, ENGLISH)
    assert view.change.startswith(f"Compare your sentence “{WRONG}”") is is_said
    assert view.in_short.startswith("you may have said the opposite") is is_said


def test_a_sentence_that_somebody_is_asked_to_look_at_is_nowhere_called_the_strongest() -> None:
    made = PointJudgement(statement("An index helps"), C, RIGHT, odds=(0.99, 0.0, 0.01))
    asked = PointJudgement(statement("One measures"), U, RIGHT, worst=M, odds=(0.6, 0.0, 0.4))
    one = turn(0, f"{WRONG} {RIGHT}")
    for other, strong in ((asked, ""), (replace(asked, quote=WRONG), RIGHT)):
        grade = replace(judged(C, RIGHT, (0.99, 0.0, 0.01)), points=(made, other))
        assert coach_view(grade, f"{WRONG} {RIGHT}", ENGLISH).strongest == strong
        assert headline(report(session([one]), [grade]), ENGLISH).strongest == strong


def test_a_part_that_only_the_candidate_says_they_left_out_is_not_advised_as_found() -> None:
    found = [told(main, C, (0.99, 0.0, 0.01)) for main in (0, 1)]
    left_out = [told(main, M, (0.0, 0.0, 1.0)) for main in (0, 1)]
    own = [settle(grade, {grade.points[0].point.id: Settled.NOT_SAID}) for grade in found]
    asked = session([turn(main, question=STORY) for main in (0, 1)])

    def advised(grades: Sequence[Grade]) -> list[str]:
        numbers = totals(asked, {grade.position: grade for grade in grades})
        return [each.code for each in sum_up(asked, grades, numbers, PRACTICE).improvements]

    assert "advice.own_action" in advised(left_out)
    assert "advice.own_action" not in advised(own)
