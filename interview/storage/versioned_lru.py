"""Values in memory that were worked out from rows, each used only while the database still gives these rows' mark.

Nothing is ever dropped for having changed: a mark that differs is a miss, as decision 0002 has it. A deletion drops.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class VersionedLru(Generic[Value]):
    """At most `most` values; the one that was not looked at for longest goes first, each after `keep_s` seconds where
    that is given: another process may have deleted its rows. Threads may share it."""

    def __init__(self, most: int, keep_s: float = math.inf, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._keep_s, self._now = most, keep_s, now
        self._since: dict[Hashable, float] = {}
        self._values: OrderedDict[Hashable, tuple[Hashable, Value]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: Hashable, mark: Hashable) -> Value | None:
        """The value kept under exactly this mark, or None."""
        with self._lock:
            self._leave_old()
            known = self._values.get(key)
            if known is None or known[0] != mark:
                return None
            self._values.move_to_end(key)
            return known[1]

    def last(self, key: Hashable) -> Value | None:
        """The value kept under whatever mark, or None."""
        with self._lock:
            self._leave_old()
            known = self._values.get(key)
            return None if known is None else known[1]

    def drop(self, key: Hashable) -> None:
        """Forget a value whose rows were deleted: nobody would look for it again."""
        with self._lock:
            self._values.pop(key, None)
            self._since.pop(key, None)

    def put(self, key: Hashable, mark: Hashable, value: Value) -> None:
        """Keep a value that was read after its mark: what changed in between makes the next look a miss."""
        with self._lock:
            self._leave_old()
            self._values[key] = (mark, value)
            self._since[key] = self._now()
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                oldest, _ = self._values.popitem(last=False)
                self._since.pop(oldest, None)

    def _leave_old(self) -> None:
        """Forget what was put in too long ago; called with the lock."""
        until = self._now() - self._keep_s
        for key in [key for key, at in self._since.items() if at < until]:
            del self._since[key]
            self._values.pop(key, None)
