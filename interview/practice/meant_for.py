"""Whom a question of the bank is meant for, by the work that somebody is prepared as and by what they gave.

Where the work is not known, what is for some professions alone is for those only who name what it is about, and what is
done at a desk for those who have one; a boss and a department only have those who are employed. Who chose a topic gets
all of it. It chooses no question.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cached_property

from interview.core.interviewer import Brief
from interview.occupations.occupation import Occupation
from interview.question_bank.bank import BankQuestion
from interview.question_bank.subjects import is_itself_about
from interview.resume.profile.dates import spans
from interview.resume.profile.self_employment import is_self_employed

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "'14" or "8/21", which may be a date that is not read.
_SHORT = re.compile(r"['’‘]\d\d(?!\d)|(?<!\d)\d{1,2}/\d\d(?![\d/])")
# What lies on a desk or is done at one; one such word alone says little.
_AT_A_DESK = re.compile(
    r"\b(e-?mail|meeting|presentation|present(?:ed|ing)|spreadsheet|excel|powerpoint|outlook|office|stakeholder|proposal|"
    r"documentation|committee|report|publish|article|software|database)|(邮件|会议|汇报|报告|办公|文档|表格|软件)",
    re.IGNORECASE,
)
_FEWEST_OF_A_DESK = 2
# Between "2014 - 2018" and "2019 - 2024" nobody knows of a month without work.
_MONTHS_OF_A_GAP = 18


class MeantFor:
    """For the person of one brief, prepared as `work`."""

    def __init__(self, brief: Brief, work: Occupation | None) -> None:
        self._brief = brief
        self._names = (*(one.name for one in brief.profile.skills), *(one.skill for one in brief.job.requirements))
        self._known_as = () if work is None else (work.profession, work.occupation)

    def allows(self, question: BankQuestion, *, is_chosen: bool) -> bool:
        """Whether it can be asked; `is_chosen` where the person asked for its topic."""
        if is_chosen and not self._known_as:
            return True
        is_for_them = question.is_for(self._known_as) or (not self._known_as and self._is_named(question))
        return is_for_them and (is_chosen or self._has_what_it_needs(question))

    def _is_named(self, question: BankQuestion) -> bool:
        """Whether resume or posting name what a question is about by itself."""
        return any(is_itself_about(question, skill) for skill in self._names)

    def _has_what_it_needs(self, question: BankQuestion) -> bool:
        if "posting" in question.needs and not self._brief.job.text.strip():
            return False
        if "desk" in question.needs and not self._works_at_a_desk:
            return False
        if "employer" in question.needs and self._has_no_employer:
            return False
        return "gap" not in question.needs or self._has_gap

    @cached_property
    def _has_no_employer(self) -> bool:
        return is_self_employed(self._brief.resume_text)

    @cached_property
    def _works_at_a_desk(self) -> bool:
        """Whether resume or posting name what lies on a desk; of a known occupation the question itself says it."""
        texts = f"{self._brief.resume_text}\n{self._brief.job.text}"
        named = {found.group().casefold() for found in _AT_A_DESK.finditer(texts)}
        return bool(self._known_as) or not texts.strip() or len(named) >= _FEWEST_OF_A_DESK

    @cached_property
    def _has_gap(self) -> bool:
        """Whether the dates of the resume leave a time out that no year in it falls into: a date that is not read
        would make a gap of a job."""
        text = self._brief.resume_text
        if _SHORT.search(text):
            return False
        years = {int(year) for year in _YEAR.findall(text)}
        end: int | None = None
        for span in sorted(spans(text, datetime.now(UTC).date()), key=lambda each: (each.first, each.last)):
            if end is not None and span.first - end > _MONTHS_OF_A_GAP:
                within = range(end // 12 + 2, span.first // 12)
                if years.isdisjoint(within):
                    return True
            end = span.last if end is None else max(end, span.last)
        return False
