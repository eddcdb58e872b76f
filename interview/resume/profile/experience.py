"""Years of work of a candidate, from date ranges and statements.

Impossible dates count for nothing, overlapping jobs count once, and study is not work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from interview.resume.profile.dates import Span

MOST_YEARS = 50
_STATED = re.compile(
    r"(?<![\d.])(\d{1,2}(?:\.\d)?)\s?\+?\s?(?:years?|yrs?)\b(?=.{0,60}?\b(?:experience|expertise|working|as an?)\b)",
    re.I,
)
_STATED_ZH = re.compile(
    r"(?<![\d.])(\d{1,2}(?:\.\d)?|[一二三四五六七八九十])\s?年(?:以上)?(?=.{0,20}经验)|(?:经验|工龄)[^\d]{0,3}(\d{1,2})\s?年"
)
_SPELLED = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_SPELLED_ZH = {character: number for number, character in enumerate("一二三四五六七八九十", start=1)}
_STATED_WORD = re.compile(rf"\b({'|'.join(_SPELLED)})\s+(?:years?)\b(?=.{{0,60}}?\bexperience\b)", re.I)


def worked_years(work: Iterable[Span]) -> float | None:
    """Years in the union of the spans, to one decimal, at most 50; None without any span."""
    months, end = 0, -1
    for span in sorted(work, key=lambda span: (span.first, span.last)):
        months += max(0, span.last - max(span.first, end + 1) + 1)
        end = max(end, span.last)
    return None if end < 0 else min(float(MOST_YEARS), round(months / 12, 1))


def stated_years(text: str) -> float | None:
    """The longest experience the candidate states in words ("8 years of experience"), at most 50."""
    found = [float(number) for number in _STATED.findall(text)]
    found += [float(_SPELLED[word.lower()]) for word in _STATED_WORD.findall(text)]
    for before, after in _STATED_ZH.findall(text):
        number = before or after
        found.append(float(_SPELLED_ZH.get(number) or number))
    possible = [years for years in found if years <= MOST_YEARS]
    return max(possible, default=None)
