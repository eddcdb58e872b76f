"""Answers that are read while somebody waits, as many at once as there are processors.

More would not be done sooner, and all of them later: of twenty that come together the first are read in time, and what
nobody waits for any more is not begun.
"""

from __future__ import annotations

import threading
import time

from interview.core.grading import Judgement, Ungradable
from interview.core.turn import Turn
from interview.errors import Code, Unavailable
from interview.messages import Message
from interview.practice.follow_up_selection import Judge


class InTurn:
    """A judge that reads when one of these `readings` is free, until the moment `ends` of time.monotonic(); Unavailable
    with AI_SERVICE_TIMEOUT after that."""

    def __init__(self, judge: Judge, readings: threading.BoundedSemaphore, ends: float) -> None:
        self._judge, self._readings, self._ends = judge, readings, ends

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        if not self._readings.acquire(timeout=max(0.0, self._ends - time.monotonic())):
            raise Unavailable(Code.AI_SERVICE_TIMEOUT, Message.of("error.grading_too_long"))
        try:
            return self._judge.judge_turn(turn)
        finally:
            self._readings.release()
