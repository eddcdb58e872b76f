"""What the practice interviewer asks about a story beyond what its question asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, Position, Question
from interview.core.turn import Turn
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from tests.unit.kinds import HearsKinds
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import asked_in_words, group
from tests.unit.test_story_follow_ups import DID, DONE, LONG_STORY, STORY

pytestmark = pytest.mark.sqlite_first

ONCE = replace(STORY, key_points=tuple(map(story, (StoryPart.SITUATION, StoryPart.OWN_ACTION))))
EVERY_DAY = replace(ONCE, bank_id="achievements-ordinary-day")
# In so many questions what asks for the same part may come twice.
MANY = 6
TOLD = {StoryPart.SITUATION: 0.9, StoryPart.OWN_ACTION: 0.9, StoryPart.TASK: 0.6}


@dataclass
class ShareJudge(HearsKinds):
    """Gives these shares of being told to parts, to all others none; from 0.8 on a part is recognised."""

    shares: dict[StoryPart, float]
    quote: str = ""
    about: float | None = None

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        return Judgement(str(turn.position), tuple(map(self._judged, StoryPart)), None)

    def _judged(self, part: StoryPart) -> PointJudgement:
        share = self.shares.get(part, 0.0)
        verdict = Verdict.COVERED if share >= 0.8 else Verdict.UNSURE if share > 0.2 else Verdict.MISSED
        quote = self.quote if part is StoryPart.OWN_ACTION else ""
        return PointJudgement(story(part), verdict, quote, odds=(share, 0.0, 1 - share), about_asked=self.about)


def asked(
    shares: dict[StoryPart, float],
    *before: str,
    main: Question = ONCE,
    quote: str = "",
    answer: str = LONG_STORY,
    about: float | None = None,
    questions: int = 1,
) -> Question | None:
    session = group(answer, main=main)
    earlier = tuple(
        Turn(Position(number), replace(STORY, follow_up=FollowUp(FollowUpKind.PROBE, wording=wording)))
        for number, wording in enumerate(before, start=1)
    )
    others = tuple(Turn(Position(number), STORY) for number in range(len(earlier) + 1, len(earlier) + questions))
    session = replace(session, turns=(*session.turns, *earlier, *others))
    judge = ShareJudge(shares, quote, about)
    return PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[0])


def part_of(question: Question | None) -> StoryPart | None:
    """The part that a question beyond what was asked for wants."""
    if question is None or question.follow_up is None:
        return None
    return {
        "also.result": StoryPart.RESULT,
        "also.hardest": StoryPart.OBSTACLE,
        "also.same_again": StoryPart.LESSON,
        "also.looking_back": StoryPart.LESSON,
        "also.others": StoryPart.OTHERS,
        "also.next_time": StoryPart.LESSON,
    }[question.follow_up.wording]


def test_a_story_without_an_end_is_asked_how_it_ended_also_where_its_question_asks_for_none() -> None:
    question = asked(TOLD)
    assert question is not None
    assert question.text == asked_in_words("ask.also.result")
    assert question.key_points == (story(StoryPart.RESULT),)
    assert question.reason == Message.of("reason.also")
    assert question.asks_for_one_part


def test_what_a_story_may_tell_is_not_asked_for() -> None:
    found = [
        part_of(asked(TOLD | dict.fromkeys(parts, 0.6)))
        for parts in (
            (StoryPart.RESULT,),
            (StoryPart.RESULT, StoryPart.OBSTACLE),
            (StoryPart.RESULT, StoryPart.OBSTACLE, StoryPart.LESSON),
            (StoryPart.RESULT, StoryPart.OBSTACLE, StoryPart.LESSON, StoryPart.OTHERS),
        )
    ]
    assert found == [StoryPart.OBSTACLE, StoryPart.LESSON, StoryPart.OTHERS, None]


ENDED = TOLD | {StoryPart.RESULT: 0.6}


def test_who_is_asked_what_they_do_every_day_is_not_asked_how_it_ended_nor_to_look_back() -> None:
    assert part_of(asked(TOLD, main=EVERY_DAY)) is StoryPart.OBSTACLE
    assert part_of(asked(TOLD | {StoryPart.OBSTACLE: 0.5}, main=EVERY_DAY)) is StoryPart.OTHERS
    told = ENDED | {StoryPart.OBSTACLE: 0.5, StoryPart.OTHERS: 0.5, StoryPart.DECISION_REASON: 0.9}
    assert asked(told, main=EVERY_DAY, quote=DONE) is None


def test_behind_a_question_on_what_a_figure_is_worth_nothing_more_is_asked() -> None:
    figure = replace(ONCE, key_points=tuple(map(story, (StoryPart.OWN_ACTION, StoryPart.MEASURE))))
    told = TOLD | {StoryPart.MEASURE: 0.9}
    assert asked(told, main=figure) is None
    scene = replace(figure, key_points=(story(StoryPart.SITUATION), *figure.key_points))
    assert part_of(asked(told, main=scene)) is StoryPart.RESULT


def test_who_was_alone_is_not_asked_who_else_was_there() -> None:
    told = ENDED | {StoryPart.OBSTACLE: 0.9, StoryPart.LESSON: 0.9}
    assert part_of(asked(told)) is StoryPart.OTHERS
    assert asked(told, answer=f"{LONG_STORY} I did all of it on my own.") is None


@pytest.mark.parametrize(
    ("way", "has_score"),
    [("result", True), ("others", True), ("hardest", False), ("looking_back", False), ("next_time", False)],
)
def test_what_can_be_judged_has_a_score_and_nothing_else(way: str, has_score: bool) -> None:
    ways = ("result", "hardest", "looking_back", "others", "next_time")
    shares = TOLD if way == "result" else ENDED
    question = asked(shares, *(f"also.{each}" for each in ways if each != way), questions=MANY)
    assert question is not None
    assert question.follow_up is not None
    assert question.follow_up.wording == f"also.{way}"
    assert (question.without_score is None) == has_score
    assert has_score or question.without_score == Message.of("ungraded.also")


def test_what_was_learned_is_asked_once_behind_a_story_in_whatever_words() -> None:
    told = ENDED | {StoryPart.OBSTACLE: 0.9, StoryPart.OTHERS: 0.9}
    first = asked(told)
    assert first is not None
    assert part_of(first) is StoryPart.LESSON
    session = group(LONG_STORY, "I would ask the owner before I begin, and not after.", main=ONCE, asked=(first,))
    assert PracticeInterviewer(small_bank(), lambda: ShareJudge(told)).follow_up(session, session.turns[-1]) is None


def test_how_far_a_part_is_told_counts_as_if_the_story_were_about_what_was_asked() -> None:
    told = ENDED | {StoryPart.OBSTACLE: 0.9, StoryPart.LESSON: 0.9, StoryPart.OTHERS: 0.08}
    assert part_of(asked(told)) is StoryPart.OTHERS
    assert asked(told, about=0.6) is None


def test_the_part_is_asked_for_that_this_interview_asked_for_least() -> None:
    assert part_of(asked(TOLD, "also.result")) is StoryPart.OBSTACLE
    ways = [f"also.{way}" for way in ("result", "hardest", "looking_back", "others", "next_time")]
    assert part_of(asked(ENDED, *ways[:4], questions=MANY)) is StoryPart.LESSON
    assert part_of(asked(ENDED, *ways, questions=MANY)) is StoryPart.OBSTACLE
    assert asked(ENDED, *ways, *ways, questions=MANY) is None


def test_an_interview_of_few_questions_looks_back_once_in_whatever_words() -> None:
    told = ENDED | {StoryPart.OBSTACLE: 0.9, StoryPart.OTHERS: 0.9}
    assert part_of(asked(told, questions=5)) is StoryPart.LESSON
    for way in ("same_again", "looking_back", "next_time"):
        assert asked(told, f"also.{way}", questions=5) is None
        assert part_of(asked(told, f"also.{way}", questions=MANY)) is StoryPart.LESSON


def test_who_did_not_tell_how_it_ended_is_not_asked_to_look_back() -> None:
    open_end = TOLD | {StoryPart.RESULT: 0.4, StoryPart.OBSTACLE: 0.9, StoryPart.OTHERS: 0.9}
    assert asked(open_end) is None
    assert asked(open_end | {StoryPart.DECISION_REASON: 0.9}, quote=DONE) is not None
    assert part_of(asked(open_end | {StoryPart.RESULT: 0.6})) is StoryPart.LESSON


def test_what_somebody_did_is_asked_about_in_their_own_words() -> None:
    question = asked(
        TOLD | {StoryPart.RESULT: 0.6, StoryPart.OBSTACLE: 0.5, StoryPart.DECISION_REASON: 0.9}, quote=DONE
    )
    assert question is not None
    assert question.text == asked_in_words("ask.said", quote=DID, question=asked_in_words("ask.also.same_again"))
    assert question.without_score == Message.of("ungraded.also")
    assert question.follow_up == FollowUp(FollowUpKind.PROBE, wording="also.same_again", quote=DID)


@pytest.mark.parametrize(
    "said",
    ["The cold unit of the hall had stopped at six.", "I moved.", "We moved my stall to the cold store that day."],
)
def test_what_somebody_else_did_or_is_too_short_is_not_repeated(said: str) -> None:
    question = asked(
        TOLD | {StoryPart.RESULT: 0.6, StoryPart.OBSTACLE: 0.5, StoryPart.DECISION_REASON: 0.9}, quote=said
    )
    assert question is not None
    assert question.text == asked_in_words("ask.also.looking_back")


def test_who_told_of_something_hard_may_still_be_asked_what_was_hardest() -> None:
    perhaps = dict.fromkeys(StoryPart, 0.15) | TOLD | {StoryPart.RESULT: 0.6}
    assert part_of(asked(perhaps)) is StoryPart.OBSTACLE
    assert part_of(asked(perhaps, "also.hardest")) is StoryPart.LESSON


def test_of_what_is_only_supposed_nobody_is_asked_how_it_went() -> None:
    supposed = replace(ONCE, key_points=ONCE.key_points[1:], text="Suppose a guest shouts. What would you do?")
    question = asked(TOLD, main=supposed)
    assert question is None or question.reason != Message.of("reason.also")


@pytest.mark.parametrize("shares", [{}, {StoryPart.SITUATION: 0.9}, {StoryPart.OWN_ACTION: 0.9}])
def test_nothing_more_is_asked_about_what_is_no_story(shares: dict[StoryPart, float]) -> None:
    question = asked(shares)
    assert question is None or question.reason != Message.of("reason.also")


def test_a_part_that_was_asked_for_is_not_asked_for_once_more() -> None:
    first = asked(TOLD)
    assert first is not None
    session = group(LONG_STORY, "It went well and they still do it like that today.", main=ONCE, asked=(first,))
    judge = ShareJudge(TOLD)
    second = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])
    assert part_of(second) is StoryPart.OBSTACLE


def test_who_has_nothing_to_add_is_left_alone() -> None:
    first = asked(TOLD)
    assert first is not None
    nothing = "I'm sorry, I really can't remember what came of it, that was years ago and I left soon after that."
    session = group(LONG_STORY, nothing, main=ONCE, asked=(first,))
    assert PracticeInterviewer(small_bank(), lambda: ShareJudge(TOLD)).follow_up(session, session.turns[-1]) is None
