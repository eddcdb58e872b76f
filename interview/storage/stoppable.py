"""Work of SQLite that takes long, and that a signal ends all the same.

Inside a statement Python hears no signal, so that the work is done in a thread of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

Result = TypeVar("Result")
IsStopped = Callable[[], bool]
"""Whether the work is to be broken off; SQLite asks it now and then (`set_progress_handler`)."""

STEPS_BETWEEN_LOOKS = 10_000
"""How many of SQLite's steps, some milliseconds, lie between two looks whether a statement is to be broken off."""
# Of some parts SQLite does not look. A run that is told to stop still has to end its processes, for which it has ten
# seconds.
_BROKEN_OFF_WITHIN_S = 1.0


def never() -> bool:
    """For work that nothing breaks off."""
    return False


def stoppable(work: Callable[[IsStopped], Result]) -> Result:
    """What this work gives, or raises. What the handler of a signal raises meanwhile is raised here at once.

    The work is then told to break off. What still goes on a second later ends with the process, as if it had been
    killed: SQLite takes back what was not finished when the file is opened next.
    """
    stopped = threading.Event()
    outcome: Future[Result] = Future()

    def run() -> None:
        try:
            outcome.set_result(work(stopped.is_set))
        except BaseException as exc:
            outcome.set_exception(exc)

    threading.Thread(target=run, name="written anew", daemon=True).start()
    try:
        wait([outcome])
    except BaseException:
        stopped.set()
        wait([outcome], _BROKEN_OFF_WITHIN_S)
        raise
    return outcome.result()
