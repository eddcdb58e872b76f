"""CPU time, memory and size of PDF and Markdown exports, by number of questions and kind of answer.

    python bench/pdf.py

Prints one line per case, each measured in a process of its own: the first PDF loads the libraries, the next does not.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pypdfium2

from bench.only_help import explained
from interview.core.report import Report
from interview.documents import exports
from tests.report_builders import GOOD, graded, report, session, turn

PROSE = "I would measure first and then decide what to change, because only numbers show what is slow. "
CASES = {
    "5 questions": (5, PROSE * 10),
    "24 questions": (24, PROSE * 10),
    "1 answer of 100,000 characters": (1, PROSE * 1_060),
    "1 word of 100,000 characters": (1, "x" * 100_000),
    "24 answers of 100,000 characters": (24, PROSE * 1_060),
}


def made(questions: int, answer: str) -> Report:
    turns = [
        turn(n // 2, answer, n % 2, replace(GOOD, category=("Databases", "Python", "Design")[n % 3]))
        for n in range(questions)
    ]
    return report(session(turns, day=30), [graded(each, quotes=(answer[:40], "", "")) for each in turns])


@dataclass(frozen=True)
class Made:
    """CPU seconds of a process's first PDF, of the next, of Markdown; pages, KiB, and MiB before and at most."""

    first_s: float
    next_s: float
    markdown_s: float
    pages: int
    kib: int
    before_mib: int
    peak_mib: int


def measure(case: str) -> Made:
    """The first PDF of a process loads the libraries, so each case needs one of its own."""
    mine = made(*CASES[case])
    earlier = [report(session([turn(0), turn(1)], id=f"e{n}", day=n)) for n in range(12)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        content, _ = exports.render("pdf", mine, earlier)
        seconds.append(time.process_time() - begun)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    begun = time.process_time()
    exports.render("md", mine, earlier)
    markdown_s = time.process_time() - begun
    pages = len(pypdfium2.PdfDocument(content))
    return Made(seconds[0], min(seconds[1:]), markdown_s, pages, len(content) // 1024, before, after)


def tell(case: str) -> None:
    found = measure(case)
    print(
        f"{case:34} {found.first_s:8.2f} {found.next_s:8.2f} {found.pages:6} {found.kib:8} {found.before_mib:8}"
        f" {found.peak_mib:8} {1000 * found.markdown_s:8.0f}"
    )


if __name__ == "__main__":
    arguments = explained(__doc__)
    arguments.add_argument("case", nargs="?", choices=CASES, help="only this one, in this process")
    given = arguments.parse_args()
    if given.case:
        tell(given.case)
    else:
        print(f"{'':34} {'first s':>8} {'next s':>8} {'pages':>6} {'KiB':>8} {'MiB':>8} {'peak MiB':>8} {'md ms':>8}")
        for name in CASES:
            subprocess.run([sys.executable, __file__, name], check=True)
