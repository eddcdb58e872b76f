"""The parent's side of the child process: start it, feed it, bound its time and its reply, end it.

It never holds a second copy of the file and never trusts how much the child writes. At most two children run at once.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

from interview.errors import Code, Unavailable
from interview.messages import Message
from interview.resume.files.outcome import Refused

WALL_SECONDS = 15.0
MAX_WAIT_SECONDS = 30.0
MAX_REPLY_BYTES = 2 * 1024 * 1024
AT_ONCE = 2

_PACKAGE_ROOT = Path(__file__).resolve().parents[3]
_CHUNK = 65536
_slots = threading.BoundedSemaphore(AT_ONCE)


def reply_of_child(kind: str, data: bytes) -> dict[str, Any]:
    """The child's reply to this file.

    Refused(RESUME_TOO_COMPLEX) where it ran out of time, memory or bounds; Refused(RESUME_PARSE_FAILED) where it ended
    without a usable reply; Unavailable where no child could be started in time.
    """
    if not _slots.acquire(timeout=MAX_WAIT_SECONDS):
        raise Unavailable(
            Code.RATE_LIMIT_EXCEEDED,
            Message.of("error.many_resumes"),
            retry_after=MAX_WAIT_SECONDS,
        )
    try:
        return _reply(kind, data)
    finally:
        _slots.release()


def _reply(kind: str, data: bytes) -> dict[str, Any]:
    command = [sys.executable, "-E", "-s", "-B", "-m", "interview.resume.files.child", kind]
    try:
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_PACKAGE_ROOT,
            env={"HOME": "/", "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
            start_new_session=True,
        )
    except OSError as exc:
        raise Unavailable(Code.INTERNAL_ERROR, Message.of("error.reading_failed"), retry_after=60.0) from exc
    deadline = time.monotonic() + WALL_SECONDS
    try:
        written = _exchange(process, memoryview(data), deadline)
        ended = process.wait(max(0.1, deadline - time.monotonic()))
    except (TimeoutError, subprocess.TimeoutExpired) as exc:
        raise Refused(Code.RESUME_TOO_COMPLEX) from exc
    finally:
        _end(process)
    if ended < 0:
        raise Refused(Code.RESUME_TOO_COMPLEX)
    try:
        reply = json.loads(written)
    except ValueError as exc:
        raise Refused(Code.RESUME_PARSE_FAILED) from exc
    if not isinstance(reply, dict):
        raise Refused(Code.RESUME_PARSE_FAILED)
    return reply


def _exchange(process: subprocess.Popen[bytes], remaining: memoryview, deadline: float) -> bytes:
    """Write the file and read the reply side by side; TimeoutError at the deadline."""
    incoming, outgoing = _pipes(process)
    written = bytearray()
    with selectors.DefaultSelector() as selector:
        for pipe, event in ((incoming, selectors.EVENT_WRITE), (outgoing, selectors.EVENT_READ)):
            os.set_blocking(pipe.fileno(), False)
            selector.register(pipe, event)
        while True:
            ready = selector.select(deadline - time.monotonic())
            if time.monotonic() >= deadline:
                raise TimeoutError
            for key, _ in ready:
                if key.fileobj is incoming:
                    try:
                        remaining = remaining[os.write(incoming.fileno(), remaining[:_CHUNK]) :]
                    except BrokenPipeError:
                        remaining = remaining[:0]
                    if not remaining:
                        selector.unregister(incoming)
                        _close(incoming)
                    continue
                chunk = os.read(outgoing.fileno(), _CHUNK)
                if not chunk:
                    return bytes(written)
                written += chunk
                if len(written) > MAX_REPLY_BYTES:
                    raise Refused(Code.RESUME_TOO_COMPLEX)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise Refused(Code.RESUME_PARSE_FAILED)
    return process.stdin, process.stdout


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in _pipes(process):
        _close(pipe)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return
