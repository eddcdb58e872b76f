"""Bases side by side: python training/judge/bases.py OUT --base FOLDER [LAYERS FREEZE RATE PACKS] --base ...

Teaches each base from nothing once for each seed, and measures each judge on held authors and questions as it stands,
before it is made small (export.py). PACKS says how long each learns, so that a small base can be given the time that a
large one takes. What is in OUT already is not taught again. Prints a row per base: the mean over seeds, and in brackets
the lowest and the highest.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.scorer.judge import TOKENIZER, Reader, Reading
from interview.scorer.verdict_model import Floats
from training.judge import train
from training.judge.measure import auc, cells, held
from training.judge.model import Judge, batch, pairs, quickest
from training.judge.packs import Target

MEASURED = ("answers", "turned")
DEFAULTS = ("0", "0", "1.5e-4", "5000")


@dataclass(frozen=True)
class Base:
    """A base and how it is taught; `layers` and `freeze` as in train.py."""

    folder: Path
    layers: int
    freeze: int
    rate: float
    packs: int

    @property
    def name(self) -> str:
        return f"{self.folder.name}-{self.layers}-{self.freeze}-{self.packs}"

    def taught(self, out: Path, seed: int, threads: int) -> Path:
        """The folder of the judge that was made from it with this seed."""
        folder = out / f"{self.name}-{seed}"
        settings = {"layers": self.layers, "freeze": self.freeze, "rate": self.rate, "packs": self.packs}
        given = [part for name, value in settings.items() for part in (f"--{name}", str(value))]
        train.main([str(self.folder), str(folder), *given, "--seed", str(seed), "--threads", str(threads)])
        return folder


class Taught:
    """A judge as train.py leaves it, asked as the product asks the one that it runs."""

    def __init__(self, base: Base, folder: Path) -> None:
        self._reader = Reader(folder / TOKENIZER)
        self._judge = Judge(base.folder, base.layers, base.freeze)
        self._judge.load_state_dict(torch.load(folder / train.STATE, weights_only=True))
        self._judge.encoder.precision = quickest()
        self._judge.eval()

    @property
    def weights(self) -> int:
        """How many numbers it is made of, of which each is a byte in the product."""
        return sum(part.numel() for part in self._judge.parameters())

    def says(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Floats:
        """As Judge.says of interview/scorer/judge.py."""
        found = np.zeros((len(points), len(sentences), 3), np.float32)
        for start, reading in self._reader.readings(question, points, sentences):
            part = found[:, start : start + reading.sentences]
            part[:] = np.maximum(part, self._shares(reading).reshape(part.shape))
        return found

    def _shares(self, reading: Reading) -> Floats:
        ids, _, kinds, pooling = batch([reading])
        with torch.no_grad():
            segments = self._judge.segments(ids, None, kinds, pooling)
            point, sentence = (segments[each[:, 0], each[:, 1]] for each in pairs([reading]))
            return np.asarray(self._judge.claims(point, sentence).softmax(-1), np.float32)


def figures(judge: Taught) -> dict[str, float]:
    """AUC of states against contradicts on what is MEASURED, and of whole answers how many of each of the three claims
    are found, on average over the three (0.33 by chance)."""
    measured = held()
    found = {name: cells(judge, measured[name]) for name in MEASURED}
    targets, said = found["answers"]
    right = [float((said[targets == claim].argmax(1) == claim).mean()) for claim in Target if claim <= Target.NEITHER]
    return {**{name: auc(*each) for name, each in found.items()}, "three ways": sum(right) / len(right)}


def row(base: Base, weights: int, found: Sequence[Mapping[str, float]]) -> str:
    """A row of the table; `found` has the figures of each seed."""
    told = [
        f"{sum(values) / len(values):.3f} ({min(values):.3f}-{max(values):.3f})"
        for values in ([each[name] for each in found] for name in found[0])
    ]
    return f"{base.name:32}{weights / 1e6:8.0f}  " + "  ".join(f"{each:20}" for each in told)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", nargs="+", action="append", required=True, help="a folder and how it is taught")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args(arguments)
    print(f"{'base':32}{'millions':>8}  " + "  ".join(f"{name:20}" for name in (*MEASURED, "three ways")), flush=True)
    for named in given.base:
        folder, *said = map(str, named)
        layers, freeze, rate, count = (*said, *DEFAULTS[len(said) :])
        base = Base(Path(folder), int(layers), int(freeze), float(rate), int(count))
        judges = [Taught(base, base.taught(given.out, seed, given.threads)) for seed in given.seeds]
        print(row(base, judges[0].weights, [figures(judge) for judge in judges]), flush=True)


if __name__ == "__main__":
    main()
