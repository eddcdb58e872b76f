"""Whether a told experience is about what was asked: its distance from the question and from a story that answers it.

It compares meaning of words only and cannot say whether a story is true. It never raises a credit, and without a
reference story it holds nothing against an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from interview.interviewers.encoder import WIDTH, Vectors, encoder
from interview.interviewers.similarity import Target, sentences

# Of twenty stories on what was asked all lie above the middle of these, of twenty about something else four do.
ELSEWHERE, TO_THE_POINT = 0.49, 0.55
QUESTION_SHARE = 0.5
# Of one or two sentences about an event nobody can say that they are about something else.
FEWEST_TOLD = 3


@dataclass(frozen=True)
class _Asked:
    question: Target
    story: Vectors


@lru_cache(maxsize=256)
def _asked(threads: int, question: str, reference: str) -> _Asked:
    words, *story = encoder(threads).encode([question, *(part.of(reference) for part in sentences(reference))])
    nothing = np.zeros((0, WIDTH), dtype=np.float32)
    return _Asked(Target(words, nothing), np.stack([part.centre for part in story]))


def relevance(threads: int, question: str, reference: str, told: Sequence[str]) -> float:
    """From 0 (about something else) to 1, for the sentences that tell what happened; 1 for fewer than FEWEST_TOLD.

    Ours: the mean, over the sentences, of the best cosine with a sentence of the reference, and half the soft recall of
    the question in all of them, on a line from ELSEWHERE to TO_THE_POINT.
    """
    if len(told) < FEWEST_TOLD or not sentences(reference):
        return 1.0
    asked = _asked(threads, question, reference)
    said = encoder(threads).encode(told)
    nearest = (np.stack([part.centre for part in said]) @ asked.story.T).max(axis=1).mean()
    found = asked.question.weighed(asked.question.found(np.concatenate([part.vectors for part in said])))
    near = float(nearest) + QUESTION_SHARE * float(found)
    return min(1.0, max(0.0, (near - ELSEWHERE) / (TO_THE_POINT - ELSEWHERE)))
