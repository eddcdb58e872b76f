"""Routes that wait for a model, or for long work, have threads of their own, a few for each person: a draft never waits
for them.

All other routes share the threads of the server, and each holds one for milliseconds.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import ParamSpec, TypeVar
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

from interview.core.accounts import ALONE
from interview.storage.turns import too_many_at_once
from interview.web.pace import MOST_WAIT_S, computing, only_computing_counted

AT_ONCE = 24
# Whoever has more tabs than this waits for their own answers, not others for theirs.
OF_ONE_PERSON = 4
# Whoever left is not known to have left: what they asked for is still worked off.
MOST_WAITING = 12

_P = ParamSpec("_P")
_T = TypeVar("_T")
_threads: RunVar[CapacityLimiter] = RunVar("slow-threads")
_turns: RunVar[WeakValueDictionary[str, CapacityLimiter]] = RunVar("slow-turns")


def slow(route: Callable[_P, _T]) -> Callable[_P, Awaitable[_T]]:
    """The route, for whose `owner` so many run at once and so many wait, and so many run for all together."""

    @functools.wraps(route)
    async def run(*args: _P.args, **named: _P.kwargs) -> _T:
        def work() -> _T:
            with computing():
                return route(*args, **named)

        owner = str(named.get("owner", ALONE))
        with only_computing_counted():
            if owner == ALONE:
                return await to_thread.run_sync(work, limiter=_limiter())
            turn = _turn(owner)
            if turn.statistics().tasks_waiting >= MOST_WAITING:
                raise too_many_at_once(MOST_WAIT_S)
            async with turn:
                return await to_thread.run_sync(work, limiter=_limiter())

    return run


async def in_pieces(owner: str, pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces of a file, each made in such a thread; as long as it is sent, it is one of its person's turns."""
    async with _turn(owner):
        while (piece := await to_thread.run_sync(next, pieces, None, limiter=_limiter())) is not None:
            yield piece


def _limiter() -> CapacityLimiter:
    found = _threads.get(None)
    if found is None:
        found = CapacityLimiter(AT_ONCE)
        _threads.set(found)
    return found


def _turn(owner: str) -> CapacityLimiter:
    """Kept as long as somebody holds it: nobody else needs it."""
    turns = _turns.get(None)
    if turns is None:
        turns = WeakValueDictionary()
        _turns.set(turns)
    found = turns.get(owner)
    if found is None:
        found = turns[owner] = CapacityLimiter(OF_ONE_PERSON)
    return found
