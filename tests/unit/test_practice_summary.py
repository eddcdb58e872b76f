"""How the practice interviewer sums up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.answer_kind import AnswerKind
from interview.core.flags import OF_KIND
from interview.core.grading import (
    Grade,
    Outcome,
    PointJudgement,
    Provenance,
    Scores,
    Settled,
    Verdict,
    unanswered,
    ungraded,
)
from interview.core.identity import PRACTICE
from interview.core.key_point import StoryPart, story
from interview.core.question import Position
from interview.core.session import InterviewSession
from interview.core.settling import settle
from interview.core.totals import Totals, totals
from interview.core.turn import Turn
from interview.messages import Message, written
from tests.unit.test_practice import answered, practice

pytestmark = pytest.mark.sqlite_first


def graded(turn: Turn, scores: Scores, *verdicts: Verdict) -> Grade:
    points = tuple(map(PointJudgement, turn.question.key_points, verdicts))
    return Grade(turn.position, Outcome.GRADED, scores, points, provenance=Provenance(PRACTICE))


def sum_up(
    session: InterviewSession, *grades: Grade
) -> tuple[tuple[Message, ...], tuple[Message, ...], tuple[Message, ...]]:
    numbers: Totals = totals(session, {grade.position: grade for grade in grades})
    summary = practice().summarise(session, grades, numbers)
    assert summary.written_by == PRACTICE
    return summary.overall_feedback, summary.strengths, summary.improvements


GOOD, POOR = Scores(38, 28, 27), Scores(6, 5, 20)


def test_the_summary_says_what_is_measured_and_leaves_the_result_to_the_number_above_it() -> None:
    session = answered(["text"])
    overall, _, _ = sum_up(session, graded(session.turns[0], GOOD))
    assert overall == (Message.of("summary.what_is_measured"),)


def test_the_summary_names_best_category_and_the_point_left_out_in_the_weakest() -> None:
    session = answered(["text", "text"])
    first, second = session.turns
    _, strengths, improvements = sum_up(
        session,
        graded(first, GOOD, Verdict.COVERED, Verdict.COVERED),
        graded(second, POOR, Verdict.COVERED, Verdict.MISSED),
    )
    assert strengths[0] == Message.of("summary.best_category", category="Python", score=93.0)
    assert improvements[0] == Message.of("summary.look_up", category="Rust", point="b")


@pytest.mark.parametrize(
    ("kind", "is_looked_up"),
    [(AnswerKind.REFUSES, False), (AnswerKind.ASKS_BACK, False), (AnswerKind.UNKNOWN, True)],
)
def test_a_question_that_was_passed_on_makes_no_category_the_weakest(kind: AnswerKind, is_looked_up: bool) -> None:
    session = answered(["text", "text"])
    first, second = session.turns
    passed = replace(graded(second, POOR, Verdict.MISSED, Verdict.MISSED), flags=(OF_KIND[kind],))
    _, strengths, improvements = sum_up(session, graded(first, GOOD, Verdict.COVERED, Verdict.COVERED), passed)
    codes = [said.code for said in (*strengths, *improvements)]
    assert "summary.lowest_category" not in codes
    assert "summary.best_category" not in codes
    assert ("summary.look_up" in codes) is is_looked_up


def test_a_part_of_the_story_left_out_again_and_again_is_an_improvement() -> None:
    session = answered(["text", "text"], ["Behavioural", "Behavioural"])
    grades = [graded(turn, GOOD, Verdict.MISSED, Verdict.COVERED) for turn in session.turns]
    _, _, improvements = sum_up(session, *grades)
    assert improvements[0] == Message.of("advice.situation")


def test_answers_that_are_no_stories_are_not_told_what_every_story_should_say() -> None:
    session = answered(["text", "text"], ["Behavioural", "Behavioural"])
    hypothetical = [graded(turn, POOR, Verdict.MISSED, Verdict.MISSED) for turn in session.turns]
    _, _, improvements = sum_up(session, *hypothetical)
    assert [said.code for said in improvements if said.code.startswith("advice.")] == []
    # Nor is what goes on from them.
    behind = [replace(turn, position=Position(main, 1)) for main, turn in enumerate(session.turns)]
    session = replace(session, turns=(*session.turns, *behind))
    followed = [graded(turn, POOR, Verdict.COVERED, Verdict.MISSED) for turn in behind]
    _, _, improvements = sum_up(session, *hypothetical, *followed)
    assert [said.code for said in improvements if said.code.startswith("advice.")] == []


def test_a_part_of_the_story_left_out_once_is_not_held_against_the_candidate() -> None:
    session = answered(["text"], ["Behavioural"])
    _, _, improvements = sum_up(session, graded(session.turns[0], GOOD, Verdict.MISSED, Verdict.COVERED))
    assert improvements == ()


def test_the_summary_does_not_count_again_what_is_counted_above_it() -> None:
    session = answered(["text", "text", "text"])
    overall, _, _ = sum_up(
        session,
        graded(session.turns[0], GOOD),
        unanswered(session.turns[1]),
        ungraded(session.turns[2].position, written("?"), Provenance(PRACTICE)),
    )
    assert overall == (Message.of("summary.what_is_measured"),)


def test_nothing_is_praised_or_blamed_when_nothing_was_graded() -> None:
    session = answered(["text"])
    overall, strengths, improvements = sum_up(
        session, ungraded(session.turns[0].position, written("?"), Provenance(PRACTICE))
    )
    assert overall[0] == Message.of("summary.nothing_graded")
    assert strengths == improvements == ()


def test_the_summary_says_only_what_verdicts_that_are_sure_bear_out() -> None:
    session = answered(["text", "text"])
    first, second = session.turns
    sure = (
        graded(first, GOOD, Verdict.COVERED, Verdict.COVERED),
        graded(second, POOR, Verdict.COVERED, Verdict.CONTRADICTED),
    )
    _, strengths, improvements = sum_up(session, *sure)
    assert Message.of("summary.recognised", count=3, total=4) in strengths
    assert Message.of("summary.opposite", count=1) in improvements
    unsure = [graded(turn, GOOD, Verdict.UNSURE, Verdict.UNSURE) for turn in session.turns]
    _, strengths, improvements = sum_up(session, *unsure)
    assert [*strengths, *improvements] == []


@pytest.mark.parametrize(
    ("found", "word", "said"),
    [
        (Verdict.MISSED, Settled.NOT_SAID, ["summary.look_up"]),
        (Verdict.CONTRADICTED, Settled.WRONG, ["summary.opposite"]),
    ],
)
def test_what_only_the_candidate_says_was_not_said_or_wrong_is_not_told_back_to_them_as_found(
    found: Verdict, word: Settled, said: list[str]
) -> None:
    session = answered(["text"])
    (turn,) = session.turns

    def codes(verdict: Verdict) -> list[str]:
        own = graded(turn, POOR, verdict, verdict)
        settled = settle(own, dict.fromkeys((point.point.id for point in own.points), word))
        return [each.code for each in sum_up(session, settled)[2]]

    assert [code for code in codes(Verdict.COVERED) if code in said] == []
    # Who agrees with a verdict takes nothing back.
    assert [code for code in codes(found) if code in said] == said


def test_a_key_point_turned_round_in_an_answer_and_behind_its_follow_up_is_one_key_point() -> None:
    session = answered(["text", "text"], ["Python", "Python"])
    first, second = session.turns
    follow_up = replace(first, position=Position(0, 1))
    session = replace(session, turns=(first, follow_up, second))
    both = [graded(turn, POOR, Verdict.CONTRADICTED, Verdict.COVERED) for turn in (first, follow_up)]
    _, _, improvements = sum_up(session, *both, graded(second, POOR, Verdict.COVERED, Verdict.COVERED))
    assert Message.of("summary.opposite", count=1) in improvements
    _, _, improvements = sum_up(session, *both, graded(second, POOR, Verdict.CONTRADICTED, Verdict.COVERED))
    assert Message.of("summary.opposite", count=2) in improvements


def test_key_points_of_a_question_without_an_answer_count_among_those_not_recognised() -> None:
    session = answered(["text", "I don't know"])
    first, second = session.turns
    _, strengths, _ = sum_up(session, graded(first, GOOD, Verdict.COVERED, Verdict.COVERED), unanswered(second))
    assert "summary.recognised" not in [said.code for said in strengths]
    session = answered(["text", "text", "I don't know"])
    made = [graded(turn, GOOD, Verdict.COVERED, Verdict.COVERED) for turn in session.turns[:2]]
    _, strengths, _ = sum_up(session, *made, unanswered(session.turns[2]))
    assert Message.of("summary.recognised", count=4, total=6) in strengths


def test_a_category_has_the_lowest_score_by_what_was_answered_and_not_by_a_question_without_an_answer() -> None:
    session = answered(["text", "", "text"], ["Python", "Python", "Rust"])
    first, second, third = session.turns
    made = (graded(first, GOOD, Verdict.COVERED), graded(third, POOR, Verdict.COVERED))
    _, strengths, improvements = sum_up(session, made[0], unanswered(second), made[1])
    assert strengths[0] == Message.of("summary.best_category", category="Python", score=93)
    assert improvements[-1] == Message.of("summary.lowest_category", category="Rust", score=31)


def test_who_ended_before_a_question_is_not_told_what_to_say_there() -> None:
    for text, is_told in ((None, False), ("", True)):
        session = answered(["text", ""])
        second = replace(session.turns[1], answer=replace(session.turns[1].answer, text=text))
        session = replace(session, turns=(session.turns[0], second))
        _, _, improvements = sum_up(session, graded(session.turns[0], GOOD, Verdict.COVERED), unanswered(second))
        assert (Message.of("summary.find_out") in improvements) is is_told


@pytest.mark.parametrize("scores", [GOOD, POOR, Scores(40, 0, 30), Scores(0, 0, 0)])
def test_there_are_never_more_than_three_strengths_or_improvements(scores: Scores) -> None:
    session = answered(["text"] * 6, ["Behavioural", "Behavioural", "Python", "Rust", "Go", "Kafka"])
    grades = [graded(turn, scores, Verdict.COVERED, Verdict.MISSED) for turn in session.turns[:5]]
    _, strengths, improvements = sum_up(session, *grades, unanswered(session.turns[5]))
    assert len(strengths) <= 3
    assert 1 <= len(improvements) <= 3


def test_who_told_stories_alone_is_not_told_to_say_more_of_what_they_know() -> None:
    session = answered(["text"])
    (turn,) = session.turns
    parts = tuple(PointJudgement(story(part), Verdict.MISSED) for part in (StoryPart.OWN_ACTION, StoryPart.RESULT))
    untold = replace(graded(turn, POOR), points=parts)
    assert "summary.advice_completeness" not in [said.code for said in sum_up(session, untold)[2]]


def test_who_said_none_of_what_was_looked_for_is_not_told_to_say_more_of_it() -> None:
    session = answered(["text"])
    (turn,) = session.turns

    one_made, none = graded(turn, POOR, Verdict.COVERED, Verdict.MISSED), graded(turn, POOR, *[Verdict.MISSED] * 2)

    def codes(grade: Grade) -> list[str]:
        # Most of three points are missing.
        return [each.code for each in sum_up(session, replace(grade, points=(*grade.points, none.points[1])))[2]]

    assert "summary.advice_completeness" not in codes(none)
    assert "summary.advice_completeness" in codes(one_made)
