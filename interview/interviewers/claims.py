"""What a question asks for, ready to be compared: its key points, each in two wordings, and the known misconceptions.

The second wording of a key point is the sentence of the reference answer that says it, so that a good paraphrase has
two chances. A misconception only ever leads to a hint, never to a score: agreement in words cannot tell a claim from
its negation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from interview.interviewers.encoder import Encoded, encoder
from interview.interviewers.similarity import Sentence, Target, piece_ranges, sentences

# A sentence of the reference that says less of the key point than this is about something else.
SAYS_IT_FROM = 0.75
# A key point is often said over two sentences; over more, a text on the same subject starts to match by chance.
WINDOW = 2
# Of the ladder's polite filler nineteen sentences in twenty lie below, of its good answers none.
ON_TOPIC_FROM = 0.33
QUESTION_SHARE = 0.3
HINT_FROM = 0.85
HINT_MARGIN = 0.1


@dataclass(frozen=True)
class Claim:
    """A key point, one target per wording, and how much of it the question itself says (0 to 1)."""

    text: str
    wordings: tuple[Target, ...]
    asked: float

    def recalls(self, answer: Encoded, ranges: Sequence[tuple[int, int]]) -> list[float]:
        """Soft recall (0 to 1) in each range of the answer's pieces, of the wording that fits it best."""
        return [
            max(found) for found in zip(*(wording.recalls(answer, ranges) for wording in self.wordings), strict=True)
        ]


@dataclass(frozen=True)
class Claims:
    """The key points of one question, and its misconceptions."""

    points: tuple[Claim, ...]
    misconceptions: tuple[Target, ...]


@lru_cache(maxsize=256)
def read_claims(
    threads: int, question: str, key_points: tuple[str, ...], reference: str, misconceptions: tuple[str, ...]
) -> Claims:
    """Encode what belongs to a question; kept, since the same question is graded many times."""
    parts = sentences(reference)
    other_words = [part.of(reference) for part in parts]
    encode = encoder(threads).encode
    asked, *encoded = encode([question, *key_points, *misconceptions, *other_words])
    targets = [Target(text, asked) for text in encoded]
    ends = len(key_points), len(key_points) + len(misconceptions)
    said = encoded[ends[1] :]
    points: list[Claim] = []
    for text, target in zip(key_points, targets, strict=False):
        found = [(target.recall(sentence), i) for i, sentence in enumerate(said)]
        best, i = max(found, default=(0.0, 0))
        wordings = (target, targets[ends[1] + i]) if best >= SAYS_IT_FROM else (target,)
        points.append(Claim(text, wordings, max(wording.recall(asked) for wording in wordings)))
    return Claims(tuple(points), tuple(targets[ends[0] : ends[1]]))


def best_recalls(claim: Claim, answer: Encoded, text: str, parts: Sequence[Sentence]) -> tuple[float, float]:
    """Soft recall of a key point in the best run of at most WINDOW sentences, and in the whole answer (0 to 1 each)."""
    windows = [
        Sentence(parts[i].start, parts[min(i + WINDOW, len(parts)) - 1].end)
        for i in range(max(1, len(parts) - WINDOW + 1) if parts else 0)
    ]
    *found, whole = claim.recalls(answer, piece_ranges(answer, [*windows, Sentence(0, len(text))]))
    return max(found, default=0.0), whole


def on_topic(claims: Claims, answer: Encoded, parts: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that have anything to do with a key point; all of them when none has, so that nothing is lost."""
    ranges = piece_ranges(answer, parts)
    related = [
        max(recall - QUESTION_SHARE * claim.asked for recall, claim in zip(found, claims.points, strict=True))
        for found in zip(*(claim.recalls(answer, ranges) for claim in claims.points), strict=True)
    ]
    return [part for part, nearness in zip(parts, related, strict=True) if nearness >= ON_TOPIC_FROM] or list(parts)


def contradicted(claims: Claims, answer: Encoded, parts: Sequence[Sentence]) -> list[str]:
    """Key points that a sentence of the answer may contradict: a misconception lies nearer to it than any point."""
    if not claims.misconceptions or not parts:
        return []
    ranges = piece_ranges(answer, parts)
    by_point = [point.recalls(answer, ranges) for point in claims.points]
    found: list[str] = []
    for misconception in claims.misconceptions:
        for i, recall in enumerate(misconception.recalls(answer, ranges)):
            best = max(range(len(by_point)), key=lambda p: by_point[p][i])
            if recall >= HINT_FROM and recall - by_point[best][i] >= HINT_MARGIN:
                found.append(claims.points[best].text)
                break
    return list(dict.fromkeys(found))
