"""Measure how stories fare in other voices, with talk beside them, and told where something else was asked:

    python bench/voices.py

bench/data/voices.yaml has, for questions of the bank that ask for a story, by authors who knew nothing of the judge,
    question_id      of the bank
    plain            a good story that tells all that is asked for
    dialect          the same in a dialect or very informal English
    second_language  the same as people speak who learned English late
    with_talk        the plain one, with private or office talk between its sentences
    elsewhere        another good story, about something near that was not asked
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
from interview.core.grading import is_narrow
from interview.core.rubric import RUBRIC
from interview.scorer.grader import Grader

FILE = Path(__file__).parent / "data" / "voices.yaml"
PLAIN, ELSEWHERE = "plain", "elsewhere"
SORTS = (PLAIN, "dialect", "second_language", "with_talk", ELSEWHERE)


@dataclass(frozen=True)
class Graded:
    """A story's score, whether it has a number, and what the plain one has."""

    question_id: str
    score: float
    is_shown: bool
    plain: float

    @property
    def change(self) -> float:
        return self.score - self.plain


def measured(path: Path, grader: Grader) -> dict[str, list[Graded]]:
    """What the product says to every story, by its sort. ValueError names a story that breaks the format."""
    bank = bank_questions()
    found: dict[str, list[Graded]] = {sort: [] for sort in SORTS}
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        name = entry["question_id"]
        if set(entry) != {"question_id", *SORTS} or name not in bank:
            raise ValueError(f"{name}: no question of the bank with {', '.join(SORTS)}")
        plain = 0.0
        for sort in SORTS:
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
    print(f"{'':16}{'':4}{'score':>8}{'shown':>6}")
    for sort, graded in measured(FILE, Grader(2)).items():
        print(line(sort, graded))


if __name__ == "__main__":
    main()
