"""Turns at what keeps a processor busy for long: one at a time for each person, and few at once for all.

Counting how often somebody does it (limits.py) does not bound what one time costs. It counts within this process.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

from interview.core.accounts import ALONE
from interview.errors import Code, Unavailable
from interview.messages import Message

# Two threads of Python share one processor anyway; a second one is for whoever reads a file in a process of its own.
AT_ONCE = 2
# Then the person is asked to come back. A file is read for 15 seconds at most.
WAIT_S = 20.0


class Turns:
    """Whoever is alone waits for nobody. A turn is not taken within another one."""

    def __init__(self, wait_s: float = WAIT_S) -> None:
        self._wait_s = wait_s
        self._all = threading.BoundedSemaphore(AT_ONCE)
        self._each: WeakValueDictionary[str, threading.Semaphore] = WeakValueDictionary()
        self._lock = threading.Lock()

    @contextmanager
    def of(self, owner: str, *, patiently: bool = False) -> Iterator[None]:
        """Waits in this thread for the person's turn; Unavailable(RATE_LIMIT_EXCEEDED) when it does not come, but where
        somebody waits `patiently`: a file that is half sent cannot be refused."""
        if owner == ALONE:
            yield
            return
        with self._lock:
            theirs = self._each.get(owner)
            if theirs is None:
                theirs = self._each[owner] = threading.Semaphore()
        wait_s = None if patiently else self._wait_s
        with self._taken(theirs, wait_s), self._taken(self._all, wait_s):
            yield

    @contextmanager
    def _taken(self, turn: threading.Semaphore, wait_s: float | None) -> Iterator[None]:
        if not turn.acquire(timeout=wait_s):
            raise too_many_at_once(self._wait_s)
        try:
            yield
        finally:
            turn.release()


def too_many_at_once(seconds: float) -> Unavailable:
    """The error for somebody whose turn does not come; they may try again in so many seconds."""
    wait = max(1, round(seconds))
    message = Message.of("error.too_many_at_once", wait=Message.of("error.wait", seconds=wait))
    return Unavailable(Code.RATE_LIMIT_EXCEEDED, message, retry_after=wait)
