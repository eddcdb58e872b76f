"""What the key points of a question are read as: each in its own words, in other words that say the same, and turned
round in the words of somebody who is wrong about it.

Three wordings of a point are far surer together than one: docs/decisions/0113-a-wrong-wording-beside-the-right-ones.md
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from interview.core.key_point import OF_ONESELF, KeyPoint, StoryPart
from interview.scorer.claims import MEANINGS, RATHER
from interview.scorer.other_wordings import OtherWordings
from interview.scorer.verdict_model import NEAREST, Floats
from interview.text.sentences import sentences

# The steps by which points are read in their order and in the reverse.
BOTH = (1, -1)
_WORD = re.compile(r"[A-Za-z]+")


class Reads(Protocol):
    """What is needed of a judge."""

    def says(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Floats: ...


@dataclass(frozen=True)
class Wordings:
    """A question with n points: its key points, which are statements, or where it asks for a story, the meanings of all
    parts that a story can have. The judge was taught to tell these apart beside each other, whichever are asked for.

    `examples` has for each the sentence of the reference that makes it and the probability of that, ("", 0) where there
    is none. `same` and `wrong` are what was written for each point; where nobody did, the example, and a misconception
    that turns it round; "" where there is neither. `written_for` says whether somebody did for all. `asked` has the
    places of the question's key points among the points, in its order. `asked_for` is what has to be told so that a
    story is about what was asked, in several wordings; nothing where nobody wrote it.
    """

    question: str
    points: tuple[str, ...]
    examples: tuple[tuple[str, float], ...]
    same: tuple[str, ...]
    wrong: tuple[str, ...]
    written_for: bool
    asked: tuple[int, ...]
    asked_for: tuple[str, ...] = ()

    @property
    def is_story(self) -> bool:
        """Whether the points are parts of a story."""
        return self.points == tuple(MEANINGS.values())

    @property
    def is_of_oneself(self) -> bool:
        """Whether the points ask for something of the speaker's own."""
        return not self.is_story and is_of_oneself(self.points)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all these texts, in small letters."""
        texts = [
            self.question,
            *self.points,
            *(text for text, _ in self.examples),
            *self.same,
            *self.wrong,
            *self.asked_for,
        ]
        return frozenset(word.lower() for word in _WORD.findall(" ".join(texts)))


def is_of_oneself(points: Sequence[str]) -> bool:
    """Whether all of these key points ask for something of the speaker's own."""
    return all(point.startswith(OF_ONESELF["en"]) for point in points)


def wordings(
    judge: Reads,
    question: str,
    key_points: Sequence[KeyPoint],
    reference: str,
    misconceptions: Sequence[str],
    others: Mapping[str, OtherWordings],
    asked_for: Sequence[str] = (),
) -> Wordings:
    """Read the reference answer and the misconceptions against the key points, which are all statements or all parts of
    a story; `others` is by the text of a point, `asked_for` what has to be told in a story."""
    parts = tuple(point.part for point in key_points if point.part is not None)
    if parts:
        return _of_a_story(question, parts, asked_for)
    points = [point.text for point in key_points]
    examples = _examples(judge, question, points, reference)
    written = [others.get(point) for point in points]
    turned = [""] * len(points) if None not in written else _turned(judge, question, points, misconceptions)
    return Wordings(
        question,
        tuple(points),
        tuple(examples),
        tuple(each.same if each else text for each, (text, _) in zip(written, examples, strict=True)),
        tuple(each.wrong if each else text for each, text in zip(written, turned, strict=True)),
        None not in written,
        tuple(range(len(points))),
    )


def _of_a_story(question: str, asked: Sequence[StoryPart], asked_for: Sequence[str]) -> Wordings:
    # Another person's story is no wording of a part of this one, nor an example of what this person could tell.
    nothing = ("",) * len(MEANINGS)
    every = list(MEANINGS)
    return Wordings(
        question,
        tuple(MEANINGS.values()),
        (("", 0.0),) * len(MEANINGS),
        nothing,
        nothing,
        False,
        tuple(every.index(part) for part in asked),
        tuple(asked_for),
    )


def _examples(judge: Reads, question: str, points: Sequence[str], reference: str) -> list[tuple[str, float]]:
    parts = [part.of(reference) for part in sentences(reference)]
    if not parts:
        return [("", 0.0)] * len(points)
    made = judge.says(question, points, parts)[:, :, 0]
    return [
        (parts[place], float(row[place])) if row[place] > RATHER else ("", 0.0)
        for place, row in zip(made.argmax(1), made, strict=True)
    ]


def _turned(judge: Reads, question: str, points: Sequence[str], misconceptions: Sequence[str]) -> list[str]:
    """For each point the misconception that most surely turns it round, and no other point more surely."""
    found = [""] * len(points)
    if misconceptions:
        sure = judge.says(question, points, misconceptions)[:, :, 1]
        sure = np.where((sure > RATHER) & (sure == sure.max(0)), sure, 0)
        for place, row in enumerate(sure):
            found[place] = misconceptions[int(row.argmax())] if row.any() else ""
    return found


def says(judge: Reads, known: Wordings, stretches: Sequence[str]) -> Floats:
    """Probabilities that a stretch states a point, contradicts it, or neither, shape (points, stretches, 3).

    The geometric mean of what is said of each wording; what states a wrong one contradicts the point, and the other way
    round. Wordings are read apart: points that say the same in one reading are told apart less well. What is said of a
    point depends a little on where it stands, and the mean of two orders depends less on how a person writes
    (docs/decisions/0126-read-in-both-orders.md): key points are read in both, the others in one each.
    """
    found = np.zeros((len(known.points), len(stretches), 3), np.float32)
    times = np.zeros((len(known.points), 1, 1), np.float32)
    for texts, is_wrong, steps in (
        (known.points, False, BOTH),
        (known.same, False, BOTH[:1]),
        (known.wrong, True, BOTH[1:]),
    ):
        places = [place for place, text in enumerate(texts) if text]
        orders = [places[::step] for step in steps] if len(places) > 1 else [places] * len(places)
        for order in orders:
            said = judge.says(known.question, [texts[place] for place in order], stretches)
            shares = np.log(np.clip(said, NEAREST, 1)) / len(orders)
            found[order] += shares[:, :, [1, 0, 2]] if is_wrong else shares
            times[order] += 1 / len(orders)
    means = np.exp(found / times)
    return np.asarray(means / means.sum(-1, keepdims=True), np.float32)
