"""Where the sentences of a text begin and end, and the stretches that a very long one is cut into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

RUN_ON = 40
# Shorter ones without marks seldom hold two sentences: they are notes, or the heading of a list.
UNMARKED = 12
CLAUSE = 16
_JOINS = re.compile(r"(?:and|but|so|because|which|while|then|or)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?:[.!?。！？]|…(?=\s+[^a-z\s]|\s*$))+[\"')\]]*(?=\s|$)|\n+")
_ABBREVIATION = re.compile(r"\b(?:[Ee]\.g|[Ii]\.e|[Vv]s|[Cc]f|[Aa]pprox|[Dd]r|M[rs]|Mrs)\.$")
_ABBREVIATION_WITHIN = re.compile(r"\b(?:etc|no|[a-z])\.$")
_MARK = re.compile(r"[,;:()!?…。！？，；：]|\.(?=\s|$)")
# "Sum(case ... else 0)" leaves something out, and ends nothing.
_LEFT_OUT = re.compile(r"\s\.{2,}$")
_GOES_ON = re.compile(r"\s*[a-z]")


@dataclass(frozen=True)
class Sentence:
    """A stretch of a text, by character offsets, without the space around it."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def sentences(text: str) -> list[Sentence]:
    """Cut at sentence ends and line breaks; abbreviations and decimal points do not end a sentence."""
    found: list[Sentence] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "." and _is_abbreviation(text[start : match.end()], text[match.end() :]):
            continue
        if _LEFT_OUT.search(text[start : match.end()]) and _GOES_ON.match(text, match.end()):
            continue
        found.append(Sentence(start, match.end()))
        start = match.end()
    found.append(Sentence(start, len(text)))
    stripped = [_strip(text, sentence) for sentence in found]
    return [sentence for sentence in stripped if re.search(r"\w", sentence.of(text))]


def is_unmarked(sentence: str) -> bool:
    """Whether these are more than UNMARKED words and no mark: speech that was written down, or typing in a hurry."""
    return len(sentence.split()) > UNMARKED and _MARK.search(sentence) is None


def clauses(text: str, sentence: Sentence) -> list[Sentence]:
    """A sentence of more than RUN_ON words cut at pauses into stretches of about CLAUSE words; a shorter one whole."""
    starts = [match.start() for match in re.finditer(r"\S+", text[sentence.start : sentence.end])]
    if len(starts) <= RUN_ON:
        return [sentence]
    cuts, words_since = [0], 0
    for before, start in pairwise(starts):
        words_since += 1
        here, so_far = sentence.start + start, text[sentence.start + before : sentence.start + start].rstrip()
        pauses = so_far.endswith((",", ";", ":")) or _JOINS.match(text, here) is not None
        if (words_since >= CLAUSE // 2 and pauses) or words_since >= 2 * CLAUSE:
            cuts.append(start)
            words_since = 0
    ends = [*cuts[1:], sentence.end - sentence.start]
    return [_strip(text, Sentence(sentence.start + a, sentence.start + b)) for a, b in zip(cuts, ends, strict=True)]


def _is_abbreviation(before: str, after: str) -> bool:
    return _ABBREVIATION.search(before) is not None or (
        _ABBREVIATION_WITHIN.search(before) is not None and _GOES_ON.match(after) is not None
    )


def _strip(text: str, sentence: Sentence) -> Sentence:
    part = sentence.of(text)
    start = sentence.start + len(part) - len(part.lstrip())
    return Sentence(start, max(start, sentence.end - (len(part) - len(part.rstrip()))))
