"""Words of the Chinese pages that say the same as elsewhere on them, and no more than is true."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from interview.core.grading import Verdict
from interview.core.identity import PRACTICE
from interview.core.key_point import statement
from interview.core.question import Origin
from interview.documents import score_parts
from interview.documents.headline import headline
from interview.i18n.translate import words
from interview.messages import Message
from interview.trends import tables
from interview.trends.missed_points import MissedPoint
from interview.web import ui
from tests.report_builders import graded, report, session, turn
from tests.unit.test_translate import catalogue

CHINESE = words("zh")
POINT = MissedPoint(statement("先看执行计划"), "为什么慢？", "SQL", 1, 2, 3, Verdict.TOUCHED, Origin("s1", 0))


def test_own_marks_are_promised_for_chinese_questions_and_not_for_every_chinese_answer() -> None:
    built: Any = SimpleNamespace(interviewer=SimpleNamespace(identity=PRACTICE))
    assert "中文题目的回答由你自己判定。英文题目请用英文回答，否则没有分数。" in ui._who_text(built, CHINESE)
    assert [text for text in catalogue("zh")["labels"].values() if "中文回答由你自己判定" in text] == []


def test_the_change_from_an_earlier_answer_is_not_called_a_change_of_the_overall_score() -> None:
    assert score_parts.changed({"score": -3, "accuracy": -3}, CHINESE).startswith("得分 -3：")


def test_where_answers_that_made_a_point_in_part_are_counted_nothing_is_called_a_score() -> None:
    assert "部分说到" in tables.missed([POINT], CHINESE)[0]


def test_a_range_in_which_a_score_is_probable_is_not_called_very_likely() -> None:
    one = turn(0)
    made = report(session([one]), [graded(one, [Verdict.COVERED, Verdict.COVERED, Verdict.UNSURE])])
    assert headline(made, CHINESE).sure.startswith("大概在 ")
    ranges = [said for label, said in catalogue("zh")["labels"].items() if label.startswith("Probably between")]
    assert [said[:2] for said in ranges] == ["大概"] * 5


@pytest.mark.parametrize("code", ["flag.cut", "report.long_resume", "report.long_resume.mentor"])
def test_how_much_of_a_text_was_read_is_told_in_characters(code: str) -> None:
    assert "前 1,594 字" in CHINESE.message(Message.of(code, words=1594))
