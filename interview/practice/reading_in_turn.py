"""Answers that are read while somebody waits, as many at once as there are processors, and what is known of one that
there was no time to read.

More readings would not be done sooner, and all of them later; one that nobody waits for any more is not begun.
"""

from __future__ import annotations

import time
from concurrent.futures import Executor, Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import TypeVar

from interview.core.answer_kind import TELLS, Heard
from interview.core.asked_behind import AskedBehind
from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict
from interview.core.key_point import KeyPoint
from interview.core.question import Question
from interview.core.turn import Turn
from interview.errors import Code, Unavailable
from interview.messages import Message
from interview.practice.follow_up_selection import WORDS_OF_A_POINT, Judge
from interview.question_bank.near_duplicates import meaning_words

_Read = TypeVar("_Read")


class InTurn:
    """A judge that reads among these `readings`, until the moment `ends` of time.monotonic(); Unavailable with
    AI_SERVICE_TIMEOUT after that."""

    def __init__(self, judge: Judge, readings: Executor, ends: float) -> None:
        self._judge, self._readings, self._ends = judge, readings, ends

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        return self._in_time(self._readings.submit(self._judge.judge_turn, turn))

    def heard(self, question: Question, answer: str) -> Heard:
        return self._in_time(self._readings.submit(self._judge.heard, question, answer))

    def may_be_asked(self, question: AskedBehind, sentence: str) -> bool:
        return self._in_time(self._readings.submit(self._judge.may_be_asked, question, sentence))

    def _in_time(self, reading: Future[_Read]) -> _Read:
        try:
            return reading.result(timeout=max(0.0, self._ends - time.monotonic()))
        except FutureTimeout:
            reading.cancel()
            raise Unavailable(Code.AI_SERVICE_TIMEOUT, Message.of("error.grading_too_long")) from None


class ByWords:
    """Stands in for a judge that had no time, to choose a follow-up alone: a key point may be said where the answer has
    words of it. Of a part of a story words tell nothing, so none is asked for."""

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        said = meaning_words(turn.answer.text or "") - meaning_words(turn.question.bare)

        def verdict(point: KeyPoint) -> Verdict:
            may_be_said = point.part is not None or len(meaning_words(point.text) & said) >= WORDS_OF_A_POINT
            return Verdict.COVERED if may_be_said else Verdict.MISSED

        points = tuple(PointJudgement(point, verdict(point)) for point in turn.question.key_points)
        return Judgement(str(turn.position), points, None)

    def heard(self, question: Question, answer: str) -> Heard:  # noqa: ARG002 (words alone tell no kind)
        return TELLS

    def may_be_asked(self, question: AskedBehind, sentence: str) -> bool:  # noqa: ARG002 (nor what it takes for granted)
        return False
