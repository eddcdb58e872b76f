"""What works for long gives way to whoever waits, whichever session of processes either is in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.processes import cpu_seconds
from tests.servers import ROOT, wait_until

pytestmark = pytest.mark.slow

NICE = 10
COMPUTED_S = 0.5
# A nice value of 10 is a tenth of the weight; a third leaves room for what else the computer does.
MOST_OF_IT = 1 / 3
_COMPUTE = "while True: pass"


@contextmanager
def session_of(code: str) -> Iterator[int]:
    """A process in a session of its own, on the first processor that we may use: its id."""
    only = f"import os; os.sched_setaffinity(0, [{min(os.sched_getaffinity(0))}])\n"
    process = subprocess.Popen([sys.executable, "-c", only + code], cwd=ROOT, start_new_session=True)
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def test_a_session_that_gives_way_leaves_a_processor_to_another_session():
    lower = f"from interview.priority import lower_priority; lower_priority({NICE})\n{_COMPUTE}"
    with session_of(lower) as low:
        wait_until(lambda: cpu_seconds(low) > COMPUTED_S, 60, "it works for long")
        with session_of(_COMPUTE) as usual:
            wait_until(lambda: cpu_seconds(usual) > COMPUTED_S, 60, "the other works, too")
            before = cpu_seconds(low), cpu_seconds(usual)
            wait_until(lambda: cpu_seconds(usual) - before[1] > COMPUTED_S, 60, "the other goes on")
            assert cpu_seconds(low) - before[0] < MOST_OF_IT * (cpu_seconds(usual) - before[1])


def test_a_process_in_the_session_of_others_slows_none_of_them_down():
    asks = (
        "from pathlib import Path; from interview.priority import lower_priority; import os\n"
        f"lower_priority({NICE}); print(os.nice(0))"
    )
    before = of_session("self")
    done = subprocess.run([sys.executable, "-c", asks], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) == min(19, os.nice(0) + NICE)
    assert of_session("self") == before


def of_session(process: str) -> str:
    """How much the whole session of a process gives way; "" where sessions are not told apart."""
    try:
        return Path(f"/proc/{process}/autogroup").read_text().rpartition("nice")[2].strip()
    except OSError:
        return ""
