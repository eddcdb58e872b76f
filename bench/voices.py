"""Measure how answers fare in other voices, with talk beside them, and told where something else was asked:

    python bench/voices.py [FILE]

FILE, bench/data/voices.yaml if none is given, has for questions of the bank, by authors who knew nothing of the judge,
    question_id      of the bank
    plain            a good story that tells all that is asked for
    dialect          the same in a dialect or very informal English
    second_language  the same as people speak who learned English late
    with_talk        the plain one, with private or office talk between its sentences
    elsewhere        another good story, about something near that was not asked
or some of these sorts, the plain one among them. bench/data/interrupted.yaml, by two others, has questions of
knowledge, too, plain and with talk; it was written when with_talk of the first had been looked at.

Per sort: answers, mean score (that of the report, also where a wide range hides it), how many have a number; of the
versions of the plain story the mean change without its sign and with it, and the largest; of the other stories the
highest score. What is wanted is a mean change of at most 2 points, and at most 20 points for another story.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.ladder import bank_questions, ends, judged, number
from bench.only_help import explained
from interview.core.grading import is_narrow
from interview.core.rubric import RUBRIC
from interview.scorer.grader import Grader

FILE, INTERRUPTED = (Path(__file__).parent / "data" / name for name in ("voices.yaml", "interrupted.yaml"))
PLAIN, TALK, ELSEWHERE = "plain", "with_talk", "elsewhere"
SORTS = (PLAIN, "dialect", "second_language", TALK, ELSEWHERE)


@dataclass(frozen=True)
class Graded:
    """An answer's score, whether it has a number, and what the plain one has."""

    question_id: str
    score: float
    is_shown: bool
    plain: float

    @property
    def change(self) -> float:
        return self.score - self.plain


def measured(path: Path, grader: Grader) -> dict[str, list[Graded]]:
    """What the product says to every answer, by its sort. ValueError names one that breaks the format."""
    bank = bank_questions()
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    sorts = [sort for sort in SORTS if sort in next(iter(entries), ())]
    found: dict[str, list[Graded]] = {sort: [] for sort in sorts}
    if PLAIN not in sorts:
        raise ValueError(f"{path}: no plain answer in its first entry")
    for entry in entries:
        name = entry["question_id"]
        if set(entry) != {"question_id", *sorts} or name not in bank:
            raise ValueError(f"{name}: no question of the bank with {', '.join(sorts)}")
        plain = 0.0
        for sort in sorts:
            judgement = judged(grader, bank[name], entry[sort])
            score, between = number(judgement), ends(judgement)
            plain = score if sort == PLAIN else plain
            found[sort].append(Graded(name, score, between is not None and is_narrow(between, RUBRIC), plain))
    return found


def line(sort: str, graded: Sequence[Graded]) -> str:
    """A row of the table."""
    scores, changes = [each.score for each in graded], [each.change for each in graded]
    row = f"{sort:16}{len(graded):4}{np.mean(scores):8.1f}{sum(each.is_shown for each in graded):5}"
    if sort == PLAIN:
        return f"{row}  lowest {min(scores):.0f}"
    if sort == ELSEWHERE:
        worst = max(graded, key=lambda each: each.score)
        over = sum(score > 50 for score in scores)
        return f"{row}  highest {worst.score:.0f} ({worst.question_id}), {over} above 50"
    worst = max(graded, key=lambda each: abs(each.change))
    mean, signed = np.mean(np.abs(changes)), np.mean(changes)
    return f"{row}  change {mean:.1f}, with its sign {signed:+.1f}, largest {worst.change:+.0f} ({worst.question_id})"


def main() -> None:
    arguments = explained(__doc__)
    arguments.add_argument("file", nargs="?", type=Path, default=FILE)
    path = arguments.parse_args().file
    print(f"{'':16}{'':4}{'score':>8}{'shown':>6}")
    for sort, graded in measured(path, Grader(2)).items():
        print(line(sort, graded))


if __name__ == "__main__":
    main()
