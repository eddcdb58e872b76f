"""What the key points of a question are read as: each in its own words and, where the reference answer makes it, in
those of the reference; and what is wrong in the words of a known misconception.

Two wordings of a point are surer together than one: on answers that taught nothing a quarter fewer verdicts stay open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from interview.core.key_point import KeyPoint
from interview.scorer.claims import MEANINGS
from interview.scorer.verdict_model import Floats
from interview.text.sentences import sentences

# A sentence of the reference rather makes a point than not, a misconception rather turns one round than not.
RATHER = 0.5
_WORD = re.compile(r"[A-Za-z]+")


class Reads(Protocol):
    """What is needed of a judge."""

    def says(self, question: str, points: Sequence[str], sentences: Sequence[str]) -> Floats: ...


@dataclass(frozen=True)
class Wordings:
    """A question with its n key points, which are statements or, where it asks for a story, meanings of its parts.

    `examples` has for each the sentence of the reference that makes it and the probability of that, ("", 0) where there
    is none; `wrong` has misconceptions, each with the place of the point that it turns round.
    """

    question: str
    points: tuple[str, ...]
    are_statements: tuple[bool, ...]
    examples: tuple[tuple[str, float], ...]
    wrong: tuple[tuple[str, int], ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all these texts, in small letters."""
        texts = [self.question, *self.points, *(text for text, _ in self.examples), *(text for text, _ in self.wrong)]
        return frozenset(word.lower() for word in _WORD.findall(" ".join(texts)))


def wordings(
    judge: Reads, question: str, key_points: Sequence[KeyPoint], reference: str, misconceptions: Sequence[str]
) -> Wordings:
    """Read the reference answer and the misconceptions against the key points."""
    points = [point.text if point.part is None else MEANINGS[point.part] for point in key_points]
    parts = [part.of(reference) for part in sentences(reference)]
    examples, wrong = [("", 0.0)] * len(points), []
    if parts:
        made = judge.says(question, points, parts)[:, :, 0]
        best = made.argmax(1)
        examples = [
            (parts[place], float(row[place])) if row[place] > RATHER else ("", 0.0)
            for place, row in zip(best, made, strict=True)
        ]
    if misconceptions:
        turned = judge.says(question, points, misconceptions)[:, :, 1]
        wrong = [
            (text, int(column.argmax()))
            for text, column in zip(misconceptions, turned.T, strict=True)
            if column.max() > RATHER
        ]
    are_statements = tuple(point.part is None for point in key_points)
    return Wordings(question, tuple(points), are_statements, tuple(examples), tuple(wrong))


def says(judge: Reads, known: Wordings, stretches: Sequence[str]) -> Floats:
    """Probabilities that a stretch states a point, contradicts it, or neither, shape (points, stretches, 3).

    Of two wordings the mean counts; a stretch that states a misconception contradicts its point as surely. Another
    person's story is no wording of a part of this one.
    """
    found = judge.says(known.question, known.points, stretches)
    told = zip(known.examples, known.are_statements, strict=True)
    places = [place for place, ((text, _), is_statement) in enumerate(told) if text and is_statement]
    texts = [known.examples[place][0] for place in places]
    if texts:
        found[places] = (found[places] + judge.says(known.question, texts, stretches)) / 2
    if known.wrong:
        stated = judge.says(known.question, [text for text, _ in known.wrong], stretches)[:, :, 0]
        for (_, place), row in zip(known.wrong, stated, strict=True):
            found[place, :, 1] = np.maximum(found[place, :, 1], row)
    return found
