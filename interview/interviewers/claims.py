"""What a question asks for, and which sentences of an answer are evidence for it.

A key point has two wordings: its own and the sentence of the reference that says it. Each sentence of an answer is read
alone, so sentences that say nothing of a key point change nothing, however many there are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from interview.interviewers.encoder import Encoded, Vectors, encoder
from interview.interviewers.similarity import Floats, Sentence, Target, clauses, sentences, speaks_of
from interview.interviewers.wording import words

# A sentence of the reference that says less of the key point than this is about something else.
SAYS_IT_FROM = 0.6
# Of sentences that cover a key point 19 in 20 lie above the second value, of chance matches three in four far below.
OFF_SUBJECT, ON_SUBJECT = 0.45, 0.7
# A further sentence adds to the best one when it speaks of the key point itself, and what it adds beyond chance.
SPEAKS_FROM = 0.33
CHANCE = 0.05
FURTHER = 2
# A sentence says a misconception when it lies nearer to it than to anything right, by recall and by cosine.
MISTAKEN_FROM = 0.35
CLEARLY = 0.25


@dataclass(frozen=True)
class Claim:
    """A key point, with one target per wording."""

    text: str
    wordings: tuple[Target, ...]


@dataclass(frozen=True)
class Claims:
    """The key points of one question, everything that is right about it, its misconceptions, and the token vectors of
    what is asked and of its subject."""

    points: tuple[Claim, ...]
    right: tuple[Target, ...]
    misconceptions: tuple[Target, ...]
    asked: Vectors
    subject: Vectors


@dataclass(frozen=True)
class Remark:
    """A sentence of an answer, or a clause of one that does not end; `weight` falls from 1 to 0 the further it lies
    from the question's subject."""

    sentence: Sentence
    clause: Sentence
    encoded: Encoded
    weight: float


@dataclass(frozen=True)
class Evidence:
    """How strongly an answer makes a key point (0 to 1), and the places of the remarks that do, the strongest first."""

    strength: float
    remarks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reading:
    """An answer, remark by remark; what is said twice is one remark, and `repeats` are its other sentences."""

    remarks: tuple[Remark, ...]
    repeats: tuple[tuple[Sentence, int], ...]

    @cached_property
    def vectors(self) -> tuple[Vectors, ...]:
        return tuple(remark.encoded.vectors for remark in self.remarks)

    @cached_property
    def weights(self) -> Floats:
        return np.asarray([remark.weight for remark in self.remarks], dtype=np.float64)


@lru_cache(maxsize=256)
def read_claims(
    threads: int,
    topic: str,
    question: str,
    key_points: tuple[str, ...],
    reference: str,
    misconceptions: tuple[str, ...],
) -> Claims:
    """Encode what belongs to a question; kept, since the same question is graded many times."""
    encode = encoder(threads).encode
    given = encode([question, topic, *(part.of(question) for part in sentences(question))])
    asked = np.concatenate([text.vectors for text in given])
    said = encode([part.of(reference) for part in sentences(reference)])
    points, wrong = encode(key_points), encode(misconceptions)
    references = [Target(text, asked) for text in said]
    claims: list[Claim] = []
    for text, encoded in zip(key_points, points, strict=True):
        target = Target(encoded, asked)
        best, i = max(((target.recall(sentence), i) for i, sentence in enumerate(said)), default=(0.0, 0))
        claims.append(Claim(text, (target, references[i]) if best >= SAYS_IT_FROM else (target,)))
    subject = np.concatenate([asked, *(text.vectors for text in (*points, *said))])
    right = (*(claim.wordings[0] for claim in claims), *references)
    return Claims(tuple(claims), right, tuple(Target(text, asked) for text in wrong), asked, subject)


def read_answer(threads: int, claims: Claims, text: str) -> Reading:
    """The answer's sentences, each encoded alone and once."""
    places: dict[str, int] = {}
    first: list[tuple[Sentence, Sentence]] = []
    repeats: list[tuple[Sentence, int]] = []
    for part in sentences(text):
        for clause in clauses(text, part):
            key = " ".join(words(clause.of(text))) or clause.of(text)
            if key in places:
                repeats.append((part, places[key]))
            else:
                places[key] = len(first)
                first.append((part, clause))
    encoded = encoder(threads).encode([clause.of(text) for _, clause in first])
    remarks = tuple(
        Remark(part, clause, said, _weight(speaks_of(said, claims.subject, claims.asked)))
        for (part, clause), said in zip(first, encoded, strict=True)
    )
    return Reading(remarks, tuple(repeats))


def _weight(nearness: float) -> float:
    return min(1.0, max(0.0, (nearness - OFF_SUBJECT) / (ON_SUBJECT - OFF_SUBJECT)))


def evidence(claim: Claim, reading: Reading) -> Evidence:
    """The best sentence for a key point, in the wording that fits best, and what up to FURTHER sentences add to it."""
    return max((_evidence(wording, reading) for wording in claim.wordings), key=lambda found: found.strength)


def _evidence(wording: Target, reading: Reading) -> Evidence:
    if not reading.remarks:
        return Evidence(0.0)
    found = _found(wording, reading)
    alone = wording.weighed(found)
    best = int(alone.argmax())
    together, strength, used = found[:, best], float(alone[best]), [best]
    speaks = alone >= SPEAKS_FROM
    for _ in range(FURTHER):
        gains = np.where(speaks, wording.weighed(np.maximum(found, together[:, None])) - wording.weighed(together), 0.0)
        i = int(gains.argmax())
        if gains[i] <= CHANCE:
            break
        together = np.maximum(together, found[:, i])
        strength += float(gains[i]) - CHANCE
        used.append(i)
    return Evidence(strength, tuple(used))


def _found(wording: Target, reading: Reading) -> Floats:
    return np.stack([wording.found(vectors) for vectors in reading.vectors], axis=1) * reading.weights


def related(claims: Claims, reading: Reading) -> list[Sentence]:
    """The sentences, repeats included and in their order, that speak of a key point at all."""
    if not reading.remarks:
        return []
    nearest = np.max(
        [wording.weighed(_found(wording, reading)) for claim in claims.points for wording in claim.wordings], axis=0
    )
    kept = [remark.sentence for remark, near in zip(reading.remarks, nearest, strict=True) if near >= SPEAKS_FROM]
    kept += [sentence for sentence, i in reading.repeats if nearest[i] >= SPEAKS_FROM]
    return sorted(set(kept), key=lambda sentence: sentence.start)


def mistaken(claims: Claims, reading: Reading) -> dict[int, int]:
    """Places of remarks that say a known misconception, with the key point each lies nearest to."""
    found: dict[int, int] = {}
    if not claims.misconceptions:
        return found
    for i, remark in enumerate(reading.remarks):
        centre = remark.encoded.centre
        wrong, right = (
            (
                max(target.recall(remark.encoded) for target in near),
                max(float(target.centre @ centre) for target in near),
            )
            for near in (claims.misconceptions, claims.right)
        )
        by_recall, by_cosine = wrong[0] - right[0], wrong[1] - right[1]
        if wrong[0] >= MISTAKEN_FROM and min(by_recall, by_cosine) >= 0 and by_recall + by_cosine >= CLEARLY:
            nearest = [float(claim.wordings[0].centre @ centre) for claim in claims.points]
            found[i] = int(np.argmax(nearest))
    return found


def without(reading: Reading, places: Collection[int]) -> Reading:
    """The same answer, with these remarks worth nothing as evidence."""
    remarks = (replace(remark, weight=0.0) if i in places else remark for i, remark in enumerate(reading.remarks))
    return Reading(tuple(remarks), reading.repeats)
