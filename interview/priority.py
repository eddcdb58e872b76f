"""The priority of a process of ours that works for others: usual work at once, long work behind whoever waits.

Linux divides processors among sessions first (CONFIG_SCHED_AUTOGROUP), and compares nice values within one alone: a
process that was started as a session of its own gives way to nobody by its nice value. See sched(7).
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# To read a file of a hundred pages takes 0.2 seconds of a processor, and as long to understand a resume of ten pages.
# What is usual must be done in time on a busy computer, too.
USUAL_S = 0.5
NICE = 10
# A quarter of a processor that one other session wants, a tenth where three do: a PDF must still be made in its minute.
NICE_OF_SESSION = 5
_OF_THE_SESSION = Path("/proc/self/autogroup")
# From whoever is not root the kernel takes one such change in a tenth of a second, of all processes together.
_PAUSE_S, _TRIES = 0.1, 10
_LEAST_WAIT_S = 0.01


@contextmanager
def giving_way_when_long(usual_s: float = USUAL_S) -> Iterator[None]:
    """Around work: once a processor worked on it for `usual_s` seconds, the session of this process gives way to all
    others until the work ends. Others in the session would be slowed down, too: nothing happens in a process that did
    not begin it."""
    if os.getsid(0) != os.getpid():
        yield
        return
    is_over, begun = threading.Event(), time.process_time()

    def watch() -> None:
        left = usual_s
        while not is_over.wait(max(left, _LEAST_WAIT_S)):
            left = usual_s - (time.process_time() - begun)
            if left <= 0:
                _set_session(NICE_OF_SESSION)
                is_over.wait()
                _set_session(0)

    # What reads files works outside Python, where no signal is heard; a thread of Python goes on meanwhile.
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()


def _set_session(nice: int) -> None:
    for _ in range(_TRIES):
        try:
            _OF_THE_SESSION.write_text(str(nice))
        except BlockingIOError:
            time.sleep(_PAUSE_S)
        except OSError:
            # Sessions are not told apart here, so the nice value of the process counts among all.
            return
        else:
            return
