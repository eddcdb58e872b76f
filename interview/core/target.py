"""A job that somebody applies for, kept over all interviews that prepare for it, and how far these have covered it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from interview.core.posting import MAX_JOB_CHARS, JobPosting, Need
from interview.errors import Code, Invalid
from interview.messages import Message

MAX_NAME_CHARS = 120


def job_name(title: str, company: str, text: str) -> str:
    """What to call a job: title and company, or the title in its advertisement; "" where neither is known."""
    return ", ".join(filter(None, (title, company))) or JobPosting(text).title[:MAX_NAME_CHARS]


@dataclass(frozen=True)
class Target:
    """`text` is the advertisement, at most MAX_JOB_CHARS long; `interview_on` the day of the real interview, None while
    that is not known. `is_role`: somebody without a resume was interviewed for a role, which is all that is known, and
    nothing of it is kept beside these interviews."""

    id: str
    owner: str
    title: str
    company: str
    text: str
    created_at: datetime
    interview_on: date | None = None
    is_role: bool = False

    @property
    def name(self) -> str:
        """What to call it: title and company, or else the title in the advertisement; "" without one."""
        return job_name(self.title, self.company, self.text)

    @property
    def mark(self) -> str:
        """Tells what is known of it now from anything else that was known or will be."""
        known = repr((self.title, self.company, self.text, self.interview_on))
        return hashlib.sha256(known.encode()).hexdigest()[:16]

    def edited(self, *, title: str, company: str, text: str, interview_on: date | None) -> Target:
        """The same job with what is known of it now; Invalid for one without title and text, or with texts too long."""
        title, company, text = " ".join(title.split()), " ".join(company.split()), text.strip()
        if not title and not text:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.target_empty"))
        if max(len(title), len(company)) > MAX_NAME_CHARS or len(text) > MAX_JOB_CHARS:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.target_too_long"))
        return replace(self, title=title, company=company, text=text, interview_on=interview_on)


@dataclass(frozen=True)
class TargetCoverage:
    """`job` is the advertisement compared with a resume; `asked` counts for each of its skills the interviews in which
    a question about it was answered, of `interviews` in all."""

    target: Target
    job: JobPosting
    asked: Mapping[str, int]
    interviews: int

    @property
    def probed(self) -> frozenset[str]:
        """The skills that were asked about in any interview."""
        return frozenset(skill for skill, count in self.asked.items() if count)

    @property
    def still_open(self) -> tuple[str, ...]:
        """Skills that no interview has asked about and one could, those that the job requires first; of alternatives
        none where one was asked about, and the one that the resume shows."""
        wanted = self.job.unmet_otherwise
        left = [one for need in self.open_needs for one in need.alternatives if one in wanted]
        return tuple(one.skill for one in sorted(left, key=lambda one: not one.is_required))

    @property
    def open_needs(self) -> tuple[Need, ...]:
        """What no interview has asked about and one could, what the job requires first."""
        return tuple(need for need in self._unasked if not need.lacks_question)

    @property
    def without_question(self) -> tuple[Need, ...]:
        """What no interview has asked about as there is no question on it, what the job requires first."""
        return tuple(need for need in self._unasked if need.lacks_question)

    @property
    def _unasked(self) -> list[Need]:
        left = [need for need in self.job.needs if not need.is_among(self.probed)]
        return sorted(left, key=lambda need: not need.is_required)
