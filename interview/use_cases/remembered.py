"""What a process remembers for a few seconds, so that not every request reads the database."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

_MOST = 10_000
_T = TypeVar("_T")


class Remembered(Generic[_T]):
    """Values by key, each for so many seconds. Safe to share between threads."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, _T]] = {}
        self._lock = threading.Lock()

    def get(self, key: str) -> _T | None:
        """What is remembered of the key, if it was kept a short while ago."""
        with self._lock:
            until, value = self._kept.get(key, (0.0, None))
        return value if time.monotonic() < until else None

    def keep(self, key: str, value: _T, seconds: float) -> _T:
        """Remember a value, and give it back."""
        with self._lock:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = (time.monotonic() + seconds, value)
        return value

    def forget(self, is_meant: Callable[[str, _T], bool]) -> None:
        """Drop what is meant, by its key and value."""
        with self._lock:
            for key in [key for key, (_, value) in self._kept.items() if is_meant(key, value)]:
                del self._kept[key]

    def clear(self) -> None:
        """Remember nothing."""
        with self._lock:
            self._kept.clear()
