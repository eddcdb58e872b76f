"""Before an interview on the wire: what is wished for, and what it would be made from."""

from __future__ import annotations

from pydantic import Field

from interview.core.options import Outlook
from interview.core.posting import MAX_JOB_CHARS, Job
from interview.use_cases.candidate import MOST_FOLLOW_UPS, MOST_QUESTIONS
from interview.web.schemas.base import Name, Wire


class CreateWire(Wire):
    resume_text: str = Field("", max_length=400_000)
    resume_id: str | None = Field(None, max_length=64)
    question_count: int | None = Field(None, ge=1, le=MOST_QUESTIONS)
    follow_up_count: int | None = Field(None, ge=0, le=MOST_FOLLOW_UPS)
    force_create: bool = False
    job_text: str = Field("", max_length=MAX_JOB_CHARS)
    leave_out: list[Name] = Field(default_factory=list, max_length=60)
    more_of: list[Name] = Field(default_factory=list, max_length=60)
    language: str = Field("", max_length=8)


class OutlookAskedWire(Wire):
    resume_text: str = Field("", max_length=400_000)
    resume_id: str | None = Field(None, max_length=64)
    job_text: str = Field("", max_length=MAX_JOB_CHARS)


class TopicWire(Wire):
    """A topic to leave out or ask more of; `line` is the line of resume or job description that names it."""

    id: str
    name: str
    line: str
    is_from_job: bool


class RequirementWire(Wire):
    """A skill the job description names. `asked` says whether a question answered so far was about it."""

    skill: str
    line: str
    required: bool
    in_resume: bool
    resume_line: str
    asked: bool


class OutlookWire(Wire):
    """What an interview would be made from. `language` is used when the request names none."""

    requirements: list[RequirementWire]
    topics: list[TopicWire]
    languages: list[str]
    language: str


def outlook(value: Outlook) -> OutlookWire:
    """What an interview would be made from, as the API shows it."""
    return OutlookWire(
        requirements=requirements(value.job),
        topics=[
            TopicWire(id=topic.id, name=topic.name, line=topic.line, is_from_job=topic.is_from_job)
            for topic in value.topics
        ],
        languages=list(value.languages),
        language=value.language,
    )


def requirements(job: Job, probed: frozenset[str] = frozenset()) -> list[RequirementWire]:
    """The requirements of a job, with what resume and interview have met of them."""
    return [
        RequirementWire(
            skill=found.skill,
            line=found.line,
            required=found.is_required,
            in_resume=found.is_shown,
            resume_line=found.resume_line,
            asked=found.skill in probed,
        )
        for found in job.requirements
    ]
