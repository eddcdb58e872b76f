"""Whoever says little, or that they do not know, gets an easier step once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.key_point import StoryPart, story
from interview.core.question import Difficulty, FollowUp, FollowUpKind, QuestionKind
from interview.messages import Message
from interview.practice.follow_up_selection import says_little
from tests.unit.test_follow_up_selection import (
    EASIER,
    MAIN,
    MISSED,
    ScriptedJudge,
    asked_in_words,
    group,
    react,
)

pytestmark = pytest.mark.sqlite_first


def test_a_short_answer_that_says_nothing_of_what_is_asked_is_eased_in_whatever_words() -> None:
    judge = ScriptedJudge((MISSED, MISSED, MISSED), odds=(0.0, 0.0, 1.0))
    question = react(judge, group("That was always done by head office, not by us."))
    assert question is not None
    assert question.follow_up == FollowUp(FollowUpKind.EASIER)


def test_an_honest_no_is_helped_on_and_not_asked_for_more() -> None:
    judge = ScriptedJudge()
    question = react(judge, group("To be honest I have never worked with a broker, only read about it."))
    assert question is not None
    assert question.follow_up == FollowUp(FollowUpKind.EASIER)
    again = "I have never done that either, so I really cannot say more about it."
    assert react(judge, group("no idea", again, asked=(EASIER,))) is None
    assert judge.shown == []


@pytest.mark.parametrize("answer", ["I don't know.", "no idea", "Queues.", "it is that"])
def test_an_answer_that_says_little_gets_an_easier_step_without_being_judged(answer: str) -> None:
    judge = ScriptedJudge()
    question = react(judge, group(answer))
    assert question is not None
    assert question.text == asked_in_words("ask.easier", hint=MAIN.hint)
    is_no = answer in ("I don't know.", "no idea")
    assert question.reason == Message.of("reason.easier_said_no" if is_no else "reason.easier_little")
    assert question.follow_up == FollowUp(FollowUpKind.EASIER)
    assert question.difficulty is Difficulty.EASY
    assert question.key_points == MAIN.key_points[:2]
    assert question.misconceptions == ()
    assert question.planned_follow_ups == ()
    assert judge.shown == []


def test_a_second_answer_that_says_little_ends_the_subject() -> None:
    assert react(ScriptedJudge(), group("no idea", "no idea", asked=(EASIER,))) is None


def test_a_short_answer_with_substance_is_judged() -> None:
    assert not says_little("Stores messages, decouples producers, survives crashes")


def test_how_one_would_find_out_is_graded_as_no_story_and_the_nearest_story_is() -> None:
    told = replace(MAIN, key_points=(story(StoryPart.SITUATION), story(StoryPart.RESULT), story(StoryPart.LESSON)))
    ours = react(ScriptedJudge(), group("no idea", main=replace(told, kind=QuestionKind.PROJECT)))
    with_others = react(ScriptedJudge(), group("no idea", main=replace(told, kind=QuestionKind.BEHAVIOURAL)))
    assert ours is not None
    assert with_others is not None
    assert ours.bare == asked_in_words("ask.find_out")
    assert (ours.key_points, ours.reference_answer) == ((), "")
    assert ours.without_score == Message.of("ungraded.easier")
    assert with_others.bare == asked_in_words("ask.nearest")
    assert (with_others.key_points, with_others.without_score) == (told.key_points[:2], None)
