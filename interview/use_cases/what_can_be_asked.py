"""What there are questions on for somebody: decided by who would ask them, and in which language, wherever it is said.

A model writes its own questions, so nothing is known to be missing; the practice interviewer has those of the bank.
"""

from __future__ import annotations

from collections.abc import Mapping

from interview.core.interviewer import Interviewer
from interview.core.options import Catalogue
from interview.core.posting import JobPosting
from interview.core.profile import Profile
from interview.errors import Code, Invalid
from interview.messages import Message


class WhatCanBeAsked:
    """`language` is the interview language where the person names none; "" means the resume's. One that the interviewer
    does not speak gives way to one it speaks."""

    def __init__(self, interviewer: Interviewer, catalogue: Catalogue, language: str = "") -> None:
        self._interviewer = interviewer
        self._catalogue = catalogue
        self._language = language

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the interviewer."""
        return self._interviewer.languages

    @property
    def is_without_bounds(self) -> bool:
        """Whether questions are written on whatever is asked for."""
        return self._interviewer.identity.is_model

    def language_for(self, profile: Profile, wished: str = "") -> str:
        """The language of an interview. Invalid for a wish that the interviewer does not speak."""
        spoken = self.languages
        if wished and wished not in spoken:
            if not self.is_without_bounds:
                raise Invalid(Code.INPUT_INVALID, Message.of("error.practice_speaks"))
            raise Invalid(Code.INPUT_INVALID, Message.of("error.languages", languages=", ".join(spoken)))
        return next(code for code in (wished, self._language, profile.language, spoken[0]) if code in spoken)

    def bank_language(self, language: str) -> str:
        """The language of the bank that questions rest on: a model words those of the English one in any other."""
        return self.languages[0] if self.is_without_bounds else language

    def knowing(self, profile: Profile, job: JobPosting, language: str) -> JobPosting:
        """The job with what of it there are questions on, for this person in this language."""
        if self.is_without_bounds or language not in self.languages:
            return job
        return self._catalogue.with_questions(profile, job, language)

    def topics_for(self, profile: Profile, job: JobPosting, language: str) -> Mapping[str, tuple[str, ...]]:
        """For each skill of a job the topics to ask about it in: those that have a question about it, and for a model,
        which needs none, behind them the others that it belongs to."""
        asked_in = self.bank_language(language)
        found = self._catalogue.question_topics(profile, job, asked_in)
        if not self.is_without_bounds:
            return found
        own = self._catalogue.requirement_topics(job, asked_in)
        return {name: (*found.get(name, ()), *own.get(name, ())) for name in {*found, *own}}

    def topics(self, language: str) -> frozenset[str]:
        """The ids of the topics there are questions about."""
        return self._catalogue.topics_in(self.bank_language(language))
