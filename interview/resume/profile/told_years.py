"""How many years somebody says that they have worked, in figures or words, where dates tell less. It reads no date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interview.resume.profile.experience import stated_years
from interview.resume.profile.sections import Line, Section

_STATED = re.compile(r"\byears?(?: of experience)?\s*:\s*(\d{1,2})\b", re.I)
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_IN_WORDS = (
    {word: number for number, word in enumerate(_ONES + _TEENS, start=1)}
    | _TENS
    | {f"{ten}-{one}": tens + number for ten, tens in _TENS.items() for number, one in enumerate(_ONES, start=1)}
)
_NUMBER = rf"(?P<number>{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))}|(?<![\d.,])\d{{1,2}})"
# "After four years I moved" says how long one part of it was.
_SPELLED_YEARS = re.compile(
    rf"(?<!within )(?<!after )(?<!in )(?<!every )\b(?!\d){_NUMBER}\s+years\b(?!\s+(?:later|ago|old)\b)", re.I
)
_IN_THE_TRADE = re.compile(
    rf"\b{_NUMBER}\+? ?(?:years|yrs) (?:in (?:the|this|my) (?:trade|profession|craft)|on the (?:tools|job))\b", re.I
)
# Who says "for ten years" of what they have been says how long they have been it.
_HAS_BEEN = re.compile(
    rf"\bI(?:['’]ve| have) (?:been|worked|taught)\b[^.;]{{0,60}}?\bfor {_NUMBER} (?:years|yrs)\b", re.I
)


def years_said_in_trade(lines: Sequence[Line]) -> float | None:
    """Years that somebody says to have been in the trade, whatever the jobs were called."""
    said = [
        pattern.search(line.text)
        for line in lines
        for pattern in (_IN_THE_TRADE, _HAS_BEEN)
        if line.section in (Section.HEAD, Section.SUMMARY)
    ]
    return next((_as_years(found) for found in said if found), None)


def _as_years(stated: re.Match[str]) -> float:
    word = stated["number"].lower()
    return float(_IN_WORDS.get(word) or word)


def years_told(lines: Sequence[Line]) -> float | None:
    """Years that somebody states, where no job has dates."""
    text = "\n".join(line.text for line in lines if line.section is not Section.EDUCATION)
    said = [float(number) for number in _STATED.findall(text)]
    said += [_as_years(found) for found in _SPELLED_YEARS.finditer(text)]
    stated = stated_years(text)
    return said[0] if said else stated
