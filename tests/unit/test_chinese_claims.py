"""Claims of Chinese answers, and what the practice interviewer asks behind them: the judge has not learned Chinese."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.answer_kind import AnswerKind
from interview.core.grading import Judgement, PointJudgement, Verdict
from interview.core.key_point import StoryPart
from interview.core.turn import Turn
from interview.practice.interviewer import PracticeInterviewer
from interview.scorer.chinese_kinds import heard_in_chinese
from interview.text.probes import probes
from tests.unit.kinds import HearsKinds
from tests.unit.test_follow_up_selection import group
from tests.unit.test_story_follow_ups import STORY

pytestmark = pytest.mark.sqlite_first


@pytest.mark.parametrize(
    ("answer", "code", "part", "quote"),
    [
        (
            "我把首页的图片都换成了懒加载。打开速度提升了40%。",
            "probe.baseline",
            StoryPart.MEASURE,
            "打开速度提升了40%",
        ),
        ("我重写了补货规则，缺货率降低了三成。", "probe.baseline", StoryPart.MEASURE, None),
        (
            "我们开了会。我们重新排了班，我们每天一起看结果。",
            "probe.own_part",
            StoryPart.OWN_ACTION,
            "我们重新排了班，我们每天一起看结果",
        ),
        ("我决定改用小供应商，因为他离得近。", "probe.alternative", StoryPart.ALTERNATIVES, None),
        ("我对比了三家，选择了小的那家。", "probe.reason", StoryPart.DECISION_REASON, None),
        ("我和厨师长为了排班吵了起来。", "probe.end", StoryPart.RESULT, "我和厨师长为了排班吵了起来"),
    ],
)
def test_what_is_missing_beside_a_chinese_claim_is_asked_for(
    answer: str, code: str, part: StoryPart, quote: str | None
) -> None:
    found = next(iter(probes(answer)))
    assert (found.code, found.part) == (code, part)
    assert found.quote == (answer.rstrip("。") if quote is None else quote)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "我把打开速度从4秒降到了1.5秒，提升了60%。",
        "转化率比原来提高了两成，我每天看一次。",
        "我们开了会，我们重新排了班，我们每天看结果，其中排班表是我自己做的。",
        "我决定用小供应商而不是大的，因为他离得近。",
        "我和厨师长吵了起来，后来我们约好每人休两个周末。",
        "哈希表快满的时候，查找会慢40%。",
        "如果是我，我会决定改用另一家。",
        "那天我量到180，血压下降了30个点以后我才看到记成了150。",
        "我做月报要半天，写了宏，时间缩短到20分钟。",
        "我提高了嗓门，10分钟后他才停下来。",
        "我听说公司决定关掉工厂，因为亏损。",
        "他想周五发，我想周一发。我们决定周一发，因为周末没人值班。",
    ],
)
def test_nothing_is_asked_for_where_no_claim_is_left_open(answer: str) -> None:
    assert list(probes(answer)) == []


def test_a_figure_is_not_asked_for_what_the_question_tells() -> None:
    assert list(probes("我改了索引，查询时间缩短了90%。", "你把查询从800毫秒降到了90毫秒，先改的是什么？")) == []


@pytest.mark.parametrize(
    ("answer", "is_one"),
    [
        ("这个我没接触过。", True),
        ("没有这方面的经验，不太敢说。", True),
        ("我没有和同事发生过冲突。", True),
        ("从来没有跟同事闹过矛盾。", True),
        ("我没有犯过造成影响的错误。", True),
        ("工作以来还没有出过错。", True),
        ("我还没有被领导批评过，也没有被投诉过。", True),
        ("没有这样的事。", True),
        ("我用过两年，每天都在用。", False),
        ("我没有和同事吵过架，只是有一次和客户争了几句，我先道歉，后来他成了常客。", False),
        ("我没有怪过他，我请他喝咖啡，听他说完，第二天我们就和好了。", False),
    ],
)
def test_an_honest_no_is_understood_in_chinese(answer: str, is_one: bool) -> None:
    assert (heard_in_chinese(answer, is_main=True).kind is AnswerKind.NOT_DONE) is is_one


@pytest.mark.parametrize(
    "answer",
    [
        "我没有和同事发生过冲突。",
        "我一般不会和领导有冲突，他说什么我就做什么。",
        "我还没有被领导批评过，也没有被投诉过。",
    ],
)
def test_a_trouble_that_there_was_not_is_not_asked_how_it_ended(answer: str) -> None:
    assert list(probes(answer)) == []


class Unread(HearsKinds):
    """A judge that has not learned the language: it says of no part whether it was told."""

    def judge_turn(self, turn: Turn) -> Judgement:
        points = tuple(PointJudgement(point, Verdict.UNSURE) for point in turn.question.key_points)
        return Judgement(str(turn.position), points, None)


def test_the_claim_of_a_chinese_story_is_asked_about_before_anything_prepared() -> None:
    session = replace(group("我决定改用小供应商。他离得近，送货快，价格也差不多。", main=STORY), language="zh")
    asked = PracticeInterviewer(build_grader=Unread).follow_up(session, session.turns[-1])
    assert asked is not None
    assert asked.follow_up is not None
    assert (asked.follow_up.wording, asked.follow_up.quote) == ("probe.alternative", "我决定改用小供应商")
    assert asked.text.startswith("你提到“我决定改用小供应商”。")
