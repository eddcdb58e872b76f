"""What is asked for where a story surely does not tell it: an example, the question once more, or one part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.certainty import SAID_PERHAPS
from interview.core.flags import ELSEWHERE
from interview.core.grading import Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import Question
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import COVERED, asked_in_words, group
from tests.unit.test_story_follow_ups import DONE, LONG_STORY, STORY, PartJudge

pytestmark = pytest.mark.sqlite_first


def surely(
    missed: float, asked: tuple[StoryPart, ...] = (), flags: tuple[Message, ...] = (), **parts: tuple[Verdict, str]
) -> Question | None:
    judge = PartJudge({StoryPart(name): verdict for name, verdict in parts.items()}, missed, flags)
    main = replace(STORY, key_points=tuple(map(story, asked))) if asked else STORY
    session = group(LONG_STORY, main=main)
    return PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])


def test_who_surely_tells_no_part_of_a_story_is_asked_for_one_example() -> None:
    question = surely(SAID_PERHAPS)
    assert question is not None
    assert question.text == asked_in_words("ask.untold.example", question=STORY.bare)
    assert question.key_points == STORY.key_points
    assert question.reason == Message.of("reason.untold.example")
    perhaps = surely(SAID_PERHAPS + 0.01)
    assert perhaps is None or perhaps.follow_up != question.follow_up


def test_what_somebody_did_is_not_asked_for_where_the_question_is_on_something_else() -> None:
    """An answer to that would be graded as one to the question."""
    question = surely(0.01, (StoryPart.OTHERS, StoryPart.DECISION_REASON))
    assert question is not None
    assert question.text == asked_in_words("ask.untold.come_back", question=STORY.bare)


def test_who_tells_a_story_about_something_else_hears_the_question_once_more() -> None:
    question = surely(0.01, flags=(ELSEWHERE,))
    assert question is not None
    assert question.text == asked_in_words("ask.untold.come_back", question=STORY.bare)


def test_of_a_story_the_part_is_asked_for_that_the_question_wants_and_that_is_hardly_told() -> None:
    asked = (StoryPart.SITUATION, StoryPart.OWN_ACTION, StoryPart.RESULT)
    scene = (COVERED, "")
    question = surely(SAID_PERHAPS, asked, situation=scene, own_action=(COVERED, DONE))
    assert question is not None
    assert question.text == asked_in_words("ask.result")
    assert question.key_points == (story(StoryPart.RESULT),)
    for other in (
        surely(SAID_PERHAPS + 0.01, asked, situation=scene, own_action=(COVERED, DONE)),
        surely(SAID_PERHAPS, asked[:2], situation=scene, own_action=(COVERED, DONE)),
        surely(SAID_PERHAPS, asked, own_action=(COVERED, DONE)),
    ):
        assert other is None or other.text != question.text
