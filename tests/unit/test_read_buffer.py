"""What was read last stays in no buffer of the event loop once texts are forgotten."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import uvloop

from interview.core import forgetting
from interview.core.forgetting import forget_texts, forgets
from interview.web import read_buffer
from interview.web.read_buffer import SIZE, ReadBuffer

MARKER = b"wvqj-read"


def kept(loop: asyncio.AbstractEventLoop) -> int:
    """How often the marker stands in the loop itself."""
    return ctypes.string_at(id(loop), type(loop).__basicsize__).count(MARKER)


async def has_read(much: bytes) -> None:
    """Have the running loop read this, and something short after it, as a connection that stays open does."""
    loop = asyncio.get_running_loop()
    ours, its = socket.socketpair()
    with ours:
        its.setblocking(False)
        reader = asyncio.StreamReader()
        transport, _ = await loop.create_connection(lambda: asyncio.StreamReaderProtocol(reader), sock=its)
        for each in (much, b"short"):
            await asyncio.to_thread(ours.sendall, each)
            await reader.readexactly(len(each))
        transport.close()


@contextmanager
def serving(make: Callable[[], asyncio.AbstractEventLoop]) -> Iterator[asyncio.AbstractEventLoop]:
    """A loop in a thread of its own, that has read the marker, as a server's has."""
    loop, ends, begun = make(), asyncio.Event(), threading.Event()

    async def serve() -> None:
        buffer = forgets(ReadBuffer(loop))
        await has_read(b"x" * 100_000 + MARKER)
        begun.set()
        await ends.wait()
        del buffer

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert begun.wait(30)
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(ends.set)
        thread.join()
        loop.close()


def test_an_upload_goes_from_the_buffer_of_the_server_when_texts_are_forgotten() -> None:
    with serving(uvloop.new_event_loop) as loop:
        assert kept(loop) == 1
        forget_texts()
        assert kept(loop) == 0


def test_of_a_loop_without_such_a_buffer_nothing_is_said(caplog: pytest.LogCaptureFixture) -> None:
    with serving(asyncio.new_event_loop):
        forget_texts()
    assert caplog.text == ""


def test_a_server_that_has_ended_is_not_kept() -> None:
    # Held, because those of other tests end whenever they like.
    before = set(forgetting._remembering)
    with serving(uvloop.new_event_loop):
        assert len(set(forgetting._remembering) - before) == 1
    gc.collect()
    assert set(forgetting._remembering) == before


def test_it_is_logged_where_not_all_is_read_at_once_that_is_to_overwrite_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(uvloop.new_event_loop):
        forget_texts()
        assert caplog.text == ""
        monkeypatch.setattr(read_buffer, "SIZE", 10 * SIZE)
        forget_texts()
        assert "may still be in the memory" in caplog.text
