"""Fit which questions can be asked behind a sentence: python training/asked_behind/fit.py [--figures] [--judge FOLDER]

Writes asked_behind.npz beside the judge, which reads question and sentence, from data/*.txt (README.md has the format).
--figures prints instead, for each question by models that have learned from other authors' stories: how many sentences
are found askable in use, and of how many of them a reader says so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.core.asked_behind import AskedBehind
from interview.scorer.asked_behind import LEAST, QUESTIONS
from interview.scorer.meanings import ASKED_BEHIND, OfMeanings, write
from interview.scorer.verdict_model import Floats
from training.resume_lines.of_meanings import (
    FOR_FIGURES,
    MadeOf,
    asked_to,
    beside,
    digest,
    made_of,
    regressions,
    together,
)

DATA = Path(__file__).parent / "data"
SECOND = "second.txt"
"""Stories of the others that another reader marked, too: they teach nothing."""
LETTERS = {
    "W": AskedBehind.WHY,
    "A": AskedBehind.ANOTHER_WAY,
    "R": AskedBehind.REACTION,
    "O": AskedBehind.OWN_PART,
    "M": AskedBehind.MEASURE,
    "S": AskedBehind.SINCE,
}
_ROW = re.compile(rf"\[(-|[{''.join(LETTERS)}]+)\] (.+)", re.I)
# Weak weights: there are 1,536 for each question, and of the rarest some fifty sentences that it suits. Three times as
# much or a third is no better for authors of whom nothing was learned.
STRENGTH = 3e-3


@dataclass(frozen=True)
class Marked:
    """A sentence of a story, who wrote it, and the questions that make sense behind it by itself; of these the rest of
    the story answers those `told`."""

    author: str
    sentence: str
    asked: frozenset[AskedBehind]
    told: frozenset[AskedBehind]


class Unreadable(ValueError):
    """A line that is not in the format; the message names file and line."""


def files() -> list[Path]:
    """One file for each reader, without the second reading."""
    return [path for path in sorted(DATA.glob("*.txt")) if path.name != SECOND]


def digest_of_files() -> str:
    """Names the texts of all files."""
    return digest(files())


def read(path: Path) -> list[Marked]:
    """The sentences of one reader; Unreadable where a line is not in the format."""
    found, author = [], ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        marked = _ROW.fullmatch(line)
        if line.startswith("# "):
            author = line[2:].partition("/")[0]
        elif marked is not None and author:
            letters = marked[1].replace("-", "")
            asked = frozenset(LETTERS[letter.upper()] for letter in letters)
            told = frozenset(LETTERS[letter.upper()] for letter in letters if letter.islower())
            found.append(Marked(author, marked[2], asked, told))
        elif line and not line.startswith("? "):
            raise Unreadable(f"{path.name}, line {number}: {line[:60]}")
    return found


def seen(question: AskedBehind, given: Sequence[Marked], judge: Path) -> Floats:
    """What the judge in a folder makes of each sentence beside a question, shape (sentences, 2 × width)."""
    return np.array([beside(QUESTIONS[question], (each.sentence,), judge) for each in given])


def fitted(given: Sequence[Marked], judge: Path, made: MadeOf = FOR_FIGURES) -> OfMeanings:
    """A model of these sentences."""
    return together(
        [
            regressions(
                seen(question, given, judge),
                np.array([[question in each.asked] for each in given]),
                [question],
                made,
                STRENGTH,
            )
            for question in AskedBehind
        ]
    )


def shares(given: Sequence[Marked], judge: Path) -> dict[AskedBehind, npt.NDArray[np.float64]]:
    """How probable each question is behind each sentence, by models of other authors' stories."""
    found = {question: np.zeros(len(given)) for question in AskedBehind}
    for author in sorted({each.author for each in given}):
        model = fitted([each for each in given if each.author != author], judge)
        for place, each in enumerate(given):
            if each.author == author:
                for question in AskedBehind:
                    meaning = beside(QUESTIONS[question], (each.sentence,), judge)
                    found[question][place] = model.shares(meaning)[question]
    return found


def figures(judge: Path) -> Iterator[str]:
    """What --figures prints: a line for each question."""
    given = [each for path in files() for each in read(path)]
    for question, probable in shares(given, judge).items():
        taken = [each for each, share in zip(given, probable, strict=True) if share >= LEAST[question]]
        right = [each for each in taken if question in each.asked]
        every = sum(question in each.asked for each in given)
        yield (
            f"{question}: of {len(given)} sentences it makes sense behind {every}; {len(taken)} are found askable, "
            f"{len(right)} of them rightly"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    judge, is_for_figures = asked_to(arguments, __doc__)
    if is_for_figures:
        print(*figures(judge), sep="\n")
        return
    given, path = [each for file in files() for each in read(file)], judge.with_name(ASKED_BEHIND.name)
    write(path, fitted(given, judge, made_of(judge, files())))
    print(f"{len(given)} sentences, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
