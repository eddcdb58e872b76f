"""What kind of answer somebody gives in Chinese, heard by its characters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interview.core.answer_kind import NOTHING_TOLD, TELLS, AnswerKind
from interview.practice.interviewer import PracticeInterviewer
from interview.scorer import chinese_kinds
from interview.scorer.chinese_kinds import FILE, by_shares, features, fitted, heard_in_chinese
from tests.unit.test_chinese_claims import Unread
from tests.unit.test_follow_up_selection import group
from tests.unit.test_story_follow_ups import STORY
from training.answer_kinds import fit_chinese
from training.resume_lines.of_meanings import digest

pytestmark = pytest.mark.sqlite_first

# Written for these tests: nothing was learned from them.
NOTHING = [
    "这事儿真没碰上过",
    "没干过，我就是个打下手的",
    "我记性差，早想不起来了",
    "这题不会，抱歉啊",
    "合同里写了要保密，我不能往外说",
    "您问的是哪一方面呀",
    "没听清楚，请您再讲一遍",
]
TOLD = [
    "没有人愿意去，我就自己坐早班车去了",
    "不能混放，生的在下层，熟的在上层",
    "我说我不知道，带他去找了班长",
    "他不肯签字，我就把单子拍照发给了主管",
    "换个班组之后没再吵过，我主动加了他微信",
    "忘了关阀门那次，我第二天自己跟组长说了",
]


@pytest.mark.parametrize("answer", NOTHING)
def test_who_tells_nothing_is_heard_in_whatever_words(answer: str) -> None:
    assert heard_in_chinese(answer, is_main=True).kind in NOTHING_TOLD


@pytest.mark.parametrize("answer", TOLD)
def test_who_tells_something_with_a_no_in_it_is_heard_to_tell_something(answer: str) -> None:
    assert heard_in_chinese(answer, is_main=True).kind not in NOTHING_TOLD


@pytest.mark.parametrize("answer", ["没注意到", "他没说什么", "没有，他后来再也没提"])
def test_behind_a_follow_up_a_no_may_be_the_answer(answer: str) -> None:
    assert heard_in_chinese(answer, is_main=False) == TELLS


def test_behind_a_follow_up_it_has_to_be_surer_that_nothing_is_told() -> None:
    shares = dict.fromkeys(AnswerKind, 0.0) | {AnswerKind.REFUSES: 0.75, AnswerKind.TELLS: 0.25}
    assert by_shares(shares).kind is AnswerKind.REFUSES
    assert by_shares(shares, is_main=False) == TELLS
    shares[AnswerKind.REFUSES], shares[AnswerKind.TELLS] = 0.9, 0.1
    assert by_shares(shares, is_main=False).kind is AnswerKind.REFUSES


def test_signs_and_blanks_tell_nothing_of_what_is_said() -> None:
    assert features("没有，真的。") == features("没有 真的!")


def test_without_the_model_every_answer_tells_something(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert fitted(tmp_path / "none.npz") is None
    monkeypatch.setattr(chinese_kinds, "fitted", lambda: None)
    assert heard_in_chinese(NOTHING[0], is_main=True) == TELLS


def test_the_model_was_fitted_on_the_answers_that_lie_here() -> None:
    model = fitted(FILE)
    assert model is not None
    assert model.texts == digest(fit_chinese.files())


def test_a_long_no_in_chinese_is_met_with_an_easier_step_and_a_refusal_with_the_next_question() -> None:
    no = "说实话我真没遇到过，我在后厨就一个人切菜，早上进去晚上出来，跟谁都碰不上面，所以也没跟谁闹过矛盾，没有。"
    refusal = "这个我不想说，牵涉到以前的同事，人家现在还在那边上班，我答应过不往外讲，请您理解一下，我们换下一题好吗？"
    asked = {}
    for said in (no, refusal):
        session = replace(group(said, main=STORY), language="zh")
        asked[said] = PracticeInterviewer(build_grader=Unread).follow_up(session, session.turns[-1])
    assert asked[refusal] is None
    step = asked[no]
    assert step is not None
    assert step.follow_up is not None
    assert step.follow_up.wording == "ask.nearest"
