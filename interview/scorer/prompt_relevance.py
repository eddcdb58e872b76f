"""Whether a told experience is about what was asked: its distance from the question and from a story that answers it.

It compares meaning of words only and cannot say whether a story is true. It never raises a credit, and without a
reference story it holds nothing against an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from interview.scorer.encoder import WIDTH, Encoded, Vectors, encoder
from interview.scorer.similarity import Floats, Target
from interview.text.sentences import sentences

# Of honest accounts of three events and more 0 (behaviour) to 2 (projects) in 100 lie below the first of these, 5 to 12
# below the second.
ELSEWHERE, TO_THE_POINT = 0.4, 0.49
QUESTION_SHARE = 0.5
# One or two sentences about an event say too little to be held against an answer that surely belongs to its question.
FEWEST_TOLD = 3


@dataclass(frozen=True)
class Asked:
    """A question and the sentences of a story that answers it; `story` is n x 384, n is 0 without one."""

    words: Encoded
    target: Target
    story: Vectors


@lru_cache(maxsize=256)
def read_asked(threads: int, question: str, reference: str) -> Asked:
    """Encode what was asked; kept, since the same question is judged many times."""
    words, *story = encoder(threads).encode([question, *(part.of(reference) for part in sentences(reference))])
    nothing = np.zeros((0, WIDTH), dtype=np.float32)
    return Asked(words, Target(words, nothing), np.stack([part.centre for part in story]) if story else nothing)


def relevance(asked: Asked, said: Sequence[Encoded], shares: Sequence[float]) -> float:
    """From 0 (about something else) to 1, for the sentences that tell what happened; `shares` say how far each belongs
    to the account. 1 for fewer than FEWEST_TOLD, unless none of them belongs to it for certain.

    Ours: the mean, over the sentences, of the best cosine with a sentence of the reference, and half the soft recall of
    the question in all of them, on a line from ELSEWHERE to TO_THE_POINT.
    """
    if not said or not len(asked.story) or (len(said) < FEWEST_TOLD and max(shares) == 1):
        return 1.0
    nearest = (np.stack([part.centre for part in said]) @ asked.story.T).max(axis=1)
    found: Floats = np.max(
        [share * asked.target.found(part.vectors) for part, share in zip(said, shares, strict=True)], axis=0
    )
    near = float(np.average(nearest, weights=shares)) + QUESTION_SHARE * float(asked.target.weighed(found))
    return min(1.0, max(0.0, (near - ELSEWHERE) / (TO_THE_POINT - ELSEWHERE)))
