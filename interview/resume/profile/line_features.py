"""What a line of a resume looks like, as named numbers for the model of line_kinds.py.

Its words, how it begins, its form, what the rules see in it, the lines around it and the heading above it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log2, sqrt

from interview.resume.profile.dates import has_a_date, range_places
from interview.resume.profile.deeds import is_duty
from interview.resume.profile.kinds import begins_with_a_deed, is_change, says_what_they_did
from interview.resume.profile.labels import label_of
from interview.resume.profile.roles import role_of
from interview.resume.profile.sections import Line

Unit = tuple[Line, str]
"""A line that begins something, with all of its text (paragraphs.unwrapped)."""
Features = dict[str, float]

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d+|[^\w\s]")
_WORD = re.compile(r"[A-Za-z]+")
_MARKS = " :~=*#-–—|"
_AROUND = (-2, -1, 1, 2)
# Longer lines without figures are no headings.
_HEADING_WORDS = 4
# Words count as much together in a long line as in a short one, and as much as this beside its form.
_OF_WORDS, _OF_ENDINGS, _OF_NEIGHBOURS = 2.0, 1.0, 0.5
_LONG_WORD, _ENDING = 5, 3
_PARTS = 6


def features(units: Sequence[Unit]) -> list[Features]:
    """The features of each unit of one resume, in order."""
    forms = [tuple(_form(line, text)) for line, text in units]
    tokens = [_tokens(text) for _, text in units]
    found, heading = [], ""
    for place, (line, text) in enumerate(units):
        said = defaultdict[str, float](float)
        for name, much in _of_words(tokens[place]):
            said[name] += much
        for name in (*forms[place], *_by_rules(text)):
            said[name] += 1
        for name in forms[place]:
            said[f"{'item' if line.is_bullet else 'plain'} {name}"] += _OF_NEIGHBOURS
        for name in _around(place, forms, tokens):
            said[name] += _OF_NEIGHBOURS
        said[f"place {_PARTS * place // len(units)}"] += 1
        for word in heading.split():
            said[f"below {word}"] += 1
        said[f"below all of {heading}"] += 1
        found.append(dict(said))
        if _may_be_heading(line, text):
            heading = text.lower().strip(_MARKS)
    return found


def _tokens(text: str) -> list[str]:
    return ["0" if token[0].isdigit() else token.lower() for token in _TOKEN.findall(text)]


def _of_words(tokens: Sequence[str]) -> Iterator[tuple[str, float]]:
    share = 1 / sqrt(max(1, len(tokens)))
    for token in tokens:
        yield f"word {token}", _OF_WORDS * share
        if len(token) >= _LONG_WORD:
            yield f"ending {token[-_ENDING:]}", _OF_ENDINGS * share
    for pair in pairwise(tokens):
        yield "words " + " ".join(pair), _OF_WORDS * share
    for number, token in enumerate(tokens[:3]):
        yield f"{number}. {token}", 1
    if tokens and tokens[0].isalpha():
        yield f"first ending {tokens[0][-3:]}", 1
        yield f"first ending {tokens[0][-2:]}", 1


def _form(line: Line, text: str) -> Iterator[str]:
    yield "item" if line.is_bullet else "plain"
    yield f"length {min(6, int(log2(len(text.split()) + 1)))}"
    yield f"commas {min(4, text.count(','))}"
    yield f"in {line.section.value}"
    if words := _WORD.findall(text):
        yield f"capitals {4 * sum(word[0].isupper() for word in words) // len(words)}"
    if range_places(text):
        yield "dates"
    elif has_a_date(text):
        yield "date"
    told = {
        "full stop": text.endswith("."),
        "colon": text.endswith(":"),
        "figure": any(map(str.isdigit, text)),
        "shouted": text.isupper(),
        "after blank": line.after_blank,
        "after heading": line.after_heading,
    }
    yield from (name for name, is_so in told.items() if is_so)


def _by_rules(text: str) -> Iterator[str]:
    if begins_with_a_deed(text):
        yield "begins with a deed"
    if is_change(text):
        yield "change"
    if is_duty(text):
        yield "duty"
    if says_what_they_did(text):
        yield "says what they did"
    if label := label_of(text):
        yield f"label {label.name}"
    if role_of(text):
        yield "role"


def _around(place: int, forms: Sequence[Sequence[str]], tokens: Sequence[Sequence[str]]) -> Iterator[str]:
    for away in _AROUND:
        if not 0 <= place + away < len(forms):
            yield f"{away} no line"
            continue
        yield from (f"{away} {name}" for name in forms[place + away])
        yield from (f"{away} word {token}" for token in tokens[place + away][:2])


def _may_be_heading(line: Line, text: str) -> bool:
    is_short = len(text.split()) <= _HEADING_WORDS and not any(map(str.isdigit, text))
    return is_short and not line.is_bullet and not text.endswith(".")
