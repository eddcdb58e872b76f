"""Teach a judge whether a story is about the line of a resume that was quoted: python training/judge/lines.py FOLDER

FOLDER is one made by export.py; it gets an output for this. The judge itself learns nothing: a linear model compares
what two of its layers make of the line and of the story. It is taught on `lines_NN.txt` of `learn`, each story beside
its own line and beside others of the same person and of others, and measured on those of `held`. How probable it says
that it is comes from authors it was not taught with and from the stories that were typed for calibration. Some
twelve minutes on one core.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx  # type: ignore[import-not-found]
import onnxruntime
from onnx import helper
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.scorer.judge import ABOUT_LINE, TOKENIZER, WEIGHTS, Reader, Reading
from interview.scorer.verdict_model import Floats
from interview.text.sentences import sentences
from training.judge.line_stories import Beside, Kind, files, pairs, typed
from training.judge.outputs import LinearOutput, layers, written

SEED = 7
# Of the layers. Of the third, fifth, sixth, seventh, eighth and last of nine the seventh and eighth knew most.
DEPTHS = (6 / 9, 7 / 9)
# Weak weights: there are 3,072 of them, and a few thousand stories.
STRENGTH = 3e-4
# So many stories are taken to be about another line: nobody knows how many are.
OTHER_LINES = 0.05
_TINY = 1e-6


class States:
    """What the judge in a folder makes of texts and an answer at some of its layers."""

    def __init__(self, folder: Path, depths: Sequence[float] = DEPTHS) -> None:
        model = onnx.load(str(folder / WEIGHTS))
        self._names = layers(model, depths)
        for name in self._names:
            model.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model.SerializeToString(), options)
        self._reader = Reader(folder / TOKENIZER)

    def of(self, beside: Beside) -> Floats:
        return self.beside(beside.question, beside.line, [part.of(beside.story) for part in sentences(beside.story)])

    def beside(self, question: str, text: str, story: Sequence[str]) -> Floats:
        """Shape (layers × 2 × width,): of each layer what a text and the sentences of a story have in common and what
        not."""
        _, states, kinds = self._states(question, [text], story)
        return np.concatenate([compared(each[kinds == 1].sum(0), each[kinds == 2].sum(0)) for each in states])

    def of_sentences(self, question: str, texts: Sequence[str], answer: Sequence[str]) -> Floats:
        """Shape (sentences as far as there is room, layers × 5 × width): of each layer what a sentence has in common
        with the texts and what not, the same for the question, and what it makes of the sentence itself."""
        read, states, kinds = self._states(question, texts, answer)
        found = []
        for each in states:
            told, asked = each[kinds == 1].sum(0), each[kinds == 0].sum(0)
            means = [each[start:end].mean(0) for start, end in read.segments[1 + read.points :]]
            found.append([np.concatenate([compared(told, of), compared(asked, of), _unit(of)]) for of in means])
        return np.concatenate(found, axis=1)

    def _states(
        self, question: str, texts: Sequence[str], story: Sequence[str]
    ) -> tuple[Reading, list[Floats], np.ndarray]:
        """How it was laid out, of each layer the states of all tokens, and their kinds."""
        read = self._reader.read(question, texts, story)
        return read, [each[0] for each in self._session.run(self._names, read.inputs)], np.array(read.kinds)


def compared(line: Floats, story: Floats) -> Floats:
    """What both have in common and what not, shape (2 × width,), whatever their lengths."""
    one, other = _unit(line), _unit(story)
    return np.concatenate([one * other, np.abs(one - other)]).astype(np.float32)


def _unit(values: Floats) -> Floats:
    return np.asarray(values / max(_TINY, float(np.linalg.norm(values))), np.float32)


@dataclass(frozen=True)
class Taught:
    """Weights and constant of a linear model."""

    weights: Floats
    constant: float

    def odds(self, seen: Floats) -> Floats:
        return np.asarray(seen @ self.weights + self.constant, np.float32)


def taught(seen: Floats, is_own: np.ndarray, strength: float = STRENGTH) -> Taught:
    scale = StandardScaler().fit(seen)
    model = LogisticRegression(C=strength, max_iter=300, class_weight="balanced").fit(scale.transform(seen), is_own)
    weights = model.coef_[0] / scale.scale_
    return Taught(weights, float(model.intercept_[0] - scale.mean_ @ weights))


def calibrated(model: Taught, sets: Sequence[tuple[Floats, Sequence[Kind]]]) -> Taught:
    """The model with log odds that are as probable as they say, each set of (log odds, kinds) weighing the same."""
    every, own, weights = [], [], []
    for odds, kinds in sets:
        own_of = np.array([kind is Kind.OWN for kind in kinds])
        shares = {kind: np.mean([each is kind for each in kinds]) for kind in set(kinds)}
        others = max(1, len(shares) - 1)
        weights.append(
            [(1 - OTHER_LINES if k is Kind.OWN else OTHER_LINES / others) / shares[k] / len(kinds) for k in kinds]
        )
        every.append(odds)
        own.append(own_of)
    weighed = np.concatenate(weights)
    fitted = LogisticRegression(C=100.0).fit(
        np.concatenate(every).reshape(-1, 1), np.concatenate(own), weighed * len(weighed) / weighed.sum()
    )
    slope = float(fitted.coef_[0, 0])
    return Taught(model.weights * slope, model.constant * slope + float(fitted.intercept_[0]))


def put_in(path: Path, model: Taught, name: str = ABOUT_LINE) -> None:
    """Give the judge at `path` the output of this model, or another one in its place."""
    output = LinearOutput(path, name, DEPTHS)
    seen = [row for state in output.states for row in output.compared(*(output.of_kind(of, state) for of in (1, 2)))]
    output.save(seen, model.weights, model.constant)


def figures(odds: Floats, kinds: Sequence[Kind]) -> dict[str, float]:
    """How well stories about a line are told from those about each other kind, as AUC."""
    said = np.array([kind.value for kind in kinds])
    found = {}
    for kind in Kind:
        among = (said == kind) | (said == Kind.OWN)
        if kind is not Kind.OWN and (said == kind).any():
            found[kind.value] = round(float(roc_auc_score(said[among] == Kind.OWN, odds[among])), 3)
    return found


def read(states: States, found: Sequence[Beside]) -> tuple[Floats, list[Kind]]:
    return np.stack([states.of(each) for each in found]), [each.kind for each in found]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    states, rng = States(folder), random.Random(SEED)
    authors = [read(states, pairs(path, rng)) for path in files("learn")]
    unseen = []
    for place, (seen, kinds) in enumerate(authors):
        others = taught(*_all([each for at, each in enumerate(authors) if at != place]))
        unseen.append((others.odds(seen), kinds))
    model = taught(*_all(authors))
    sets = [(np.concatenate([odds for odds, _ in unseen]), [kind for _, kinds in unseen for kind in kinds])]
    if of_typed := typed(rng):
        seen, kinds = read(states, of_typed)
        sets.append((model.odds(seen), kinds))
    model = calibrated(model, sets)
    put_in(folder / WEIGHTS, model)
    held = [read(states, pairs(path, rng)) for path in files("held")]
    odds, kinds = np.concatenate([model.odds(seen) for seen, _ in held]), [k for _, each in held for k in each]
    measured = figures(odds, kinds)
    written(folder, {ABOUT_LINE: measured})
    print(f"{ABOUT_LINE}: " + " ".join(f"{name} {value:.3f}" for name, value in measured.items()))


def _all(authors: Sequence[tuple[Floats, Sequence[Kind]]]) -> tuple[Floats, np.ndarray]:
    kinds = [kind for _, each in authors for kind in each]
    return np.concatenate([seen for seen, _ in authors]), np.array([kind is Kind.OWN for kind in kinds])


if __name__ == "__main__":
    main()
