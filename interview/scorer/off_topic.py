"""Which sentences of an answer belong to the account that was asked for, and which tell of something else.

Each sentence is compared with the question, its reference story, the rest of the answer, and sentences that people say
around their stories (private life, the office, a career); neighbours decide together. It judges no story as a whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from interview.errors import Code, Failed
from interview.messages import Message
from interview.scorer.encoder import WIDTH, Encoded, Vectors
from interview.scorer.prompt_relevance import Asked
from interview.scorer.similarity import Floats, Target
from interview.scorer.weights_version import WEIGHTS

Steps = npt.NDArray[np.int8]

FEATURES = (
    "sounds like the account",
    "the same, against the rest of the answer",
    "near sentences told beside stories",
    "nearest sentence of the reference, against the rest of the answer",
    "the reference as a whole",
    "recall of the question",
    "cosine with the question",
    "mean cosine with the rest",
    "cosine with its neighbours",
    "recall in the rest",
    "length",
)
NEAREST = 3
# How likely the next sentence stays with the matter of this one.
STAYS = 0.75
# A sentence that belongs with this probability, or more, counts in full.
CERTAIN = 0.5
# Vectors of landmarks are stored as whole numbers of this many steps.
STEPS = 127


@dataclass(frozen=True)
class Landmarks:
    """What sentences are compared with: a direction with its offset, and sentences told beside stories."""

    direction: Vectors
    offset: float
    beside: Vectors


@dataclass(frozen=True)
class Belonging:
    """A logistic regression over FEATURES, made by training/train_off_topic.py."""

    landmarks: Landmarks
    means: Floats
    scales: Floats
    weights: Floats
    constant: float

    def shares(self, asked: Asked, said: Sequence[Encoded]) -> Floats:
        """Per sentence of an answer, in order, how far it counts: from 0 (tells of something else) to 1."""
        if not said:
            return np.zeros(0)
        measured = (features(asked, said, self.landmarks) - self.means) / self.scales
        likely = together(measured @ self.weights + self.constant)
        return np.asarray((likely / CERTAIN).clip(0.0, 1.0))

    @classmethod
    def read(cls, folder: Path) -> Belonging:
        """The weights of a folder; Failed when they are missing or changed by hand."""
        try:
            content = (folder / "belonging.npz").read_bytes()
            about = json.loads((folder / "belonging.json").read_text(encoding="utf-8"))
            if about["sha256"] != hashlib.sha256(content).hexdigest():
                raise ValueError("checksum differs")
            with np.load(BytesIO(content), allow_pickle=False) as kept:
                direction = kept["direction"].astype(np.float32)
                landmarks = Landmarks(direction, float(kept["offset"]), _unit(kept["beside"]))
                return cls(landmarks, kept["means"], kept["scales"], kept["weights"], float(kept["constant"]))
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise Failed(Code.INTERVIEW_EVALUATION_FAILED, Message.of("error.weights_damaged")) from exc


@lru_cache(maxsize=1)
def belonging() -> Belonging:
    """The product's weights, read once."""
    return Belonging.read(WEIGHTS)


def features(asked: Asked, said: Sequence[Encoded], landmarks: Landmarks) -> Floats:
    """What is measured of each sentence: sentences x FEATURES."""
    centres = np.stack([part.centre for part in said])
    count = len(said)
    sounds = centres @ landmarks.direction + landmarks.offset
    told = whole = np.zeros(count)
    if len(asked.story):
        told = (centres @ asked.story.T).max(axis=1)
        mean = asked.story.mean(axis=0)
        whole = centres @ mean / max(float(np.linalg.norm(mean)), 1e-9)
    alike = centres @ centres.T
    rest = np.where(np.eye(count, dtype=bool), 0.0, alike)
    beside = np.abs(np.subtract.outer(np.arange(count), np.arange(count))) == 1
    columns = (
        sounds,
        sounds - sounds.mean(),
        nearest(centres @ landmarks.beside.T),
        told - told.mean(),
        whole,
        [float(asked.target.weighed(asked.target.found(part.vectors))) for part in said],
        centres @ asked.words.centre,
        rest.sum(axis=1) / max(count - 1, 1),
        (rest * beside).sum(axis=1) / np.maximum(beside.sum(axis=1), 1),
        _recall_in_rest(asked, said),
        np.log([max(len(part.pieces), 1) for part in said]),
    )
    return np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])


def nearest(cosines: Vectors | Floats) -> Floats:
    """Per row, the mean of its NEAREST greatest."""
    return np.asarray(np.partition(cosines, -NEAREST, axis=1)[:, -NEAREST:].mean(axis=1), dtype=np.float64)


def together(log_odds: Floats) -> Floats:
    """Per sentence, how likely it belongs to the account, with what its neighbours say (forward-backward algorithm of a
    hidden Markov model with two states; Rabiner 1989)."""
    odds = np.column_stack([np.ones(len(log_odds)), np.exp(np.clip(log_odds, -30, 30))])
    change = np.array([[STAYS, 1 - STAYS], [1 - STAYS, STAYS]])
    before, after = np.ones_like(odds), np.ones_like(odds)
    for place in range(len(odds)):
        before[place] = odds[place] * (before[place - 1] @ change if place else 1.0)
        before[place] /= before[place].sum()
    for place in range(len(odds) - 2, -1, -1):
        after[place] = change @ (odds[place + 1] * after[place + 1])
        after[place] /= after[place].sum()
    both = before * after
    return np.asarray(both[:, 1] / both.sum(axis=1))


def stored(vectors: Vectors) -> Steps:
    """Vectors of length 1 in the form in which they are kept."""
    steps: Steps = np.rint(STEPS * vectors / np.abs(vectors).max(axis=1, keepdims=True)).astype(np.int8)
    return steps


def _unit(kept: Steps) -> Vectors:
    vectors = kept.astype(np.float32)
    if vectors.shape[1] != WIDTH:
        raise ValueError("vectors of another width")
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _recall_in_rest(asked: Asked, said: Sequence[Encoded]) -> Floats:
    """How much of each sentence all others say, the words of the question apart."""
    everything = np.concatenate([part.vectors for part in said])
    ends = np.cumsum([len(part.vectors) for part in said])
    recalls = []
    for part, end in zip(said, ends, strict=True):
        target = Target(part, asked.words.vectors)
        before, after = everything[: end - len(part.vectors)], everything[end:]
        recalls.append(float(target.weighed(np.maximum(target.found(before), target.found(after)))))
    return np.asarray(recalls)
