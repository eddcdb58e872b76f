"""Routes of answering again: retakes and the questions that are due."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from interview.use_cases.grading.service import report_not_ready
from interview.web.routes.caller import Owner, ProcessServices, visitor
from interview.web.routes.described import OPEN_ALREADY
from interview.web.routes.sessions import created_reply
from interview.web.schemas import practice_again, sessions

router = APIRouter()


@router.post("/interview/sessions/{session_id}/retake", status_code=201, responses=OPEN_ALREADY)
def retake(
    session_id: str,
    wanted: practice_again.RetakeAskedSchema,
    request: Request,
    response: Response,
    services: ProcessServices,
    owner: Owner,
) -> sessions.CreatedSchema:
    """A short session with one main question of a finished interview, or the one open for it already (status 200)."""
    created = services.practice_again.retake(owner, visitor(request, owner), session_id, wanted.question_index)
    return created_reply(created, response)


@router.get("/interview/sessions/{session_id}/retake")
def compare_answers(session_id: str, services: ProcessServices, owner: Owner) -> list[practice_again.TwoAnswersSchema]:
    """Both answers to every question of this session that came again on purpose."""
    report = services.evaluator.report(owner, session_id)
    if report.evaluation is None:
        raise report_not_ready()
    return practice_again.two_answers(report, services.practice_again.comparisons(owner, report))


@router.post("/interview/sessions/{session_id}/practice", status_code=201, responses=OPEN_ALREADY)
def practise_weakest(
    session_id: str, request: Request, response: Response, services: ProcessServices, owner: Owner
) -> sessions.CreatedSchema:
    """A short session of the questions whose answers lack most, or the one open for it already (status 200)."""
    return created_reply(services.practice_again.practise_weakest(owner, visitor(request, owner), session_id), response)


@router.get("/interview/due")
def list_due(services: ProcessServices, owner: Owner) -> practice_again.DueSchema:
    """Key points that were missed and are due to be asked for again."""
    return practice_again.due(services.practice_again.due(owner))


@router.post("/interview/due", status_code=201, responses=OPEN_ALREADY)
def start_due(request: Request, response: Response, services: ProcessServices, owner: Owner) -> sessions.CreatedSchema:
    """A short session of questions with points that are due, or the one that is open already (status 200)."""
    return created_reply(services.practice_again.start_due(owner, visitor(request, owner)), response)
