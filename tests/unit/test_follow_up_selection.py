"""How the practice interviewer reacts to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict
from interview.core.identity import PRACTICE
from interview.core.key_point import statements
from interview.core.question import (
    Difficulty,
    FollowUp,
    FollowUpKind,
    PlannedFollowUp,
    Position,
    Question,
    Source,
)
from interview.core.session import InterviewSession
from interview.core.turn import Answer, Turn
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from interview.text.excerpts import excerpt, on_one_line
from tests.unit.kinds import HearsKinds
from tests.unit.small_bank import small_bank

pytestmark = pytest.mark.sqlite_first

START = datetime(2026, 1, 1, tzinfo=UTC)
MAIN = Question(
    "What is a queue good for in a busy system?",
    "Messaging",
    difficulty=Difficulty.HARD,
    key_points=statements(
        "It stores messages until read", "Readers work at their own pace", "A catastrophe loses no message"
    ),
    reference_answer="the reference",
    misconceptions=("It makes everything faster",),
    planned_follow_ups=(
        PlannedFollowUp("1", "How long does the broker store messages?", statements("kept for days"), "days", (0,)),
        PlannedFollowUp("2", "What if a reader is slow?", statements("the queue grows"), "grows", (1,)),
    ),
    hint="Think of a post office.",
    bank_id="messaging-broker",
    asked_by=PRACTICE,
)
OF_A_PACK = replace(MAIN, source=Source("Harbour", "Harbour careers", "CC0-1.0"))
EASIER = replace(MAIN, text="easier", follow_up=FollowUp(FollowUpKind.EASIER))
ANSWER = "The broker stores messages until read, and then the slow readers can catch up later on."
COVERED, TOUCHED, MISSED, CONTRADICTED = Verdict.COVERED, Verdict.TOUCHED, Verdict.MISSED, Verdict.CONTRADICTED


@dataclass
class ScriptedJudge(HearsKinds):
    """Answers every main question with the same verdicts, quotes and odds, remembering the answers it was shown; of the
    follow-ups those in `answered` are answered already."""

    verdicts: Sequence[Verdict] = ()
    quotes: Sequence[str] = ("", "", "")
    ungradable: bool = False
    answered: Sequence[str] = ()
    odds: tuple[float, float, float] | None = None
    shown: list[str] = field(default_factory=list)

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        if turn.question.follow_up is not None:
            found = COVERED if turn.question.bare in self.answered else MISSED
            return Judgement("0.1", tuple(PointJudgement(point, found) for point in turn.question.key_points), None)
        self.shown.append(turn.answer.text or "")
        if self.ungradable:
            return Ungradable(str(turn.position), Message.of("ungraded.not_english"))
        points = map(PointJudgement, turn.question.key_points, self.verdicts, self.quotes)
        return Judgement(str(turn.position), tuple(replace(point, odds=self.odds) for point in points), 3)


def group(*answers: str, main: Question = MAIN, asked: Sequence[Question] = ()) -> InterviewSession:
    turns = tuple(
        Turn(Position(0, number), question, Answer(text=text))
        for number, (question, text) in enumerate(zip((main, *asked), answers, strict=True))
    )
    return InterviewSession("s", "o", "cv", "", turns, START, follow_up_count=3)


def react(judge: ScriptedJudge, session: InterviewSession) -> Question | None:
    return PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])


def asked_for(
    *verdicts: Verdict, quotes: Sequence[str] = ("", "", ""), answer: str = ANSWER, main: Question = OF_A_PACK
) -> Question:
    question = react(ScriptedJudge(verdicts, quotes), group(answer, main=main))
    assert question is not None
    return question


def asked_in_words(code: str, **values: str) -> str:
    return ENGLISH.message(Message.of(code, **values))


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ((COVERED, MISSED, COVERED), "What if a reader is slow?"),
        ((MISSED, COVERED, COVERED), "How long does the broker store messages?"),
        ((TOUCHED, MISSED, COVERED), "What if a reader is slow?"),
        ((COVERED, TOUCHED, COVERED), "What if a reader is slow?"),
        ((TOUCHED, CONTRADICTED, COVERED), "What if a reader is slow?"),
        ((COVERED, COVERED, COVERED), "How long does the broker store messages?"),
    ],
)
def test_the_planned_follow_up_with_the_widest_gap_is_asked(verdicts: tuple[Verdict, ...], expected: str) -> None:
    assert asked_for(*verdicts).text == expected


def test_a_follow_up_carries_all_that_grading_needs() -> None:
    question = asked_for(COVERED, MISSED, COVERED)
    assert question == Question(
        "What if a reader is slow?",
        "Messaging",
        difficulty=Difficulty.HARD,
        key_points=statements("the queue grows"),
        reference_answer="grows",
        reason=Message.of("reason.other_side"),
        bank_id="messaging-broker/2",
        asked_by=PRACTICE,
        follow_up=FollowUp(FollowUpKind.PLANNED, plan="2"),
        source=OF_A_PACK.source,
    )


SAID = "The broker stores messages until read, and then the slow readers can catch up later on"


def test_a_planned_follow_up_repeats_the_sentence_that_it_builds_on() -> None:
    question = asked_for(COVERED, MISSED, COVERED, quotes=(ANSWER, "", ""))
    assert question.text == asked_in_words("ask.said", quote=SAID, question="How long does the broker store messages?")
    assert question.bare == "How long does the broker store messages?"
    assert question.follow_up == FollowUp(FollowUpKind.PLANNED, plan="1", quote=SAID)
    assert question.reason == Message.of("reason.one_step_further")


def test_a_planned_follow_up_that_sets_a_scene_of_its_own_is_joined_to_no_sentence() -> None:
    scene = replace(MAIN.planned_follow_ups[0], text="A slow reader stores messages. How long does the broker wait?")
    main = replace(MAIN, planned_follow_ups=(scene,))
    question = react(ScriptedJudge((COVERED, MISSED, COVERED), (ANSWER, "", "")), group(ANSWER, main=main))
    assert question is None or question.follow_up is None or question.follow_up.plan == ""


def test_a_planned_follow_up_is_joined_to_no_sentence_that_shares_only_words_of_the_main_question() -> None:
    main = replace(MAIN, text="How does a broker store messages for a busy system?")
    question = react(ScriptedJudge((COVERED, MISSED, COVERED), (ANSWER, "", "")), group(ANSWER, main=main))
    assert question is None or question.follow_up is None or question.follow_up.quote == ""


def test_no_two_sentences_are_joined_across_what_was_said_between_them() -> None:
    quote = "I greet them at the door myself. … Perfume is what is stolen most in our shop."
    answer = "I greet them at the door myself. That helps. Perfume is what is stolen most in our shop."
    question = asked_for(COVERED, MISSED, COVERED, quotes=(quote, "", ""), answer=f"{answer} {ANSWER}")
    assert question.follow_up is not None
    assert question.follow_up.quote == ""


def test_a_clause_of_a_long_sentence_is_not_repeated_as_if_it_were_whole() -> None:
    clause = "and then the slow readers can catch up later on."
    assert asked_for(COVERED, MISSED, COVERED, quotes=(clause, "", "")).text == "What if a reader is slow?"


@pytest.mark.parametrize(
    "quote", ["stores messages", f"{ANSWER} " * 3, 'It says "stored" in the log of the broker here']
)
def test_no_sentence_is_repeated_in_part_or_when_it_is_long(quote: str) -> None:
    assert asked_for(COVERED, MISSED, COVERED, quotes=(quote, "", "")).text == "What if a reader is slow?"


def test_a_sentence_that_may_turn_a_point_round_is_asked_about_without_a_verdict() -> None:
    question = asked_for(COVERED, CONTRADICTED, MISSED, quotes=("", ANSWER, ""))
    assert question.text == asked_in_words("ask.said", quote=SAID, question=asked_in_words("ask.why_so"))
    assert question.key_points == (MAIN.key_points[1],)
    assert question.reason == Message.of("reason.why_so")


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("Readers are always slower than the queue is.", "ask.why_so"),
        ("Readers are slower, because the queue is only read once a day.", "think.show"),
        ("I'd delete what is old every night, because nobody needs it any longer.", "think.no_use"),
        ("I delete the old messages by hand every night.", "think.no_use"),
    ],
)
def test_what_seems_to_be_the_opposite_is_asked_about_in_its_own_words_by_what_it_is(said: str, way: str) -> None:
    quotes = ("", said, "")
    question = react(ScriptedJudge((MISSED, CONTRADICTED, MISSED), quotes), group(f"{PADDING} {said}"))
    assert question is not None
    assert question.text == asked_in_words("ask.said", quote=said.rstrip("."), question=asked_in_words(way))
    assert question.key_points == ((MAIN.key_points[1],) if way == "ask.why_so" else ())


def test_nobody_is_asked_how_sure_they_are_a_third_time_in_an_interview() -> None:
    said = "Readers are always slower than the queue is."
    session = group(f"{PADDING} {said}", main=BARE)
    asked = FollowUp(FollowUpKind.PROBE, wording="ask.why_so", quote="Other words")
    before = [Turn(Position(number, 1), replace(MAIN, follow_up=asked)) for number in (1, 2)]
    judge = ScriptedJudge((MISSED, CONTRADICTED, MISSED), ("", said, ""))
    session = replace(session, turns=(*session.turns, *before))
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[0])
    assert question is None or question.reason != Message.of("reason.why_so")


@pytest.mark.parametrize(
    "said",
    [
        "Two transactions lock the same rows in different order, and more I cannot say here.",
        "To the manager: this date is eighty percent, that is all there is for now.",
    ],
    ids=["no claim", "what somebody would say"],
)
def test_why_it_is_so_is_asked_only_of_a_sentence_that_says_how_something_is(said: str) -> None:
    judge = ScriptedJudge((COVERED, CONTRADICTED, MISSED), ("", said, ""))
    question = react(judge, group(f"{PADDING} {said}", main=BARE))
    assert question is None or question.reason != Message.of("reason.why_so")


def test_a_sentence_that_may_turn_a_point_round_is_asked_about_behind_an_easier_step_too() -> None:
    judge = ScriptedJudge((COVERED, CONTRADICTED, MISSED), ("", ANSWER, ""))
    question = react(judge, group("no idea", ANSWER, asked=(EASIER,)))
    assert question is not None
    assert question.reason == Message.of("reason.why_so")


def test_nobody_goes_back_to_what_was_said_before_the_last_answer() -> None:
    judge = ScriptedJudge((COVERED, CONTRADICTED, MISSED), ("", ANSWER, ""))
    first = react(judge, group(ANSWER, main=BARE))
    assert first is not None
    assert first.reason == Message.of("reason.why_so")
    after = react(judge, group(ANSWER, f"{PADDING} That is all.", main=BARE, asked=(EASIER,)))
    assert after is None or after.follow_up is None or after.follow_up.quote == ""


def test_a_name_with_a_dot_in_it_ends_no_sentence_of_a_planned_follow_up() -> None:
    text = "What does the broker store in messages.log?"
    main = replace(MAIN, planned_follow_ups=(replace(MAIN.planned_follow_ups[0], text=text),))
    question = react(ScriptedJudge((COVERED, MISSED, COVERED), (ANSWER, "", "")), group(ANSWER, main=main))
    assert question is not None
    assert question.bare == text


def test_a_planned_follow_up_that_is_answered_already_is_not_asked() -> None:
    judge = ScriptedJudge((COVERED, MISSED, COVERED), answered=("What if a reader is slow?",))
    question = react(judge, group(f"{ANSWER} The queue grows.", main=OF_A_PACK))
    assert question is not None
    assert question.text == "How long does the broker store messages?"


def test_no_follow_up_comes_twice() -> None:
    judge = ScriptedJudge((Verdict.UNSURE,) * 3)
    asked: list[Question] = []
    while (question := react(judge, group(*[ANSWER] * (len(asked) + 1), asked=asked))) is not None:
        asked.append(question)
    assert sorted(each.text for each in asked) == [
        "How long does the broker store messages?",
        "What if a reader is slow?",
    ]


def test_the_whole_conversation_is_judged_against_the_main_question() -> None:
    judge = ScriptedJudge((COVERED, MISSED, COVERED))
    first = react(judge, group(ANSWER, main=OF_A_PACK))
    assert first is not None
    react(judge, group(ANSWER, "They wait a while, I would think so", asked=(first,)))
    assert judge.shown[-1] == f"{ANSWER}\n\nThey wait a while, I would think so"


def test_a_dont_know_is_no_part_of_what_is_judged() -> None:
    judge = ScriptedJudge((COVERED, MISSED, COVERED))
    react(judge, group("no idea", ANSWER, asked=(EASIER,)))
    assert judge.shown == [ANSWER]


def exhausted(main: Question, *verdicts: Verdict) -> Question | None:
    """What comes when both planned follow-ups were asked."""
    asked = [
        Question(plan.text, main.category, follow_up=FollowUp(FollowUpKind.PLANNED, plan=plan.id))
        for plan in main.planned_follow_ups
    ]
    return react(ScriptedJudge(verdicts), group(ANSWER, *[ANSWER] * len(asked), main=main, asked=asked))


QUOTED = (ANSWER, "", "")
BARE = replace(MAIN, planned_follow_ups=())
PADDING = "That was told to us in the early weeks by somebody who had been there for a long time."


def test_a_sentence_is_asked_about_once() -> None:
    main = replace(BARE, text="How do readers of a message broker get on with each other?")
    judge = ScriptedJudge((COVERED, MISSED, COVERED), QUOTED)
    first = react(judge, group(ANSWER, main=main))
    assert first is not None
    assert react(judge, group(ANSWER, ANSWER, main=main, asked=(first,))) is None


def test_a_prepared_follow_up_about_what_was_recognised_is_left_to_packs_and_to_words_that_nobody_reads() -> None:
    judge = ScriptedJudge((COVERED, COVERED, COVERED))
    assert react(judge, group(PADDING)) is None
    assert react(judge, group(PADDING, main=OF_A_PACK)) is not None
    assert react(ScriptedJudge(ungradable=True), group(PADDING)) is not None


def test_a_sentence_that_speaks_of_something_else_than_the_plan_is_not_repeated_before_it() -> None:
    said = "One team looked after all of it for about three years."
    question = asked_for(COVERED, MISSED, COVERED, quotes=(said, "", ""), answer=f"{ANSWER} {said}")
    assert question.text == "What if a reader is slow?"


def test_what_is_missing_is_not_asked_for_without_a_sentence_to_build_on() -> None:
    assert exhausted(MAIN, COVERED, COVERED, MISSED) is None


def test_an_answer_that_cannot_be_judged_still_gets_the_planned_follow_up() -> None:
    question = react(ScriptedJudge(ungradable=True), group(ANSWER))
    assert question is not None
    assert question.text == "How long does the broker store messages?"
    assert question.reason == Message.of("reason.other_side")


def test_a_question_without_key_points_and_plan_gets_no_follow_up() -> None:
    assert react(ScriptedJudge(), group(ANSWER, main=Question("Anything else?", "General"))) is None


@given(st.text(max_size=600), st.text(min_size=1, max_size=20))
def test_an_excerpt_is_bounded_and_taken_from_the_line(line: str, mention: str) -> None:
    piece = excerpt(line, mention, 60)
    assert len(piece) <= 62
    assert piece.removeprefix("… ").removesuffix(" …") in " ".join(line.split())


def test_a_cut_falls_between_words() -> None:
    assert on_one_line("one two  three", 9) == "one two"
