"""Whoever asks too fast waits, and nobody else with them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from interview.core.turn import MAX_ANSWER_CHARS
from interview.errors import Code, Unavailable
from interview.web import pace as paces
from interview.web.pace import (
    BYTES_OF_ONE,
    BYTES_OF_ONE_DRAFT,
    DRAFT,
    MOST_WAIT_S,
    MOST_WAITING,
    MOST_WORKED_S,
    REFUSAL,
    RUN_OF_A_PAGE,
    SAVED_UP_S,
    WORK_COUNTS,
    Pace,
    computing,
    not_counted,
    only_computing_counted,
    rate,
    take_place,
)

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
        async with asyncio.timeout(20):
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


PIECE = 64 * 1024
USUAL_RATE = 25.0


async def save(pace: Pace, body: bytes) -> None:
    """Ask for a draft to be saved, as the gate does, and send it in pieces."""
    assert await pace.wait_to_save("ada")
    pieces = [body[start : start + PIECE] for start in range(0, len(body), PIECE)]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

    read = pace.by_length("ada", receive)
    while pieces:
        await read()


def test_a_draft_counts_several_times_and_by_its_length(clock: Clock):
    pace = Pace(PER_SECOND, lambda: clock.now)
    half = bytes(int(AT_ONCE / 2 - DRAFT) * BYTES_OF_ONE_DRAFT)
    run(lambda: save(pace, half))
    run(lambda: save(pace, half))
    assert clock.slept == []
    run(lambda: save(pace, half))
    assert sum(clock.slept) == SAVED_UP_S / 2


def test_who_saves_usual_drafts_without_a_pause_gets_no_more_than_ten_a_second(clock: Clock):
    pace, drafts = Pace(USUAL_RATE, lambda: clock.now), 30
    for _ in range(drafts):
        run(partial(save, pace, b"words " * 100))
    assert sum(clock.slept) >= drafts / 10 - SAVED_UP_S


@pytest.mark.parametrize("per_second", [1.0, USUAL_RATE])
def test_who_saves_an_answer_of_10000_signs_every_second_never_waits(clock: Clock, per_second: float):
    pace = Pace(per_second, lambda: clock.now)
    for _ in range(20):
        run(partial(save, pace, "字".encode() * 10_000))
        clock.now += 1
    assert sum(clock.slept) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("sign", ["a", "字", "😀", "\\ud83d\\ude00"])
def test_who_saves_the_longest_answer_every_second_never_waits_and_faster_gets_one_a_second(clock: Clock, sign: str):
    pace, body = Pace(USUAL_RATE, lambda: clock.now), sign.encode() * MAX_ANSWER_CHARS
    for _ in range(20):
        run(partial(save, pace, body))
        clock.now += SAVED_UP_S
    assert sum(clock.slept) == pytest.approx(0, abs=1e-9)
    for _ in range(20):
        run(partial(save, pace, body))
    assert 19 * SAVED_UP_S / 2 < sum(clock.slept) < 20 * SAVED_UP_S


async def nothing(_message: Any) -> None:
    return


def start(status: int = 200) -> dict[str, Any]:
    return {"type": "http.response.start", "status": status}


def wait_after(clock: Clock, status: int = 200, work: Callable[[], None] = lambda: None) -> float:
    """Seconds that somebody waits for all that is usually saved up, right after one request."""
    pace = Pace(PER_SECOND, lambda: clock.now)
    clock.slept.clear()

    async def both() -> None:
        await pace.wait("ada")
        noticed = pace.by_time("ada", nothing)
        work()
        await noticed(start(status))
        await pace.wait("ada", AT_ONCE)

    run(both)
    return sum(clock.slept)


def test_what_is_worked_on_counts_several_times_its_length_and_what_only_waits_does_not(clock: Clock):
    def take(seconds: float) -> None:
        clock.now += seconds

    def wait() -> None:
        with not_counted():
            take(SAVED_UP_S)

    usual = 1 / PER_SECOND
    assert wait_after(clock) == usual
    assert wait_after(clock, work=wait) == 0
    length = 2 / PER_SECOND
    # What it counted at its begin was saved up again meanwhile.
    assert wait_after(clock, work=partial(take, length)) == WORK_COUNTS * length - usual


def test_one_request_counts_no_more_than_the_most_however_long_it_took(clock: Clock):
    def take() -> None:
        clock.now += 100

    assert wait_after(clock, work=take) == MOST_WORKED_S - 1 / PER_SECOND


def test_of_what_waits_and_computes_by_turns_what_a_processor_did_counts(clock: Clock):
    def compute() -> None:
        with only_computing_counted():
            clock.now += 100
            with computing():
                began = time.thread_time()
                while time.thread_time() - began < 2 / PER_SECOND:
                    pass

    assert wait_after(clock, work=compute) >= (2 * WORK_COUNTS - 1) / PER_SECOND


def test_who_is_told_to_come_back_later_and_comes_at_once_waits_for_longer(clock: Clock):
    assert wait_after(clock, status=429) == wait_after(clock) + min(REFUSAL / PER_SECOND, MOST_WAIT_S)


def test_what_is_counted_afterwards_never_keeps_the_next_request_from_its_turn(clock: Clock):
    pace = Pace(PER_SECOND, lambda: clock.now)

    async def again_and_again() -> bool:
        for _ in range(50):
            await pace.by_time("ada", nothing)(start(429))
        return await pace.wait("ada")

    assert run(again_and_again) is True
    assert clock.slept == [MOST_WAIT_S]


async def at_work(pace: Pace, who: str, order: list[str], done: asyncio.Event) -> None:
    noticed = pace.by_time(who, nothing)
    await take_place()
    order.append(who)
    await done.wait()
    await noticed(start())


def test_of_one_person_one_request_is_worked_on_at_a_time_until_its_reply_begins():
    pace, order = Pace(PER_SECOND), list[str]()

    async def all_at_once() -> None:
        first, second = asyncio.Event(), asyncio.Event()
        asked = [asyncio.create_task(at_work(pace, *each)) for each in (("ada", order, first), ("ada", order, second))]
        await asyncio.create_task(at_work(pace, "bob", order, _set(asyncio.Event())))
        assert order == ["ada", "bob"]
        first.set()
        await asked[0]
        await asyncio.sleep(0)
        assert order == ["ada", "bob", "ada"]
        second.set()
        await asked[1]

    run(all_at_once)


def _set(event: asyncio.Event) -> asyncio.Event:
    event.set()
    return event


def test_what_only_waits_leaves_its_place_to_the_next_of_its_person():
    pace, order = Pace(PER_SECOND), list[str]()

    async def waiting(done: asyncio.Event) -> None:
        pace.by_time("ada", nothing)
        await take_place()
        with only_computing_counted():
            await done.wait()

    async def both() -> None:
        done = asyncio.Event()
        first = asyncio.create_task(waiting(done))
        await asyncio.create_task(at_work(pace, "ada", order, _set(asyncio.Event())))
        assert order == ["ada"]
        done.set()
        await first

    run(both)


def test_who_has_too_many_requests_waiting_is_told_to_come_back():
    pace = Pace(PER_SECOND)

    async def too_many() -> None:
        done, order = asyncio.Event(), list[str]()
        asked = [asyncio.create_task(at_work(pace, "ada", order, done)) for _ in range(MOST_WAITING + 1)]
        await asyncio.sleep(0)
        with pytest.raises(Unavailable) as refused:
            await asyncio.create_task(at_work(pace, "ada", order, done))
        assert refused.value.code is Code.RATE_LIMIT_EXCEEDED
        done.set()
        await asyncio.gather(*asked)
        assert order == ["ada"] * (MOST_WAITING + 1)

    run(too_many)


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
