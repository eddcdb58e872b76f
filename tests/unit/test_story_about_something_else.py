"""Who tells a story that surely is about something else is led back to the question; the report hedges before that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from interview.core.certainty import RATHER
from interview.core.flags import ELSEWHERE
from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, Position, Question
from interview.core.turn import Turn
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from tests.unit.kinds import HearsKinds
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import asked_in_words, group
from tests.unit.test_story_follow_ups import DONE, LONG_STORY, STORY

pytestmark = pytest.mark.sqlite_first


@dataclass
class HangingJudge(HearsKinds):
    """Says the same of every part of a story."""

    judged: PointJudgement
    flags: tuple[Message, ...]

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        points = tuple(replace(self.judged, point=point) for point in turn.question.key_points)
        return Judgement(str(turn.position), points, None, flags=self.flags)


def elsewhere(about: float, *, before: Sequence[str] = ()) -> Question | None:
    """Behind a story which is about what was asked so probably (0 to 1), as the judge knows it."""
    odds = (about, 0.0, 1 - about)
    hanging = PointJudgement(story(StoryPart.OWN_ACTION), Verdict.UNSURE, DONE, odds=odds, about_asked=about)
    flags = (ELSEWHERE,) if about < RATHER else ()
    session = group(LONG_STORY, main=STORY)
    earlier = [
        Turn(Position(number), replace(STORY, follow_up=FollowUp(FollowUpKind.PROBE, wording=wording)))
        for number, wording in enumerate(before, start=1)
    ]
    session = replace(session, turns=(*session.turns, *earlier))
    judge = HangingJudge(hanging, flags)
    return PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[0])


def test_behind_a_story_that_surely_is_about_something_else_the_question_is_asked_once_more() -> None:
    question = elsewhere(0.05)
    assert question is not None
    assert question.text == asked_in_words("ask.untold.come_back", question=STORY.bare)
    assert question.key_points == STORY.key_points
    assert question.reason == Message.of("reason.untold.come_back")


@pytest.mark.parametrize("about", [0.16, 0.2, 0.4, 0.6, 0.95])
def test_who_tells_a_story_that_may_be_about_what_was_asked_is_not_led_back_to_it(about: float) -> None:
    question = elsewhere(about)
    assert question is None or question.reason != Message.of("reason.untold.come_back")


@pytest.mark.parametrize(("about", "is_asked"), [(0.16, True), (0.4, True), (0.6, False), (0.95, False)])
def test_whose_story_is_more_probably_about_something_else_is_asked_how_it_fits(about: float, is_asked: bool) -> None:
    question = elsewhere(about)
    assert is_asked == (question is not None and question.reason == Message.of("reason.untold.fits"))
    if is_asked and question is not None:
        assert question.text == asked_in_words("ask.untold.fits", question=STORY.bare)
        assert question.key_points == STORY.key_points
        assert question.asks_once_more


def test_who_misses_the_question_again_is_led_back_to_it_in_other_words() -> None:
    again = elsewhere(0.05, before=["untold.come_back"])
    assert again is not None
    assert again.text == asked_in_words("ask.untold.come_back_anew", question=STORY.bare)
    assert again.asks_once_more
    third = elsewhere(0.05, before=["untold.come_back", "untold.come_back_anew"])
    assert third is not None
    assert third.asks_once_more
