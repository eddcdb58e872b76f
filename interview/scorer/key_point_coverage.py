"""What a question asks for, and which sentences of an answer are evidence for it.

A key point has two wordings: its own and the sentence of the reference that says it. Each sentence of an answer is read
alone and counts as far as it is no empty talk or says most of a key point; what talk of the same length would find is
taken off.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from interview.scorer.chance_baseline import Chance, small_talk
from interview.scorer.encoder import Encoded, Vectors, encoder
from interview.scorer.filler_detection import EmptyTalk, empty_talk
from interview.scorer.similarity import Floats, Target, speaks_of
from interview.text.sentences import Sentence, clauses, sentences
from interview.text.words import words

# A sentence of the reference that says less of the key point than this is about something else.
SAYS_IT_FROM = 0.6
# Recall of a key point from which a sentence begins to count, whatever it sounds like, and where it counts in full.
NO_TALK_FROM, NO_TALK_AT = 0.5, 0.75
# One sentence makes a key point; what all others add to it counts half.
OTHERS_SHARE = 0.5
# What a sentence must say of a key point to be one that speaks of it.
SPEAKS_FROM = 0.33
# Of a key point, what counts as left out and as said where an answer is judged as a whole.
LEFT_OUT, SAID = 0.1, 0.45
COVERAGE_SHARE, SUBJECT_SHARE = 0.5, 0.2
# A sentence says a misconception when it lies nearer to it than to anything right, by recall and by cosine.
MISTAKEN_FROM = 0.35
CLEARLY = 0.25


@dataclass(frozen=True)
class Wording:
    """One way to say a key point, and what talk about other things finds of it."""

    target: Target
    chance: Chance


@dataclass(frozen=True)
class Claim:
    """A key point, with its own wording and, where the reference says it, that one."""

    text: str
    wordings: tuple[Wording, ...]

    @property
    def mass(self) -> float:
        """How much there is to say: the weights of its words, those of the question apart."""
        return self.wordings[0].target.mass


@dataclass(frozen=True)
class Claims:
    """The key points of one question, everything that is right about it, its misconceptions, and the token vectors of
    what is asked and of its subject; `talk` knows what says nothing of them."""

    points: tuple[Claim, ...]
    right: tuple[Target, ...]
    misconceptions: tuple[Target, ...]
    asked: Vectors
    subject: Vectors
    talk: EmptyTalk


@dataclass(frozen=True)
class Remark:
    """A sentence of an answer, or a clause of one that does not end. `near` is how much of it lies near the question's
    subject, `weight` how far it counts as evidence (both 0 to 1), `mass` how much it says beyond the question."""

    sentence: Sentence
    clause: Sentence
    encoded: Encoded
    near: float
    mass: float
    weight: float


@dataclass(frozen=True)
class Evidence:
    """How strongly an answer makes a key point (0 to 1), and the place of the remark that says most of it."""

    strength: float
    remark: int | None = None


@dataclass(frozen=True)
class Reading:
    """An answer, remark by remark; what is said twice is one remark, and `repeats` are its other sentences.

    `found` has, per key point and wording, what each remark finds of each piece (pieces x remarks, 0 to 1).
    """

    remarks: tuple[Remark, ...]
    repeats: tuple[tuple[Sentence, int], ...]
    found: tuple[tuple[Floats, ...], ...]

    @property
    def length(self) -> int:
        """Pieces of all remarks."""
        return sum(len(remark.encoded.pieces) for remark in self.remarks)

    @property
    def weights(self) -> Floats:
        """How far each remark counts."""
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
    talk = small_talk(threads)
    claims: list[Claim] = []
    for text, encoded in zip(key_points, points, strict=True):
        target = Target(encoded, asked)
        best, i = max(((target.recall(sentence), i) for i, sentence in enumerate(said)), default=(0.0, 0))
        wordings = (target, references[i]) if best >= SAYS_IT_FROM else (target,)
        claims.append(Claim(text, tuple(Wording(wording, talk.finds(wording)) for wording in wordings)))
    subject = np.concatenate([asked, *(text.vectors for text in (*points, *said))])
    right = (*(claim.wordings[0].target for claim in claims), *references)
    mistakes = tuple(Target(text, asked) for text in wrong)
    return Claims(tuple(claims), right, mistakes, asked, subject, empty_talk(threads, topic, question, right))


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
    found = tuple(tuple(_found(wording.target, encoded) for wording in claim.wordings) for claim in claims.points)
    said = ((_best(claims, found) - NO_TALK_FROM) / (NO_TALK_AT - NO_TALK_FROM)).clip(0.0, 1.0)
    counts = np.maximum(said, claims.talk.counts(encoded))
    remarks = tuple(
        _remark(part, clause, words_said, claims, float(weight))
        for (part, clause), words_said, weight in zip(first, encoded, counts, strict=True)
    )
    return Reading(remarks, tuple(repeats), found)


def _remark(part: Sentence, clause: Sentence, said: Encoded, claims: Claims, counts: float) -> Remark:
    near, mass = speaks_of(said, claims.subject, claims.asked)
    return Remark(part, clause, said, counts * near, mass, counts)


def _found(target: Target, remarks: Sequence[Encoded]) -> Floats:
    columns = [target.found(remark.vectors) for remark in remarks]
    return np.stack(columns, axis=1) if columns else np.zeros((len(target.vectors), 0))


def _best(claims: Claims, found: Sequence[Sequence[Floats]]) -> Floats:
    """Per remark, its recall of the key point that it says most of."""
    recalls: Floats = np.max(
        [
            wording.target.weighed(by_piece)
            for claim, by_wording in zip(claims.points, found, strict=True)
            for wording, by_piece in zip(claim.wordings, by_wording, strict=True)
        ],
        axis=0,
    )
    return recalls


def evidence(claims: Claims, reading: Reading) -> list[Evidence]:
    """Per key point: what all remarks together say of it, in the wording that fits best, beyond what talk of the same
    length finds."""
    if not reading.remarks:
        return [Evidence(0.0) for _ in claims.points]
    return [
        max(
            (
                _evidence(wording, by_piece * reading.weights, reading.length)
                for wording, by_piece in zip(claim.wordings, by_wording, strict=True)
            ),
            key=lambda found: found.strength,
        )
        for claim, by_wording in zip(claims.points, reading.found, strict=True)
    ]


def _evidence(wording: Wording, found: Floats, length: int) -> Evidence:
    most = int(wording.target.weighed(found).argmax())
    said = found[:, most] + OTHERS_SHARE * (found.max(axis=1) - found[:, most])
    return Evidence(float(wording.target.weighed(wording.chance.beyond(said, length))), most)


def agreement(claims: Claims, reading: Reading, found: Sequence[Evidence]) -> float:
    """How far an answer as a whole says what is asked for, and little else (0 to 1).

    Ours: the strengths, weighed by how much there is to say; half as much, the same with everything below LEFT_OUT as
    nothing and above SAID as all; a fifth as much, how much of the answer is near the question's subject.
    """
    if not reading.remarks:
        return 0.0
    strengths = np.asarray([point.strength for point in found])
    masses = np.asarray([claim.mass for claim in claims.points]) + 1e-9
    said = ((strengths - LEFT_OUT) / (SAID - LEFT_OUT)).clip(0.0, 1.0)
    sizes = [remark.mass + 1e-9 for remark in reading.remarks]
    near = np.average([remark.near for remark in reading.remarks], weights=sizes)
    recall, coverage = np.average(strengths, weights=masses), np.average(said, weights=masses)
    shares = 1 + COVERAGE_SHARE + SUBJECT_SHARE
    return float((recall + COVERAGE_SHARE * coverage + SUBJECT_SHARE * near) / shares)


def related(claims: Claims, reading: Reading) -> list[Sentence]:
    """The sentences, repeats included and in their order, that speak of a key point at all."""
    if not reading.remarks:
        return []
    nearest = _best(claims, reading.found) * reading.weights
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
            nearest = [float(claim.wordings[0].target.centre @ centre) for claim in claims.points]
            found[i] = int(np.argmax(nearest))
    return found


def without(reading: Reading, places: Collection[int]) -> Reading:
    """The same answer, with these remarks worth nothing as evidence."""
    remarks = (
        replace(remark, near=0.0, weight=0.0) if i in places else remark for i, remark in enumerate(reading.remarks)
    )
    return replace(reading, remarks=tuple(remarks))
