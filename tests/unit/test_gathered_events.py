"""What a run says reaches the event loop in its order and in time, with few wakes."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from interview.web.gathered_events import LONGEST_S, together, without_wakes

ON, END = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS


class Session:
    """As much of Streamlit's session as matters: has its event loop note what happens in a run."""

    def __init__(self) -> None:
        self._event_loop = asyncio.get_running_loop()
        self.wakes = 0
        self.noted: list[Any] = []
        self.at: list[float] = []

    def soon(self, callback: Callable[[], None]) -> None:
        self.wakes += 1
        self._event_loop.call_soon_threadsafe(callback)

    def note(self, what: Any) -> None:
        if isinstance(what, Exception):
            raise what
        self.noted.append(what)
        self.at.append(time.monotonic())


def run_of(session: Session) -> Callable[[ScriptRunnerEvent, Any], None]:
    """What a run's thread calls with an event and what is to be noted of it."""

    def handle(session: Any, _sender: Any, _event: Any, what: Any) -> None:
        soon(session, lambda: session.note(what))

    wrapped: Any = together(Session.soon, handle)  # type: ignore[arg-type]
    soon, pass_on = wrapped
    return lambda event, what: pass_on(session, None, event, what)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.001)


def test_a_whole_run_arrives_in_order_with_its_end_after_two_wakes() -> None:
    async def hold() -> None:
        session = Session()
        say = run_of(session)

        def run() -> None:
            for number in range(50):
                say(ON, number)
            say(END, "end")

        began = time.monotonic()
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        took = time.monotonic() - began
        await until(lambda: len(session.noted) == 51)
        assert session.noted == [*range(50), "end"]
        # One for each time that LONGEST_S has passed, on a machine that is busy, and one for the end.
        assert session.wakes <= 2 + took / LONGEST_S

    asyncio.run(hold())


def test_a_run_that_goes_on_shows_what_it_has() -> None:
    async def hold() -> None:
        session = Session()
        say = run_of(session)
        began = time.monotonic()
        say(ON, "first")
        await until(lambda: session.noted == ["first"])
        assert session.at[0] - began >= LONGEST_S / 2
        say(ON, "second")
        await until(lambda: session.noted == ["first", "second"])

    asyncio.run(hold())


def test_the_end_of_a_run_waits_for_nothing() -> None:
    async def hold() -> None:
        session = Session()
        say = run_of(session)
        say(ON, "first")
        say(END, "end")
        for _ in range(3):
            await asyncio.sleep(0)
        assert session.noted == ["first", "end"]

    asyncio.run(hold())


def test_one_message_that_fails_keeps_no_other_back() -> None:
    async def hold() -> None:
        session = Session()
        failures: list[Any] = []
        session._event_loop.set_exception_handler(lambda _loop, what: failures.append(what["exception"]))
        say = run_of(session)
        for what in ("before", ValueError("no"), "after"):
            say(ON, what)
        say(END, "end")
        await until(lambda: session.noted[-1:] == ["end"])
        assert session.noted == ["before", "after", "end"]
        assert [str(each) for each in failures] == ["no"]

    asyncio.run(hold())


def test_threads_that_talk_at_once_lose_nothing() -> None:
    async def hold() -> None:
        session = Session()
        say = run_of(session)

        def run(name: str) -> None:
            for number in range(2_000):
                say(ON, (name, number))

        threads = [threading.Thread(target=run, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        await until(lambda: len(session.noted) == 6_000)
        for thread in threads:
            thread.join()
        for name in "abc":
            assert [number for who, number in session.noted if who == name] == [*range(2_000)]

    asyncio.run(hold())


def test_on_the_event_loop_there_is_something_to_send_without_a_wake_and_elsewhere_with_one() -> None:
    async def hold() -> None:
        asked: list[Any] = []
        note: Any = without_wakes(asked.append)  # type: ignore[arg-type]
        server = SimpleNamespace(
            _async_objs=SimpleNamespace(eventloop=asyncio.get_running_loop(), need_send_data=asyncio.Event())
        )
        note(server)
        assert server._async_objs.need_send_data.is_set()
        assert not asked
        await asyncio.to_thread(note, server)
        assert asked == [server]

    asyncio.run(hold())
