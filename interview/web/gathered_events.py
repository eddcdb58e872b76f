"""Hands what a run of a page says to the server's event loop together, where Streamlit wakes the loop for each message.

A run sends twenty to a hundred messages, and a wake costs more than its message: with twenty people at it, half of the
processor's time went there. Functions inside Streamlit are wrapped, none is replaced by one of ours: what they do, and
in which order, stays as it is. Tests hold both.
"""

from __future__ import annotations

import asyncio
import functools
from collections import deque
from collections.abc import Callable
from typing import Any

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

Callback = Callable[[], None]

LONGEST_S = 0.02
"""A run that goes on shows what it has after this time: about one picture of a screen later than it could."""

_GOES_ON = (ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)
_NAME = "_gathered_events"


def gather_events() -> None:
    """From here on, in this process; before a server starts. Once is enough."""
    if hasattr(AppSession._call_soon_on_event_loop, "__wrapped__"):
        return
    soon, handle = together(AppSession._call_soon_on_event_loop, AppSession._on_scriptrunner_event)
    AppSession._call_soon_on_event_loop = soon  # type: ignore[method-assign, assignment]
    AppSession._on_scriptrunner_event = handle  # type: ignore[method-assign]
    Runtime._enqueued_some_message = without_wakes(Runtime._enqueued_some_message)  # type: ignore[method-assign, assignment]


class _Waiting:
    """What one session has for the event loop, in order. Any thread may add; only the event loop takes out."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._callbacks: deque[Callback] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._is_due = False

    def add(self, callback: Callback) -> bool:
        """Whether somebody has to see to it that it is taken out, as nobody does yet."""
        self._callbacks.append(callback)
        was_due, self._is_due = self._is_due, True
        return not was_due

    def run_later(self) -> None:
        self._timer = self._loop.call_later(LONGEST_S, self.run)

    def run(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        # Before the first is taken out: whoever adds one from now on sees to it that this runs again.
        self._is_due = False
        try:
            while self._callbacks:
                self._callbacks.popleft()()
        finally:
            # One that fails keeps no other from its turn.
            if self._callbacks:
                self._loop.call_soon(self.run)


def together(
    soon: Callable[[AppSession, Callback], None], handle: Callable[..., None]
) -> tuple[Callable[[AppSession, Callback], None], Callable[..., None]]:
    """The same as these functions of a session, which have the event loop do something soon, and pass on what happens
    in a run: all of LONGEST_S together, and everything when a run ends."""

    def waiting(session: AppSession) -> _Waiting:
        known: _Waiting | None = session.__dict__.get(_NAME)
        # Of two threads that come first together, both get the one that is kept.
        return known or session.__dict__.setdefault(_NAME, _Waiting(session._event_loop))

    @functools.wraps(soon)
    def add(session: AppSession, callback: Callback) -> None:
        of_session = waiting(session)
        if of_session.add(callback):
            soon(session, of_session.run_later)

    @functools.wraps(handle)
    def pass_on(session: AppSession, sender: Any, event: ScriptRunnerEvent, *told: Any, **named: Any) -> None:
        handle(session, sender, event, *told, **named)
        if event not in _GOES_ON:
            soon(session, waiting(session).run)

    return add, pass_on


def without_wakes(noticed: Callable[[Runtime], None]) -> Callable[[Runtime], None]:
    """The same as this function of the server, which notes that there is something to send: on the event loop itself
    without waking it."""

    @functools.wraps(noticed)
    def note(server: Runtime) -> None:
        known = server._async_objs
        if known is not None and _is_running(known.eventloop):
            known.need_send_data.set()
        else:
            noticed(server)

    return note


def _is_running(loop: asyncio.AbstractEventLoop) -> bool:
    """Whether this is called on that event loop."""
    try:
        return asyncio.get_running_loop() is loop
    except RuntimeError:
        return False
