"""Years of work and level of a candidate, from date ranges, statements and job titles.

Impossible dates count for nothing, overlapping jobs count once, and study is not work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from interview.core.profile import Level
from interview.resume.profile.dates import Span

MOST_YEARS = 50
SENIOR_YEARS = 6
JUNIOR_YEARS = 2

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

_SENIOR = re.compile(
    r"\b(?:senior|sr\.?|lead(?!\s+gen)|leader|staff(?!\s+(?:nurse|accountant|assistant))|principal|head|director|chief|cto|ceo|cfo|coo|vp|"
    r"vice president|architect|founder|co-founder)\b|高级|资深|首席|主管|总监|架构师|专家|负责人|合伙人",
    re.I,
)
_INTERN = re.compile(r"\b(?:intern|internship|trainee|apprentice|working student|student)\b|实习|学徒|管培生", re.I)
_JUNIOR = re.compile(r"\b(?:junior|jr\.?|entry[- ]level|graduate|assistant|associate)\b|初级|助理", re.I)
_STARTING = re.compile(
    r"\b(?:(?:recent|new|fresh)\s+(?:college\s+|university\s+)?grad(?:uate)?|entry[- ]level|undergraduate|"
    r"junior|student|intern|"
    r"fresher|final[- ]year)\b|应届|在读|在校|实习生|初级",
    re.I,
)
_STUDYING = re.compile(r"\b(?:expected|anticipated|present|ongoing|current)\b|至今|在读|预计", re.I)


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


def level_of(years: float | None, headline: str, roles: list[str], education: str) -> Level:
    """Junior below two years or while starting out, senior from six years or by title with some experience, else mid.

    `headline` is the head of the resume, `roles` the job titles with the latest first.
    """
    latest = roles[0] if roles else ""
    only_interned = bool(roles) and all(_INTERN.search(role) for role in roles)
    is_starting = _STARTING.search(headline) is not None and (years is None or years < SENIOR_YEARS)
    interns_while_studying = _INTERN.search(latest) is not None and _STUDYING.search(education) is not None
    if only_interned or interns_while_studying or is_starting:
        return Level.JUNIOR
    if not roles and years is None and _STUDYING.search(education):
        return Level.JUNIOR
    titles = f"{headline}\n{latest}"
    is_titled = _SENIOR.search(titles) is not None and not _INTERN.search(latest)
    if years is None:
        return Level.SENIOR if is_titled and roles else Level.JUNIOR if _JUNIOR.search(latest) else Level.MID
    if years >= SENIOR_YEARS:
        return Level.SENIOR
    if is_titled and years >= JUNIOR_YEARS:
        return Level.SENIOR
    if years < JUNIOR_YEARS or (_JUNIOR.search(latest) and years < JUNIOR_YEARS + 1):
        return Level.JUNIOR
    return Level.MID
