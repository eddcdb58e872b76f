"""Fit how well a question suits a line of a resume: python training/resume_lines/forms.py [--figures] [--judge FOLDER]

Writes line_forms.npz beside the judge, which reads the lines, from data/forms_*.tsv: a line, a tab, and the
questions of achievements.yaml that a reader would ask of it, best first, without "achievements-". --figures prints
instead, for lines of readers of whom nothing was learned: how often the question that comes first suits, and is one of
the three that the reader put first, how often those from LEAST on suit, and how many these are a line.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.practice.line_forms import BEST, COMMON, LEAST
from interview.question_bank.bank import load_bank
from interview.scorer.meanings import LINE_FORMS, write
from training.resume_lines.of_meanings import asked_to, made_of, of_lines, regressions

DATA = Path(__file__).parent / "data"
TOPIC = "achievements"
FEWEST_LINES = 15
FIRST = 3
Labelled = tuple[str, tuple[str, ...]]
"""A line, and the ids of the questions that suit it, best first."""


def files() -> list[Path]:
    """One file for each reader."""
    return sorted(DATA.glob("forms_*.tsv"))


def read(path: Path) -> list[Labelled]:
    """The lines of a reader with the ids of the questions that suit them; ValueError where a row has no tab or names a
    question that the bank does not have."""
    known, found = set(questions()), []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line, tab, names = row.partition("\t")
        ids = tuple(f"{TOPIC}-{name}" for name in names.split())
        if not tab or not known.issuperset(ids):
            raise ValueError(f"{path.name}, row {number}: {', '.join(sorted(set(ids) - known)) or 'no tab'}")
        found.append((line, ids))
    return found


def questions() -> list[str]:
    """The ids of the questions about a line, in the order of the bank."""
    [topic] = [topic for topic in load_bank().topics if topic.topic == TOPIC]
    return [question.id for question in topic.questions if question.about]


def learned(given: Sequence[Labelled]) -> list[str]:
    """The questions that enough readers would ask of some line; for others the bank has rules."""
    return [name for name in questions() if sum(name in ids for _, ids in given) >= FEWEST_LINES]


def suits(given: Sequence[Labelled], names: Sequence[str]) -> npt.NDArray[np.bool_]:
    """A row for each line: whether each question suits it, then whether it is one of the first."""
    return np.array([[name in ids for name in names] + [name in ids[:FIRST] for name in names] for _, ids in given])


def figures(judge: Path) -> str:
    """What --figures prints."""
    parts = [read(path) for path in files()]
    names = learned([each for part in parts for each in part])
    seen, suited = (
        [of_lines([line for line, _ in part], judge) for part in parts],
        [suits(part, names) for part in parts],
    )
    many = len(names)
    chosen, above, count = [], [], []
    for held, found in enumerate(suited):
        others = [place for place in range(len(parts)) if place != held]
        of_others = np.concatenate([suited[place] for place in others])
        model = regressions(np.concatenate([seen[place] for place in others]), of_others, both(names))
        shares = np.array([[*model.shares(line).values()] for line in seen[held]])
        ranks = shares[:, many:] - COMMON * model.often[many:]
        ranks[shares[:, :many] < LEAST] -= 1
        chosen += [(row[place], row[many + place]) for row, place in zip(found, ranks.argmax(1), strict=True)]
        above += found[:, :many][shares[:, :many] >= LEAST].tolist()
        count += (shares[:, :many] >= LEAST).sum(1).tolist()
    best, first = np.mean(chosen, axis=0)
    return (
        f"best {best:.3f}, one of the first {FIRST} {first:.3f}; "
        f"from {LEAST} on {np.mean(above):.3f}, {np.mean(count):.1f} a line"
    )


def both(names: Sequence[str]) -> list[str]:
    """The names of the columns of suits()."""
    return [*names, *(name + BEST for name in names)]


def main(arguments: Sequence[str] | None = None) -> None:
    judge, is_for_figures = asked_to(arguments, __doc__)
    if is_for_figures:
        print(figures(judge))
        return
    given, path = [each for path in files() for each in read(path)], judge.with_name(LINE_FORMS.name)
    names, seen = learned(given), of_lines([line for line, _ in given], judge)
    write(path, regressions(seen, suits(given, names), both(names), made_of(judge, files())))
    print(f"{len(names)} questions, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
