"""Of a very long answer the beginning is read for what to ask next, in whole sentences."""

from __future__ import annotations

import pytest

from interview.core.grading import Verdict
from interview.practice.follow_up_selection import LONGEST_READ
from tests.unit.test_follow_up_selection import ANSWER, SAID, ScriptedJudge, group, react

pytestmark = pytest.mark.sqlite_first

VERDICTS = (Verdict.COVERED, Verdict.MISSED, Verdict.MISSED)
MANY = f"{ANSWER} " * (LONGEST_READ // len(ANSWER) + 1)


def test_what_stands_behind_the_longest_that_is_read_is_not_looked_at() -> None:
    judge = ScriptedJudge(VERDICTS)
    react(judge, group(MANY * 3))
    [read] = judge.shown
    assert LONGEST_READ - len(ANSWER) - 1 <= len(read) <= LONGEST_READ
    assert read.rstrip().endswith(SAID + ".")


def test_a_text_of_one_sentence_is_read_up_to_the_longest() -> None:
    judge = ScriptedJudge(VERDICTS)
    react(judge, group("word after word " * LONGEST_READ))
    assert list(map(len, judge.shown)) == [LONGEST_READ]


def test_an_answer_that_is_just_not_too_long_is_read_whole() -> None:
    judge = ScriptedJudge(VERDICTS)
    told = MANY[:LONGEST_READ]
    react(judge, group(told))
    assert judge.shown == [told]
