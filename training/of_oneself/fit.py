"""Fit whether somebody told of themselves what a key point asks for: python training/of_oneself/fit.py [--figures]

Writes of_oneself.npz beside the judge, which reads question, key points and answer, from data/*.txt (README.md has the
format). --figures prints instead what verdicts are given: for each author's answers by a model that learned from the
others, for the same by one that learned from other questions, too, and for those in held/ by what is in place.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.scorer.judge import Judge
from interview.scorer.of_oneself import OF_ONESELF, At, Networks, networks, seen, write
from interview.scorer.stretches import stretches
from interview.scorer.verdict_model import Floats
from interview.scorer.wordings import is_of_oneself
from interview.text.sentences import sentences
from training.resume_lines.of_meanings import FOR_FIGURES, MadeOf, asked_to, made_of

DATA, HELD = Path(__file__).parent / "data", Path(__file__).parent / "held"
# What a reader says of a key point: told, told in part, not told, said the opposite; "?" where two readers differ.
COVERED, TOUCHED, MISSED, OPPOSITE, DIFFER = "ctmx?"
# So many networks of so many units, with weights held so small: of 16 units with a third of that as much is known of
# authors of whom nothing was learned. A tenth of the rows says when to stop.
NETWORKS, UNITS, DECAY = 3, 32, 3.0
# Each fifth question is left out at a time.
FOLDS = 5
# With what draws what is said beside a question, and how many sentences of it.
SEED, BESIDE = 5, 3
_ROW = re.compile(rf"\[([{COVERED}{TOUCHED}{MISSED}{OPPOSITE}{DIFFER}]+)\] (.+)")


@dataclass(frozen=True)
class Answer:
    """An answer to a question with key points, who wrote it, and a letter for each key point."""

    author: str
    asked: str
    question: str
    points: tuple[str, ...]
    letters: str
    text: str


class Unreadable(ValueError):
    """A line that is not in the format; the message names file and line."""


def read(path: Path) -> list[Answer]:
    """The answers of one author; Unreadable where a line is not in the format."""
    found: list[Answer] = []
    asked, question, points = "", "", list[str]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = _ROW.fullmatch(line)
        if line.startswith("# "):
            asked, question, points = line[2:], "", []
        elif line.startswith("? "):
            question = line[2:]
        elif line.startswith("- "):
            points = [*points, line[2:]]
        elif row is not None and question and len(row[1]) == len(points):
            found.append(Answer(path.stem, asked, question, tuple(points), row[1], row[2]))
        elif line:
            raise Unreadable(f"{path.name}, line {number}: {line[:60]}")
    return found


def read_all(folder: Path) -> list[Answer]:
    """The answers of all authors of a folder to questions of which every key point asks for something of one's own."""
    return [each for path in sorted(folder.glob("*.txt")) for each in read(path) if is_of_oneself(each.points)]


def beside_the_question(given: Sequence[Answer]) -> list[Answer]:
    """Answers as nobody wrote them, by whom they teach: to each question what the author said to another, which tells
    nothing of it, and each answer with what they said to a third one before or behind it, which tells no more."""
    draw, found = random.Random(SEED), list[Answer]()
    for answer in given:
        others = [each for each in given if each.author == answer.author and each.asked != answer.asked]
        other, third = draw.choice(others), draw.choice(others)
        found.append(replace(answer, text=other.text, letters=MISSED * len(answer.points)))
        both = [answer.text, " ".join(part.of(third.text) for part in sentences(third.text)[:BESIDE])]
        draw.shuffle(both)
        found.append(replace(answer, text=" ".join(both)))
    return found


@lru_cache(maxsize=1)
def _judge(folder: Path) -> Judge:
    return Judge(folder)


@cache
def _seen(answer: Answer, folder: Path) -> list[Floats]:
    judge = _judge(folder)
    return seen(judge, answer.question, answer.points, [each.read for each in stretches(answer.text, judge.starts)])


