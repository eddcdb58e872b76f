"""Fit what kind of answer somebody gives: python training/answer_kinds/fit.py [--figures] [--judge FOLDER]

Writes answer_kinds.npz beside the judge, which reads questions and answers, from data/author_N.txt (README.md has the
format) and from answers of which the judge learned, which all tell something. --figures prints instead, for each author
by a model of the others, how many kinds are right, how many answers that tell something are called otherwise, and of
answers that tell nothing how many are found.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.core.answer_kind import NOTHING_TOLD, AnswerKind
from interview.scorer.answer_kinds import by_shares
from interview.scorer.meanings import ANSWER_KINDS, OfMeanings, write
from interview.scorer.verdict_model import Floats
from interview.text.sentences import sentences
from training.judge import authored
from training.resume_lines.of_meanings import FOR_FIGURES, MadeOf, asked_to, beside, digest, made_of, regressions

DATA = Path(__file__).parent / "data"
KINDS = tuple(AnswerKind)
READERS = "readers.txt"
_ROW = re.compile(r"\[(\w+)\] (.+)")
# Weak weights: there are 1,536 for each kind, and some thousand answers. Ten times of it is no better for authors of
# whom nothing was learned, a third finds a third less.
STRENGTH = 3e-3
# Sentences that say a key point, and whole answers by how many words they have at most: the authors wrote none of a
# plain fact, and few of more than 60 words.
SENTENCES, ANSWERS = 300, {25: 450, 60: 250, 200: 200}
# Of who boasts, speaks in general or beside the question so many: they tell nothing, but do not say so.
BESIDE = {"brag": 153, "beside": 150, "waffle": 150}
SEED = 11


@dataclass(frozen=True)
class Labelled:
    """An answer, what it answers, and what it does by the word of who wrote it."""

    question: str
    answer: str
    kind: AnswerKind


class Unreadable(ValueError):
    """A line that is not in the format; the message names file and line."""


def files() -> list[Path]:
    """One file for each author, and one of answers that readers of the product found to be taken wrongly."""
    return [*sorted(DATA.glob("author_*.txt")), DATA / READERS]


def digest_of_files() -> str:
    """Names the texts of all files."""
    return digest(files())


def read(path: Path) -> list[Labelled]:
    """The answers of one author; Unreadable where a line is not in the format."""
    found, question = [], ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        said = _ROW.fullmatch(line)
        if line.startswith("? "):
            question = line[2:]
        elif said is not None and question and said[1] in KINDS:
            found.append(Labelled(question, said[2], AnswerKind(said[1])))
        elif line and not line.startswith("# "):
            raise Unreadable(f"{path.name}, line {number}: {line[:60]}")
        else:
            question = question if line else ""
    return found


def plain() -> list[Labelled]:
    """Answers that do not say that there is nothing to tell, drawn from what the judge learned."""
    statements, answers = authored.everything("learn")
    whole = [_whole(each) for each in answers if each.kind not in BESIDE]
    drawn = random.Random(SEED)
    found = drawn.sample([(each.question, each.text) for each in statements], SENTENCES)
    least = 0
    for most, count in ANSWERS.items():
        found += drawn.sample([each for each in whole if least < len(each[1].split()) <= most], count)
        least = most
    for kind, count in BESIDE.items():
        found += drawn.sample([_whole(each) for each in answers if each.kind == kind], count)
    return [Labelled(*each, AnswerKind.TELLS) for each in found]


def _whole(answer: authored.Answer) -> tuple[str, str]:
    return answer.question, " ".join(part.text.removeprefix(authored.WITHIN) for part in answer.sentences)


def seen(given: Sequence[Labelled], judge: Path) -> Floats:
    """What the judge in a folder makes of each, shape (answers, 2 × width)."""
    return np.array([beside(each.question, _sentences(each.answer), judge) for each in given])


def _sentences(answer: str) -> tuple[str, ...]:
    return tuple(part.of(answer) for part in sentences(answer))


def fitted(given: Sequence[Labelled], judge: Path, made: MadeOf = FOR_FIGURES) -> OfMeanings:
    """A model of these answers."""
    said = np.array([[each.kind is kind for kind in KINDS] for each in given])
    return regressions(seen(given, judge), said, KINDS, made, STRENGTH)


def kinds(model: OfMeanings, given: Sequence[Labelled], judge: Path) -> list[AnswerKind]:
    """What a model says of each, as in use."""
    return [by_shares(model.shares(meaning)) for meaning in seen(given, judge)]


def figures(judge: Path) -> Iterator[str]:
    """What --figures prints: a line for each author."""
    by_author, told = {path.stem: read(path) for path in files() if path.name != READERS}, plain()
    told += read(DATA / READERS)
    for name, given in by_author.items():
        others = [each for other, part in by_author.items() if other != name for each in part]
        said = list(
            zip(kinds(fitted([*others, *told], judge), given, judge), (each.kind for each in given), strict=True)
        )
        tells = [found for found, kind in said if kind is AnswerKind.TELLS]
        nothing = [found for found, kind in said if kind in NOTHING_TOLD]
        yield (
            f"{name}: {sum(found is kind for found, kind in said)} of {len(said)} right; "
            f"of {len(tells)} that tell something {sum(found in NOTHING_TOLD for found in tells)} are said to tell "
            f"nothing; of {len(nothing)} that tell nothing {sum(found in NOTHING_TOLD for found in nothing)} are found"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    judge, is_for_figures = asked_to(arguments, __doc__)
    if is_for_figures:
        print(*figures(judge), sep="\n")
        return
    given, path = [*(each for path in files() for each in read(path)), *plain()], judge.with_name(ANSWER_KINDS.name)
    write(path, fitted(given, judge, made_of(judge, files())))
    print(f"{len(given)} answers, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
