"""Routes of the jobs that somebody applies for: keep, list, edit, delete, see how far one is covered."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from interview.core.profile import Profile
from interview.resume.read import read_job_description
from interview.web.routes.caller import Owner, ProcessServices
from interview.web.schemas import targets

router = APIRouter()


@router.post("/interview/targets", status_code=201)
def add_target(wanted: targets.TargetWantedSchema, services: ProcessServices, owner: Owner) -> targets.TargetSchema:
    """Keep a job. The same title, company and advertisement again give the job that is already there."""
    made = services.targets.add(
        owner,
        title=wanted.title,
        company=wanted.company,
        text=read_job_description(wanted.job_text),
        interview_on=wanted.interview_on,
    )
    return targets.target(made)


@router.get("/interview/targets")
def list_targets(services: ProcessServices, owner: Owner) -> list[targets.TargetSchema]:
    """All jobs, newest first."""
    return [targets.target(found) for found in services.targets.all(owner)]


@router.get("/interview/targets/{target_id}")
def cover_target(
    target_id: str,
    services: ProcessServices,
    owner: Owner,
    resume_id: Annotated[str, Query(alias="resumeId", max_length=64)] = "",
) -> targets.TargetCoverageSchema:
    """What a job asks for, and how many interviews for it asked about that; with `resumeId`, what that resume shows."""
    resume = services.resumes.get(owner, resume_id) if resume_id else None
    profile, text = (resume.profile, resume.text) if resume else (Profile(), "")
    return targets.coverage(services.targets.coverage(owner, target_id, profile, text))


@router.put("/interview/targets/{target_id}")
def edit_target(
    target_id: str, wanted: targets.TargetEditedSchema, services: ProcessServices, owner: Owner
) -> targets.TargetSchema:
    """Replace what is known of a job; interviews made for it keep the advertisement that they were made from."""
    edited = services.targets.edit(
        owner,
        target_id,
        title=wanted.title,
        company=wanted.company,
        text=read_job_description(wanted.job_text),
        interview_on=wanted.interview_on,
        seen=wanted.seen,
    )
    return targets.target(edited)


@router.delete("/interview/targets/{target_id}", status_code=204)
def delete_target(target_id: str, services: ProcessServices, owner: Owner) -> None:
    """Delete a job with its advertisement. Its interviews stay, with the title and the lines of what it asks for."""
    services.targets.delete(owner, target_id)