def fitted(given: Sequence[Answer], judge: Path, made: MadeOf = FOR_FIGURES) -> Networks:
    """Networks of these answers; what is told in part is learned as told and as not, and what two readers say different
    things of not at all."""
    from sklearn.neural_network import MLPClassifier  # loads for a second; only this needs it
    from sklearn.preprocessing import StandardScaler

    rows, told = [], []
    for answer in given:
        for letter, point in zip(answer.letters, _seen(answer, judge)[0], strict=True):
            for is_told in {COVERED: (True,), TOUCHED: (True, False), DIFFER: ()}.get(letter, (False,)):
                rows.append(point)
                told.append(is_told)
    scale = StandardScaler().fit(np.array(rows))
    found = [
        MLPClassifier((UNITS,), alpha=DECAY, early_stopping=True, max_iter=60, random_state=seed).fit(
            scale.transform(np.array(rows)), told
        )
        for seed in range(NETWORKS)
    ]
    hidden = np.array([each.coefs_[0] / scale.scale_[:, None] for each in found])
    return Networks(
        hidden.astype(np.float32),
        np.array([each.intercepts_[0] for each in found], np.float32) - (scale.mean_ @ hidden).astype(np.float32),
        np.array([each.coefs_[1][:, 0] for each in found], np.float32),
        np.array([each.intercepts_[1][0] for each in found], np.float32),
        made.judge,
        made.texts,
    )


def probable(given: Iterable[Answer], model: Networks, judge: Path) -> Iterator[tuple[Answer, str, float]]:
    """Of each key point of each answer its letter, and how probable it is told."""
    for answer in given:
        shares = np.max([model.probable(reading) for reading in _seen(answer, judge)], axis=0)
        yield from ((answer, *each) for each in zip(answer.letters, map(float, shares), strict=True))


def by_others(
    given: Sequence[Answer], taught: Sequence[Answer], judge: Path, *, of_other_questions: bool
) -> list[tuple[Answer, str, float]]:
    """The same by models of what other authors taught, and, if asked for, to other questions alone."""
    main = sorted({answer.asked.partition("/")[0] for answer in given})
    folds = [set(main[fold::FOLDS]) for fold in range(FOLDS)] if of_other_questions else [set(main)]
    found = list[tuple[Answer, str, float]]()
    for author in sorted({answer.author for answer in given}):
        for fold in folds:
            left_out = fold if of_other_questions else set()
            learned = [
                each for each in taught if each.author != author and each.asked.partition("/")[0] not in left_out
            ]
            tested = [each for each in given if each.author == author and each.asked.partition("/")[0] in fold]
            found += probable(tested, fitted(learned, judge), judge)
    return found


def told(name: str, found: Sequence[tuple[Answer, str, float]]) -> str:
    """A line of figures."""
    verdicts: Counter[tuple[str, str]] = Counter()
    for _, letter, share in found:
        verdict = "recognised" if share >= At.recognised else "not" if 1 - share >= At.missed else "open"
        verdicts[letter, verdict] += 1

    def rate(letter: str, verdict: str) -> str:
        count = sum(verdicts[letter, each] for each in ("recognised", "not", "open"))
        return f"{verdicts[letter, verdict]} of {count}"

    left = sum(count for (_, verdict), count in verdicts.items() if verdict == "open")
    praised = ", ".join(
        f"{what} {rate(letter, 'recognised')}"
        for what, letter in (("not told", MISSED), ("in part", TOUCHED), ("the opposite", OPPOSITE))
    )
    return (
        f"{name}: told and not recognised {rate(COVERED, 'not')}; recognised though {praised}; told and recognised "
        f"{rate(COVERED, 'recognised')}; not told and not recognised {rate(MISSED, 'not')}; "
        f"left open {left} of {len(found)}"
    )


def figures(judge: Path) -> Iterator[str]:
    """What --figures prints."""
    given, held = read_all(DATA), read_all(HELD)
    taught = [*given, *beside_the_question(given)]
    yield told("other authors", by_others(given, taught, judge, of_other_questions=False))
    yield told("other authors and questions", by_others(given, taught, judge, of_other_questions=True))
    model = networks()
    if model is None:
        return
    of_held = list(probable(held, model, judge))
    for name in ("about-you", "how-you-work"):
        main = [each for each in of_held if each[0].asked.startswith(name) and "/" not in each[0].asked]
        yield told(f"held, {name}", main)
    yield told("held, follow-ups", [each for each in of_held if "/" in each[0].asked])
    another, longer = (list(probable(beside_the_question(held)[place::2], model, judge)) for place in (0, 1))
    yield told("held, what was said to another question", another)
    yield told("held, with what was said to another question beside", longer)


def main(arguments: Sequence[str] | None = None) -> None:
    judge, is_for_figures = asked_to(arguments, __doc__)
    if is_for_figures:
        print(*figures(judge), sep="\n")
        return
    given, path = read_all(DATA), judge.with_name(OF_ONESELF.name)
    taught = [*given, *beside_the_question(given)]
    write(path, fitted(taught, judge, made_of(judge, sorted(DATA.glob("*.txt")))))
    print(f"{len(given)} answers, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
