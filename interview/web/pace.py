"""How fast somebody may ask for anything at all: whoever asks faster waits, and nobody else with them.

Waiting costs the server nothing; a refusal costs as much as many an answer. So nothing is refused before somebody would
have to wait for long. It counts in this process, by what it is told of who asks. Of one person one request is worked on
at a time: all threads of a process share one processor, and whoever types needs it, too.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from weakref import WeakValueDictionary

from anyio import CapacityLimiter
from limits import parse
from starlette.types import Message as HttpMessage
from starlette.types import Receive, Scope, Send

from interview.storage.turns import too_many_at_once

# What was not used for so long may be used at once: a page is loaded in many pieces.
SAVED_UP_S = 1.0
# The page gives up saving a draft after ten seconds and tries again: what waits here for longer is not there any more.
MOST_WAIT_S = 5.0
# A second of work counts as so many: over time a third of a processor is one person's.
WORK_COUNTS = 3.0
# What one request counts at most, in seconds: it may itself have waited, for a thread or for the database.
MOST_WORKED_S = 2.0
# Whoever is told to come back later and comes at once is slower from then on.
REFUSAL = 8.0
# Who has more requests than this wait for the one that is worked on is told to come back.
MOST_WAITING = 12
# What is sent counts, too: each piece of a body of this size as a request.
BYTES_OF_ONE = 512 * 1024
# What a draft counts: whoever types saves one in a second at most, and each costs as much as several looks.
DRAFT = 3.0
# The words of a draft are read, compared, written to the database and sent back: of them so many bytes count as much.
BYTES_OF_ONE_DRAFT = 16 * 1024
# What a new tab counts, and each of its messages: it has its page run anew.
RUN_OF_A_PAGE = 4.0
# A file of the pages' program is found on the disk and sent.
FILE_OF_A_PAGE = 0.25
# Of who has not signed in, by the address that they come from: behind a proxy that is not trusted, all of them.
STRANGERS_PER_SECOND = 50.0
_CLEAR_OUT_AT = 10_000
_TOO_MANY = 429


class Pace:
    """`per_second` requests for each who asks, with as many saved up as are for SAVED_UP_S. One that takes longer than
    its part of a second counts as more, up to MOST_WORKED_S."""

    def __init__(self, per_second: float, now: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._saved_up = SAVED_UP_S * per_second
        self._now = now
        # When each would have everything saved up again.
        self._full_at: dict[Hashable, float] = {}
        self._places: WeakValueDictionary[Hashable, CapacityLimiter] = WeakValueDictionary()

    async def wait(self, who: Hashable, share: float = 1.0) -> bool:
        """Wait until it is their time for `share` requests. False, after the longest wait, where that was too short:
        then it was not counted."""
        wait = self._count(who, share)
        if wait > 0:
            await asyncio.sleep(min(wait, MOST_WAIT_S))
        return wait <= MOST_WAIT_S

    def _count(self, who: Hashable, share: float) -> float:
        """Seconds until their time; counted unless that is too long."""
        now = self._now()
        full_at = max(self._full_at.get(who, now), now) + share / self._per_second
        wait = full_at - now - SAVED_UP_S
        if wait <= MOST_WAIT_S:
            if len(self._full_at) >= _CLEAR_OUT_AT:
                self._full_at = {each: at for each, at in self._full_at.items() if at > now}
            self._full_at[who] = full_at
        return wait

    def by_size(self, who: Hashable, receive: Receive) -> Receive:
        """What comes of a body, or of a websocket, as fast as it is their time for it."""

        async def in_time() -> HttpMessage:
            with not_counted():
                message = await receive()
                share = len(message.get("body") or message.get("bytes") or b"") / BYTES_OF_ONE
                if message["type"] == "websocket.receive":
                    share += RUN_OF_A_PAGE
                if share:
                    await self.wait(who, share)
                return message

        return in_time

    async def wait_to_save(self, who: Hashable) -> bool:
        """The same for a draft, before anything of it is read."""
        return await self.wait(who, min(DRAFT, self._saved_up))

    def by_length(self, who: Hashable, receive: Receive) -> Receive:
        """What comes of a draft, as fast as it is their time for it; nothing is refused. With what it counted when it
        was asked for, one never counts more than is saved up: whoever saves the longest answer every second does not
        wait."""
        left = self._saved_up - min(DRAFT, self._saved_up)

        async def in_time() -> HttpMessage:
            nonlocal left
            message = await receive()
            share = min(left, len(message.get("body") or b"") / BYTES_OF_ONE_DRAFT)
            left -= share
            while share > 0 and not await self.wait(who, share):
                pass
            return message

        return in_time

    def _charge(self, who: Hashable, share: float) -> None:
        """Count afterwards what a request cost, as far as the longest wait makes up for it."""
        now = self._now()
        full_at = max(self._full_at.get(who, now), now)
        # So that their next request still comes to its turn.
        most = now + SAVED_UP_S + MOST_WAIT_S - 1 / self._per_second
        self._full_at[who] = max(full_at, min(full_at + share / self._per_second, most))

    def by_time(self, who: Hashable, send: Send) -> Send:
        """Count how long it takes until a reply begins, too, and more where that is a refusal; from now on, in this
        task."""
        place = self._places.get(who)
        if place is None:
            place = self._places[who] = CapacityLimiter(1)
        meter = _Meter(self._now, place)
        _meter.set(meter)

        async def noticed(message: HttpMessage) -> None:
            if message["type"] == "http.response.start":
                meter.leave_place()
                worked = min(MOST_WORKED_S, WORK_COUNTS * meter.worked())
                refusal = REFUSAL if message["status"] == _TOO_MANY else 0.0
                self._charge(who, max(0.0, worked * self._per_second - 1) + refusal)
            await send(message)

        return noticed


class _Meter:
    """When a request began, how long it only waited since, and how long a processor worked meanwhile, in seconds. While
    it is worked on, it has its person's one place."""

    def __init__(self, now: Callable[[], float], place: CapacityLimiter) -> None:
        self.now = now
        self.began = now()
        self.waited = 0.0
        self.computed = 0.0
        self._place = place
        self._has_place = False

    def worked(self) -> float:
        return max(0.0, self.now() - self.began - self.waited) + self.computed

    async def take_place(self) -> None:
        if self._place.statistics().tasks_waiting >= MOST_WAITING:
            raise too_many_at_once(MOST_WAIT_S)
        with not_counted():
            await self._place.acquire_on_behalf_of(self)
        self._has_place = True

    def leave_place(self) -> None:
        if self._has_place:
            self._has_place = False
            self._place.release_on_behalf_of(self)


