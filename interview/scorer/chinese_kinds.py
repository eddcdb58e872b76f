"""What kind of answer somebody gives in Chinese, by its characters: the judge has not learned that language.

A logistic regression on which runs of one to three characters an answer has and how long it is, fitted on answers of
which their authors said what they do (training/answer_kinds). What is asked it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from interview.core.answer_kind import NOTHING_TOLD, TELLS, AnswerKind, Heard
from interview.core.not_knowing import is_unanswered
from interview.scorer.verdict_model import Floats
from interview.scorer.weights_version import WEIGHTS

FILE = WEIGHTS.with_name("chinese_kinds.npz")
LEAST, SURE = 0.7, 0.85
"""So probable is it that nothing is told, and so probable where that may itself be the answer, as of who is asked what
somebody else said to it."""
_LONGEST_RUN = 3
_LENGTHS = (4, 8, 12, 18, 25, 35, 50)
_SIGNS = re.compile(r"[，。！？、；：,.!?;:…~“”\"'\s]+")


@dataclass(frozen=True)
class CharacterModel:
    """`weights` (kinds, features) and `constants` (kinds,) of the kinds named, each feature with its column; `texts`
    names what it was fitted on."""

    kinds: tuple[AnswerKind, ...]
    columns: Mapping[str, int]
    weights: Floats
    constants: Floats
    texts: str

    def shares(self, answer: str) -> Mapping[AnswerKind, float]:
        """Kind → how probable it is, together 1."""
        found = sorted(self.columns[each] for each in features(answer) if each in self.columns)
        scale = np.float32(max(1, len(found)) ** -0.5)
        odds = self.weights[:, found].sum(axis=1, dtype=np.float32) * scale + self.constants
        shares = np.exp(odds - odds.max())
        return dict(zip(self.kinds, map(float, shares / shares.sum()), strict=True))


def features(answer: str) -> frozenset[str]:
    """The runs of one to three characters of an answer, its ends and signs among them, and how long it is."""
    text = f"^{_SIGNS.sub('|', answer)}$"
    runs = {text[at : at + size] for size in range(1, _LONGEST_RUN + 1) for at in range(len(text) - size + 1)}
    return frozenset(runs | {f"longer than {length}" for length in _LENGTHS if len(text) > length})


def heard_in_chinese(answer: str, *, is_main: bool) -> Heard:
    """TELLS where nothing else is probable; the question `is_main` if it is no follow-up."""
    if is_unanswered(answer):
        return Heard(AnswerKind.UNKNOWN, True)
    model = fitted()
    return by_shares(model.shares(answer), is_main=is_main) if model is not None else TELLS


def by_shares(shares: Mapping[AnswerKind, float], *, is_main: bool = True) -> Heard:
    """The kind of an answer by how probable each is."""
    if sum(shares[kind] for kind in NOTHING_TOLD) >= (LEAST if is_main else SURE):
        # Nobody reads it for anything else.
        return Heard(max(NOTHING_TOLD, key=lambda kind: shares[kind]), True)
    likeliest = max(shares, key=lambda kind: shares[kind])
    return Heard(likeliest, False) if likeliest is AnswerKind.NEAREST else TELLS


@lru_cache(maxsize=1)
def fitted(path: Path = FILE) -> CharacterModel | None:
    """The model in place, None where it cannot be read."""
    try:
        with np.load(path, allow_pickle=False) as found:
            return CharacterModel(
                tuple(map(AnswerKind, found["kinds"])),
                {str(name): place for place, name in enumerate(found["features"])},
                found["weights"],
                found["constants"],
                str(found["texts"]),
            )
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return None


def write(path: Path, model: CharacterModel) -> None:
    """Keep a model, its weights in 16 bits."""
    np.savez_compressed(
        path,
        kinds=np.array(model.kinds),
        features=np.array(list(model.columns)),
        weights=model.weights.astype(np.float16),
        constants=model.constants.astype(np.float32),
        texts=np.array(model.texts),
    )
