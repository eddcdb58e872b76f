"""Which sentences of an answer to a question of knowledge are empty talk: nearer to what people say beside any
question, or around the words of this one, than to anything right about it.

It compares meaning of words and cannot say whether a sentence is true; what is wrong about the subject is no talk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interview.scorer.encoder import Encoded, Vectors, encoder
from interview.scorer.off_topic import belonging, nearest
from interview.scorer.similarity import Floats, Target
from interview.text.words import FUNCTION_WORDS, words

# A sentence counts nothing where talk is nearer than anything right by this much (in cosine), and in full from where
# both are as near.
NOTHING_AT = 0.3
# What can be said of every topic, with its name and words of the question in it.
OF_EVERY_TOPIC = (
    "I know a lot about {terms}.",
    "{topic} and {terms} matter in many projects.",
    "{terms} is an important part of {topic}.",
    "People often ask me about {topic} and {terms}.",
    "I have worked with {topic} for years.",
    "There is a lot to say about {terms}.",
)
NAMED_TERMS = 6


@dataclass(frozen=True)
class EmptyTalk:
    """What sentences are compared with: what is right, and talk around the question (n x 384); `asked` are directions
    (384 x n, orthonormal) of the question and its words, which are taken off all that is compared."""

    asked: Vectors
    right: Vectors
    talk: Vectors

    def counts(self, said: Sequence[Encoded]) -> Floats:
        """Per sentence, how far it counts: from 0 (talk) to 1 (nearer to something right)."""
        if not said or not len(self.right):
            return np.ones(len(said))
        centres = np.stack([part.centre for part in said])
        talk = np.concatenate(
            [self._cosines(centres, self.talk), self._cosines(centres, belonging().landmarks.beside)], 1
        )
        ahead = self._cosines(centres, self.right).max(axis=1) - nearest(talk)
        return np.asarray((1 + ahead / NOTHING_AT).clip(0.0, 1.0))

    def _cosines(self, one: Vectors, other: Vectors) -> Floats:
        """Cosines of vectors of length 1 without their parts along `asked`: rows of one x rows of other."""
        along_one, along_other = one @ self.asked, other @ self.asked
        inner = one @ other.T - along_one @ along_other.T
        return np.asarray(inner / np.outer(_length_left(along_one), _length_left(along_other)), dtype=np.float64)


def empty_talk(threads: int, topic: str, question: str, right: Sequence[Target]) -> EmptyTalk:
    """What the sentences of an answer to this question are compared with."""
    named = dict.fromkeys(word for word in words(question) if word not in FUNCTION_WORDS)
    terms = ", ".join(list(named)[:NAMED_TERMS]) or "this"
    talk = [one.format(topic=topic or "this subject", terms=terms) for one in OF_EVERY_TOPIC]
    asked, named_alone, *said = (text.centre for text in encoder(threads).encode([question, terms, *talk]))
    directions, _ = np.linalg.qr(np.stack([asked, named_alone], axis=1))
    return EmptyTalk(directions, _stacked([target.centre for target in right]), np.stack(said))


def _length_left(along: Vectors) -> Floats:
    return np.asarray(np.sqrt(np.maximum(1 - (along**2).sum(axis=1), 1e-6)), dtype=np.float64)


def _stacked(vectors: Sequence[Vectors]) -> Vectors:
    return np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)
