"""Fit what kind of answer somebody gives in Chinese: python training/answer_kinds/fit_chinese.py [--figures]

Writes interview/scorer/weights/chinese_kinds.npz from data/chinese_N.txt (README.md has the format). --figures prints
instead, for each author by a model of the others, how many kinds are right, how many answers that tell something are
said to tell nothing, and how many that tell nothing are found.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.core.answer_kind import NOTHING_TOLD, AnswerKind
from interview.scorer.chinese_kinds import FILE, CharacterModel, by_shares, features, write
from training.answer_kinds.fit import DATA, Labelled, read
from training.resume_lines.of_meanings import digest

READERS = "chinese_readers.txt"
# What fewer answers have says more of them than of others.
LEAST_OFTEN = 3
# Ten times of it, or a tenth, is no better for authors of whom nothing was learned.
STRENGTH = 30.0


def files() -> list[Path]:
    """One file for each author, and one of short answers that a model of theirs took wrongly, or might have."""
    return [*sorted(DATA.glob("chinese_[0-9]*.txt")), DATA / READERS]


def fitted(given: Sequence[Labelled], texts: str = "") -> CharacterModel:
    """A model of these answers; `texts` names them."""
    from sklearn.linear_model import LogisticRegression  # loads for a second; only this needs it

    often = Counter(name for each in given for name in features(each.answer))
    columns = {
        name: place for place, name in enumerate(sorted(n for n, count in often.items() if count >= LEAST_OFTEN))
    }
    seen = np.zeros((len(given), len(columns)), np.float32)
    for row, each in zip(seen, given, strict=True):
        found = [columns[name] for name in features(each.answer) if name in columns]
        row[found] = max(1, len(found)) ** -0.5
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(seen, [each.kind.value for each in given])
    kinds = tuple(map(AnswerKind, model.classes_))
    return CharacterModel(kinds, columns, model.coef_.astype(np.float32), model.intercept_.astype(np.float32), texts)


def figures() -> Iterator[str]:
    """What --figures prints: a line for each author."""
    by_author = {path.stem: read(path) for path in files() if path.name != READERS}
    for name, given in by_author.items():
        others = [each for other, part in by_author.items() if other != name for each in part]
        model = fitted([*others, *read(DATA / READERS)])
        said = [(by_shares(model.shares(each.answer)).kind, each.kind) for each in given]
        tells = [found for found, kind in said if kind not in NOTHING_TOLD]
        nothing = [found for found, kind in said if kind in NOTHING_TOLD]
        yield (
            f"{name}: {sum(found is kind for found, kind in said)} of {len(said)} right; "
            f"of {len(tells)} that tell something {sum(found in NOTHING_TOLD for found in tells)} are said to "
            f"tell nothing; of {len(nothing)} that tell nothing "
            f"{sum(found in NOTHING_TOLD for found in nothing)} are found"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true")
    if parser.parse_args(arguments).figures:
        print(*figures(), sep="\n")
        return
    given = [each for path in files() for each in read(path)]
    write(FILE, fitted(given, digest(files())))
    print(f"{len(given)} answers, {FILE.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
