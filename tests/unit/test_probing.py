"""A probe is not asked where its part was heard in another sentence; what "we" did is nobody's own part."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from interview.core.coaching import coaching
from interview.core.grading import Judgement, PointJudgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import Question, Source
from interview.core.turn import Turn
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from tests.unit.kinds import HearsKinds
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import COVERED, MISSED, PADDING, group
from tests.unit.test_story_follow_ups import STORY, PartJudge, told

pytestmark = pytest.mark.sqlite_first

UNSURE = Verdict.UNSURE


def wording(question: Question | None) -> str:
    return "" if question is None or question.follow_up is None else question.follow_up.wording


FAULT = "I should have ordered the rail on the first day."
ELSE = "She waited until the Tuesday of the next week."


@dataclass
class ReadsTheLesson(HearsKinds):
    """Says the same of what was learned, and that no other part is told."""

    verdict: Verdict
    quote: str

    def judge_turn(self, turn: Turn) -> Judgement:
        missed = (0.2, 0.0, 0.8)
        points = tuple(
            PointJudgement(point, self.verdict, self.quote, odds=(0.6, 0.0, 0.4))
            if point.part is StoryPart.LESSON
            else PointJudgement(point, MISSED, odds=missed)
            for point in turn.question.key_points
        )
        return Judgement(str(turn.position), points, None)


@pytest.mark.parametrize(
    ("verdict", "quote", "is_asked"),
    [
        (MISSED, "", True),
        (COVERED, FAULT, True),
        (UNSURE, FAULT, True),
        (UNSURE, "", True),
        (COVERED, ELSE, False),
        (UNSURE, ELSE, False),
        (COVERED, "", False),
    ],
)
def test_what_is_done_differently_since_is_asked_unless_another_sentence_may_tell_it(
    verdict: Verdict, quote: str, is_asked: bool
) -> None:
    session, judge = group(f"{FAULT} {ELSE}", main=STORY), ReadsTheLesson(verdict, quote)
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])
    assert (wording(question) == "probe.regret") is is_asked


STILL = "We moved the beds with all hands, and we still don't have a lift."


@pytest.mark.parametrize(("quote", "is_asked"), [(STILL, True), (ELSE, False)])
def test_what_stands_in_the_way_is_asked_unless_another_sentence_tells_it(quote: str, is_asked: bool) -> None:
    question = told(f"I wrote to the town in spring. {ELSE} {STILL}", obstacle=(COVERED, quote))
    assert (wording(question) == "probe.still") is is_asked


OURS = "Nobody had asked us, but we marked the places for the trolleys on the floor."
WE = f"{OURS} We told the others in the break. We counted again."


@pytest.mark.parametrize("own_action", [(COVERED, OURS), (UNSURE, OURS), (MISSED, "")])
def test_who_tells_only_what_we_did_is_asked_for_their_own_part_whatever_was_heard(
    own_action: tuple[Verdict, str],
) -> None:
    assert wording(told(WE, own_action=own_action)) == "probe.own_part"


@pytest.mark.parametrize(("before", "is_asked"), [("I drew the lines on a Sunday.", False), ("We drew them.", True)])
def test_who_told_their_own_part_before_is_not_asked_for_it(before: str, is_asked: bool) -> None:
    asked = replace(STORY, text="How did it go on?")
    judge = PartJudge({StoryPart.OWN_ACTION: (COVERED, "")})
    session = group(f"{before} {PADDING}", WE, main=STORY, asked=(asked,))
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])
    assert (wording(question) == "probe.own_part") is is_asked


@pytest.mark.parametrize(
    ("quote", "is_praised"),
    [
        (OURS, False),
        (OURS.replace("we marked", "I marked"), True),
        ("Marked the places for the trolleys on the floor.", True),
    ],
)
def test_what_we_did_is_not_the_strongest_sentence_for_what_somebody_did(quote: str, is_praised: bool) -> None:
    points = [
        PointJudgement(story(part), COVERED, said, odds=(0.97, 0.0, 0.03))
        for part, said in ((StoryPart.SITUATION, ELSE), (StoryPart.OWN_ACTION, quote))
    ]
    assert (Message.of("feedback.strongest", quote=quote) in coaching(points, None)) is is_praised


@pytest.mark.parametrize(("behind", "is_asked"), [("and nobody has complained", False), ("and the oven as well", True)])
def test_what_came_of_a_lesson_is_not_asked_where_its_sentence_tells_it(behind: str, is_asked: bool) -> None:
    lesson = f"Since then I do the fridge every Friday {behind}."
    assert (wording(told(f"{PADDING} {lesson}", lesson=(COVERED, lesson))) == "behind.lesson") is is_asked


def test_the_pack_of_a_question_is_named_behind_a_claim_of_its_answer_too() -> None:
    pack = Source("Shop", "CC BY 4.0", "Ada")
    session = group(WE, main=replace(STORY, source=pack))
    question = PracticeInterviewer(small_bank(), lambda: PartJudge({})).follow_up(session, session.turns[-1])
    assert wording(question).startswith("probe.")
    assert question is not None
    assert question.source == pack
