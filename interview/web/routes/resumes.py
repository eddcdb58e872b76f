"""Routes of resumes: upload, list, correct, delete."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, File, Query, UploadFile

from interview.resume.read import MAX_FILE_BYTES, read_resume, safe_file_name
from interview.storage.limits import Costly
from interview.web.guard import too_large
from interview.web.routes.caller import Owner, ProcessServices
from interview.web.routes.slow import slow
from interview.web.schemas import resumes
from interview.web.schemas.own_data import ReceiptSchema, receipt

router = APIRouter()


@router.post("/resumes", status_code=201)
@slow
def upload_resume(file: Annotated[UploadFile, File()], services: ProcessServices, owner: Owner) -> resumes.ResumeSchema:
    """Upload a PDF, DOCX, TXT or MD file. The same text again gives the resume that is already there."""
    services.limits.hit_costly(Costly.UPLOAD, owner)
    data = file.file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise too_large()
    name = file.filename or ""
    with services.limits.turns.of(owner):
        found = read_resume(name, data)
    digest = hashlib.sha256(data).hexdigest()
    return resumes.resume(services.resumes.add(owner, safe_file_name(name), found.text, digest, found.notes))


@router.get("/resumes")
def list_resumes(services: ProcessServices, owner: Owner) -> list[resumes.ResumeSchema]:
    """All resumes, newest first."""
    return [resumes.resume(found) for found in services.resumes.all(owner)]


@router.patch("/resumes/{resume_id}")
def correct_resume(
    resume_id: str, changes: resumes.ProfileSchema, services: ProcessServices, owner: Owner
) -> resumes.ResumeSchema:
    """Correct what was understood from a resume."""
    profile = resumes.corrected(services.resumes.get(owner, resume_id).profile, changes)
    return resumes.resume(services.resumes.correct(owner, resume_id, profile))


@router.delete("/resumes/{resume_id}")
def delete_resume(
    resume_id: str,
    services: ProcessServices,
    owner: Owner,
    with_interviews: Annotated[bool, Query(alias="withInterviews")] = False,
) -> ReceiptSchema:
    """Delete a resume with its text. Its interviews stay, with their questions and the lines these quote, or go too."""
    return receipt(services.resumes.delete(owner, resume_id, with_interviews=with_interviews))
