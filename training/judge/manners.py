"""The same words as other people would type or say them, so that a judge learns what is said and not how.

Made by rule and for learning only; what measures this (bench/data/fairness.yaml) was written by hand. Nothing here
changes a "not", a number or the order of words, on which the meaning hangs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from enum import StrEnum

from interview.text.sentences import Sentence, clauses, sentences

# About one word in ten is mistyped, as in bench/data/fairness.yaml; nobody says "um" more often than that.
MISTYPED, HESITATES = 0.1, 0.1
# Articles are what most second-language speakers leave out first; the rest happens now and then.
NO_ARTICLE, NOW_AND_THEN, CASUAL = 0.7, 0.25, 0.8
ALSO_HESITANT = 0.5

_WORD = re.compile(r"[A-Za-z]{4,}")
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


def unmarked(texts: Sequence[str], rng: random.Random) -> list[tuple[str, tuple[tuple[int, float], ...]]]:
    """Sentences as a transcriber writes them, without capitals and marks, cut at pauses and so rarely where they end.

    Gives each stretch with the sentences that it has words of: (place of the sentence, share of its words).
    """
    bare: list[list[str]] = []
    is_hesitant = rng.random() < ALSO_HESITANT
    for text in texts:
        spoken = _hesitant(text, rng) if is_hesitant else text
        bare.append(_MARKS.sub(" ", spoken).lower().split())
    owners = [place for place, found in enumerate(bare) for _ in found]
    whole = " ".join(word for found in bare for word in found)
    made, at = [], 0
    for sentence in sentences(whole):
        for stretch in clauses(whole, Sentence(sentence.start, sentence.end)):
            text = stretch.of(whole)
            count = len(text.split())
            inside = owners[at : at + count]
            at += count
            shares = tuple((place, inside.count(place) / len(bare[place])) for place in dict.fromkeys(inside))
            made.append((text, shares))
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
