"""Routes of interviews as wholes: create, find, name, delete."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from interview.core.evaluation import EvaluateStatus
from interview.core.history import MAX_SEARCH_CHARS, HistoryFilter, LineState
from interview.core.options import Wishes
from interview.core.session import InterviewSession
from interview.i18n.names import source_name
from interview.i18n.translate import ENGLISH
from interview.resume.read import read_job_description, read_pasted
from interview.services import Services
from interview.use_cases.candidate import Created
from interview.web.routes.caller import Built, Owner, visitor
from interview.web.schemas import history, sessions
from interview.web.schemas import options as preparing
from interview.web.schemas.base import Moment

MOST_LINES = 100
MOST_OFFSET = 1_000_000

router = APIRouter()


@router.post("/interview/sessions", status_code=201)
def create_session(
    wanted: preparing.CreateWire, request: Request, response: Response, built: Built, owner: Owner
) -> sessions.CreatedWire:
    """Create an interview, or return the unfinished one for this resume (status 200) unless `forceCreate`."""
    settings = built.settings
    created = built.candidate.create(
        owner,
        visitor(request, owner),
        question_count=settings.question_count if wanted.question_count is None else wanted.question_count,
        follow_up_count=settings.follow_up_count if wanted.follow_up_count is None else wanted.follow_up_count,
        resume_id=wanted.resume_id,
        resume_text="" if wanted.resume_id else read_pasted(wanted.resume_text).text,
        force=wanted.force_create,
        wishes=Wishes(
            read_job_description(wanted.job_text), tuple(wanted.leave_out), tuple(wanted.more_of), wanted.language
        ),
    )
    return created_reply(created, response)


def created_reply(created: Created, response: Response) -> sessions.CreatedWire:
    """A new interview, or with status 200 the one that was open already."""
    if not created.is_new:
        response.status_code = 200
    return sessions.CreatedWire(
        **sessions.session(created.session, None),
        is_new=created.is_new,
        notes=list(map(ENGLISH.message, created.notes)),
    )


@router.post("/interview/outlook")
def look_ahead(asked: preparing.OutlookAskedWire, built: Built, owner: Owner) -> preparing.OutlookWire:
    """What an interview would be made from: requirements of the job, topics for `leaveOut` and `moreOf`, languages."""
    found = built.candidate.outlook(
        owner,
        resume_id=asked.resume_id,
        resume_text="" if asked.resume_id else read_pasted(asked.resume_text).text,
        job_text=read_job_description(asked.job_text),
    )
    return preparing.outlook(found)


@router.get("/interview/sessions")
def list_sessions(
    built: Built,
    owner: Owner,
    limit: Annotated[int, Query(ge=1, le=MOST_LINES)] = 25,
    offset: Annotated[int, Query(ge=0, le=MOST_OFFSET)] = 0,
    text: Annotated[str, Query(max_length=MAX_SEARCH_CHARS)] = "",
    state: LineState | None = None,
    interviewer: Annotated[str, Query(max_length=128)] = "",
    since: Moment | None = None,
    until: Moment | None = None,
) -> history.HistoryWire:
    """A page of the history, newest first. Each word of `text` must stand in name, title, a tag or a question."""
    known = {str(each): each for each in built.history.interviewers(owner)} if interviewer else {}
    if interviewer and interviewer not in known:
        return history.HistoryWire(total=0, sessions=[])
    wanted = HistoryFilter(text, source_name(""), state, known.get(interviewer), since, until)
    lines, total = built.history.search(owner, wanted, limit=limit, offset=offset)
    return history.HistoryWire(total=total, sessions=[history.line(found) for found in lines])


@router.post("/interview/sessions/delete")
def delete_sessions(wanted: history.DeleteWire, built: Built, owner: Owner) -> history.DeletedWire:
    """Delete several interviews with everything that hangs on them; those that are not there are passed over."""
    return history.DeletedWire(deleted=built.history.delete(owner, wanted.session_ids))


@router.get("/interview/sessions/unfinished/{resume_id}")
def unfinished_session(resume_id: str, built: Built, owner: Owner) -> sessions.SessionWire:
    """The latest interview of this resume that is still open."""
    return sessions.SessionWire(**sessions.session(built.candidate.unfinished(owner, resume_id), None))


@router.get("/interview/sessions/{session_id}")
def get_session(session_id: str, built: Built, owner: Owner) -> sessions.SessionWire:
    """One interview with the questions asked so far."""
    session = built.candidate.view(owner, session_id)
    return session_reply(built, session)


def session_reply(built: Services, session: InterviewSession) -> sessions.SessionWire:
    """An interview with the state of its grading."""
    return sessions.SessionWire(**sessions.session(session, _evaluate_status(built, session)))


def _evaluate_status(built: Services, session: InterviewSession) -> EvaluateStatus | None:
    if not session.is_complete:
        return None
    evaluation = built.evaluator.report(session.owner, session.id).evaluation
    return evaluation.status if evaluation else None


@router.patch("/interview/sessions/{session_id}")
def label_session(session_id: str, labels: history.LabelWire, built: Built, owner: Owner) -> sessions.SessionWire:
    """Give an interview a title or tags."""
    session = built.history.label(owner, session_id, title=labels.title, tags=labels.tags)
    return session_reply(built, session)


@router.delete("/interview/sessions/{session_id}", status_code=204)
def delete_session(session_id: str, built: Built, owner: Owner) -> None:
    """Delete an interview with everything that hangs on it."""
    built.candidate.delete(owner, session_id)
