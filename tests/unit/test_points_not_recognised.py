"""What is asked where a question of knowledge was answered, and key points were not recognised."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from interview.core.certainty import MADE_AT_ALL, SAID_PERHAPS
from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict
from interview.core.key_point import statements
from interview.core.question import Question
from interview.core.turn import Turn
from interview.messages import Message
from interview.practice.follow_up_selection import react as chosen
from interview.practice.interviewer import PracticeInterviewer
from tests.unit.kinds import HearsKinds
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import (
    ANSWER,
    BARE,
    COVERED,
    MAIN,
    MISSED,
    PADDING,
    ScriptedJudge,
    asked_for,
    asked_in_words,
    group,
    react,
)

pytestmark = pytest.mark.sqlite_first


@dataclass
class Sure(HearsKinds):
    """Finds no point, each told with this probability."""

    share: float

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        odds = (self.share, 0.0, 1 - self.share)
        points = tuple(PointJudgement(point, MISSED, odds=odds) for point in turn.question.key_points)
        return Judgement(str(turn.position), points, None)


def behind(judge: Sure, answer: str) -> Question | None:
    session = group(answer)
    return PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])


def test_a_prepared_follow_up_is_asked_where_what_it_is_about_was_not_recognised() -> None:
    question = react(ScriptedJudge((COVERED, MISSED, COVERED)), group(PADDING))
    assert question is not None
    assert question.text == "What if a reader is slow?"


def test_behind_half_an_answer_the_half_that_was_not_recognised_is_asked_for() -> None:
    quotes = (ANSWER, "", "")
    assert "store messages" in asked_for(COVERED, MISSED, COVERED, quotes=quotes, main=MAIN).text
    assert asked_for(COVERED, MISSED, MISSED, quotes=quotes, main=MAIN).text == "What if a reader is slow?"


def test_empty_talk_about_a_question_of_knowledge_is_asked_about_one_part_of_it() -> None:
    question = behind(Sure(0.0), PADDING)
    assert question is not None
    assert question.text == asked_in_words("ask.one_part", hint=MAIN.hint)
    assert question.reason == Message.of("reason.one_part")
    assert question.key_points == MAIN.key_points[:2]


@pytest.mark.parametrize(
    ("share", "answer"),
    [(SAID_PERHAPS + 0.01, PADDING), (0.0, f"{PADDING} Each reader can work at the own pace there.")],
    ids=["perhaps one is told", "the words of one are there"],
)
def test_who_may_have_spoken_of_a_key_point_is_not_led_back_to_the_beginning(share: float, answer: str) -> None:
    question = behind(Sure(share), answer)
    assert question is not None
    assert question.text in {plan.text for plan in MAIN.planned_follow_ups}


def test_an_answer_is_not_read_again_for_a_follow_up_of_which_it_has_no_words() -> None:
    plan = replace(MAIN.planned_follow_ups[1], key_points=statements("the queue grows"))
    main = replace(MAIN, planned_follow_ups=(plan,))

    @dataclass
    class Counting(ScriptedJudge):
        reads: int = 0

        def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
            self.reads += 1
            return super().judge_turn(turn)

    for answer, reads in ((PADDING, 1), (f"{PADDING} It grows all the time.", 2)):
        judge = Counting((COVERED, MISSED, COVERED))
        assert react(judge, group(answer, main=main)) is not None
        assert judge.reads == reads


def test_an_answer_that_took_long_to_read_is_not_read_again_before_its_follow_up() -> None:
    judge = ScriptedJudge((COVERED, MISSED, COVERED), answered=("What if a reader is slow?",))
    session = group(f"{PADDING} The queue grows.")
    quick = chosen(session, session.turns[0], lambda: judge, lambda: True)
    slow = chosen(session, session.turns[0], lambda: judge, lambda: False)
    assert quick is None or quick.text != "What if a reader is slow?"
    assert slow is not None
    assert slow.text == "What if a reader is slow?"


@pytest.mark.parametrize("verdict", [COVERED, Verdict.UNSURE])
def test_nobody_is_asked_whether_a_sentence_always_holds_that_makes_a_key_point_or_may(verdict: Verdict) -> None:
    said = "The broker never throws a message away before it is read."
    read = (0.0, 0.0, 1.0)
    doubted = react(ScriptedJudge((COVERED, MISSED, COVERED), odds=read), group(f"{PADDING} {said}", main=BARE))
    assert doubted is not None
    assert asked_in_words("think.exception") in doubted.text
    judge = ScriptedJudge((verdict, MISSED, COVERED), (said, "", ""), odds=read)
    question = react(judge, group(f"{PADDING} {said}", main=BARE))
    assert question is None or asked_in_words("think.exception") not in question.text


def test_who_begins_with_not_knowing_and_makes_no_point_gets_an_easier_question_however_they_go_on() -> None:
    answer = "Sorry, I have no idea what that is. I always fix the pumps first, and I would do that here, too."
    question = behind(Sure(0.0), answer)
    assert question is not None
    assert question.reason == Message.of("reason.easier_said_no")
    perhaps = behind(Sure(SAID_PERHAPS + 0.01), answer)
    assert perhaps is None or perhaps.reason != question.reason


def test_who_makes_no_point_at_some_length_is_asked_for_one_part() -> None:
    answer = "I always fix the pumps first, and I would do that here, too, whatever anybody says about it."
    question = behind(Sure(MADE_AT_ALL / 3), answer)
    assert question is not None
    assert question.reason == Message.of("reason.one_part")
    perhaps = behind(Sure(MADE_AT_ALL / 3 + 0.01), answer)
    assert perhaps is None or perhaps.reason != question.reason
