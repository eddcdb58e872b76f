"""Fit whether a question of the bank fits somebody: python training/resume_lines/suits.py [--figures] [--judge FOLDER]

Writes question_fit.npz beside the judge, which reads questions and lines, from data/suits_N.tsv: 2, 1 or 0, a
tab, which of the people of resumes_N.txt (from 1), a tab and the id of a question of the bank. Questions for everybody
and those of a trade are learned apart. Readers saw what the product would have asked, so that of trades it is learned
beside questions of topics that the product asked this person nothing of, which are taken not to fit.

--figures prints instead, for people of authors of whom nothing was learned, how well questions that fit (2) are told
from others (AUC), how many are taken to fit, and how many of these do; and how many of other topics are.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.core.question import QuestionKind
from interview.practice.question_fit import ANYBODY, LEAST, TRADE
from interview.question_bank.bank import BankQuestion, Topic, load_bank
from interview.question_bank.topics import FOR_EVERYBODY
from interview.resume.profile.line_kinds import LineKind
from interview.scorer.meanings import QUESTION_FIT, OfMeanings, beside, write
from interview.scorer.verdict_model import Floats
from training.resume_lines import labelled
from training.resume_lines.of_meanings import FOR_FIGURES, MadeOf, asked_to, made_of, of_lines, regressions, together

DATA = Path(__file__).parent / "data"
_ROW = re.compile(r"([012])\t(\d+)\t(\S+)")
WORK = (LineKind.DEED, LineKind.DUTY)
# Weak weights, as in of_meanings.py; what tells a trade from another may be stronger.
STRENGTHS = {ANYBODY: 1e-3, TRADE: 1e-2}
# How many questions of other topics each person has, and how much one counts beside what a reader said.
OTHER_TOPICS, ELSEWHERE = 8, 0.3
SEED = 3


@dataclass(frozen=True)
class Said:
    """What a reader said of a question (0 to 2) for the person at a place of the author's file."""

    much: int
    person: int
    topic: Topic
    question: BankQuestion


def files() -> list[Path]:
    """One file for each reader."""
    return sorted(DATA.glob("suits_*.tsv"))


def read(path: Path) -> list[Said]:
    """What a reader said of questions that the bank has; ValueError where a row has not the form."""
    known, found = load_bank().by_id, []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        said = _ROW.fullmatch(row)
        if said is None:
            raise ValueError(f"{path.name}, row {number}: {row[:60]}")
        if said[3] in known:
            found.append(Said(int(said[1]), int(said[2]) - 1, *known[said[3]]))
    return found


def people(path: Path) -> list[list[str]]:
    """The lines of work of each person of the author whose people a reader read."""
    resumes = labelled.read(path.with_name(path.name.replace("suits", "resumes").replace(".tsv", ".txt")))
    return [[line.text for line in resume if line.kind in WORK] for resume in resumes]


@dataclass(frozen=True)
class Seen:
    """What the model sees of questions for people, shape (questions, 3 × width), whether each fits, and how much it
    counts: those that nobody was asked about count less."""

    of: Floats
    fits: npt.NDArray[np.bool_]
    counts: npt.NDArray[np.float64]


def seen(path: Path, judge: Path, rng: random.Random) -> dict[str, Seen]:
    """What was said of the questions of a file, for everybody and of a trade."""
    work = [list(of_lines(lines, judge)) for lines in people(path)]
    said, found = read(path), {}
    for name in (ANYBODY, TRADE):
        asked = [(each.question, each.person, each.much == 2, 1.0) for each in said if _name(each.topic) == name]
        if name == TRADE:
            asked += [
                (question, person, False, ELSEWHERE) for question, person in _of_other_topics(said, len(work), rng)
            ]
        questions = of_lines([question.question for question, *_ in asked], judge)
        found[name] = Seen(
            np.array([beside(one, work[person]) for one, (_, person, *_) in zip(questions, asked, strict=True)]),
            np.array([[fits] for *_, fits, _ in asked]),
            np.array([counts for *_, counts in asked]),
        )
    return found


def _name(topic: Topic) -> str:
    return ANYBODY if topic.area == FOR_EVERYBODY else TRADE


def _of_other_topics(said: Sequence[Said], many: int, rng: random.Random) -> Iterator[tuple[BankQuestion, int]]:
    """Questions of trades that each of so many people was asked nothing of."""
    topics = [topic for topic in load_bank().of_kind(QuestionKind.SKILL) if topic.area != FOR_EVERYBODY]
    for person in range(many):
        asked = {each.topic.topic for each in said if each.person == person}
        for topic in rng.sample([topic for topic in topics if topic.topic not in asked], OTHER_TOPICS):
            yield rng.choice(topic.questions), person


def fit(parts: Sequence[dict[str, Seen]], made: MadeOf = FOR_FIGURES) -> OfMeanings:
    models = []
    for name, strength in STRENGTHS.items():
        each = [part[name] for part in parts]
        of, fits, counts = (np.concatenate([getattr(one, of) for one in each]) for of in ("of", "fits", "counts"))
        models.append(regressions(of, fits, [name], made, strength, counts))
    return together(models)


def figures(parts: Sequence[dict[str, Seen]]) -> str:
    """What --figures prints."""
    from sklearn.metrics import roc_auc_score  # loads for a second; only this needs it

    told = []
    every: dict[str, list[float]] = {name: [] for name in STRENGTHS}
    for held, part in enumerate(parts):
        model = fit([each for place, each in enumerate(parts) if place != held])
        for name in every:
            every[name] += [model.shares(each)[name] for each in part[name].of]
    for name, shares in every.items():
        fits, counts = (np.concatenate([getattr(part[name], of) for part in parts]) for of in ("fits", "counts"))
        of, is_asked = np.array(shares), counts == 1
        taken = of >= LEAST[name]
        told.append(
            f"{name}: {is_asked.sum()}, fit {fits[is_asked].mean():.3f}, AUC "
            f"{roc_auc_score(fits[is_asked, 0], of[is_asked]):.3f}; taken {taken[is_asked].mean():.3f}, of these fit "
            f"{fits[is_asked & taken].mean():.3f}"
            + ("" if is_asked.all() else f"; of other topics {taken[~is_asked].mean():.3f} taken")
        )
    return "\n".join(told)


def main(arguments: Sequence[str] | None = None) -> None:
    judge, is_for_figures = asked_to(arguments, __doc__)
    rng, path = random.Random(SEED), judge.with_name(QUESTION_FIT.name)
    parts = [seen(each, judge, rng) for each in files()]
    if is_for_figures:
        print(figures(parts))
        return
    write(path, fit(parts, made_of(judge, [*files(), *labelled.files()])))
    print(f"{path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
