"""Who does not want to tell it, asks what is meant, or says that there was nothing of it is not asked to go on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.key_point import StoryPart, story
from interview.core.none_made import Silence
from interview.core.question import Question
from interview.practice.interviewer import PracticeInterviewer
from interview.text.refusals import asks_back, keeps_private, only_asks, refuses
from interview.text.silence import silence_of
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import BARE, asked_in_words, group
from tests.unit.test_story_follow_ups import STORY, PartJudge

pytestmark = pytest.mark.sqlite_first

REFUSALS = [
    "I would rather not talk about this, it was painful and concerns other people.",
    "I do not want to answer this question because it is private.",
    "Sorry, I can't talk about that, we signed something.",
    "I’d prefer not to go into details here.",
    "No comment.",
    "I don't want to talk about my last boss.",
    "I signed an NDA so I can't go into details.",
    "Next question please.",
    "I'd skip this one.",
    "这个问题涉及隐私，我不想回答。",
    "这个不太方便透露，要保密。",
]
ASKED_BACK = [
    "What do you mean by conflict? Do you mean at work or in private life?",
    "Could you repeat the question please? I did not understand it.",
    "能再说一遍问题吗？我没听懂。",
    "没太明白您的意思。",
]
ONLY_QUESTIONS = ["Which kind of conflict, with customers or colleagues?", "Is that about work or private?"]


def behind(answer: str, main: Question = STORY, missed: float | None = 0.01) -> Question | None:
    session = group(answer, main=main)
    return PracticeInterviewer(small_bank(), lambda: PartJudge({}, missed)).follow_up(session, session.turns[-1])


@pytest.mark.parametrize("answer", REFUSALS)
def test_behind_a_refusal_nothing_is_asked(answer: str) -> None:
    assert refuses(answer)
    assert behind(answer) is None
    assert behind(answer, BARE) is None


def test_what_is_private_is_a_refusal_of_a_story_only() -> None:
    assert keeps_private("That is private.")
    assert behind("That is private.") is None
    assert behind("That is private.", replace(BARE, hint="Look at the name.")) is not None


@pytest.mark.parametrize(
    "answer",
    [
        "I would rather not talk to the customer in front of others, so I asked him into the office.",
        "I do not want to say that he was lazy, but he came late and I had to do his work.",
        "I say: I can't discuss that here. Then I offer him a seat.",
        "I signed an NDA so we could see the plans, and I read them.",
        "I won't tell you a lie, it was hard. I rang him and we met.",
        "我请他坐下，他不想说，我就陪着他。",
    ],
)
def test_what_somebody_did_not_tell_another_is_no_refusal(answer: str) -> None:
    assert not refuses(answer)
    assert not keeps_private(answer)


@pytest.mark.parametrize("answer", ASKED_BACK)
def test_who_asks_what_is_meant_is_asked_for_what_comes_nearest(answer: str) -> None:
    assert asks_back(answer)
    question = behind(answer)
    assert question is not None
    assert question.bare == asked_in_words("ask.nearest")


@pytest.mark.parametrize("answer", ONLY_QUESTIONS)
def test_who_only_asks_is_not_asked_to_tell_more_of_that(answer: str) -> None:
    assert only_asks(answer)
    question = behind(answer, missed=0.5)
    assert question is not None
    assert question.bare == asked_in_words("ask.nearest")


@pytest.mark.parametrize(
    "answer",
    [
        "What could I do? I rang him.",
        "I did not understand his question, so I asked him again and wrote it down.",
        "我没听懂客户的话，请他再说一遍。",
    ],
)
def test_who_tells_that_they_asked_somebody_does_not_ask_back(answer: str) -> None:
    assert not asks_back(answer)
    assert not only_asks(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Nobody. All of them developed well, and it is a good team.",
        "No one, really. They are all content with the new system here.",
        "I did not have to win anybody over. The management had decided it for all of us.",
    ],
)
def test_who_says_that_there_was_nobody_is_not_asked_to_go_on_with_it(answer: str) -> None:
    question = behind(answer)
    assert question is not None
    assert question.bare == asked_in_words("ask.nearest")


@pytest.mark.parametrize(
    "answer",
    [
        "Nobody knew which boxes were new. There was a sticker on each of them by month.",
        "I did not have to wait long for it. I rang the driver and moved the pumps.",
    ],
)
def test_a_story_that_begins_so_is_no_denial(answer: str) -> None:
    question = behind(answer, missed=0.5)
    assert question is None or question.bare != asked_in_words("ask.nearest")


def test_who_told_the_nearest_thing_is_not_asked_what_comes_nearest() -> None:
    answer = "I have never worked with somebody I could not stand. The nearest thing was a quarrel that Eva settled."
    for missed in (0.01, 0.5):
        question = behind(answer, replace(STORY, key_points=(story(StoryPart.OWN_ACTION),)), missed)
        assert question is None or question.bare != asked_in_words("ask.nearest")


@pytest.mark.parametrize("answer", REFUSALS)
def test_a_refusal_is_a_silence(answer: str) -> None:
    assert silence_of(answer) is Silence.REFUSES


@pytest.mark.parametrize("answer", ASKED_BACK)
def test_a_question_back_is_a_silence(answer: str) -> None:
    assert silence_of(answer) is Silence.ASKS_BACK


@pytest.mark.parametrize(
    ("answer", "is_refused"),
    [
        ("I signed an NDA so I can't go into details.", True),
        ("I'd rather not answer that, it's too close to what I went through last year.", True),
        ("I have signed an NDA so I can't name the bank but I moved its ledger to Kafka.", False),
        (
            "I'd rather not say about my old boss. With a colleague I argued about the rota and I asked her to swap.",
            False,
        ),
    ],
)
def test_who_tells_what_they_did_beside_it_does_not_refuse(answer: str, is_refused: bool):
    assert refuses(answer) is is_refused


def test_who_will_not_share_it_with_a_caller_has_answered():
    assert silence_of("I won't share it. I call back the number in the directory.") is None
    assert silence_of("I won't share it. I lock my screen.") is None
    assert silence_of("I'd rather not answer that.") is Silence.REFUSES
