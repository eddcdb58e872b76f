"""Whoever asks too fast waits, and nobody else with them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from interview.web import pace as paces
from interview.web.pace import BYTES_OF_ONE, MOST_WAIT_S, RUN_OF_A_PAGE, SAVED_UP_S, Pace, not_counted, rate

# With eighths of a second sums are exact.
PER_SECOND = 8.0
AT_ONCE = int(PER_SECOND * SAVED_UP_S)


class Clock:
    """Stands still but for what is slept."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("interview.web.pace.asyncio.sleep", made.sleep)
    return made


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    """In a thread of its own: a browser of other tests may keep an event loop in this one."""

    async def whole() -> Any:
        return await work()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(whole())).result()


async def ask(pace: Pace, who: str, times: int) -> list[bool]:
    return [await pace.wait(who) for _ in range(times)]


def test_what_was_saved_up_is_served_at_once_and_the_rest_in_its_time(clock: Clock):
    pace = Pace(PER_SECOND, lambda: clock.now)
    assert run(lambda: ask(pace, "ada", AT_ONCE + 3)) == [True] * (AT_ONCE + 3)
    assert clock.slept == [1 / PER_SECOND] * 3
    clock.now += SAVED_UP_S
    run(lambda: ask(pace, "ada", AT_ONCE))
    assert len(clock.slept) == 3


def test_nobody_waits_for_somebody_else(clock: Clock):
    pace = Pace(PER_SECOND, lambda: clock.now)
    run(lambda: ask(pace, "ada", AT_ONCE))
    run(lambda: ask(pace, "bob", AT_ONCE))
    assert clock.slept == []


def test_who_would_wait_for_long_is_refused_after_the_longest_wait_and_it_is_not_counted(clock: Clock):
    pace = Pace(PER_SECOND, lambda: clock.now)
    assert run(lambda: pace.wait("ada", PER_SECOND * (SAVED_UP_S + MOST_WAIT_S + 1))) is False
    assert clock.slept == [MOST_WAIT_S]
    assert run(lambda: ask(pace, "ada", AT_ONCE)) == [True] * AT_ONCE
    assert len(clock.slept) == 1


def test_a_body_counts_by_its_size_and_a_message_of_a_tab_as_a_run_of_its_page(clock: Clock):
    async def receive() -> dict[str, Any]:
        return coming.pop(0)

    coming: list[dict[str, Any]] = [{"type": "http.request", "body": bytes(BYTES_OF_ONE), "more_body": True}] * AT_ONCE
    pace = Pace(PER_SECOND, lambda: clock.now)
    for _ in range(AT_ONCE):
        run(pace.by_size("ada", receive))
    assert clock.slept == []
    coming.append({"type": "websocket.receive", "bytes": b""})
    run(pace.by_size("ada", receive))
    assert clock.slept == [RUN_OF_A_PAGE / PER_SECOND]


def test_what_takes_long_counts_as_more_and_what_only_waits_does_not(clock: Clock):
    async def send(_message: Any) -> None:
        return

    async def reply(pace: Pace, *, is_waiting: bool) -> None:
        await pace.wait("ada")
        noticed = pace.by_time("ada", send)
        if is_waiting:
            with not_counted():
                clock.now += SAVED_UP_S
        else:
            clock.now += SAVED_UP_S
        await noticed({"type": "http.response.start"})
        await pace.wait("ada", AT_ONCE)

    run(lambda: reply(Pace(PER_SECOND, lambda: clock.now), is_waiting=True))
    assert clock.slept == []
    run(lambda: reply(Pace(PER_SECOND, lambda: clock.now), is_waiting=False))
    assert clock.slept == [SAVED_UP_S - 1 / PER_SECOND]


def test_whoever_is_gone_for_long_is_forgotten(clock: Clock, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paces, "_CLEAR_OUT_AT", 3)
    pace = Pace(PER_SECOND, lambda: clock.now)
    for number in range(10):
        run(partial(pace.wait, str(number)))
        clock.now += 1
    assert len(pace._full_at) <= 3


@pytest.mark.parametrize(("text", "found"), [("25/second", 25.0), ("30/minute", 0.5), ("1 per 10 second", 0.1)])
def test_a_rate_is_read_as_the_other_limits_are(text: str, found: float):
    assert rate(text) == found
