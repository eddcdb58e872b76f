"""Whether reading a text takes time that grows with its length alone, whatever machine it is read on."""

from __future__ import annotations

import time
from collections.abc import Callable

# Four times as much takes four times as long where time grows with length alone, and sixteen where with its square.
_TIMES, _MOST = 4, 10
# Of what is over so soon, in seconds of the processor, the clock tells too little to compare.
_AT_ONCE = 0.02
_TRIES = 3


def grows_with_length_alone(read: Callable[[str], object], text: Callable[[int], str], size: int) -> bool:
    """Whether `read` takes less than ten times as long for `text(size)` as for `text(size // 4)`, or hardly any time;
    the best of three tries each."""
    read(text(size // _TIMES))
    long = _seconds(read, text(size))
    return long < _AT_ONCE or long < _MOST * _seconds(read, text(size // _TIMES))


def _seconds(read: Callable[[str], object], text: str) -> float:
    tries = []
    for _ in range(_TRIES):
        began = time.process_time()
        read(text)
        tries.append(time.process_time() - began)
    return min(tries)
