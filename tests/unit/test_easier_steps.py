"""Whoever says little, or that they do not know, gets an easier step once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from interview.core.flags import ELSEWHERE
from interview.core.grading import Verdict
from interview.core.key_point import KeyPoint, StoryPart, story
from interview.core.question import Difficulty, FollowUp, FollowUpKind, Position, Question, QuestionKind
from interview.core.turn import Answer, Turn
from interview.messages import Message
from interview.practice.follow_up_selection import says_little
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.moves import MOST_OFTEN
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
    assert question.follow_up == FollowUp(FollowUpKind.EASIER, wording="ask.easier")


def test_an_honest_no_is_helped_on_and_not_asked_for_more() -> None:
    judge = ScriptedJudge()
    question = react(judge, group("To be honest I have never worked with queues, I cannot tell you anything."))
    assert question is not None
    assert question.follow_up == FollowUp(FollowUpKind.EASIER, wording="ask.easier")
    again = "Sorry, I do not know that either."
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
    assert question.follow_up == FollowUp(FollowUpKind.EASIER, wording="ask.easier")
    assert question.difficulty is Difficulty.EASY
    assert question.key_points == MAIN.key_points[:2]
    assert question.misconceptions == ()
    assert question.planned_follow_ups == ()
    assert judge.shown == []


def test_a_second_answer_that_says_little_ends_the_subject() -> None:
    assert react(ScriptedJudge(), group("no idea", "no idea", asked=(EASIER,))) is None


def test_a_short_answer_with_substance_is_judged() -> None:
    assert not says_little("Stores messages, decouples producers, survives crashes")


def test_a_no_about_the_own_resume_is_asked_for_what_is_known_of_it_and_any_other_for_what_comes_near() -> None:
    told = replace(MAIN, key_points=(story(StoryPart.SITUATION), story(StoryPart.RESULT), story(StoryPart.LESSON)))
    ours = react(ScriptedJudge(), group("no idea", main=replace(told, kind=QuestionKind.PROJECT)))
    with_others = react(ScriptedJudge(), group("no idea", main=replace(told, kind=QuestionKind.BEHAVIOURAL)))
    assert ours is not None
    assert with_others is not None
    assert ours.bare == asked_in_words("ask.known_best")
    assert (ours.key_points, ours.reference_answer) == ((story(StoryPart.OWN_ACTION),), "")
    assert with_others.bare == asked_in_words("ask.nearest")
    # Where it was says least of somebody.
    assert with_others.key_points == told.key_points[1:]
    assert ours.without_score is None
    assert with_others.without_score is None


def test_a_no_to_a_story_is_helped_on_without_a_hint_and_one_to_a_question_of_knowledge_with_one_only() -> None:
    answer = "I have never done that."
    assert react(ScriptedJudge(), group(answer, main=replace(STORY, hint=""))) is not None
    assert react(ScriptedJudge(), group(answer, main=replace(MAIN, hint=""))) is None


@pytest.mark.parametrize(
    ("answer", "is_a_no"),
    [
        *((no, True) for no in ("No, never.", "", "Not yet.", "没有。")),
        *((said, False) for said in ("Yes, often.", "Good communication.", "I helped Anna.", "经常。")),
    ],
)
def test_a_few_words_in_place_of_a_story_are_asked_for_an_example_where_they_do_not_deny_it(
    answer: str, is_a_no: bool
) -> None:
    question = react(ScriptedJudge(), group(answer, main=STORY))
    assert question is not None
    assert question.bare == (asked_in_words("ask.nearest") if is_a_no else STORY.bare)
    assert question.asks_for_a_story_behind
    assert is_a_no or question.text == asked_in_words("ask.untold.more")


SHORT = "I talked to the parents a lot. That was hard."


def test_of_few_words_no_more_of_what_somebody_did_is_asked_for_where_the_question_is_on_something_else() -> None:
    main = replace(STORY, key_points=(story(StoryPart.OTHERS), story(StoryPart.DECISION_REASON)))
    session = group(SHORT, main=main)
    told = dict.fromkeys(StoryPart, (Verdict.UNSURE, ""))
    question = PracticeInterviewer(small_bank(), lambda: PartJudge(told)).follow_up(session, session.turns[-1])
    assert question is None or question.text != asked_in_words("ask.untold.more")


@pytest.mark.parametrize(
    ("answer", "own_action", "wanted"),
    [
        (SHORT, Verdict.UNSURE, (story(StoryPart.OWN_ACTION),)),
        (SHORT, Verdict.COVERED, (story(StoryPart.OWN_ACTION),)),
        (SHORT * 4, Verdict.UNSURE, None),
    ],
)
def test_what_is_told_in_few_words_is_asked_for_more_of_what_was_done(
    answer: str, own_action: Verdict, wanted: tuple[KeyPoint, ...] | None
) -> None:
    told = dict.fromkeys(StoryPart, (Verdict.UNSURE, "")) | {StoryPart.OWN_ACTION: (own_action, "")}
    session = group(answer, main=STORY)
    question = PracticeInterviewer(small_bank(), lambda: PartJudge(told)).follow_up(session, session.turns[-1])
    assert (question and question.key_points) == wanted
    if question is not None:
        assert question.text == asked_in_words("ask.untold.more")
        assert question.reason == Message.of("reason.untold.more")


def test_few_words_that_tell_all_that_was_asked_for_are_enough() -> None:
    told = dict.fromkeys(StoryPart, (Verdict.COVERED, ""))
    session = group("It lasted, 78 of 100 passed.", main=STORY)
    assert PracticeInterviewer(small_bank(), lambda: PartJudge(told)).follow_up(session, session.turns[-1]) is None


def after(
    answer: str, kind: QuestionKind = QuestionKind.BEHAVIOURAL, *flags: Message, text: str = STORY.text
) -> Question | None:
    """What is asked where a story is asked for and surely none is told."""
    judge = PartJudge({}, 0.01, flags)
    session = group(answer, main=replace(STORY, kind=kind, text=text))
    return PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])


FIGURE = "How exactly was that measured, and where did the figure stand before you began?"
SUPPLIER = "Tell me about a time you agreed on better terms with a supplier. What did you do?"
NOES = [
    ("I really don't know. I only began in this job in March and my boss handles that sort of thing.", SUPPLIER),
    ("I have no idea how that figure was found, somebody in the finance office may have it.", FIGURE),
    ("I have not done that so far. We are a small shop, and the owner talks to every supplier himself.", SUPPLIER),
    ("I can't think of anything like that at the moment.", STORY.text),
    ("I can't really say, it was my boss who trained them, I was only on the same site.", FIGURE),
    ("Nothing of that kind has ever happened to me at work.", STORY.text),
]


@pytest.mark.parametrize(("answer", "text"), NOES)
@pytest.mark.parametrize(
    ("kind", "asked"), [(QuestionKind.BEHAVIOURAL, "ask.nearest"), (QuestionKind.PROJECT, "ask.known_best")]
)
def test_who_says_that_there_is_no_story_is_asked_something_easier_and_for_no_example_of_it(
    answer: str, text: str, kind: QuestionKind, asked: str
) -> None:
    question = after(answer, kind, text=text)
    assert question is not None
    assert question.follow_up == FollowUp(FollowUpKind.EASIER, wording=asked)
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
    assert question.text == asked_in_words("ask.untold.example", question=STORY.bare)


@pytest.mark.parametrize(
    "answer",
    [
        "Nothing like that, we never had any trouble with each other in the kitchen, the chef saw to it.",
        "Honestly, I don't remember. It was like that when I began and later it was half as much, some machine had "
        "been bought, and what had made it so slow before that nobody ever explained to me in those years.",
    ],
)
def test_who_begins_with_a_no_and_surely_tells_no_part_has_no_story_also_where_a_part_is_open(answer: str) -> None:
    session, unsure = group(answer, main=STORY), (Verdict.UNSURE, "")
    for told in ({}, {StoryPart.SITUATION: unsure}):
        judges = partial(PartJudge, told, 0.15)
        question = PracticeInterviewer(small_bank(), judges).follow_up(session, session.turns[-1])
        assert question is not None
        assert question.bare == asked_in_words("ask.nearest")
    tells = partial(PartJudge, {StoryPart.OWN_ACTION: (Verdict.COVERED, answer)}, 0.15)
    question = PracticeInterviewer(small_bank(), tells).follow_up(session, session.turns[-1])
    assert question is None or question.bare != asked_in_words("ask.nearest")


def test_a_no_is_helped_on_however_often_an_example_was_asked_for() -> None:
    once = FollowUp(FollowUpKind.PROBE, wording="untold.example")
    session = group(NOES[3][0], main=STORY)
    before = [
        Turn(Position(number), replace(STORY, follow_up=once), Answer(text="It was good.")) for number in (1, 2, 3)
    ]
    session = replace(session, turns=(*session.turns, *before))
    judge = PartJudge({}, 0.01)
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[0])
    assert question is not None
    assert question.bare == asked_in_words("ask.nearest")


def asked_again_and_again(answer: str, main: Question, judge: ScriptedJudge, times: int) -> list[str | None]:
    """What somebody is asked who gives the same answer to so many main questions of one interview."""
    turns: list[Turn] = []
    texts: list[str | None] = []
    for number in range(times):
        asked = Turn(Position(number), main, Answer(text=answer))
        turns.append(asked)
        session = replace(group(answer, main=main), turns=tuple(turns))
        question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, asked)
        texts.append(None if question is None else question.text)
        if question is not None:
            turns.append(Turn(Position(number, 1), question, Answer(text="no idea")))
    return texts


@pytest.mark.parametrize("kind", [QuestionKind.BEHAVIOURAL, QuestionKind.PROJECT])
def test_who_has_no_story_again_and_again_hears_nothing_twice_and_then_the_next_question(
    kind: QuestionKind,
) -> None:
    texts = asked_again_and_again("I don't know.", replace(STORY, kind=kind), ScriptedJudge(), 4)
    assert None not in texts[:2]
    assert len(set(texts[:2])) == 2
    assert texts[2:] == [None, None]


def test_who_does_not_know_again_and_again_gets_each_hint_in_other_words_and_none_in_the_same_a_third_time() -> None:
    texts = asked_again_and_again("I don't know.", MAIN, ScriptedJudge(), 8)
    assert len(set(texts[:3])) == 3
    assert all(MAIN.hint in (text or "") for text in texts[:6])
    assert max(texts[:6].count(text) for text in texts[:6]) == MOST_OFTEN
    assert texts[6:] == [None, None]


def test_what_is_said_to_who_does_not_know_is_as_true_of_one_who_wrote_nothing() -> None:
    assert asked_again_and_again("", MAIN, ScriptedJudge(), 6) == asked_again_and_again(
        "I don't know.", MAIN, ScriptedJudge(), 6
    )


def test_who_says_no_and_tells_what_comes_near_is_not_led_back_to_the_question() -> None:
    near = "I have never had to lead a team. At the swimming club I planned the summer party with six others."
    asked = "Tell me about a time when you led a team. What did you do?"
    assert after(near, QuestionKind.BEHAVIOURAL, ELSEWHERE, text=asked) is None


def test_who_speaks_in_general_is_still_asked_for_an_example() -> None:
    question = after(
        "Good work in a team needs trust. You listen to each other, and everybody keeps what they promised."
    )
    assert question is not None
    assert question.text == asked_in_words("ask.untold.example", question=STORY.bare)


def test_a_question_about_what_was_lived_through_asks_for_more_of_it_also_where_it_asks_what_one_would_do() -> None:
    asked = replace(STORY, text="Tell me about a conflict. What did you do, and what would you do differently?")
    question = react(ScriptedJudge(), group("My colleague was late with it and I talked to him.", main=asked))
    assert question is not None
    assert question.text == asked_in_words("ask.untold.more")
