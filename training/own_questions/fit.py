"""Fit whether a question asks for a story: python training/own_questions/fit.py [--figures]

Writes interview/question_bank/story_questions.tsv from data/*.tsv (README.md has the format) and from questions of the
bank. --figures prints instead, for each author by a model of the others: how many questions that ask for something
else are taken for stories, and how many that ask for a story are found.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.core.question import QuestionKind
from interview.question_bank.bank import FOLDERS, bank_in
from interview.question_bank.own_questions import SURELY_A_STORY
from interview.question_bank.story_questions import WEIGHTS, features, probability
from interview.text import linear_model
from training.resume_lines.fit import written
from training.resume_lines.of_meanings import digest

DATA = Path(__file__).parent / "data"
STORY, OTHER = "story", "other"
# What fewer questions have says more of them than of others; without smaller weights than these hundredths as many are
# right, in a third of the space.
FEWEST, SMALLEST = 2, 50
STRENGTH = 30.0
OF_THE_BANK, SEED = 300, 5


@dataclass(frozen=True)
class Labelled:
    """A question, and whether it asks for a story."""

    text: str
    is_story: bool


class Unreadable(ValueError):
    """A line that is not in the format; the message names file and line."""


def files() -> list[Path]:
    """One file for each author."""
    return sorted(DATA.glob("*.tsv"))


def read(path: Path) -> list[Labelled]:
    """The questions of one author; Unreadable where a line is not in the format."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        kind, _, text = line.partition("\t")
        if kind not in (STORY, OTHER) or not text.strip():
            raise Unreadable(f"{path.name}, line {number}: {line[:60]}")
        found.append(Labelled(text.strip(), kind == STORY))
    return found


def of_the_bank() -> list[Labelled]:
    """Questions of the bank on knowledge, OF_THE_BANK drawn of each language: none of them asks for a story."""
    drawn, found = random.Random(SEED), []
    for language in sorted(FOLDERS):
        of_knowledge = (topic for topic in bank_in(language).topics if topic.kind is QuestionKind.SKILL)
        known = [each.question for topic in of_knowledge for each in topic.questions]
        found += [Labelled(text, False) for text in drawn.sample(known, min(OF_THE_BANK, len(known)))]
    return found


def rows(given: Sequence[Labelled]) -> list[str]:
    """A model of these questions, as interview/text/linear_model.py reads it."""
    often = Counter(name for each in given for name in features(each.text))
    vectors = DictVectorizer(sort=True)
    seen = vectors.fit_transform(
        [{name: much for name, much in features(each.text).items() if often[name] >= FEWEST} for each in given]
    )
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(seen, [each.is_story for each in given])
    return written(vectors, model.coef_, model.intercept_, SMALLEST)


def figures() -> Iterator[str]:
    """What --figures prints: a line for each author."""
    by_author = {path.stem: read(path) for path in files()}
    for name, given in by_author.items():
        others = [each for other, part in by_author.items() if other != name for each in part]
        model = linear_model.weights_of(rows([*others, *of_the_bank()]))
        said = [(probability(each.text, model) >= SURELY_A_STORY, each.is_story) for each in given]
        stories = [found for found, is_story in said if is_story]
        rest = [found for found, is_story in said if not is_story]
        yield (
            f"{name}: of {len(rest)} that ask for something else {sum(rest)} are taken for stories; "
            f"of {len(stories)} that ask for a story {sum(stories)} are found"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true")
    if parser.parse_args(arguments).figures:
        print(*figures(), sep="\n")
        return
    given = [*(each for path in files() for each in read(path)), *of_the_bank()]
    told = rows(given)
    WEIGHTS.write_text("\n".join([f"# a story; fitted on texts {digest(files())}", *told]) + "\n", encoding="utf-8")
    print(f"{len(given)} questions, {len(told)} weights, {WEIGHTS.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
