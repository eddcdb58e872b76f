"""Measure what a story gets that was asked for, and one about something else: python bench/asked_for.py

The stories are those of bench/data/asked_for.yaml. Per author and kind: mean score (middle of the range), how many have
no number, how many are noted as being perhaps about something else; beside it the mean where nobody wrote what has to
be told (interview/scorer/asked_for.txt), as for questions that are not of the bank.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.ladder import bank_questions
from bench.only_help import only_help
from interview.core import flags
from interview.core.grading import Judgement, is_narrow
from interview.core.key_point import KeyPoint
from interview.core.rubric import RUBRIC
from interview.core.scoring import score
from interview.scorer.grader import Grader

FILE = Path(__file__).parent / "data" / "asked_for.yaml"
KINDS = ("told", "other")


def main() -> None:
    grader, bank = Grader(2), bank_questions()
    entries: list[dict[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    print(f"{'author':8}{'story':7}{'stories':>8}{'mean':>7}{'no number':>11}{'noted':>7}{'mean without':>14}")
    for author in dict.fromkeys(entry["author"] for entry in entries):
        for kind in KINDS:
            told = [entry for entry in entries if entry["author"] == author]
            found = [_judged(grader, bank, entry, entry[kind], entry["id"]) for entry in told]
            without = [_judged(grader, bank, entry, entry[kind], "") for entry in told]
            print(
                f"{author:8}{kind:7}{len(told):8}{_mean(found):7.1f}{sum(not _has_number(each) for each in found):11}"
                f"{sum(flags.ELSEWHERE in each.flags for each in found):7}{_mean(without):14.1f}"
            )


def _judged(grader: Grader, bank: dict[str, dict[str, Any]], entry: dict[str, str], text: str, name: str) -> Judgement:
    points: tuple[KeyPoint, ...] = bank[entry["id"]]["key_points"]
    found = grader.judge("0", entry["question"], points, "", text, bank_id=name)
    assert isinstance(found, Judgement)
    return found


def _mean(found: list[Judgement]) -> float:
    return sum(score(each.points, each.clarity_level).total for each in found) / len(found)


def _has_number(found: Judgement) -> bool:
    scores = score(found.points, found.clarity_level)
    return is_narrow((scores.lowest, scores.highest), RUBRIC)


if __name__ == "__main__":
    only_help(__doc__)
    main()
