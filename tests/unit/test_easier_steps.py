"""Whoever says little, or that they do not know, gets an easier step once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.flags import ELSEWHERE
from interview.core.key_point import StoryPart, story
from interview.core.question import Difficulty, FollowUp, FollowUpKind, Question, QuestionKind
from interview.messages import Message
from interview.practice.follow_up_selection import says_little
from interview.practice.interviewer import PracticeInterviewer
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import (
    EASIER,
    MAIN,
    MISSED,
    ScriptedJudge,
    asked_in_words,
    group,
    react,
)
from tests.unit.test_story_follow_ups import STORY, PartJudge

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


def after(answer: str, kind: QuestionKind = QuestionKind.BEHAVIOURAL, *flags: Message) -> Question | None:
    """What is asked where a story is asked for and surely none is told."""
    judge = PartJudge({}, 0.01, flags)
    session = group(answer, main=replace(STORY, kind=kind))
    return PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])


NOES = [
    "I really don't know. I only began in this job in March and my boss handles that sort of thing.",
    "I have no idea how that figure was found, somebody in the finance office may have it.",
    "I have not done that so far. We are a small shop, and the owner talks to every supplier himself on the phone.",
    "I can't think of anything like that at the moment.",
    "Nothing of that kind has ever happened to me at work.",
]


@pytest.mark.parametrize("answer", NOES)
@pytest.mark.parametrize(
    ("kind", "asked"), [(QuestionKind.BEHAVIOURAL, "ask.nearest"), (QuestionKind.PROJECT, "ask.find_out")]
)
def test_who_says_that_there_is_no_story_is_asked_something_easier_and_for_no_example_of_it(
    answer: str, kind: QuestionKind, asked: str
) -> None:
    question = after(answer, kind)
    assert question is not None
    assert question.follow_up == FollowUp(FollowUpKind.EASIER)
    assert question.bare == asked_in_words(asked)


@pytest.mark.parametrize(
    "answer",
    [
        "I told them I was sorry and baked a new cake for the next morning.",
        "I am honest with people and I listen before I decide, that is how I work.",
        "You never need to check that a second time because the computer printed it.",
        "so i did not wait for the boss i told the two drivers and we moved the van",
    ],
)
def test_who_says_that_they_are_sorry_or_honest_or_what_they_did_not_do_has_not_said_no(answer: str) -> None:
    question = after(answer)
    assert question is not None
    assert question.text == asked_in_words("ask.untold.example")


def test_who_says_no_and_tells_what_comes_near_is_not_led_back_to_the_question() -> None:
    near = "I have never had to lead a team. At the swimming club I planned the summer party with six others."
    assert after(near, QuestionKind.BEHAVIOURAL, ELSEWHERE) is None


def test_who_speaks_in_general_is_still_asked_for_an_example() -> None:
    question = after(
        "Good work in a team needs trust. You listen to each other, and everybody keeps what they promised."
    )
    assert question is not None
    assert question.text == asked_in_words("ask.untold.example")
