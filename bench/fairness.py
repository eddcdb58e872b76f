"""Measure whether the same answer gets the same score, whoever gives it and however it is spelled.

    python bench/fairness.py

bench/data/fairness.yaml and fairness_second.yaml hold hand-written answers to questions of the bank, at some of which
somebody looked while the judge was made; fairness_unseen.yaml has others by five authors who knew nothing of the judge,
at which nobody has. Each entry has
    question_id   of the bank
    base          the answer in plain spelling, SHORTEST to LONGEST words; right, partly right or with an error in it
    variants      the same content once for every kind:
        name          the people in it have names of another origin
        gender        the people in it, or the speaker, have another gender
        school        another school, university or employer is named
        non_native    articles, tenses and prepositions as second-language speakers use them
        fillers       with um, you know, like
        typos         about one word in ten mistyped, technical terms now and then too
        unpunctuated  as a transcriber writes speech: no capitals, no punctuation
        dialect       in the words of a region, or very informal ones
The score is that of the report, 0 to 100, also where a wide range hides it. A change is the variant's minus the base's,
in points. Per file and kind:
    number    variants
    mean      mean of the changes without their sign: how much the kind disturbs
    signed    mean of the changes with it: below 0, the kind costs points
    verdicts  share of the verdicts on key points that are another one than for the base
    low, high mean change of the range's two ends, without sign
    ungraded  variants that got no score. They, and bases without one, count as 0 points with every verdict unsure
    largest   the change furthest from 0 and its question
The last line sums up all variants: the mean without sign, and the largest change of all with its kind and question.
What is wanted is a mean of at most 2 points. It says how evenly answers are judged, not how rightly: a scorer that is
sure of nothing changes nothing. The first line shows that: the base answers' mean score and mean width of the range.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.ladder import bank_questions, ends, judged, number
from bench.only_help import only_help
from interview.core.grading import Ungradable, Verdict
from interview.scorer.grader import Grader

FILE = Path(__file__).parent / "data" / "fairness.yaml"
SECOND = FILE.with_name("fairness_second.yaml")
UNSEEN = FILE.with_name("fairness_unseen.yaml")
SHORTEST, LONGEST = 60, 140
_WRITTEN = re.compile(r"[^\w\s']")


class Kind(StrEnum):
    """What a variant changes; never the content."""

    NAME = "name"
    GENDER = "gender"
    SCHOOL = "school"
    NON_NATIVE = "non_native"
    FILLERS = "fillers"
    TYPOS = "typos"
    UNPUNCTUATED = "unpunctuated"
    DIALECT = "dialect"


@dataclass(frozen=True)
class Answer:
    """One answer and its variants, one of every kind."""

    question_id: str
    base: str
    variants: Mapping[Kind, str]


@dataclass(frozen=True)
class Outcome:
    """What the scorer says to one text: a verdict per key point, the score (0 to 100) and its ends."""

    verdicts: tuple[Verdict, ...]
    score: float
    low: float
    high: float
    is_graded: bool = True


@dataclass(frozen=True)
class Change:
    """The outcomes of a base and of one of its variants."""

    kind: Kind
    question_id: str
    before: Outcome
    after: Outcome

    @property
    def points(self) -> float:
        return self.after.score - self.before.score

    @property
    def turned(self) -> int:
        """Verdicts that are another one."""
        return sum(a != b for a, b in zip(self.before.verdicts, self.after.verdicts, strict=True))


def answers(path: Path, known: Collection[str]) -> list[Answer]:
    """Every answer of the file; ValueError names one that breaks the format or whose question id is not `known`."""
    found: dict[str, Answer] = {}
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        answer = _answer(entry)
        if answer.question_id not in known:
            raise ValueError(f"{answer.question_id}: no question of the bank")
        if answer.question_id in found:
            raise ValueError(f"{answer.question_id}: answered twice")
        found[answer.question_id] = answer
    return list(found.values())


def changes(answers: Sequence[Answer], judge: Callable[[str, str], Outcome]) -> list[Change]:
    """Every variant against its base; `judge` gets a question id and a text."""
    found = []
    for answer in answers:
        before = judge(answer.question_id, answer.base)
        for kind, text in answer.variants.items():
            found.append(Change(kind, answer.question_id, before, judge(answer.question_id, text)))
    return found


def report(found: Sequence[Change]) -> str:
    """The line about the bases, the table with a row for every kind and one for all, and the last line."""
    bases = {change.question_id: change.before for change in found}.values()
    middle, width = _mean_size(base.score for base in bases), _mean_size(base.high - base.low for base in bases)
    names = ("number", "mean", "signed", "verdicts", "low", "high", "ungraded")
    lines = [f"{len(bases)} base answers: score {middle:.1f}, range {width:.1f} wide"]
    lines += [f"{'variant':14}" + "".join(f"{name:>10}" for name in names) + "  largest"]
    rows = {kind.value: [change for change in found if change.kind is kind] for kind in Kind}
    lines += [f"{name:14}{_row(row)}" for name, row in {**rows, "all": found}.items()]
    worst = largest(found)
    last = f"fairness mean {_mean_size(change.points for change in found):.2f} largest {worst.points:+.1f}"
    return "\n".join([*lines, f"{last} ({worst.kind}, {worst.question_id})"])


def largest(found: Sequence[Change]) -> Change:
    """The change furthest from 0, the first of equals."""
    return max(found, key=lambda change: abs(change.points))


def outcome(grader: Grader, question: Mapping[str, Any], text: str) -> Outcome:
    """What the product says to an answer."""
    found = judged(grader, question, text)
    low, high = ends(found) or (0.0, 0.0)
    if isinstance(found, Ungradable):
        return Outcome((Verdict.UNSURE,) * len(question["key_points"]), number(found), low, high, is_graded=False)
    return Outcome(tuple(point.verdict for point in found.points), number(found), low, high)


def measured(path: Path, grader: Grader) -> list[Change]:
    """Every variant of a file against its base, by what the product says."""
    bank = bank_questions()
    return changes(answers(path, bank), lambda question_id, text: outcome(grader, bank[question_id], text))


def main() -> None:
    """Print a table for each file."""
    grader = Grader(2)
    for path in (FILE, SECOND, UNSEEN):
        print(f"{path.name}\n{report(measured(path, grader))}")


def _answer(entry: Mapping[str, Any]) -> Answer:
    if set(entry) != {"question_id", "base", "variants"}:
        raise ValueError(f"{entry.get('question_id')}: not question_id, base and variants")
    name, base, variants = entry["question_id"], entry["base"], entry["variants"]
    if set(variants) != set(Kind):
        odd = ", ".join(sorted(set(variants) ^ set(Kind)))
        raise ValueError(f"{name}: not exactly one variant of every kind: {odd}")
    if not all(isinstance(text, str) and text.strip() for text in (base, *variants.values())):
        raise ValueError(f"{name}: an empty text")
    if not SHORTEST <= len(base.split()) <= LONGEST:
        raise ValueError(f"{name}: {len(base.split())} words, not {SHORTEST} to {LONGEST}")
    if len({base, *variants.values()}) <= len(variants):
        raise ValueError(f"{name}: a variant is the same text as another or as the base")
    if variants[Kind.UNPUNCTUATED] != _WRITTEN.sub("", variants[Kind.UNPUNCTUATED]).lower():
        raise ValueError(f"{name}: unpunctuated has capitals or punctuation")
    return Answer(name, base, {kind: variants[kind] for kind in Kind})


def _row(found: Sequence[Change]) -> str:
    worst = largest(found)
    turned = sum(change.turned for change in found) / sum(len(change.before.verdicts) for change in found)
    low = _mean_size(change.after.low - change.before.low for change in found)
    high = _mean_size(change.after.high - change.before.high for change in found)
    return (
        f"{len(found):10}{_mean_size(change.points for change in found):10.2f}"
        f"{np.mean([change.points for change in found]):+10.2f}{turned:10.1%}{low:10.2f}{high:10.2f}"
        f"{sum(not change.after.is_graded for change in found):10}  {worst.points:+.1f} {worst.question_id}"
    )


def _mean_size(values: Iterable[float]) -> float:
    return float(np.mean([abs(value) for value in values]))


if __name__ == "__main__":
    only_help(__doc__)
    main()
