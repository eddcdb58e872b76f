"""What is said of an answer to a follow-up that asks for one part of a story by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.grading import Judgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, Question, QuestionKind
from interview.core.scoring import score
from interview.scorer.grader import Grader
from tests.report_builders import GOOD, turn

pytestmark = pytest.mark.sqlite_first

WHY = replace(
    GOOD,
    text="You said “I left coloured tape in each van”. Why did you do it that way?",
    bare_text="Tell me about a time you improved something without being asked.",
    key_points=(story(StoryPart.DECISION_REASON),),
    kind=QuestionKind.BEHAVIOURAL,
    follow_up=FollowUp(FollowUpKind.PROBE, wording="behind.own_action"),
)
TAPE = "Tape's cheap and you can see it with your head in a box."


def judged(answer: str, question: Question = WHY) -> Judgement:
    found = Grader().judge_turn(turn(0, answer, 1, question))
    assert isinstance(found, Judgement)
    return found


@pytest.mark.parametrize(
    "answer",
    [TAPE, "When they have the keys in the hand they only want to go up to the room. Before, they still look at you."],
)
def test_what_is_said_to_why_is_never_called_no_reason(answer: str) -> None:
    found = judged(answer)
    assert [point.verdict for point in found.points] == [Verdict.UNSURE]
    scores = score(found.points, found.clarity_level)
    assert (scores.number, scores.ends) == (None, (0, 100))


@pytest.mark.parametrize("answer", ["I'd rather not say.", "No idea.", "asdf qwer zxcv poiu"])
def test_who_says_no_or_nothing_gives_no_reason(answer: str) -> None:
    assert [point.verdict for point in judged(answer).points] == [Verdict.MISSED]


def test_a_question_for_several_parts_or_for_the_story_once_more_is_judged_as_before() -> None:
    several = replace(WHY, key_points=tuple(map(story, (StoryPart.DECISION_REASON, StoryPart.RESULT))))
    again = replace(WHY, follow_up=FollowUp(FollowUpKind.PROBE, wording="untold.again"))
    assert WHY.asks_for_one_part
    assert not any(question.asks_for_one_part for question in (several, again, GOOD))
    assert judged(TAPE, several).points[0].verdict is Verdict.MISSED
