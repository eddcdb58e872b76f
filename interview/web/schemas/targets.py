"""A job that somebody applies for over HTTP, and how far its interviews have covered it."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from interview.core.target import Target, TargetCoverage
from interview.web.schemas.base import MaybeDay, Schema

# Above the bounds of core, whose refusal says in words what is too long. A line, too, may get a whole text pasted.
_TEXT = 100_000


class TargetWantedSchema(Schema):
    """`interviewOn` is the day of the real interview. A job needs a title or the text of its advertisement."""

    title: str = Field("", max_length=_TEXT)
    company: str = Field("", max_length=_TEXT)
    job_text: str = Field("", max_length=_TEXT)
    interview_on: MaybeDay = None


class TargetEditedSchema(TargetWantedSchema):
    """`seen` is the `mark` that the writer has seen; a change in between is refused (409)."""

    seen: str = Field("", max_length=64)


class TargetSchema(TargetWantedSchema):
    """`mark` is another one after every change; `name` is empty where neither title, company nor the
    advertisement has one."""

    target_id: str
    name: str
    mark: str
    created_at: datetime


class RequirementCoverageSchema(Schema):
    """`inResume` is false where no words for the skill, nor for an alternative, were found in the resume, which may say
    it in others. `interviews` counts those in which a question about the skill was answered;
    `hasQuestion` is false where there is none on it, nor on an alternative, and null where nobody knows, as a model
    writes its own."""

    skill: str
    line: str
    required: bool
    in_resume: bool
    interviews: int
    has_question: bool | None = None


class TargetCoverageSchema(Schema):
    """`stillOpen` are the skills that no interview has asked about and one could; of alternatives one is enough."""

    target: TargetSchema
    interviews: int
    requirements: list[RequirementCoverageSchema]
    still_open: list[str]


def target(value: Target) -> TargetSchema:
    """A job as the API shows it."""
    return TargetSchema(
        target_id=value.id,
        name=value.name,
        mark=value.mark,
        title=value.title,
        company=value.company,
        job_text=value.text,
        interview_on=value.interview_on,
        created_at=value.created_at,
    )


def coverage(value: TargetCoverage) -> TargetCoverageSchema:
    """How far a job is covered, as the API shows it."""
    return TargetCoverageSchema(
        target=target(value.target),
        interviews=value.interviews,
        requirements=[
            RequirementCoverageSchema(
                skill=one.skill,
                line=one.line,
                required=one.is_required,
                in_resume=need.shown is not None,
                interviews=value.asked.get(one.skill, 0),
                has_question=one.has_question,
            )
            for need in value.job.needs
            for one in need.alternatives
        ],
        still_open=list(value.still_open),
    )
