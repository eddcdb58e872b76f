"""What is said of an answer to the question how a story fits what was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.grading import Judgement, Ungradable, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, QuestionKind
from interview.messages import Message
from interview.scorer.grader import Grader
from tests.report_builders import GOOD, turn

pytestmark = pytest.mark.sqlite_first

ASKED = "Describe something you improved at work without being asked. How did you notice it, and what came of it?"
FITS = replace(
    GOOD,
    text=f"Help me see how that fits my question, or tell me about something that does. My question was: {ASKED}",
    bare_text=ASKED,
    key_points=tuple(map(story, (StoryPart.SITUATION, StoryPart.OWN_ACTION, StoryPart.RESULT))),
    bank_id="behavioural-initiative/untold.fits",
    kind=QuestionKind.BEHAVIOURAL,
    follow_up=FollowUp(FollowUpKind.PROBE, wording="untold.fits"),
)
ANOTHER = (
    "You're right, that one I'd been told to do, sorry. What nobody asked for was the scanners: they kept going flat "
    "on the late shift, so I wrote down for a week when, put a charging shelf with numbers by the door, and after that "
    "nobody had to wait for one."
)
EXPLAINED = "Well, it is about improving things, and it was my own idea to do it in that way."


def test_a_story_that_fits_better_is_judged_like_any() -> None:
    found = Grader().judge_turn(turn(0, ANOTHER, 1, FITS))
    assert isinstance(found, Judgement)
    assert Verdict.COVERED in [point.verdict for point in found.points]


def test_who_says_how_their_first_story_fits_gets_no_score_and_no_word_on_what_they_did_not_tell() -> None:
    found = Grader().judge_turn(turn(0, EXPLAINED, 1, FITS))
    assert found == Ungradable("0.1", Message.of("ungraded.fits"))


def test_who_does_not_know_how_it_fits_said_nothing_of_it() -> None:
    assert isinstance(Grader().judge_turn(turn(0, "No idea.", 1, FITS)), Judgement)


def test_who_tells_nothing_when_asked_how_it_fits_is_told_so() -> None:
    found = Grader().judge_turn(turn(0, "I would rather not say more about it, if that is all right.", 1, FITS))
    assert isinstance(found, Judgement)
    assert found.flags
