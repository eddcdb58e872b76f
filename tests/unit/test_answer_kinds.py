"""What kind of answer somebody gives, and what is asked behind one that tells nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from interview.core.answer_kind import NOTHING_TOLD, AnswerKind
from interview.core.flags import OF_KIND
from interview.core.grading import Judgement, Verdict
from interview.core.key_point import StoryPart, statements, story
from interview.core.question import FollowUp, FollowUpKind, Question
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from interview.scorer import answer_kinds
from interview.scorer.chinese_kinds import heard_in_chinese
from interview.scorer.grader import Grader
from interview.scorer.meanings import ANSWER_KINDS, read
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import BARE, COVERED, ScriptedJudge, asked_in_words, group, react
from tests.unit.test_story_follow_ups import STORY, PartJudge
from training.answer_kinds import fit

pytestmark = pytest.mark.sqlite_first

CONFLICT = (
    "Tell me about a conflict with somebody you worked with. What was it about, and what did you do to resolve it?"
)
LATCH = "Somebody left the gate of the paddock open twice this week. How do you go about it?"
OF_THE_GATE = replace(BARE, text=LATCH)
ASKED = replace(STORY, text=CONFLICT)
# Written for these tests: nothing was learned from them.
SAID = {
    AnswerKind.REFUSES: [
        "That's between my former boss and me, so I'll leave it there.",
        "hmm can we do another one instead",
        "The contract I signed there forbids me to speak about cases.",
        "Too personal, sorry.",
    ],
    AnswerKind.ASKS_BACK: [
        "Sorry, do you mean with a colleague or with a guest?",
        "what kind of conflict are we talking about here",
        "Didn't quite catch that, could you say it again?",
    ],
    AnswerKind.UNKNOWN: [
        "hm nothing springs to mind, sorry",
        "I'm sorry, my head is empty right now.",
        "no se, I mean I dont have idea",
    ],
    AnswerKind.NOT_DONE: [
        "To be fair I've always been on my own on the night shift, so that never happened.",
        "we are only two in the office and we get on fine, so no",
    ],
    AnswerKind.TELLS: [
        "Nobody spoke for a week. Then I put two coffees on his desk and asked what I had done.",
        "No idea who was right in the end. I moved my shifts so that she could fetch her son.",
        "I refused to sign it. He went red, and I showed him the limit in the manual.",
        "He asked me, are you deaf? So I waited until he was done and asked him what he needs.",
        "There was no money for a second van, we fought over the first, and I drew up a rota.",
    ],
}


def kind(answer: str, question: Question = ASKED) -> AnswerKind:
    return Grader().heard(question, answer).kind


@pytest.mark.parametrize(("wanted", "answer"), [(wanted, each) for wanted, told in SAID.items() for each in told])
def test_what_an_answer_does_is_heard_in_whatever_words(wanted: AnswerKind, answer: str) -> None:
    found = kind(answer)
    assert found is wanted or (wanted is not AnswerKind.TELLS and found in NOTHING_TOLD)


@pytest.mark.parametrize(
    "answer",
    [
        "Never leave it to the next shift: I close it, count the sheep and ring the owner.",
        "I won't shout at anybody. Ask who was there last, and put a spring on it.",
        "Not sure about the law, but I would close it and put up a sign.",
        "A spring and a sign.",
    ],
)
def test_who_answers_a_question_of_knowledge_with_a_no_in_it_tells_something(answer: str) -> None:
    assert kind(answer, OF_THE_GATE) not in NOTHING_TOLD


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("How did they react to that?", "They didn't notice."),
        ("Why did you decide to do it that way?", "Because I don't like meetings."),
        ("What else could have been done?", "I had no choice, nobody would give me people."),
    ],
)
def test_a_no_behind_a_follow_up_may_be_its_answer(asked: str, answer: str) -> None:
    judged = Grader().judge("0", asked, [story(StoryPart.OTHERS)], "", answer, goes_on=True, is_asked_on=True)
    assert isinstance(judged, Judgement)
    assert not set(judged.flags) & set(OF_KIND.values())


def test_what_somebody_would_like_to_know_is_no_question_back() -> None:
    asked = replace(BARE, text="What would you like to know from us?", bank_id="about-you-your-questions")
    assert kind("What does a normal day look like?", asked) is AnswerKind.TELLS


def test_who_says_too_much_for_one_reading_tells_something() -> None:
    assert kind("I do not know. " * 400) is AnswerKind.TELLS
    assert kind("I do not know. " * 3) is AnswerKind.UNKNOWN
    assert kind("...") is AnswerKind.TELLS


def test_another_judge_or_none_says_of_no_answer_that_it_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_kinds, "fitted", lambda _: None)
    assert kind("I do not know that.") is AnswerKind.TELLS


def test_the_model_was_fitted_on_the_answers_that_lie_here() -> None:
    model = read(ANSWER_KINDS)
    assert model.texts == fit.digest_of_files()
    assert model.names == tuple(AnswerKind)


def test_a_row_of_another_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "author_9.txt"
    path.write_text("# a\n? What?\n[tells] It is.\n[sings] La.\n", encoding="utf-8")
    with pytest.raises(fit.Unreadable, match=r"author_9\.txt, line 4"):
        fit.read(path)


def test_an_answer_that_tells_nothing_is_flagged_only_where_no_point_is_made() -> None:
    points = statements("It is closed at once", "The owner is told")
    judged = Grader().judge("0", LATCH, points, "", "Next question please.")
    assert isinstance(judged, Judgement)
    assert OF_KIND[AnswerKind.REFUSES] in judged.flags
    told = Grader().judge("0", LATCH, points, "", "I do not know. I close it at once and I tell the owner.")
    assert isinstance(told, Judgement)
    assert not set(told.flags) & set(OF_KIND.values())


def behind(answer: str, main: Question = ASKED, missed: float | None = 0.01) -> Question | None:
    session = group(answer, main=main)
    return PracticeInterviewer(small_bank(), lambda: PartJudge({}, missed)).follow_up(session, session.turns[-1])


@pytest.mark.parametrize("answer", SAID[AnswerKind.REFUSES])
def test_behind_a_refusal_nothing_is_asked(answer: str) -> None:
    assert behind(answer) is None


def test_who_asks_back_hears_the_question_once_more_and_of_knowledge_a_smaller_step() -> None:
    question = behind("Sorry, do you mean with a colleague or with a guest?")
    assert question is not None
    assert question.text == asked_in_words("ask.untold.asked_back", question=ASKED.bare)
    assert question.asks_once_more
    assert question.reason == Message.of("reason.untold.asked_back")
    hinted = behind("What do you mean by that, which one?", replace(BARE, hint="Look at the name."))
    assert hinted is not None
    assert "Look at the name." in hinted.text


@pytest.mark.parametrize("answer", SAID[AnswerKind.NOT_DONE])
def test_who_says_that_there_was_none_is_asked_what_comes_nearest(answer: str) -> None:
    question = behind(answer)
    assert question is not None
    assert question.bare == asked_in_words("ask.nearest")


def test_a_part_that_was_surely_told_is_more_than_a_no() -> None:
    no = "We never had any quarrel in all these years, people were friendly and our boss listened to everybody, always."
    assert kind(no) is AnswerKind.NOT_DONE
    found = {part: (Verdict.COVERED, no.rstrip(".")) for part in (StoryPart.OWN_ACTION, StoryPart.RESULT)}
    session = group(no, main=ASKED)
    judges = [partial(PartJudge, {}, 0.01), partial(PartJudge, found, 0.01)]
    asked = [PracticeInterviewer(small_bank(), each).follow_up(session, session.turns[-1]) for each in judges]
    assert asked[0] is not None
    assert asked[0].bare == asked_in_words("ask.nearest")
    assert asked[1] is None or asked[1].bare != asked_in_words("ask.nearest")


def test_who_told_the_nearest_thing_is_not_asked_what_comes_nearest() -> None:
    answer = "I have never worked with somebody I could not stand. The nearest thing was a quarrel that Eva settled."
    for missed in (0.01, 0.5):
        question = behind(answer, replace(ASKED, key_points=(story(StoryPart.OWN_ACTION),)), missed)
        assert question is None or question.bare != asked_in_words("ask.nearest")


def test_behind_a_follow_up_a_no_ends_it() -> None:
    asked = replace(ASKED, follow_up=FollowUp(FollowUpKind.PROBE, wording="probe.own_part"))
    session = group("I moved the desk of one of the two.", "No, I cannot think of more.", main=ASKED, asked=[asked])
    assert react(ScriptedJudge((COVERED,) * 3), session) is None


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("这个问题涉及隐私，我不想回答。", AnswerKind.REFUSES),
        ("这个不太方便透露，要保密。", AnswerKind.REFUSES),
        ("能再说一遍问题吗？我没听懂。", AnswerKind.ASKS_BACK),
        ("没太明白您的意思。", AnswerKind.ASKS_BACK),
        ("不知道", AnswerKind.UNKNOWN),
        ("我请他坐下，他不想说，我就陪着他。", AnswerKind.TELLS),
        ("我没听懂客户的话，请他再说一遍。", AnswerKind.TELLS),
        ("我不想谈以前的老板。和同事为排班吵过一次，我请她换了班，后来就好了。", AnswerKind.TELLS),
    ],
)
def test_in_chinese_what_is_plain_in_its_words_is_heard(answer: str, wanted: AnswerKind) -> None:
    assert heard_in_chinese(answer, is_main=True).kind is wanted
    assert kind(answer, replace(ASKED, text="请讲一次你和同事的冲突。")) is wanted
