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
HINT_FROM = 0.85
HINT_MARGIN = 0.1


@dataclass(frozen=True)
class Claim:
    """A key point and the targets that stand for it, one per wording."""

    text: str
    wordings: tuple[Target, ...]

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
    wordings = [part.of(reference) for part in parts]
    encode = encoder(threads).encode
    asked, *encoded = encode([question, *key_points, *misconceptions, *wordings])
    targets = [Target(text, asked) for text in encoded]
    ends = len(key_points), len(key_points) + len(misconceptions)
    said = encoded[ends[1] :]
    points: list[Claim] = []
    for text, target in zip(key_points, targets, strict=False):
        found = [(target.recall(sentence), i) for i, sentence in enumerate(said)]
        best, i = max(found, default=(0.0, 0))
        twin = (targets[ends[1] + i],) if best >= SAYS_IT_FROM else ()
        points.append(Claim(text, (target, *twin)))
    return Claims(tuple(points), tuple(targets[ends[0] : ends[1]]))


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
