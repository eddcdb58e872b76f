"""What works for long gives way to whoever waits, whichever session of processes either is in; usual work does not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bench.processes import cpu_seconds
from interview.priority import NICE_OF_SESSION, USUAL_S
from tests.servers import ROOT, wait_until

pytestmark = pytest.mark.slow

COMPUTED_S = 0.5
# A nice value of 5 is a third of the weight; more leaves room for what else the computer does.
MOST_OF_IT = 0.6
COMPUTE = "while True: pass"
LONG = f"""
import os
from interview.priority import NICE, giving_way_when_long
os.nice(NICE)
with giving_way_when_long():
    {COMPUTE}
"""
TOLD = """
import sys, time
from pathlib import Path
from interview.priority import giving_way_when_long

def tell():
    # Without such a file, or with an empty one for a process of the kernel's first session, there is no nice value.
    place = Path("/proc/self/autogroup")
    words = place.read_text().split() if place.exists() else []
    print(words[-1] if words else "none")

tell()
with giving_way_when_long():
    end = time.process_time() + float(sys.argv[1])
    while time.process_time() < end:
        pass
    tell()
tell()
"""


@contextmanager
def session_of(code: str) -> Iterator[int]:
    """A process in a session of its own, on the first processor that we may use: its id."""
    only = "import os; os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])\n"
    process = subprocess.Popen([sys.executable, "-c", only + code], cwd=ROOT, start_new_session=True)
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def told(seconds: float, *, begins_session: bool = True) -> list[str]:
    """The nice value of the session before, at the end of, and after work of so many seconds."""
    command = [sys.executable, "-c", TOLD, str(seconds)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, start_new_session=begins_session
    )
    return done.stdout.split()


@pytest.mark.long
def test_long_work_leaves_the_processor_to_another_session():
    with session_of(LONG) as long:
        wait_until(lambda: cpu_seconds(long) > USUAL_S + COMPUTED_S, 60, "it has worked for long")
        with session_of(COMPUTE) as other:
            wait_until(lambda: cpu_seconds(other) > COMPUTED_S, 60, "the other works, too")
            before = cpu_seconds(long), cpu_seconds(other)
            wait_until(lambda: cpu_seconds(other) - before[1] > COMPUTED_S, 60, "the other goes on")
            assert cpu_seconds(long) - before[0] < MOST_OF_IT * (cpu_seconds(other) - before[1])


def test_only_what_takes_longer_than_usual_gives_way_and_only_until_it_ends():
    usual, long = told(0), told(USUAL_S + 0.3)
    # Where sessions are not told apart, there is nothing to be told.
    expected = ["none", "none", "none"] if usual[0] == "none" else ["0", str(NICE_OF_SESSION), "0"]
    assert usual == [expected[0]] * 3
    assert long == expected


def test_a_process_in_the_session_of_others_slows_none_of_them_down():
    first, *others = told(USUAL_S + 0.3, begins_session=False)
    assert others == [first, first]
