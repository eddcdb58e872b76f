"""The same words as other people would type or say them, so that a judge learns what is said and not how.

Made by rule and for learning only; what measures this (bench/data/fairness.yaml) was written by hand. Nothing here
changes a "not", a number or the order of words, on which the meaning hangs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Sequence
from enum import StrEnum

from interview.scorer.stretches import as_written
from interview.text.sentences import Sentence, clauses

# About one word in ten is mistyped, as in bench/data/fairness.yaml; nobody says "um" more often than that.
MISTYPED, HESITATES = 0.1, 0.1
# Articles are what most second-language speakers leave out first; the rest happens now and then.
NO_ARTICLE, NOW_AND_THEN, CASUAL = 0.7, 0.25, 0.8
ALSO_HESITANT = 0.5
# Where a sentence begins is found so often in a text without marks, and as many beginnings are found that are none.
FOUND = 0.72

_WORD = re.compile(r"[A-Za-z]{4,}")
_JOINS = ("and", "but", "so", "because", "which", "while", "then", "or", "if", "when")
_MARKS = re.compile(r"[^\w\s']")
_HESITATIONS = ("um,", "uh,", "you know,", "like,", "I mean,", "sort of", "well,", "basically,")
_STARTS = ("So,", "Yeah, so", "Um,", "Well,", "Okay, so", "I mean,")
_ARTICLE = re.compile(r"\b(?:the|an?)\b ", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:in|on|at)\b")
_ENDING = re.compile(r"(?<=[b-df-hj-np-rt-z])s\b")
_LONG_FORMS = {
    "I'd": "I would",
    "I'm": "I am",
    "it's": "it is",
    "It's": "It is",
    "you're": "you are",
    "that's": "that is",
}
_CASUAL = {
    r"\bgoing to\b": "gonna",
    r"\bwant to\b": "wanna",
    r"\b(?:have|has) to\b": "gotta",
    r"\bbecause\b": "cos",
    r"\bthem\b": "'em",
    r"\bkind of\b": "kinda",
    r"\b(?:isn't|aren't|is not|are not)\b": "ain't",
    r"\byou\b": "ya",
    r"\byes\b": "yeah",
    r"\bvery\b": "dead",
}
_ING = re.compile(r"(?<=[a-z]{2})ing\b")


class Manner(StrEnum):
    """How something is typed or said."""

    MISTYPED = "mistyped"
    HESITANT = "hesitant"
    SECOND_LANGUAGE = "second_language"
    CASUAL = "casual"


def said(text: str, manner: Manner, rng: random.Random) -> str:
    """A sentence in this manner; never empty where it was not."""
    made = {
        Manner.MISTYPED: _mistyped,
        Manner.HESITANT: _hesitant,
        Manner.SECOND_LANGUAGE: _second_language,
        Manner.CASUAL: _casual,
    }[manner](text, rng)
    return made if made.strip() else text


Shares = tuple[tuple[int, float], ...]
"""The sentences or clauses that a stretch has words of: (place, share of its words)."""


def unmarked(texts: Sequence[str], rng: random.Random) -> list[tuple[str, Shares]]:
    """Sentences as a transcriber writes them, without capitals and marks, cut where the product would think that
    sentences begin: it misses some beginnings and finds as many that are none."""
    is_hesitant = rng.random() < ALSO_HESITANT
    bare = [_MARKS.sub(" ", _hesitant(text, rng) if is_hesitant else text).lower().split() for text in texts]
    begins, start = set[int](), 0
    for words in bare:
        if rng.random() < FOUND:
            begins.add(start)
        if len(words) > 2 and rng.random() < 1 - FOUND:
            begins.add(start + rng.choice([at for at in range(1, len(words)) if words[at] in _JOINS] or [2]))
        start += len(words)
    return _stretches(bare, begins)


def as_read(clauses_of: Sequence[str], goes_on: Sequence[bool]) -> list[tuple[str, Shares]]:
    """Sentences that are given in clauses (`goes_on` says which ones go on with the one before) as the product reads
    them: as one, or cut at pauses where they are long."""
    begins, start = set[int](), 0
    bare = [text.split() for text in clauses_of]
    for words, is_within in zip(bare, goes_on, strict=True):
        if not is_within:
            begins.add(start)
        start += len(words)
    return _stretches(bare, begins)


def _stretches(bare: Sequence[Sequence[str]], begins: Collection[int]) -> list[tuple[str, Shares]]:
    """Words of sentences or clauses, cut before the words at these places, and long ones at pauses."""
    owners = [place for place, found in enumerate(bare) for _ in found]
    words = [word for found in bare for word in found]
    cuts = sorted({0, *begins} & set(range(len(words))))
    made = []
    for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True):
        whole = " ".join(words[start:end])
        parts = [part.of(whole) for part in clauses(whole, Sentence(0, len(whole)))]
        for text in parts:
            inside = owners[start : start + len(text.split())]
            start += len(inside)
            shares = tuple((place, inside.count(place) / len(bare[place])) for place in dict.fromkeys(inside))
            made.append((as_written(text), shares))
    return made


def _mistyped(text: str, rng: random.Random) -> str:
    def slip(found: re.Match[str]) -> str:
        word = found.group()
        if rng.random() >= MISTYPED:
            return word
        at = rng.randrange(1, len(word) - 1)
        kind = rng.randrange(3)
        if kind == 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + word[at + 1 :] if kind == 1 else word[:at] + word[at] + word[at:]

    return _WORD.sub(slip, text)


def _hesitant(text: str, rng: random.Random) -> str:
    words = text.split()
    made = [rng.choice(_STARTS)] if rng.random() < ALSO_HESITANT else []
    for word in words:
        if made and rng.random() < HESITATES:
            made.append(rng.choice(_HESITATIONS))
        made.append(word)
    return " ".join(made)


def _second_language(text: str, rng: random.Random) -> str:
    for short, long in _LONG_FORMS.items():
        text = text.replace(short, long)
    text = _ARTICLE.sub(lambda found: "" if rng.random() < NO_ARTICLE else found.group(), text)
    text = _PLACE.sub(lambda found: rng.choice(("in", "on", "at")) if rng.random() < NOW_AND_THEN else found[0], text)
    return _ENDING.sub(lambda found: "" if rng.random() < NOW_AND_THEN else found.group(), text)


def _casual(text: str, rng: random.Random) -> str:
    for pattern, casual in _CASUAL.items():
        if rng.random() < CASUAL:
            text = re.sub(pattern, casual, text)
    return _ING.sub("in'", text) if rng.random() < ALSO_HESITANT else text
