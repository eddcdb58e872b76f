"""Measure a judge on authors and questions it never saw: python training/judge/measure.py JUDGE BASE [--pairs N]

JUDGE is a folder made by train.py. Prints the accuracy per kind of pair, how often what is wrong is called stated and
what is right contradicted, the AUC of states against contradicts, and what can be told from the sentence alone.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.judge.authored import everything
from training.judge.pairs import CONTRADICTS, STATES, Pair, pairs
from training.judge.train import Judge, Reader

Floats = npt.NDArray[np.float64]
SEED = 7
AT_ONCE = 64


class Trained:
    """A judge of a folder; `said` gives shares of states, contradicts and neither for each text, shape (n, 3)."""

    def __init__(self, folder: Path, base: str) -> None:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        self._model = Judge(base, card["layers"])
        self._model.load_state_dict(torch.load(folder / "judge.pt", map_location="cpu"))
        self._model.eval()
        self._reader = Reader(base)

    def said(self, texts: Sequence[tuple[str, str, str]]) -> Floats:
        encoded = self._reader.read(texts)
        order = sorted(range(len(encoded)), key=lambda number: len(encoded[number][0]))
        found = np.zeros((len(encoded), 3))
        with torch.no_grad():
            for start in range(0, len(order), AT_ONCE):
                chosen = order[start : start + AT_ONCE]
                logits = self._model(*self._reader.batch([encoded[number] for number in chosen]))
                found[chosen] = torch.softmax(logits, -1).numpy()
        return found


def sentence_alone(measured: Sequence[Pair]) -> float:
    """AUC of states against contradicts from words and pairs of words of the stretch, without the point."""
    taught = [pair for pair in pairs(*everything("learn"), SEED) if pair.target in (STATES, CONTRADICTS)]
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    model = LogisticRegression(max_iter=300, C=3)
    model.fit(words.fit_transform([pair.text for pair in taught]), [pair.target == STATES for pair in taught])
    shares = model.predict_proba(words.transform([pair.text for pair in measured]))[:, 1]
    return float(roc_auc_score([pair.target == STATES for pair in measured], shares))


def rates(measured: Sequence[Pair], said: Floats, name: str) -> str:
    """A line of the table for these pairs."""
    wanted = np.array([int(np.argmax(pair.target)) for pair in measured])
    found = said.argmax(1)
    praised = float((found[wanted == 1] == 0).mean()) if (wanted == 1).any() else float("nan")
    accused = float((found[wanted == 0] == 1).mean()) if (wanted == 0).any() else float("nan")
    return f"{name:32} {len(measured):6} {float((found == wanted).mean()):9.3f} {praised:8.3f} {accused:8.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judge", type=Path)
    parser.add_argument("base")
    parser.add_argument("--pairs", type=int, default=6000, help="so many at most, drawn at random")
    given = parser.parse_args()
    held = [pair for pair in pairs(*everything("held"), SEED) if max(pair.target) == 1]
    random.Random(SEED).shuffle(held)
    held = held[: given.pairs]
    said = Trained(given.judge, given.base).said([(pair.question, pair.point, pair.text) for pair in held])
    print(f"{'pairs':32} {'number':>6} {'accuracy':>9} {'praised':>8} {'accused':>8}")
    for kind in sorted({pair.kind for pair in held}):
        chosen = [number for number, pair in enumerate(held) if pair.kind == kind]
        print(rates([held[number] for number in chosen], said[chosen], kind))
    print(rates(held, said, "all"))
    claims = [number for number, pair in enumerate(held) if pair.target in (STATES, CONTRADICTS)]
    difference = said[claims, 0] - said[claims, 1]
    wanted = [held[number].target == STATES for number in claims]
    alone = sentence_alone([held[number] for number in claims])
    print(f"AUC {roc_auc_score(wanted, difference):.3f}, of the sentence alone {alone:.3f}")


if __name__ == "__main__":
    main()
