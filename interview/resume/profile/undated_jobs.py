"""The work of today in a list of jobs without any dates: the one that says so, or else the first, as people list the
latest first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from interview.resume.profile.dates import Span, range_places
from interview.resume.profile.employers import names_a_firm, without_asides
from interview.resume.profile.roles import PARTS, role_of, title_at_end
from interview.resume.profile.sections import Line, Section
from interview.resume.profile.side_jobs import is_side_job
from interview.resume.profile.told_jobs import Told, months_until
from interview.resume.profile.told_years import NUMBER, as_years

_MAY_HIDE_WORK = (Section.HEAD, Section.SUMMARY, Section.SKILLS)
_LONGEST_HEAD = 120
_TODAY = r"\b(?:current(?:ly)?|present(?:ly)?|now|to date)\b"
_HOW_LONG = rf"(?<!\d\.){NUMBER}\+?\s*(?:years|yrs|year|yr)\b"
_IS_TODAY = re.compile(_TODAY, re.IGNORECASE)
_SINCE_YEARS = re.compile(rf"{_TODAY}[,;:]?\s*(?:for\s+)?{_HOW_LONG}", re.IGNORECASE)
_YEARS_NOW = re.compile(rf"{_HOW_LONG}[,;:]?\s*(?:\w+\s+)?{_TODAY}", re.IGNORECASE)


def undated_job_of_today(lines: Sequence[Line], today: date) -> Told | None:
    """None where a job has dates, or none has a title. Below other headings only a line that says for how many years
    now tells one."""
    below_others = (line for line in lines if line.section in _MAY_HIDE_WORK and not line.is_bullet)
    said = (_told(line, title, today) for line in below_others if (title := _title_in(line.text)))
    return _in_a_list(lines, today) or next((each for each in said if each.span is not None), None)


def _in_a_list(lines: Sequence[Line], today: date) -> Told | None:
    work = [line for line in lines if line.section is Section.EXPERIENCE]
    if any(range_places(line.text) for line in work):
        return None
    has_items = any(line.is_bullet for line in work) and not all(line.is_bullet for line in work)
    heads = [line for line in work if _is_head(line) and not (has_items and line.is_bullet)]
    titled = [(line, title) for line in heads if (title := _title_in(line.text))]
    first = next(iter(titled), None) if titled and titled[0][0] is heads[0] else None
    found = next(((line, title) for line, title in titled if _IS_TODAY.search(line.text)), first)
    if found is None:
        return None
    return _told(*found, today)


def _told(line: Line, title: str, today: date) -> Told:
    return Told(title, line, _span(line.text, today), is_today=True)


def _is_head(line: Line) -> bool:
    is_sentence = line.text.endswith(".") and not names_a_firm(line.text)
    return len(line.text) <= _LONGEST_HEAD and not is_sentence and not is_side_job(line.text)


def _title_in(text: str) -> str:
    text = without_asides(text.partition(";")[0])
    return role_of(text) or next(filter(None, map(title_at_end, PARTS.split(text))), "")


def _span(text: str, today: date) -> Span | None:
    stated = _SINCE_YEARS.search(text) or _YEARS_NOW.search(text)
    return months_until(today, as_years(stated)) if stated else None
