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
NUMBER = rf"(?P<number>{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))}|(?<![\d.,])\d{{1,2}})"
# "After four years I moved" says how long one part of it was.
_SPELLED_YEARS = re.compile(
    rf"(?<!within )(?<!after )(?<!in )(?<!every )\b(?!\d){NUMBER}\s+years\b(?!\s+(?:later|ago|old)\b)", re.I
)
_IN_THE_TRADE = re.compile(
    rf"\b{NUMBER}\+? ?(?:years|yrs) (?:in (?:the|this|my) (?:trade|profession|craft)|on the (?:tools|job))\b", re.I
)
# Who says "for ten years" of what they have been says how long they have been it.
_HAS_BEEN = re.compile(
    rf"\bI(?:['’]ve| have) (?:been(?! on\b| a member)|worked|taught)\b[^.;]{{0,60}}?\bfor {NUMBER} (?:years|yrs)\b",
    re.I,
)

# "WORK EXPERIENCE : 5 years 4 months", "Total experience 5.8 years": said of all jobs, up to the day of writing.
_TOTAL = re.compile(
    r"\W*(?:(?:total|overall|work(?:ing)?|professional|industrial|relevant|years of)\s+){0,3}experience\s*"
    r"(?:is|of|[:：=–—-]|\s)*(?P<years>\d{1,2}(?:\.\d{1,2})?)\s*(?:years?|yrs?)\b\.?"
    r"(?:\s*(?:and|&|,)?\s*(?P<months>\d{1,2})\s*(?:months?|mths?)\b)?",
    re.I,
)
# A job that lasts "to date" lasts to the day of writing, and nobody sends a resume that is older.
_OLDEST_RESUME_YEARS = 2.0
# "A calm midwife with twenty-two years on labour ward", "Motorman with 9.5 years at sea".
_WITH_YEARS = re.compile(
    rf"[^.;:]{{3,80}}?\bwith\s+(?:(?:over|more|than|about|nearly|almost|some|a total of)\s+){{0,3}}"
    rf"{NUMBER}(?P<part>\.\d)?\s*\+?\s*(?:years|yrs)\b",
    re.I,
)


def total_stated(lines: Sequence[Line]) -> float | None:
    """The years, with months, that somebody states for all of their work on a line of its own."""
    found = (
        _TOTAL.match(line.raw) or _TOTAL.match(line.text) for line in lines if line.section is not Section.EDUCATION
    )
    stated = next(filter(None, found), None)
    if stated is None:
        return None
    return round(float(stated["years"]) + int(stated["months"] or 0) / 12, 1)


def as_stated(surely: float | None, lines: Sequence[Line], perhaps: float | None = None) -> float | None:
    """Years by dates, or those that somebody states for all of their work where dates tell nothing or allow for these,
    as far as the day of writing is known. `perhaps` are the most that dates allow for."""
    stated = total_stated(lines)
    if stated is None or surely is None:
        return surely if stated is None else stated
    return stated if surely - _OLDEST_RESUME_YEARS <= stated <= (perhaps or surely) else surely


def years_said_beside_a_title(lines: Sequence[Line]) -> float | None:
    """Years that somebody says to have in the work that they call themselves by."""
    said = (_WITH_YEARS.match(line.text) for line in lines if line.section in (Section.HEAD, Section.SUMMARY))
    found = next(filter(None, said), None)
    return as_years(found) + float(found["part"] or 0) if found else None


def years_said_in_trade(lines: Sequence[Line]) -> float | None:
    """Years that somebody says to have been in the trade, whatever the jobs were called."""
    said = [
        pattern.search(line.text)
        for line in lines
        for pattern in (_IN_THE_TRADE, _HAS_BEEN)
        if line.section in (Section.HEAD, Section.SUMMARY, Section.EXPERIENCE)
    ]
    return next((as_years(found) for found in said if found), None)


def as_years(stated: re.Match[str]) -> float:
    """The years that a match of NUMBER tells."""
    word = stated["number"].lower()
    return float(_IN_WORDS.get(word) or word)


def years_told(lines: Sequence[Line]) -> float | None:
    """Years that somebody states, where no job has dates."""
    text = "\n".join(line.text for line in lines if line.section is not Section.EDUCATION)
    said = [float(number) for number in _STATED.findall(text)]
    said += [as_years(found) for found in _SPELLED_YEARS.finditer(text)]
    stated = stated_years(text)
    return said[0] if said else stated