_meter: ContextVar[_Meter | None] = ContextVar("meter", default=None)


async def take_place() -> None:
    """Before the work on a request: wait until none of its person's others is worked on; that wait is not counted.
    Unavailable(RATE_LIMIT_EXCEEDED) where too many of theirs wait already."""
    meter = _meter.get()
    if meter is not None:
        await meter.take_place()


def leave_place() -> None:
    """From now on the next request of this person is worked on; at the latest when the reply to this one begins."""
    meter = _meter.get()
    if meter is not None:
        meter.leave_place()


@contextmanager
def not_counted() -> Iterator[None]:
    """Around what only waits, for the other side or for a model, or has bounds of its own."""
    meter = _meter.get()
    if meter is None:
        yield
        return
    began = meter.now()
    try:
        yield
    finally:
        meter.waited += meter.now() - began


@contextmanager
def only_computing_counted() -> Iterator[None]:
    """Around what waits and computes by turns in threads with bounds of their own: a person's next request is worked on
    meanwhile, and of this one what `computing` was told of counts."""
    leave_place()
    with not_counted():
        yield


@contextmanager
def computing() -> Iterator[None]:
    """Around the part of it that this thread does: the time that a processor works on it counts."""
    meter, began = _meter.get(), time.thread_time()
    try:
        yield
    finally:
        if meter is not None:
            meter.computed += time.thread_time() - began


def rate(text: str) -> float:
    """How many in a second "5/minute" are."""
    found = parse(text)
    return float(found.amount / found.get_expiry())


def address(scope: Scope) -> str:
    """Where a request comes from; that of the proxy, unless it is trusted."""
    client = scope.get("client")
    return str(client[0]) if client else ""
