"""Work that keeps a processor busy for long, done in processes beside this one: threads of one process share one lock,
and whoever types would wait for it.

It is off until a process turns it on; then such work is done here. Functions are plain ones that a module holds: values
in, a value out. The process beside ends with this one, also when this one is killed.
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from interview.priority import NICE, giving_way_when_long

LIMIT_S = 60.0
# A resume of ten pages is less, in Chinese, too. The longest texts take seconds; usual work does not wait behind them.
LONG_BYTES = 100_000
_ROOT = Path(__file__).resolve().parents[1]
_T = TypeVar("_T")


class GaveUp(Exception):
    """The process beside took too long, or ended twice before it had an answer."""


class Beside:
    """One process, started when it is first needed, that does one thing at a time."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, function: Callable[..., _T], *values: Any) -> _T:
        """What the function returns or raises; GaveUp."""
        with self._lock:
            for _ in range(2):
                is_late = threading.Event()
                try:
                    is_done, found = self._exchange((function, values), is_late)
                except (EOFError, OSError, pickle.UnpicklingError) as exc:
                    self._end()
                    if is_late.is_set():
                        raise GaveUp(f"longer than {self._limit_s:g} seconds") from exc
                    continue
                if is_done:
                    return found  # type: ignore[no-any-return]
                raise found
            raise GaveUp("the process beside ended")

    def _exchange(self, asked: Any, is_late: threading.Event) -> tuple[bool, Any]:
        process = self._started()
        writes, answers = process.stdin, process.stdout
        if not isinstance(writes, io.FileIO) or not isinstance(answers, io.FileIO):
            raise EOFError

        def give_up() -> None:
            is_late.set()
            process.kill()

        timer = threading.Timer(self._limit_s, give_up)
        timer.start()
        # The last words stay in a buffer until it goes: a pipe shall have none for as long as the process lives.
        buffer = io.BufferedReader(answers)
        try:
            _write(writes, pickle.dumps(asked))
            is_done, found = pickle.load(buffer)  # noqa: S301 (written by our own process)
        finally:
            timer.cancel()
            # Without that the pipe would be closed with the buffer.
            buffer.detach()
        return bool(is_done), found

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                cwd=_ROOT,
                start_new_session=True,
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    # What was not written yet has nobody who reads it.
                    _close(pipe)
            self._process.wait()
            self._process = None


def _write(pipe: io.FileIO, words: bytes) -> None:
    left = memoryview(words)
    while left:
        left = left[pipe.write(left) :]


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        return


_in_use: list[Beside] = []


def turn_on() -> None:
    """From now on `run` works in a process beside this one, and in another one what has much to look through."""
    if not _in_use:
        _in_use.extend((Beside(), Beside()))


def run(function: Callable[..., _T], *values: Any) -> _T:
    """What the function returns or raises, from beside where that is on; then also GaveUp."""
    if not _in_use:
        return function(*values)
    is_long = len(pickle.dumps(values)) > LONG_BYTES
    return _in_use[-1 if is_long else 0].run(function, *values)


def main() -> None:
    """Work until nobody asks any more."""
    os.nice(NICE)
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    # What a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            function, values = pickle.load(sys.stdin.buffer)  # noqa: S301 (written by the process that started this)
        except EOFError:
            return
        try:
            with giving_way_when_long():
                answer = pickle.dumps((True, function(*values)))
        except Exception as exc:
            answer = _failed(exc)
        answers.write(answer)
        answers.flush()
        # While it waits for the next, nothing of this one is kept.
        del function, values, answer


def _watch(parent: int) -> None:
    """End with the process that started this one, in the middle of some work, too."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _failed(error: Exception) -> bytes:
    try:
        written = pickle.dumps((False, error))
        pickle.loads(written)  # noqa: S301
        return written
    except Exception:
        # Its words may quote a text that nobody else should see.
        return pickle.dumps((False, RuntimeError(type(error).__name__)))


if __name__ == "__main__":
    main()
