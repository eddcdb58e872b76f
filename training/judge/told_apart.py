"""Teach a judge whether a story is about what was asked: python training/judge/told_apart.py FOLDER

FOLDER is one made by export.py; it gets an output for this. As in lines.py the judge itself learns nothing, and a
linear model compares what two of its layers make of what has to be told and of the story. It is taught on the pairs of
`told_apart` in `learn`, of whose stories the judge has read none, each story beside both questions of its pair and one
of another pair beside either; and measured on those in `held`. Some twenty minutes on one core.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.scorer.judge import ABOUT, ABOUT_TOLD, WEIGHTS
from interview.scorer.verdict_model import Floats
from training.judge import asked, authored
from training.judge.asked import STORIES, Pair
from training.judge.lines import SEED, States, put_in, taught
from training.judge.outputs import written
from training.judge.packs import Target

FOLDER = "told_apart"
_NEITHER = STORIES[-1]


@dataclass(frozen=True)
class Beside:
    """A story beside a question and what has to be told, in several wordings; `is_about` it or not, and `is_near` to it
    as all stories of its pair are."""

    question: str
    told: tuple[str, ...]
    story: tuple[str, ...]
    is_about: bool
    is_near: bool = True
    is_neither: bool = False


def files(folder: str) -> list[Path]:
    return sorted((authored.DATA / folder / FOLDER).glob("pairs_*.txt"))


def pairs(path: Path, rng: random.Random) -> Iterator[Beside]:
    """Every story of a file beside both questions of its pair; beside each one of another pair, if there is one."""
    of_file = asked.of(path)
    for pair in of_file:
        others = [each for each in of_file if each is not pair]
        for place in (0, 1):
            beside = pair.questions[place], pair.told[place]
            for name in STORIES:
                is_about = pair.is_about(name, place) is Target.STATES
                yield Beside(*beside, pair.stories[name], is_about, is_neither=name == _NEITHER)
            if others:
                yield Beside(*beside, _any_of(rng.choice(others), rng), is_about=False, is_near=False)


def _any_of(pair: Pair, rng: random.Random) -> tuple[str, ...]:
    return pair.stories[rng.choice(STORIES)]


def compared(states: States, beside: Beside) -> Floats:
    """What two layers make of each wording and of the story, the mean over all wordings."""
    seen = [states.beside(beside.question, told, beside.story) for told in beside.told]
    return np.asarray(np.mean(seen, axis=0))


def figures(odds: Floats, found: Sequence[Beside]) -> dict[str, float]:
    """How well stories that are about what was asked are told from others, as AUC: from those of the same pair, from
    those near to both questions alone, and from those of other pairs."""

    def told_from(others: Sequence[bool]) -> float:
        among = np.array([each.is_about or other for each, other in zip(found, others, strict=True)])
        return round(float(roc_auc_score(np.array([each.is_about for each in found])[among], odds[among])), 3)

    return {
        "AUC": told_from([each.is_near for each in found]),
        "AUC near both": told_from([each.is_neither for each in found]),
        "AUC others": told_from([not each.is_near for each in found]),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    states, rng = States(folder), random.Random(SEED)

    def read(part: str) -> tuple[Floats, list[Beside]]:
        found = [each for path in files(part) for each in pairs(path, rng)]
        return np.stack([compared(states, each) for each in found]), found

    seen, found = read("learn")
    model = taught(seen, np.array([each.is_about for each in found]))
    put_in(folder / WEIGHTS, model, ABOUT_TOLD)
    seen, found = read("held")
    measured = figures(model.odds(seen), found)
    # How much this weighs was fitted on the output of before.
    written(folder, {ABOUT_TOLD: measured}, outdated=[ABOUT])
    print(f"{ABOUT_TOLD}: " + " ".join(f"{name} {value:.3f}" for name, value in measured.items()))


if __name__ == "__main__":
    main()
