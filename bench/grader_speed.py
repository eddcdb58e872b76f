"""What a judgement costs: python bench/grader_speed.py

Prints, on one thread, the seconds until the first short answer is judged in a new process, wall and processor seconds
for each answer of the length of a spoken minute, and the most memory that the process had.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.ladder import bank_questions, judged
from bench.only_help import only_help
from interview.scorer.grader import Grader

# Its reference answer has 135 words, and it has five key points.
QUESTION = "caching-redis-single-thread"
TIMES = 20


def main() -> None:
    """Measure and print."""
    asked = bank_questions()[QUESTION]
    started = time.perf_counter()
    grader = Grader(1)
    judged(grader, asked, "One thread runs all commands, one after the other.")
    loaded = time.perf_counter() - started
    started, used = time.perf_counter(), time.process_time()
    for _ in range(TIMES):
        judged(grader, asked, asked["reference"])
    wall, processor = (time.perf_counter() - started) / TIMES, (time.process_time() - used) / TIMES
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"first judgement, with loading: {loaded:.2f} s")
    print(
        f"answer of {len(asked['reference'].split())} words with {len(asked['key_points'])} key points: "
        f"{wall:.3f} s, {processor:.3f} s of processor"
    )
    print(f"peak memory: {peak:.0f} MB")


if __name__ == "__main__":
    only_help(__doc__)
    main()
