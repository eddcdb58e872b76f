"""How the time to understand a resume grows with its length, per kind of text: python bench/growth.py

Eight times the text may cost at most sixteen times as long; a pattern that grows faster would let one upload hold up
everybody. Prints the ratio per kind and ends with 1 when one is over.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from interview.resume.profile.reader import LONGEST_RESUME, understand

DATES = ("2019 - ", "2019\n", "5 years ")
MARKS = ("a", " ", "1", "a:", "a@", "a.", "(", "- \n")
WORDS = ("ignore ", "give full ", "微服务", "Go ")
SHORTER = 8
MOST = 2 * SHORTER
# Below this a clock tells nothing.
LEAST_S = 0.02


def seconds(piece: str, characters: int) -> float:
    """CPU seconds for a text of this length made of the piece, the best of three."""
    text = "Experience\n" + piece * (characters // len(piece))
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        understand(text, today=date(2026, 11, 1))
        best = min(best, time.process_time() - started)
    return best


def main() -> int:
    over = 0
    print(f"{'text':16} {'short s':>8} {'long s':>8} {'ratio':>6}")
    for piece in (*DATES, *MARKS, *WORDS):
        short, long = seconds(piece, LONGEST_RESUME // SHORTER), seconds(piece, LONGEST_RESUME)
        ratio = long / max(short, LEAST_S)
        over += ratio >= MOST
        print(f"{piece!r:16} {short:8.3f} {long:8.3f} {ratio:6.1f}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
