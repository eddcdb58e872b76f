"""Two statements that cannot both hold, told by their words alone: the same figure with two beginnings or two ends, and
the same sentence with "always" and with "never".

Few clashes are found, so that what is found is one: who rounds, tells a stage in between or names both is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interview.text.languages import is_chinese
from interview.text.sentences import sentences

# Nearer to each other than by a fourth of the larger, one of two figures may be rounded.
_ROUNDED = 0.25
_UNIT = r"%|percent|per cent|ms|milliseconds?|s|seconds?|minutes?|hours?|days?|weeks?|months?|euros?|dollars?|pounds?"
# So the thing that was asked about is told of, without its name.
_IT = r"(?:it|that|this) (?:went|fell|dropped|rose|came|grew)"
_PAIR = re.compile(
    rf"\b(?P<lead>{_IT}|[a-z]\w*) from (?P<first>\d+(?:\.\d+)?) ?(?P<left>{_UNIT})? (?:down |up )?to "
    rf"(?P<last>\d+(?:\.\d+)?) ?(?P<unit>{_UNIT})(?![\w/])",
    re.IGNORECASE,
)
_SAME_UNIT = {"percent": "%", "per cent": "%", "millisecond": "ms", "second": "s"}
# Who says "about" or "then" tells a rounded figure or a stage.
_UNSURE = re.compile(
    r"\b(?:about|around|roughly|almost|nearly|over|under|approximately|some|maybe|perhaps|think|guess|would|if|first|"
    r"then|later|until|meanwhile|between|another|other|each|average|median|worst|best|peak)\b",
    re.IGNORECASE,
)
# Numbers in words are not compared: the figure that seems to be another one may stand among them.
_IN_WORDS = re.compile(
    r"\b(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty|ten|eleven|twelve|\w+teen|zero|nothing|none|half|halved|"
    r"halving|doubled?|tripled?|quarter|third|hundred|thousand)\b",
    re.IGNORECASE,
)
# In words as often as in figures.
_SMALL = 10
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_ALWAYS, _NEVER = re.compile(r"\balways\b", re.IGNORECASE), re.compile(r"\bnever\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9']+")
# So many words besides "always" make a sentence of its own, with a subject, a verb and what it is about.
_FEWEST_WORDS = 4


@dataclass(frozen=True)
class Clash:
    """Two statements, each as it stands; `is_of_resume` where the first is a line of the resume."""

    one: str
    other: str
    is_of_resume: bool = False


def clash(answer: str, line: str = "") -> Clash | None:
    """The first clash within an answer, or between it and the line of the resume that its question quotes; None where
    none is sure."""
    if is_chinese(answer):
        return None
    said = [part.of(answer).strip() for part in sentences(answer)]
    return _of_figures(answer, said, line) or _of_always(said)


def _of_figures(answer: str, said: list[str], line: str) -> Clash | None:
    """A change that the line tells with one beginning or end and the answer with another, of the same thing."""
    told = list(_PAIR.finditer(line))
    if len(told) != 1 or _IN_WORDS.search(answer):
        return None
    figures = {float(found) for found in _FIGURE.findall(answer)}
    first, last, unit = _change(told[0])
    for sentence in said:
        found = list(_PAIR.finditer(sentence))
        if len(found) != 1 or _UNSURE.search(sentence):
            continue
        other_first, other_last, other_unit = _change(found[0])
        is_one_end_the_same = (first == other_first) is not (last == other_last)
        left, right = (last, other_last) if first == other_first else (first, other_first)
        lead = found[0]["lead"]
        is_of_one = unit == other_unit and (lead.lower() == told[0]["lead"].lower() or " " in lead)
        is_apart = abs(left - right) > _ROUNDED * max(left, right)
        if is_one_end_the_same and is_of_one and is_apart and left >= _SMALL and left not in figures:
            return Clash(line, sentence, is_of_resume=True)
    return None


def _change(found: re.Match[str]) -> tuple[float, float, str]:
    """Beginning, end and unit of a change, the unit by one name."""
    unit = found["unit"].lower()
    unit = unit if unit in ("%", "ms", "s") else unit.removesuffix("s")
    return float(found["first"]), float(found["last"]), _SAME_UNIT.get(unit, unit)


def _of_always(said: list[str]) -> Clash | None:
    """Two sentences of the same words, one with "always", the other with "never"."""
    always = {_words(text, _ALWAYS): text for text in said if len(_ALWAYS.findall(text)) == 1}
    for text in said:
        words = _words(text, _NEVER) if len(_NEVER.findall(text)) == 1 else ()
        if len(words) >= _FEWEST_WORDS and words in always:
            return Clash(always[words], text)
    return None


def _words(text: str, but: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(_WORD.findall(but.sub(" ", text).lower()))
