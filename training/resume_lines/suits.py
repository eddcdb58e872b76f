"""Fit whether a question of the bank fits somebody's work: python training/resume_lines/suits.py [--figures]

Writes question_fit.npz beside the judge in place, which reads questions and lines, from data/suits_N.tsv: 2, 1 or 0, a
tab, which of the people of resumes_N.txt (from 1), a tab and the id of a question of the bank. --figures prints
instead, for people of authors of whom nothing was learned, how well questions that fit (2) are told from others (AUC),
and how many of those that are taken to fit do, apart for what is asked of everybody and for what is of a trade.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.practice.question_fit import FITS, LEAST
from interview.question_bank.bank import BankQuestion, Topic, load_bank
from interview.question_bank.topics import FOR_EVERYBODY
from interview.resume.profile.line_kinds import LineKind
from interview.scorer.meanings import QUESTION_FIT, beside, write
from interview.scorer.verdict_model import Floats
from training.resume_lines import labelled
from training.resume_lines.of_meanings import digest, of_lines, regressions

DATA = Path(__file__).parent / "data"
_ROW = re.compile(r"([012])\t(\d+)\t(\S+)")
WORK = (LineKind.DEED, LineKind.DUTY)


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


def seen(path: Path) -> tuple[Floats, list[Said]]:
    """What the model sees of each question, and what was said of it."""
    lines = people(path)
    work = [list(of_lines(each)) for each in lines]
    said = read(path)
    asked = of_lines([each.question.question for each in said])
    return np.array([beside(one, work[each.person]) for one, each in zip(asked, said, strict=True)]), said


def figures() -> str:
    """What --figures prints."""
    parts = [seen(path) for path in files()]
    shares: list[float] = []
    for held, (questions, _) in enumerate(parts):
        others = [each for place, each in enumerate(parts) if place != held]
        model = regressions(
            np.concatenate([each for each, _ in others]), _fits([s for _, e in others for s in e]), [FITS]
        )
        shares += [model.shares(each)[FITS] for each in questions]
    every = [each for _, said in parts for each in said]
    told = []
    for name in ("everybody", "a trade"):
        places = [place for place, each in enumerate(every) if _is_for_all(each) is (name == "everybody")]
        fits, of = _fits([every[place] for place in places])[:, 0], np.array(shares)[places]
        taken = of >= LEAST
        told.append(
            f"{name}: {len(fits)}, AUC {roc_auc_score(fits, of):.3f}, fit {fits.mean():.3f}; "
            f"taken {taken.mean():.3f}, of these fit {fits[taken].mean():.3f}"
        )
    return "\n".join(told)


def _is_for_all(said: Said) -> bool:
    return said.topic.area == FOR_EVERYBODY


def _fits(said: Sequence[Said]) -> np.ndarray:
    return np.array([[each.much == 2] for each in said])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true")
    if parser.parse_args().figures:
        print(figures())
        return
    parts = [seen(path) for path in files()]
    said = [each for _, part in parts for each in part]
    texts = digest([*files(), *labelled.files()])
    write(QUESTION_FIT, regressions(np.concatenate([each for each, _ in parts]), _fits(said), [FITS], texts=texts))
    print(f"{len(said)} questions, {QUESTION_FIT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
