"""Keeps a claim alive while its worker works, and says when it is lost; what follows from that is not its business."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from interview.errors import InterviewError

log = logging.getLogger("interview.grading")


@contextmanager
def heartbeat(session_id: str, every_s: float, extend: Callable[[], bool]) -> Iterator[threading.Event]:
    """Call `extend` every `every_s` seconds; the event is set once it says that the claim is gone."""
    stop, lost = threading.Event(), threading.Event()

    def beat() -> None:
        while not stop.wait(every_s):
            try:
                if not extend():
                    lost.set()
                    return
            except InterviewError:
                log.warning("session %s: heartbeat missed", session_id)

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield lost
    finally:
        stop.set()
        thread.join()
