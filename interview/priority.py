"""The priority of a process of ours that works for long: below those in which somebody waits."""

from __future__ import annotations

import os
import time
from pathlib import Path

# Linux divides processors among sessions first (CONFIG_SCHED_AUTOGROUP), and compares nice values within one alone: a
# process that was started as a session of its own gives way to nobody by its nice value. See sched(7).
_OF_THE_SESSION = Path("/proc/self/autogroup")
# From whoever is not root the kernel takes one such change in a tenth of a second, of all processes together.
_PAUSE_S, _TRIES = 0.1, 10


def lower_priority(nice: int) -> None:
    """Give way by `nice` (1 to 19) to all other processes, also to those of other sessions where this process began the
    session that it is in: others in it would be slowed down, too."""
    os.nice(nice)
    if os.getsid(0) != os.getpid():
        return
    for _ in range(_TRIES):
        try:
            _OF_THE_SESSION.write_text(str(nice))
        except BlockingIOError:
            time.sleep(_PAUSE_S)
        except OSError:
            # Sessions are not told apart here, so the nice value counts among all processes.
            return
        else:
            return
