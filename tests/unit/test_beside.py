"""What keeps a processor busy for long is done in a process beside this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interview import beside
from interview.beside import LONG_BYTES, Beside, GaveUp
from interview.command_line.overwritten import overwriting
from interview.priority import NICE, USUAL_S
from tests.process_memory import found
from tests.servers import ROOT, wait_until

pytestmark = pytest.mark.slow


def where() -> tuple[int, int]:
    """The process and how much it gives way."""
    print("what a library prints is no answer")
    return os.getpid(), os.nice(0)


def work(seconds: float) -> bool:
    """Whether other sessions come before this one at the end of so much work, as far as the kernel tells them apart."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    place = Path("/proc/self/autogroup")
    return place.exists() and not place.read_text().endswith("nice 0\n")


def wait_for(mark: Path, _much: bytes) -> None:
    wait_until(mark.exists, 60, "the work may end")


def fail(kind: str) -> None:
    if kind == "library":
        raise OSError("cannot load library 'libpango'")

    class Local(Exception):
        pass

    raise Local("words of a resume")


def end_once(mark: Path) -> str:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def end_always() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def one() -> Iterator[Beside]:
    made = Beside()
    yield made
    made._end()


def test_it_works_in_one_other_process_that_gives_way(one: Beside):
    first, second = one.run(where), one.run(where)
    assert first == second
    assert first[0] != os.getpid()
    assert first[1] == min(19, os.nice(0) + NICE)


def test_long_work_there_gives_way_and_the_next_does_not(one: Beside):
    assert one.run(work, USUAL_S + 0.3) is Path("/proc/self/autogroup").exists()
    assert one.run(work, 0.0) is False


def test_what_is_raised_there_is_raised_here_and_words_that_cannot_be_handed_over_stay_there(one: Beside):
    with pytest.raises(OSError, match="libpango"):
        one.run(fail, "library")
    with pytest.raises(RuntimeError) as other:
        one.run(fail, "other")
    assert str(other.value) == "Local"
    assert one.run(max, 1, 2) == 2


def test_a_process_that_was_killed_is_started_again_once(one: Beside, tmp_path: Path):
    assert one.run(end_once, tmp_path / "mark") == "done"
    with pytest.raises(GaveUp):
        one.run(end_always)
    assert one.run(max, 1, 2) == 2


def test_what_takes_too_long_is_given_up():
    one = Beside(limit_s=0.5)
    with pytest.raises(GaveUp):
        one.run(time.sleep, 60)
    one = Beside()
    assert one.run(max, 1, 2) == 2
    one._end()


def test_it_ends_with_the_process_that_asked_also_when_that_is_killed():
    asks = (
        "import os, time; from interview import beside; beside.turn_on()\n"
        "print(beside.run(os.getpid), flush=True); time.sleep(60)"
    )
    asking = subprocess.Popen([sys.executable, "-c", asks], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert asking.stdout is not None
    process = int(asking.stdout.readline())
    assert Path(f"/proc/{process}").exists()
    asking.kill()
    asking.wait()
    asking.stdout.close()
    wait_until(lambda: not is_running(process), 20, "the process beside ended")


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.long
def test_usual_work_does_not_wait_behind_the_longest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(beside, "_in_use", [])
    beside.turn_on()
    may_end = tmp_path / "may end"
    with ThreadPoolExecutor(1) as pool:
        try:
            long = pool.submit(beside.run, wait_for, may_end, bytes(LONG_BYTES))
            wait_until(lambda: any(each._lock.locked() for each in beside._in_use), 20, "the long work has begun")
            assert beside.run(max, 1, 2) == 2
            assert not long.done()
        finally:
            may_end.touch()
        long.result()
    for each in beside._in_use:
        each._end()


# A word that stands nowhere in the process that asks but in what is asked and answered, short and much.
ASKS = """
import gc
from interview.beside import Beside

def ask(one, times):
    word = "".join(reversed("ediseb-jqvw-fo-drow"))
    assert one.run(str.join, f" {word} ", ["x"] * (times + 1)).count(word) == times

one = Beside()
for times in (1, 300, 5_000):
    ask(one, times)
    gc.collect()
    print("asked", flush=True)
    input()
one._end()
"""


def test_nothing_of_what_was_asked_and_answered_stays_in_the_pipes():
    environment = os.environ | overwriting() | {"PYTHONMALLOC": "malloc"}
    with subprocess.Popen(
        [sys.executable, "-c", ASKS], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as asking:
        assert asking.stdin is not None
        assert asking.stdout is not None
        for _ in range(3):
            assert asking.stdout.readline() == b"asked\n"
            # A thread that has read a piece of the answer may let go of it a moment later.
            wait_until(lambda: found(asking.pid, {"word": "word-of-wvqj-beside"}).total() == 0, 30, "it is gone")
            asking.stdin.write(b"\n")
            asking.stdin.flush()


def test_where_it_is_off_the_work_is_done_here():
    assert beside.run(where)[0] == os.getpid()
