"""How long an answer rests that could not be graded early: twice as long after each try, and for good after the last.

Each process keeps its own and forgets them when it ends: an answer is then tried a few times more, no worse.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta

from interview.core.turn import Turn

FIRST = timedelta(minutes=1)
MOST_TRIES = 7
_MOST_KEPT = 5000
_Key = tuple[str, str, datetime | None]


class GrowingWaits:
    """By session and answer; one that was given again is another answer. Threads may share it."""

    def __init__(self) -> None:
        self._tried: OrderedDict[_Key, tuple[int, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def is_resting(self, session_id: str, turn: Turn, now: datetime) -> bool:
        """Whether the answer is not to be tried now."""
        with self._lock:
            tries, until = self._tried.get(_key(session_id, turn), (0, now))
        return tries >= MOST_TRIES or now < until

    def failed(self, session_id: str, turns: Iterable[Turn], now: datetime) -> None:
        """Note that these answers were tried and have no grade."""
        with self._lock:
            for turn in turns:
                tries, _ = self._tried.pop(_key(session_id, turn), (0, now))
                self._tried[_key(session_id, turn)] = (tries + 1, now + FIRST * 2**tries)
            while len(self._tried) > _MOST_KEPT:
                self._tried.popitem(last=False)


def _key(session_id: str, turn: Turn) -> _Key:
    return session_id, str(turn.position), turn.answer.submitted_at
