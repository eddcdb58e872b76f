"""What it costs that freed memory is overwritten: python bench/allocators.py [--rounds 5]

JSON of 3,000 objects is written and read again, in a process with a second thread, as a web process is: work that asks
for memory all the time. Each way of handing it out begins a process of its own, in turn, and the least CPU time of a
round is printed: other work on the machine makes it longer, never shorter. For whole pages see bench/pages.py.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from interview.command_line.overwritten import overwriting

OBJECTS, TIMES = 3_000, 8
AS_IT_COMES = {"MALLOC_PERTURB_": "0", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=7"}
WAYS = {
    "as Python and Linux have it": AS_IT_COMES,
    "as the web process is started": overwriting({}),
    "PYTHONMALLOC=malloc": overwriting({}) | {"PYTHONMALLOC": "malloc"},
    "PYTHONMALLOC=pymalloc_debug": overwriting({}) | {"PYTHONMALLOC": "pymalloc_debug"},
}


def work() -> None:
    made = [{"a": str(i), "b": [i, i + 1.5, {"c": "x" * (i % 200)}]} for i in range(OBJECTS)]
    assert len(json.loads(json.dumps(made))) == OBJECTS


def least_ms() -> float:
    """The least CPU time of this thread for the work, in milliseconds."""
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    took = []
    for _ in range(TIMES):
        began = time.thread_time()
        work()
        took.append(time.thread_time() - began)
    return 1000 * min(took)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--once", action="store_true", help="only the work, in this process")
    chosen = parser.parse_args()
    if chosen.once:
        sys.stdout.write(f"{least_ms()}\n")
        return
    found: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(chosen.rounds):
        for name, environment in WAYS.items():
            command = [sys.executable, __file__, "--once"]
            told = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True)
            found[name].append(float(told.stdout))
    for name, times in found.items():
        sys.stdout.write(f"{name:32} {min(times):6.1f} ms\n")


if __name__ == "__main__":
    main()
