"""Fit how well a question suits a line of a resume: python training/resume_lines/forms.py [--figures]

Writes line_forms.npz beside the judge in place, which reads the lines, from data/forms_*.tsv: a line, a tab, and the
questions of achievements.yaml that a reader would ask of it, best first, without "achievements-". --figures prints
instead, for lines of readers of whom nothing was learned: how often the question that is taken to suit best does, how
often those from LEAST on do, and how many these are a line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.practice.line_forms import COMMON, LEAST
from interview.question_bank.bank import load_bank
from interview.scorer.meanings import LINE_FORMS, write
from training.resume_lines.of_meanings import digest, of_lines, regressions

DATA = Path(__file__).parent / "data"
TOPIC = "achievements"
FEWEST_LINES = 15
Labelled = tuple[str, frozenset[str]]


def files() -> list[Path]:
    """One file for each reader."""
    return sorted(DATA.glob("forms_*.tsv"))


def read(path: Path) -> list[Labelled]:
    """The lines of a reader with the ids of the questions that suit them; ValueError where a row has no tab or names a
    question that the bank does not have."""
    known, found = set(questions()), []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line, tab, names = row.partition("\t")
        ids = frozenset(f"{TOPIC}-{name}" for name in names.split())
        if not tab or not ids <= known:
            raise ValueError(f"{path.name}, row {number}: {', '.join(sorted(ids - known)) or 'no tab'}")
        found.append((line, ids))
    return found


def questions() -> list[str]:
    """The ids of the questions about a line, in the order of the bank."""
    [topic] = [topic for topic in load_bank().topics if topic.topic == TOPIC]
    return [question.id for question in topic.questions if question.about]


def learned(given: Sequence[Labelled]) -> list[str]:
    """The questions that enough readers would ask of some line; for others the bank has rules."""
    return [name for name in questions() if sum(name in ids for _, ids in given) >= FEWEST_LINES]


def figures() -> str:
    """What --figures prints."""
    parts = [read(path) for path in files()]
    names = learned([each for part in parts for each in part])
    seen = [of_lines([line for line, _ in part]) for part in parts]
    suited = [np.array([[name in ids for name in names] for _, ids in part]) for part in parts]
    best, above, many = [], [], []
    for held, suits in enumerate(suited):
        others = [place for place in range(len(parts)) if place != held]
        of_others = np.concatenate([suited[place] for place in others])
        model = regressions(np.concatenate([seen[place] for place in others]), of_others, names)
        shares = np.array([[*model.shares(line).values()] for line in seen[held]])
        ranks = shares - COMMON * model.often
        ranks[shares < LEAST] -= 1
        best += [row[place] for row, place in zip(suits, ranks.argmax(1), strict=True)]
        above += suits[shares >= LEAST].tolist()
        many += (shares >= LEAST).sum(1).tolist()
    return f"best {np.mean(best):.3f}  from {LEAST} on {np.mean(above):.3f}, {np.mean(many):.1f} a line"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true")
    if parser.parse_args().figures:
        print(figures())
        return
    given = [each for path in files() for each in read(path)]
    names = learned(given)
    suits = np.array([[name in ids for name in names] for _, ids in given])
    model = regressions(of_lines([line for line, _ in given]), suits, names, texts=digest(files()))
    write(LINE_FORMS, model)
    print(f"{len(names)} questions, {LINE_FORMS.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
