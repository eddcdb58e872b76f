"""Linear models on what the judge makes of a text: how probable each of some things is that people said of such texts.

Each is a file of numpy without objects in it: `names`, a row of `weights` for each, `constants`, how `often` each was
said, and which `judge` and `texts` it was fitted on. They stand beside the judge and hold for it alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from interview.scorer.verdict_model import Floats, logistic
from interview.scorer.weights_version import CARD, WEIGHTS

LINE_FORMS = WEIGHTS.with_name("line_forms.npz")
LINE_WORTH = WEIGHTS.with_name("line_worth.npz")
QUESTION_FIT = WEIGHTS.with_name("question_fit.npz")
ANSWER_KINDS = WEIGHTS.with_name("answer_kinds.npz")
ASKED_BEHIND = WEIGHTS.with_name("asked_behind.npz")
_TINY = 1e-6


@dataclass(frozen=True)
class OfMeanings:
    """`weights` (names, width) and `constants` (names,) are of logistic regressions, fitted on texts of which a share
    was said to be so, `often` (names,); `judge` names the judge, `texts` these texts."""

    names: tuple[str, ...]
    weights: Floats
    constants: Floats
    often: Floats
    judge: str
    texts: str

    def shares(self, meaning: Floats) -> Mapping[str, float]:
        """Name → how probable it is (0 to 1) of a text with this meaning."""
        odds = self.weights.astype(np.float32) @ meaning
        found = logistic(1.0, 0.0, odds + self.constants)
        return dict(zip(self.names, map(float, found), strict=True))


def beside(text: Floats, others: Sequence[Floats]) -> Floats:
    """A text and what it has in common with the mean of others, and what not, shape (3 × width,)."""
    one, other = (each / max(_TINY, float(np.linalg.norm(each))) for each in (text, np.mean(others, axis=0)))
    return np.concatenate([text, one * other, np.abs(one - other)]).astype(np.float32)


def read(path: Path) -> OfMeanings:
    """The model of a file."""
    with np.load(path, allow_pickle=False) as found:
        return OfMeanings(
            tuple(map(str, found["names"])),
            found["weights"],
            found["constants"],
            found["often"],
            str(found["judge"]),
            str(found["texts"]),
        )


def write(path: Path, model: OfMeanings) -> None:
    """Keep a model, its weights in 16 bits."""
    np.savez(
        path,
        names=np.array(model.names),
        weights=model.weights.astype(np.float16),
        constants=model.constants.astype(np.float32),
        often=model.often.astype(np.float32),
        judge=np.array(model.judge),
        texts=np.array(model.texts),
    )


def judge_named(folder: Path = WEIGHTS) -> str:
    """Which judge lies in a folder."""
    return str(json.loads((folder / CARD).read_text(encoding="utf-8"))["sha256"])


@lru_cache(maxsize=5)
def fitted(path: Path) -> OfMeanings | None:
    """The model of a file that lies beside the judge in place; None where either cannot be read, or it was fitted with
    another judge."""
    try:
        found = read(path)
        return found if found.judge == judge_named() else None
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile):
        return None
