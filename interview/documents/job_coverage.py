"""What a job description asks for after the interview: asked about, still unprobed, missing in the resume.

The words for page, PDF and Markdown; it finds nothing in any text itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.posting import JobPosting, Requirement
from interview.i18n.translate import Words


@dataclass(frozen=True)
class RequirementView:
    """One skill the job asks for. `is_asked` and `is_shown` say whether interview and resume have it."""

    skill: str
    need: str
    asked: str
    shown: str
    is_asked: bool
    is_shown: bool
    job_line: str
    resume_line: str


@dataclass(frozen=True)
class JobCoverage:
    """`told` says in one sentence how much was asked; `requirements` are in the order of the job description."""

    told: str
    requirements: tuple[RequirementView, ...]


def job_coverage(job: JobPosting, probed: frozenset[str], say: Words) -> JobCoverage | None:
    """None when no skill is asked for. `probed` are the skills that questions were about."""
    if not job.requirements:
        return None
    asked = sum(one.skill in probed for one in job.requirements)
    told = say(
        "Skills asked for: {count}. Asked about: {asked}; still unprobed: {left}; missing in the resume: {missing}.",
        count=len(job.requirements),
        asked=asked,
        left=len(job.requirements) - asked,
        missing=len(job.missing),
    )
    return JobCoverage(told, tuple(_requirement(one, one.skill in probed, say) for one in job.requirements))


def _requirement(one: Requirement, is_asked: bool, say: Words) -> RequirementView:
    return RequirementView(
        skill=one.skill,
        need=say("required") if one.is_required else say("nice to have"),
        asked=say("asked") if is_asked else say("still unprobed"),
        shown=say("in your resume") if one.is_shown else say("not in your resume"),
        is_asked=is_asked,
        is_shown=one.is_shown,
        job_line=one.line,
        resume_line=one.resume_line,
    )
