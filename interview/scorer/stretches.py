"""The stretches of an answer that the judge reads: its sentences, and of one that runs on, or that has no marks, what
seem to be sentences.

Who speaks an answer or types in a hurry sets no marks. Where a sentence begins is then read off the words, and each is
read as it would be written: docs/decisions/0116-where-a-sentence-begins.md
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from interview.scorer.verdict_model import Floats
from interview.text.sentences import RUN_ON, Sentence, clauses, is_unmarked, sentences

# Of held answers without marks as many beginnings are found as are found wrongly.
BEGINS = 0.4
_WORD = re.compile(r"[\w']+")
_MARKED = (".", "!", "?", "…", ":", ";")
_CLOSING = "\"')]”’"

Starts = Callable[[Sequence[str]], Floats]
"""Words in small letters and without marks → for each the probability that a sentence begins with it."""


@dataclass(frozen=True)
class Stretch:
    """A literal part of an answer, and how it is read."""

    text: str
    read: str


def stretches(text: str, starts: Starts) -> list[Stretch]:
    """The sentences of a text in order; one of more than RUN_ON words or without marks in parts, which are read with a
    capital and a full stop."""
    found: list[Stretch] = []
    for sentence in sentences(text):
        parts = [part for each in _begun(text, sentence, starts) for part in clauses(text, each)]
        found += [
            Stretch(part.of(text), part.of(text) if len(parts) == 1 else as_written(part.of(text))) for part in parts
        ]
    return found


def as_written(part: str) -> str:
    """With a capital at the beginning and a mark at the end."""
    end = "" if part.rstrip(_CLOSING).endswith(_MARKED) else "."
    return f"{part[:1].upper()}{part[1:].rstrip(',')}{end}"


def _begun(text: str, sentence: Sentence, starts: Starts) -> list[Sentence]:
    words = list(_WORD.finditer(text, sentence.start, sentence.end))
    if len(words) <= RUN_ON and not is_unmarked(sentence.of(text)):
        return [sentence]
    begins = starts([word.group().lower() for word in words])
    cuts = [word.start() for word, sure in zip(words[1:], begins[1:], strict=True) if sure > BEGINS]
    # Space between two parts belongs to neither.
    ends = [len(text[:cut].rstrip()) for cut in cuts]
    return [Sentence(start, end) for start, end in zip([sentence.start, *cuts], [*ends, sentence.end], strict=True)]
