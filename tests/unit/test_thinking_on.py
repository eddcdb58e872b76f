"""What is asked of a sentence that holds in general: to think on from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from interview.core.grading import Ungradable, Verdict
from interview.core.question import Position, Question
from interview.core.turn import Answer, Turn
from interview.messages import Message
from interview.scorer.grader import Grader
from tests.unit.test_follow_up_selection import (
    ANSWER,
    BARE,
    CONTRADICTED,
    COVERED,
    MAIN,
    MISSED,
    PADDING,
    ScriptedJudge,
    asked_in_words,
    group,
    react,
)

pytestmark = pytest.mark.sqlite_first


READ = (0.0, 0.0, 1.0)
GENERAL = "A broker always keeps the order of messages, so readers can rely on it."


def think(
    sentence: str, main: Question = BARE, verdicts: Sequence[Verdict] = (MISSED, MISSED, COVERED)
) -> Question | None:
    return react(ScriptedJudge(verdicts, odds=READ), group(f"{PADDING} {sentence}", main=main))


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("A broker always keeps the order of messages.", "think.exception"),
        ("We never reuse gloves, and we never take blood without them.", "think.make_sure"),
        ("A message that has an owner isn't readable for others any more.", "think.exception"),
        ("The rules on data forbid it in the whole of France.", "think.exception"),
        ("Brokers are secured by default, so one cannot read them.", "think.exception"),
        ("I think the messages are kept on two disks.", "think.find_out"),
        ("Counting them is the reliable way to see it.", "think.against"),
        ("I usually put the large files somewhere else.", "think.otherwise"),
        ("For small systems a plain table is simpler to run.", "think.against"),
        ("I look at the length of the queue every morning.", "think.no_use"),
    ],
)
def test_a_general_claim_is_thought_on_from_its_own_sentence(sentence: str, code: str) -> None:
    question = think(sentence)
    assert question is not None
    assert question.text == asked_in_words("ask.said", quote=sentence.rstrip("."), question=asked_in_words(code))
    assert question.reason == Message.of(f"reason.{code}")


@pytest.mark.parametrize(
    ("verdict", "quote"),
    [
        (Verdict.TOUCHED, GENERAL),
        (MISSED, GENERAL),
        (Verdict.UNSURE, "so readers can rely on it"),
        (COVERED, f"{GENERAL} {PADDING}"),
    ],
    ids=["in part", "perhaps", "a clause of it", "it and the next"],
)
def test_nobody_is_asked_for_the_exception_to_a_sentence_that_may_make_a_point(verdict: Verdict, quote: str) -> None:
    judge = ScriptedJudge((COVERED, verdict, COVERED), ("", quote, ""), odds=(0.4, 0.0, 0.6))
    question = react(judge, group(f"{PADDING} {GENERAL} {PADDING}", main=BARE))
    assert question is None or question.reason != Message.of("reason.think.exception")
    judge = ScriptedJudge((COVERED, MISSED, COVERED), odds=(0.4, 0.0, 0.6))
    question = react(judge, group(f"{PADDING} {GENERAL} {PADDING}", main=BARE))
    assert question is not None
    assert question.reason == Message.of("reason.think.exception")


def test_nobody_is_asked_for_the_exception_to_a_sentence_that_was_not_read() -> None:
    question = react(ScriptedJudge((COVERED, COVERED, COVERED)), group(f"{PADDING} {GENERAL}", main=BARE))
    assert question is None


def test_what_nobody_holds_a_list_for_gets_no_score_and_says_so() -> None:
    question = think("A broker always keeps the order of messages.")
    assert question is not None
    assert question.key_points == ()
    assert question.without_score == Message.of("ungraded.think_on")


@pytest.mark.parametrize(
    "main",
    [BARE, replace(BARE, text="A customer shouts at you, and people are watching. What do you do?")],
    ids=["of knowledge", "a scene"],
)
def test_of_a_step_that_somebody_takes_is_asked_what_could_go_wrong(main: Question) -> None:
    question = think("I take him to a quiet corner of the shop.", main)
    assert question is not None
    assert question.reason == Message.of("reason.think.no_use")


@pytest.mark.parametrize(
    "sentence",
    [
        "I always kept the order of messages in that job.",
        "I don't know whether it always keeps the order.",
        "I work in a team where nobody argues with me.",
        "Orders, invoices, mails to customers, stock of the day.",
        "So we first checked the length of the queue.",
        "Or she leaves, because with ten patients the bell is always ringing.",
        "Somebody should see if it always comes in the same order.",
        "A broker that answers isn't always one that works.",
        "One queue is always in order, several can be out of it.",
        "A good note is short and says what happened, not what I think about the child.",
        "For me the best note is probably a short one.",
        "In practice the first ones are there, and every node is maybe a miss.",
        "I take the first of the two, but then I miss a gap at the end.",
        "That is always so in France, but I would ask somebody who knows the law.",
        "A typical mistake is that it never ends in the middle.",
        "The middle can overflow, so half of the difference is better.",
        "Maybe the other broker is the same then. If I had it here I'd look at its queue.",
        "I wait a bit and make it a game. If not, I call his father.",
        "I look at the floor first, small things, is the gate closed, hot tea is never on the table.",
        "It takes one more mail but it is better for them.",
        "I ask what the one thing is, and usually nobody in the room agrees.",
        "I can only guess. First I test what breaks at each release.",
    ],
)
def test_what_has_happened_or_is_not_known_is_no_general_claim(sentence: str) -> None:
    assert think(sentence) is None


def test_a_thing_that_may_be_said_rightly_or_not_is_to_be_shown_whichever_it_is() -> None:
    said = "A reader that is slow blocks all of the others, because there is one queue."
    main = replace(BARE, text="How do readers of a message broker get on with each other?")
    for verdict in (Verdict.UNSURE, COVERED):
        judge = ScriptedJudge((MISSED, verdict, MISSED), ("", said, ""))
        question = react(judge, group(f"{PADDING} {said}", main=main))
        assert question is not None
        assert question.reason == Message.of("reason.think.show")


@pytest.mark.parametrize(
    "said",
    [
        "Stable means that equal ones keep their order.",
        "The way back is a bit over three years.",
        "Controlled is when the value is in state and the change updates it.",
        "The questions come from the plan, so what does this person have to do in a year.",
        "Group by queue, and sum up one when the message is read, three times.",
        "So that each message is in one queue, and nobody has to look.",
        "Detailed queue when the order is what counts, like is this one first.",
    ],
    ids=["a definition", "a sum", "a definition by a case", "a question", "what to do", "a purpose", "a part"],
)
def test_what_has_neither_a_ground_nor_a_consequence_is_not_to_be_shown(said: str) -> None:
    question = react(ScriptedJudge((MISSED, COVERED, MISSED), ("", said, "")), group(f"{PADDING} {said}", main=BARE))
    assert question is None


def test_what_others_do_in_a_scene_is_no_step_of_somebodys() -> None:
    said = "They come back angry or they complain."
    scene = replace(BARE, text="A manager wants the way out of a contract hidden. What do you say to the customers?")
    judge = ScriptedJudge((MISSED, COVERED, MISSED), ("", said, ""))
    assert react(judge, group(f"{PADDING} {said}", main=scene)) is None


@pytest.mark.parametrize(
    ("said", "is_step"),
    [
        ("Mechanical contacts open and close several times within some milliseconds.", False),
        ("Slots carry markup for which the users of it decide.", False),
        ("One query gets the orders of all customers at the same time.", False),
        ("First pause the sync of that customer until the morning.", True),
        ("Somebody holds his hand until the doctor comes back.", True),
        ("I stay with him until the doctor comes back.", True),
    ],
)
@pytest.mark.parametrize("verdict", [COVERED, CONTRADICTED])
def test_in_a_scene_too_only_of_what_somebody_is_to_do_is_asked_what_could_go_wrong(
    said: str, is_step: bool, verdict: Verdict
) -> None:
    scene = replace(BARE, text="A user says that one press of a button counts three times. What do you do?")
    judge = ScriptedJudge((MISSED, verdict, MISSED), ("", said, ""))
    question = react(judge, group(f"{PADDING} {said}", main=scene))
    assert (question is not None and question.reason == Message.of("reason.think.no_use")) is is_step


def test_no_step_is_thought_on_that_was_thought_up_itself() -> None:
    first = think("A broker always keeps the order of messages.")
    assert first is not None
    again = "I would open the console and show him two of the messages."
    session = group("A broker always keeps the order of messages.", again, main=BARE, asked=(first,))
    assert react(ScriptedJudge((MISSED, MISSED, COVERED), odds=READ), session) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "I love working with databases because they are logical.",
        "I strongly believe that a table is enough for that.",
        "I agree with most of what the team decides each week.",
        "I haven't planned a real lesson, so I do a part of it.",
        "Then I'd seen my old boss do it the same way.",
        "At that time some people complained, so I take one table at a time.",
        "And I'd check the price list for codes that come twice.",
    ],
)
def test_what_somebody_does_not_do_saw_others_do_or_only_checks_is_no_step(sentence: str) -> None:
    assert think(sentence) is None


def test_what_is_to_be_done_in_a_scene_is_not_to_be_shown() -> None:
    said = "One of us does the compressions and one gets the trolley."
    main = replace(BARE, text="You find a patient who does not react. What do you do?")
    question = react(ScriptedJudge((MISSED, COVERED, MISSED), ("", said, "")), group(f"{PADDING} {said}", main=main))
    assert question is None or question.reason != Message.of("reason.think.show")


def test_no_two_questions_of_an_interview_think_on_in_the_same_words_while_others_fit() -> None:
    said = "A broker always keeps the order of messages. I usually put the large files somewhere else."
    judge = ScriptedJudge((MISSED, MISSED, COVERED), odds=READ)
    first = react(judge, group(said, main=BARE))
    assert first is not None
    session = group(said, PADDING, main=BARE, asked=(first,))
    second = react(judge, replace(session, turns=(*session.turns, Turn(Position(1), BARE, Answer(text=said)))))
    assert second is not None
    assert {first.reason, second.reason} == {
        Message.of("reason.think.exception"),
        Message.of("reason.think.otherwise"),
    }


def test_the_same_is_asked_about_the_same_words_once_in_an_interview() -> None:
    said = "A broker always keeps the order of messages."
    judge = ScriptedJudge((MISSED, MISSED, COVERED), odds=READ)
    first = react(judge, group(said, main=BARE))
    assert first is not None
    session = group(said, PADDING, main=BARE, asked=(first,))
    again = react(judge, replace(session, turns=(*session.turns, Turn(Position(1), BARE, Answer(text=said)))))
    assert again is None or again.text != first.text


def test_no_interviewer_scores_what_nobody_holds_a_list_for() -> None:
    question = think("A broker always keeps the order of messages.")
    assert question is not None
    turn = Turn(Position(0, 1), question, Answer(text=ANSWER))
    expected = Ungradable(str(turn.position), Message.of("ungraded.think_on"))
    assert Grader().judge_turn(turn) == expected
    assert replace(question, key_points=MAIN.key_points).without_score is None


def test_who_does_not_know_a_follow_up_is_not_asked_again() -> None:
    said = "A broker always keeps the order of messages."
    first = think(said)
    assert first is not None
    again = "I don't really know, I never looked. A broker always keeps them in one place."
    assert (
        react(ScriptedJudge((MISSED, MISSED, COVERED), odds=READ), group(said, again, main=BARE, asked=(first,)))
        is None
    )


def test_nothing_is_asked_in_the_same_words_a_third_time_in_an_interview() -> None:
    steps = [f"I look at the length of queue {number} every morning." for number in ("one", "two", "three")]
    turns: list[Turn] = []
    found = []
    for place, step in enumerate(steps):
        turns.append(Turn(Position(place), BARE, Answer(text=f"{PADDING} {step}")))
        session = replace(group(PADDING), turns=tuple(turns))
        made = react(ScriptedJudge((MISSED, MISSED, COVERED), odds=READ), session)
        found.append(None if made is None else made.reason)
        if made is not None:
            turns.append(Turn(Position(place, 1), made, Answer(text=PADDING)))
    asked = Message.of("reason.think.no_use")
    assert found == [asked, asked, None]
    texts = [turn.question.text for turn in turns if turn.question.follow_up is not None]
    assert [text.partition("”. ")[2] for text in texts] == [
        asked_in_words("think.no_use"),
        asked_in_words("think.no_use_anew"),
    ]


def test_what_was_shown_in_reply_is_not_to_be_shown_once_more() -> None:
    said = "A reader that is slow blocks all of the others, because there is one queue."
    first = think("A broker always keeps the order of messages.")
    assert first is not None
    judge = ScriptedJudge((MISSED, COVERED, MISSED), ("", said, ""))
    main = replace(BARE, text="How do readers of a message broker get on with each other?")
    session = group("A broker always keeps the order of messages.", f"{PADDING} {said}", main=main, asked=(first,))
    assert react(judge, session) is None


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("Readers are always slower than the queue is.", "A log is always smaller than a table is."),
        (
            "Readers are slower, because the queue is only read once a day.",
            "A log is smaller, because the disk is only written once a day.",
        ),
    ],
    ids=["how sure they are", "to show it"],
)
def test_of_two_sentences_that_seem_to_be_the_opposite_nobody_is_asked_the_same_twice_in_a_row(
    said: str, then: str
) -> None:
    answer = f"{PADDING} {said} {then}"
    judge = ScriptedJudge((CONTRADICTED, CONTRADICTED, MISSED), (said, then, ""))
    first = react(judge, group(answer, main=BARE))
    assert first is not None
    assert first.follow_up is not None
    assert first.follow_up.quote == said.rstrip(".")
    second = react(judge, group(answer, f"{PADDING} {then}", main=BARE, asked=(first,)))
    assert second is None or second.reason != first.reason


def test_nobody_has_to_show_what_they_only_thought_up_not_even_where_it_seems_to_be_the_opposite() -> None:
    first = think("A broker always keeps the order of messages.")
    assert first is not None
    said = "Readers are slower, because the queue is only read once a day."
    judge = ScriptedJudge((MISSED, CONTRADICTED, MISSED), ("", said, ""))
    session = group(PADDING, f"{PADDING} {said}", main=BARE, asked=(first,))
    question = react(judge, session)
    assert question is None or question.reason != Message.of("reason.think.show")
