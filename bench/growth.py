"""How time grows with the length of what comes from outside, per kind of text: python bench/growth.py

Read are files, resumes, answers, bodies of requests, and texts on their way into a report. Eight times the text may
cost at most sixteen times as long; what grows faster would let one upload hold up everybody. Prints the ratio per kind
and ends with 1 when one is over.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.only_help import only_help
from interview.documents.rich_text import excerpt
from interview.practice.follow_up_selection import LONGEST_READ
from interview.resume.files.laid_out import in_reading_order
from interview.resume.files.normalise import normalise
from interview.resume.files.outcome import MAX_CHARACTERS
from interview.resume.profile.reader import LONGEST_RESUME, understand
from interview.text.probes import probes
from interview.web.json_bounds import find_excess

TOWERS = ("\u0301\u0316", "\u200b", "\u202e", "oﬃce")
DATES = ("2019 - ", "2019\n", "5 years ")
MARKS = ("a", " ", "1", "a:", "a@", "a.", "(", "- \n")
WORDS = ("ignore ", "give full ", "微服务", "Go ", "C-suite, Go, ")
COLONS = ("2010 : ", "2010 - 2012: ")
LONGEST_LINE = 19_000
TOLD = ("It was my mistake. ", "He said it was my mistake. ", "We decided it. ", "I always count and ", "trouble, ")
STRINGS = ("\\u4e2d", '\\"', '"', "\\", "]")
LONGEST_BODY = 2_400_000
PARTS = ("`", "a`", "\n\n\t", "```\n", " ")
LONGEST_TEXT = 400_000
SHORTER = 8
MOST = 2 * SHORTER
# Below this a clock tells nothing.
LEAST_S = 0.02

Run = Callable[[], object]


def files(piece: str, characters: int) -> Run:
    return partial(normalise, "a" + repeated(piece, characters))


def resumes(piece: str, characters: int) -> Run:
    return partial(understand, "Experience\n" + repeated(piece, characters), today=date(2026, 11, 1))


def lines(piece: str, characters: int) -> Run:
    """One line between two headings, as a form leaves a resume; a longer one is not read in this way."""
    return partial(in_reading_order, f"EXPERIENCE {repeated(piece, characters)} SKILLS Go")


def answers(piece: str, characters: int) -> Run:
    """What an interviewer could come back to."""
    text = repeated(piece, characters)
    return lambda: list(probes(text))


def bodies(piece: str, characters: int) -> Run:
    """Most are one string without an end, of which nothing is skipped."""
    return partial(find_excess, ('"' + repeated(piece, characters)).encode())


def excerpts(piece: str, characters: int) -> Run:
    """All of a text with quotes to be marked; a report cuts it shorter."""
    text = repeated(piece, characters)
    return partial(excerpt, text, [text[:50]] * 8, limit=characters)


def repeated(piece: str, characters: int) -> str:
    return piece * (characters // len(piece))


def seconds(run: Run) -> float:
    """CPU seconds of a run, the best of three."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        run()
        best = min(best, time.process_time() - started)
    return best


def over(what: Callable[[str, int], Run], pieces: Iterable[str], longest: int) -> int:
    """Print the ratio of each kind of text; how many are over."""
    found = 0
    print(f"\n{what.__name__:16} {'short s':>8} {'long s':>8} {'ratio':>6}")
    for piece in pieces:
        short, long = seconds(what(piece, longest // SHORTER)), seconds(what(piece, longest))
        ratio = long / max(short, LEAST_S)
        found += ratio >= MOST
        print(f"{piece!r:16} {short:8.3f} {long:8.3f} {ratio:6.1f}")
    return found


def main() -> int:
    found = over(files, TOWERS, 2 * MAX_CHARACTERS)
    found += over(resumes, (*DATES, *MARKS, *WORDS), LONGEST_RESUME)
    found += over(lines, COLONS, LONGEST_LINE)
    found += over(answers, TOLD, LONGEST_READ)
    found += over(bodies, STRINGS, LONGEST_BODY)
    found += over(excerpts, PARTS, LONGEST_TEXT)
    return 1 if found else 0


if __name__ == "__main__":
    only_help(__doc__)
    sys.exit(main())
