"""Overwrites what Python keeps of small pieces of memory that were freed, in which words may stand of what was deleted.

Python gives pieces of up to 512 bytes out of pools of 16 KiB, those out of arenas of 64 pools, and overwrites nothing
that it takes back. Whoever asks for pieces until there are no free ones gets all of them, and may write over them.
Larger pieces come from the C library, which overwrites them where it is asked to (command_line/overwritten.py).
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import sys
import sysconfig
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise, repeat
from typing import Any

log = logging.getLogger("interview.freed_memory")

# obmalloc of CPython 3.10 to 3.13, on computers of 64 bits.
_POOL_BITS, _POOLS, _HEAD_BYTES = 14, 64, 48
# Where in its head a pool says of which size its pieces are (szidx), and from where on there is no place for one more.
_KIND_AT, _LAST_PIECE_AT = 36, 44
_SIZES = range(16, 513, 16)
_POOL_BYTES = (1 << _POOL_BITS) - _HEAD_BYTES
# Of all sizes that fill a pool quickly the one with which the least of it is left over: 16 bytes.
_FILLS_A_POOL = 480
_BYTES_HEAD = b"".__sizeof__()
_AT_ONCE = 4_096
# What is only used for a moment, as by this module itself, may be the last of an old pool or arena, but not of so many.
_SURELY_NEW = 8
# A process of this app has some tens of millions free. It ends what would not, where Python is built in another way.
_MOST_BYTES = 300_000_000
# Seconds after the last deletion: once its own request has ended, once what was on pages has, and what lasts longer.
_AFTER_S = (0.5, 10.0, 60.0)
# It takes a tenth of a second: at most so often when somebody deletes all the time.
_REST_S = 5.0


class FreedMemory:
    """That of this process, overwritten some moments after texts were forgotten; each time `forget_again` comes first,
    which drops what was put back meanwhile."""

    def __init__(
        self, overwrite: Callable[[], bool], forget_again: Callable[[], None], after_s: tuple[float, ...] = _AFTER_S
    ) -> None:
        self._overwrite = overwrite
        self._forget_again = forget_again
        self._after_s = after_s
        self._lock = threading.Lock()
        self._due: list[float] = []
        self._is_awake = False
        self._thread: threading.Thread | None = None

    def cache_clear(self) -> None:
        """Overwrite it soon, and again once what was under way has ended; from any thread, returns at once."""
        if threading.current_thread() is self._thread:
            # It forgets again, and overwrites right after that.
            return
        now = time.monotonic()
        with self._lock:
            # The first of those that wait stays, or whoever deletes all the time would put it off for ever.
            self._due = [min([*self._due[:1], now + self._after_s[0]]), *(now + each for each in self._after_s[1:])]
            if not self._is_awake:
                self._is_awake = True
                self._thread = threading.Thread(target=self._run, name="overwriting", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._due:
                    self._is_awake = False
                    return
                wait_s = self._due[0] - time.monotonic()
                if wait_s <= 0:
                    self._due.pop(0)
            if wait_s > 0:
                time.sleep(min(wait_s, _REST_S))
                continue
            if not self._is_overwritten():
                log.warning("what was freed may still be in the memory of this process")
            time.sleep(min(_REST_S, self._after_s[-1]))

    def _is_overwritten(self) -> bool:
        try:
            self._forget_again()
            gc.collect()
            return self._overwrite()
        except Exception as exc:
            # Memory may run out, and there may be enough the next time; this thread goes on in any case.
            log.error("memory could not be overwritten (%s)", type(exc).__name__)
            return False


def overwrite() -> bool:
    """Write over all free pieces, and give them back: some tenths of a second, in which other threads go on. Whether
    it knew when all were taken; where Python has no pools there is nothing to do."""
    if os.environ.get("PYTHONMALLOC", "default") not in ("default", "pymalloc"):
        return True
    if not _is_known():
        return False
    # First pools that have no size yet: later ones are taken from them when there are no pieces of a size left.
    held = [_take(_FILLS_A_POOL, _has_an_arena)]
    for size in _SIZES:
        held.append(_take(size, partial(_has_pools, _POOL_BYTES // size)))
    return None not in held


def _take(size: int, is_all: Callable[[Counter[int]], bool]) -> list[Any] | None:
    """Pieces of this size, written over, so many that there are no other free ones; None where that is not known."""
    make, pieces, pools = _maker(size), list[Any](), Counter[int]()
    while size * len(pieces) < _MOST_BYTES:
        new = [make() for _ in repeat(None, _AT_ONCE)]
        pieces += new
        # One number after the other: a list of them would come and go in pools that then are never all of these.
        pools.update(map(_pool_of, new))
        if is_all(pools):
            for pool in pools:
                _overwrite_end(pool << _POOL_BITS, size)
            return pieces
    return None


def _is_known() -> bool:
    """Whether pools are laid out as below."""
    is_usual = sys.implementation.name == "cpython" and sys.maxsize > 2**32 and not sys.flags.dev_mode
    has_pools = is_usual and not sysconfig.get_config_var("Py_GIL_DISABLED")
    return has_pools and (3, 10) <= sys.version_info[:2] <= (3, 13)


def _overwrite_end(pool: int, size: int) -> None:
    """Write over what is left over behind the last piece of a pool, in which words may stand from when the pool was one
    for pieces of another size. A piece of it is held, so that it stays one of this size."""
    kind, last = (ctypes.c_uint.from_address(pool + at).value for at in (_KIND_AT, _LAST_PIECE_AT))
    # Said twice in the head of the pool, or it is none.
    if kind == size // 16 - 1 and last == (1 << _POOL_BITS) - size:
        used = _HEAD_BYTES + _POOL_BYTES // size * size
        ctypes.memset(pool + used, 0, (1 << _POOL_BITS) - used)


def _pool_of(piece: Any) -> int:
    return id(piece) >> _POOL_BITS


def _maker(size: int) -> Callable[[], Any]:
    """What makes a value that takes up a whole piece of this size."""
    if size == object().__sizeof__():
        return object
    if size == 0j.__sizeof__():
        return complex
    length = size - _BYTES_HEAD
    return lambda: bytes(length)


def _has_pools(whole: int, pools: Counter[int]) -> bool:
    """Whether whole pools were taken, of so many pieces each. They are new ones: as soon as nothing is used of a pool,
    it is given back. And a new one is begun when there is no free piece in any other of this size."""
    return sum(count >= whole for count in pools.values()) >= _SURELY_NEW


def _has_an_arena(pools: Counter[int]) -> bool:
    """Whether a whole arena was taken. It is a new one: as soon as nothing is used of an arena, it is given back. And a
    new one is begun when there is no free pool in any other."""
    numbers = sorted(pools)
    ends = [at for at in range(1, len(numbers)) if numbers[at] != numbers[at - 1] + 1]
    runs = [(numbers[begin], end - begin) for begin, end in pairwise([0, *ends, len(numbers)])]
    # Arenas begin where pools do, side by side.
    if any(length >= _SURELY_NEW * _POOLS for _, length in runs):
        return True
    # Or they begin between two pools, of which one is lost: each whole arena is a run of its own.
    whole = Counter(begin % _POOLS for begin, length in runs if length == _POOLS - 1)
    return any(count >= _SURELY_NEW for count in whole.values())
