"""What could go wrong is asked of a step, and not of a fact that somebody explains by what is done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.question import Question
from interview.messages import Message
from tests.unit.test_follow_up_selection import (
    BARE,
    CONTRADICTED,
    COVERED,
    PADDING,
    ScriptedJudge,
    asked_in_words,
    group,
    react,
)

pytestmark = pytest.mark.sqlite_first

SCENE = replace(BARE, text="A customer shouts at you, and people are watching. What do you do?")


def is_asked_what_could_go_wrong(sentence: str, main: Question = BARE) -> bool:
    judge = ScriptedJudge((COVERED, COVERED, COVERED), ("", sentence, ""), odds=(0.99, 0.0, 0.01))
    question = react(judge, group(f"{PADDING} {sentence}", main=main))
    return question is not None and question.reason == Message.of("reason.think.no_use")


@pytest.mark.parametrize(
    "sentence",
    [
        "The 30 isn't ours, we collect it for the state so it sits as a liability.",
        "The lower value is the right one, we write off the rest at the end of the year.",
        "Two weeks is a joke, I count in months.",
        "That is the law here, we pay the staff on the last day.",
    ],
)
def test_of_a_fact_is_not_asked_what_could_go_wrong_whatever_is_done_beside_it(sentence: str) -> None:
    assert not is_asked_what_could_go_wrong(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A fuse is a weak point, so we fit one into each of the lines.",
        "Six weeks without words is a clear sign, and I refer such a child to the clinic.",
        "When the pot is too warm, I stand it in cold water first.",
        "We collect it for the state in one box, it is a debt.",
        "I take one dish at a time, that is quiet enough for them.",
    ],
)
def test_of_a_step_is_asked_what_could_go_wrong_also_where_it_says_why(sentence: str) -> None:
    assert is_asked_what_could_go_wrong(sentence)


def test_in_a_scene_a_step_is_one_whatever_is_said_before_it() -> None:
    sentence = "Loud voices are no help, I take him to a quiet corner of the shop."
    assert is_asked_what_could_go_wrong(sentence, SCENE)
    assert not is_asked_what_could_go_wrong(sentence)


def test_of_a_fact_that_seems_to_turn_a_point_round_is_asked_what_makes_it_so() -> None:
    sentence = "The 30 is revenue of ours, we pay no part of it to the state."
    question = react(ScriptedJudge((CONTRADICTED, COVERED, COVERED), (sentence, "", "")), group(sentence, main=BARE))
    assert question is not None
    assert question.text == asked_in_words(
        "ask.said", quote=sentence.rstrip("."), question=asked_in_words("ask.why_so")
    )
