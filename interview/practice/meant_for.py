"""Whom a question of the bank is meant for, by the work that somebody is prepared as and by what they gave.

Where the work is not known, or only near one that is, what is for some professions alone is for those only who name
what it is about, and what is done at a desk for those who tell of a desk; a boss and a department only have those who
are employed, and reasons to leave those who have a trade. Who chose a topic gets all of it. It chooses no question.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cached_property
from typing import get_args

from interview.core.interviewer import Brief
from interview.core.rounds import ABOUT_YOU, WITH_ABOUT_YOU
from interview.occupations.occupation import Occupation
from interview.practice.workplaces import Workplaces
from interview.question_bank.bank import OPENS, BankQuestion, Given, Topic
from interview.question_bank.subjects import is_itself_about
from interview.resume.profile.dates import spans
from interview.resume.profile.desk import works_at_a_desk
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.self_employment import is_self_employed
from interview.resume.profile.stated_pay import fixes_pay
from interview.resume.profile.training import is_in_training

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "'14" or "8/21", which may be a date that is not read.
_SHORT = re.compile(r"['’‘]\d\d(?!\d)|(?<!\d)\d{1,2}/\d\d(?![\d/])")
_GIVEN = frozenset(get_args(Given))
# Between "2014 - 2018" and "2019 - 2024" nobody knows of a month without work.
_MONTHS_OF_A_GAP = 18


class MeantFor:
    """For the person of one brief, prepared as `work`, which theirs may only be near."""

    def __init__(
        self, brief: Brief, resume: ReadResume, work: Occupation | None, *, is_only_near: bool = False
    ) -> None:
        self._brief, self._resume = brief, resume
        self._names = (*(one.name for one in brief.profile.skills), *(one.skill for one in brief.job.requirements))
        self._workplaces = Workplaces(brief.job, resume)
        self._known_as = () if work is None else (work.profession, work.occupation)
        self._is_known = bool(self._known_as) and not is_only_near

    def suits_round(self, topic: Topic, question: BankQuestion) -> bool:
        """Whether a question can be asked in the kind of interview that has its topic. Who takes one that has questions
        about oneself among others did not ask for each of these, but for the one that opens it."""
        is_among_others = topic.topic == ABOUT_YOU and self._brief.round in WITH_ABOUT_YOU
        is_chosen = not is_among_others or question.step == OPENS or topic.topic in self._brief.more_of
        return self.allows(question, is_chosen=is_chosen)

    def allows(self, question: BankQuestion, *, is_chosen: bool) -> bool:
        """Whether it can be asked; `is_chosen` where the person asked for its topic."""
        if is_chosen and not self._known_as:
            return True
        is_for_them = question.is_for(self._known_as)
        if not self._is_known and question.professions:
            is_for_them = self._is_named(question)
        return is_for_them and (is_chosen or self._has_what_it_needs(question))

    def _is_named(self, question: BankQuestion) -> bool:
        """Whether resume or posting name what a question is about by itself."""
        return any(is_itself_about(question, skill) for skill in self._names)

    def _has_what_it_needs(self, question: BankQuestion) -> bool:
        has_all = all(self._has(need) for need in question.needs if need in _GIVEN)
        return has_all and self._workplaces.allow(question)

    def _has(self, need: str) -> bool:
        match need:
            case "posting":
                return bool(self._brief.job.text.strip())
            case "open_pay":
                return self._has_open_pay
            case "desk":
                return self._works_at_a_desk
            case "employer":
                return not self._has_own_business
            case "own_business":
                return self._has_own_business
            case "trade":
                return not self._is_in_training
            case "training":
                return self._is_in_training
            case _:
                return self._has_gap

    @cached_property
    def _has_open_pay(self) -> bool:
        return not fixes_pay(self._brief.job.text)

    @cached_property
    def _has_own_business(self) -> bool:
        return is_self_employed(self._resume)

    @cached_property
    def _is_in_training(self) -> bool:
        return is_in_training(self._resume)

    @cached_property
    def _works_at_a_desk(self) -> bool:
        """Of a known occupation the question itself says for whom it is."""
        profile, job = self._brief.profile, self._brief.job
        return self._is_known or works_at_a_desk(self._resume, profile.title, job.text, job.head)

    @cached_property
    def _has_gap(self) -> bool:
        """Whether the dates of the resume leave a time out that no year in it falls into: a date that is not read
        would make a gap of a job."""
        text = self._resume.text
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
