"""Make the weights that tell a told account from what is said beside it.

    python training/train_off_topic.py

Inputs, of training/data: stories of off_topic/, ladder/told.yaml, stories.yaml and the bank, and what people say beside
their stories (off_topic/beside.yaml). Nothing of tests/data/unseen is an input. It writes
interview/scorer/weights/belonging.npz with a checksum in belonging.json.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.ladder import bank_questions
from interview.scorer.encoder import Encoded, Vectors, encoder
from interview.scorer.off_topic import FEATURES, Landmarks, features, stored, together
from interview.scorer.prompt_relevance import read_asked
from interview.scorer.star_scoring import told
from interview.scorer.weights_version import WEIGHTS
from interview.text.sentences import sentences

DATA = Path(__file__).parent / "data"
# Mixed answers made of each story: a block before, within or behind it, in every third one another behind it.
BLOCKS_PER_STORY = 6
DIRECTION_STRENGTH = 3.0
LEVELS = ("excellent", "good", "partial")


@dataclass(frozen=True)
class Story:
    """An answer that tells what was asked, with its question's id."""

    question: str
    text: str


def parts(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.of(text) for part in sentences(text)]


def read(name: str) -> Any:
    """A file of the test data."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def stories() -> list[Story]:
    """Told answers of all lengths; what some questions have more of than others does no harm."""
    graded = [Story(rung["id"], rung[level]) for rung in read("ladder/told.yaml") for level in LEVELS]
    others = [*read("off_topic/stories.yaml"), *read("stories.yaml")["on"]]
    return graded + [Story(one["id"], one["story"]) for one in others]


class Reader:
    """Encodes every sentence once."""

    def __init__(self) -> None:
        self._known: dict[str, Encoded] = {}

    def __call__(self, texts: Sequence[str]) -> list[Encoded]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(new, encoder(2).encode(new), strict=True))
        return [self._known[text] for text in texts]

    def centres(self, texts: Sequence[str]) -> Vectors:
        """One row per text."""
        return np.stack([said.centre for said in self(texts)])


def landmarks(reader: Reader, bank: Sequence[str], accounts: Sequence[Story], beside: Sequence[str]) -> Landmarks:
    """What sentences are compared with, from these stories and blocks only."""
    own = [*bank, *(part for story in accounts for part in parts(story.text))]
    aside = [part for block in beside for part in parts(block)]
    rows = np.concatenate([reader.centres(own), reader.centres(aside)])
    labels = np.array([1] * len(own) + [0] * len(aside))
    fitted = LogisticRegression(C=DIRECTION_STRENGTH, class_weight="balanced", max_iter=3000).fit(rows, labels)
    return Landmarks(
        fitted.coef_[0].astype(np.float32),
        float(fitted.intercept_[0]),
        reader.centres(aside),
    )


def mixed(accounts: Sequence[Story], beside: Sequence[str], seed: int) -> Iterator[tuple[str, list[str], list[int]]]:
    """Each story alone and with blocks around it: question, sentences, and which belong to the story."""
    draw = random.Random(seed)
    bank = bank_questions()
    for story in accounts:
        question = bank[story.question]["question"]
        own = told(question, story.text)
        if not own:
            continue
        yield story.question, own, [1] * len(own)
        for number in range(BLOCKS_PER_STORY):
            one, other = (told(question, block) for block in draw.sample(list(beside), 2))
            second = other if number % 3 == 0 else []
            at, end = draw.choice([(0, len(own)), (len(own) // 2, len(own)), (len(own), len(own))])
            said = own[:at] + one + own[at:end] + second + own[end:]
            yield story.question, said, [int(part in own) for part in said]


def measured(
    reader: Reader, marks: Landmarks, accounts: Sequence[Story], beside: Sequence[str], seed: int
) -> Iterator[tuple[npt.NDArray[np.float64], list[int]]]:
    """Features and labels of every mixed answer."""
    bank = bank_questions()
    for question, said, labels in mixed(accounts, beside, seed):
        asked = read_asked(2, bank[question]["question"], bank[question]["reference"])
        yield features(asked, reader(said), marks), labels


def main() -> None:
    """Fit on halves that know nothing of each other, check one on the other, write."""
    reader = Reader()
    told_questions = [question for question in bank_questions().values() if question["kind"] != "skill"]
    references = [question["reference"] for question in told_questions]
    references += [follow_up["reference"] for question in told_questions for follow_up in question["follow_ups"]]
    bank = [part for reference in references for part in parts(reference)]
    accounts = stories()
    beside = [block["text"] for block in read("off_topic/beside.yaml")]
    halves = [(accounts[i::2], beside[i::2]) for i in range(2)]
    rows: list[list[tuple[npt.NDArray[np.float64], list[int]]]] = []
    for i, (half_accounts, half_beside) in enumerate(halves):
        others = halves[1 - i]
        marks = landmarks(reader, bank, *others)
        rows.append(list(measured(reader, marks, half_accounts, half_beside, i)))
    model, means, scales = fitted([*rows[0], *rows[1]])
    for train, test in ((0, 1), (1, 0)):
        tried, middle, spread = fitted(rows[train])
        likely = [together(tried.decision_function((found - middle) / spread)) for found, _ in rows[test]]
        labels = np.concatenate([labels for _, labels in rows[test]])
        print(f"half {test}: AUC {roc_auc_score(labels, np.concatenate(likely)):.3f} of {len(labels)} sentences")
    marks = landmarks(reader, bank, accounts, beside)
    for name, weight in zip(FEATURES, model.coef_[0], strict=True):
        print(f"{weight:+.2f}  {name}")
    write(marks, means, scales, model)


def fitted(
    rows: Sequence[tuple[npt.NDArray[np.float64], list[int]]],
) -> tuple[LogisticRegression, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The regression with the means and scales of its features."""
    found = np.concatenate([features for features, _ in rows])
    labels = np.concatenate([labels for _, labels in rows])
    means, scales = found.mean(axis=0), found.std(axis=0)
    model = LogisticRegression(class_weight="balanced", max_iter=3000).fit((found - means) / scales, labels)
    return model, means, scales


def write(
    marks: Landmarks, means: npt.NDArray[np.float64], scales: npt.NDArray[np.float64], model: LogisticRegression
) -> None:
    """The arrays, and what they were made from; the same inputs give the same bytes."""
    arrays = {
        "direction": marks.direction.astype(np.float16),
        "offset": np.float64(marks.offset),
        "beside": stored(marks.beside),
        "means": means,
        "scales": scales,
        "weights": model.coef_[0],
        "constant": np.float64(model.intercept_[0]),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            bytes_of = io.BytesIO()
            np.lib.format.write_array(bytes_of, np.asanyarray(array), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), bytes_of.getvalue(), zipfile.ZIP_DEFLATED)
    (WEIGHTS / "belonging.npz").write_bytes(packed.getvalue())
    about = {
        "made_by": "training/train_off_topic.py",
        "inputs": "training/data (off_topic, ladder/told.yaml, stories.yaml) and the question bank",
        "sha256": hashlib.sha256(packed.getvalue()).hexdigest(),
    }
    (WEIGHTS / "belonging.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(f"wrote belonging.npz, {len(packed.getvalue()) / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
