"""What an event loop has read stays in its buffer until something as long is read: uvloop has one for all connections,
in which an upload of days ago may stand. It is overwritten whenever texts are forgotten."""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import suppress

log = logging.getLogger("interview.read_buffer")

SIZE = 256_000
"""How many bytes uvloop reads at once, at most (UV_STREAM_RECV_BUF_SIZE)."""
# It takes less than a millisecond; a loop that is busy for longer than this overwrites it later.
_WAITED_S = 2.0


class ReadBuffer:
    """That of one loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def cache_clear(self) -> None:
        """Overwrite it; called from any thread but the loop's own."""
        overwritten = asyncio.run_coroutine_threadsafe(overwrite(), self._loop)
        try:
            is_whole = overwritten.result(_WAITED_S)
        except TimeoutError:
            return
        if not is_whole:
            log.warning("what was read last may still be in the memory of this process")


async def overwrite() -> bool:
    """Have the running loop read as many zeros at once as it can read; whether it did so. Where it has no buffer of its
    own, nothing comes of it."""
    ours, its = socket.socketpair()
    with ours:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * SIZE)
        ours.setblocking(False)
        with suppress(BlockingIOError):
            # All of it lies ready before the loop looks for the first time.
            ours.sendall(bytes(SIZE))
    its.setblocking(False)
    loop = asyncio.get_running_loop()
    _, reading = await loop.create_connection(_Reading, sock=its)
    return await reading.read_most == SIZE


class _Reading(asyncio.Protocol):
    """Notes how much was read at once, at most, until the other side closes."""

    def __init__(self) -> None:
        self.read_most: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._most = 0

    def data_received(self, data: bytes) -> None:
        self._most = max(self._most, len(data))

    def connection_lost(self, _exc: Exception | None) -> None:
        self.read_most.set_result(self._most)
