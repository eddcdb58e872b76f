"""Fit how well a question suits a line of a resume: python training/resume_lines/forms.py [--figures]

Writes interview/practice/line_forms.tsv from data/forms_*.tsv: a line, a tab, and the questions of achievements.yaml
that a reader would ask of it, best first, without "achievements-". --figures prints instead, for lines of readers of
whom nothing was learned: how often the question that is taken to suit best does, how often those from LEAST on do, and
how many these are a line.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.practice.line_forms import COMMON, LEAST, OFTEN, WEIGHTS
from interview.question_bank.bank import load_bank
from interview.resume.profile.line_features import of_what_it_says
from training.resume_lines.fit import Floats, written

DATA = Path(__file__).parent / "data"
TOPIC = "achievements"
REGULARISATION = 0.3
FEWEST_LINES = 15
# What stands in one line alone is no rule.
FEWEST = 2
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


def fitted(given: Sequence[Labelled], names: Sequence[str]) -> tuple[DictVectorizer, Floats, Floats]:
    """The model: vectors of features, a row of weights for each of these questions, and the constants."""
    vectors, lines = DictVectorizer(sort=True), [of_what_it_says(line) for line, _ in given]
    often = Counter(name for said in lines for name in said)
    seen = vectors.fit_transform(
        [{name: much for name, much in said.items() if often[name] >= FEWEST} for said in lines]
    )
    models = [
        LogisticRegression(C=REGULARISATION, max_iter=400).fit(seen, [name in ids for _, ids in given])
        for name in names
    ]
    return vectors, np.array([model.coef_[0] for model in models]), np.array([model.intercept_[0] for model in models])


def figures() -> str:
    """What --figures prints."""
    parts = [read(path) for path in files()]
    names = learned([each for part in parts for each in part])
    best, above, many = [], [], []
    for number, held in enumerate(parts):
        others = [each for other, part in enumerate(parts) if other != number for each in part]
        vectors, weights, constants = fitted(others, names)
        shares = 1 / (
            1 + np.exp(-(vectors.transform([of_what_it_says(line) for line, _ in held]) @ weights.T + constants))
        )
        suits = np.array([[name in ids for name in names] for _, ids in held])
        ranks = shares - COMMON * np.mean([[name in ids for name in names] for _, ids in others], axis=0)
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
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files())).hexdigest()
    given = [each for path in files() for each in read(path)]
    names = learned(given)
    found = written(*fitted(given, names))
    often = [round(100 * sum(name in ids for _, ids in given) / len(given)) for name in names]
    found.append("\t".join([OFTEN, *map(str, often)]))
    head = f"# {' '.join(names)}; fitted on texts {digest}"
    WEIGHTS.write_text("\n".join([head, *found]) + "\n", encoding="utf-8")
    print(f"{len(found)} weights, {WEIGHTS.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
