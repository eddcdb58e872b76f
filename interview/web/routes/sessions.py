"""Routes of interviews as wholes: create, find, name, delete."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from interview.core.evaluation import EvaluateStatus
from interview.core.history import MAX_SEARCH_CHARS, HistoryFilter, LineState
from interview.core.options import InterviewOptions
from interview.core.rounds import USUAL
from interview.core.session import InterviewSession
from interview.errors import Code, Invalid
from interview.i18n.names import source_name
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.occupations.occupation import occupations
from interview.resume.read import read_job_description, read_pasted
from interview.services import Services
from interview.storage.limits import Costly
from interview.use_cases.new_session import Created
from interview.web.routes.caller import Owner, ProcessServices, visitor
from interview.web.routes.described import OPEN_ALREADY
from interview.web.routes.slow import slow
from interview.web.schemas import history, options, sessions
from interview.web.schemas.base import Moment
from interview.web.schemas.own_data import ReceiptSchema, receipt

MOST_LINES = 100
MOST_OFFSET = 1_000_000
# The name of a model has up to 128 characters; the kind stands before it.
MAX_INTERVIEWER_CHARS = 160

router = APIRouter()


@router.post("/interview/sessions", status_code=201, responses=OPEN_ALREADY)
@slow
def create_session(
    wanted: options.CreateSchema, request: Request, response: Response, services: ProcessServices, owner: Owner
) -> sessions.CreatedSchema:
    """Create an interview, or return the unfinished one for this resume (status 200) unless `forceCreate`."""
    settings = services.settings
    questions, follow_ups = USUAL.get(wanted.round, (settings.question_count, settings.follow_up_count))
    text = "" if wanted.resume_id else wanted.resume_text.strip()
    if not (wanted.resume_id or text or wanted.occupation):
        raise Invalid(Code.INPUT_INVALID, Message.of("error.made_of_nothing"))
    created = services.creation.create(
        owner,
        visitor(request, owner),
        question_count=questions if wanted.question_count is None else wanted.question_count,
        follow_up_count=follow_ups if wanted.follow_up_count is None else wanted.follow_up_count,
        resume_id=wanted.resume_id,
        resume_text=_pasted(services, owner, text) if text else "",
        occupation=wanted.occupation,
        level=wanted.level,
        force=wanted.force_create,
        options=InterviewOptions(
            read_job_description(wanted.job_text),
            tuple(wanted.leave_out),
            tuple(wanted.more_of),
            wanted.language,
            wanted.round,
            wanted.topic or "",
            wanted.target_id,
            wanted.mode,
            wanted.with_feedback,
        ),
    )
    return created_reply(created, response)


def _pasted(services: Services, owner: str, text: str) -> str:
    """The pasted resume in its clean form, which takes long with the longest: when it is the person's turn."""
    if not text.strip():
        raise Invalid(Code.INPUT_INVALID, Message.of("error.no_resume_named"))
    with services.limits.turns.of(owner):
        return read_pasted(text).text


def created_reply(created: Created, response: Response) -> sessions.CreatedSchema:
    """A new interview, or with status 200 the one that was open already."""
    if not created.is_new:
        response.status_code = 200
    return sessions.CreatedSchema(
        **sessions.session(created.session, None),
        is_new=created.is_new,
        notes=list(map(ENGLISH.message, created.notes)),
    )


@router.post("/interview/outlook")
@slow
def look_ahead(asked: options.PreviewAskedSchema, services: ProcessServices, owner: Owner) -> options.PreviewSchema:
    """What an interview would be made from: requirements of the job, topics for `leaveOut` and `moreOf`, languages."""
    services.limits.hit_costly(Costly.OUTLOOK, owner)
    found = services.creation.preview(
        owner,
        resume_id=asked.resume_id,
        resume_text="" if asked.resume_id else _pasted(services, owner, asked.resume_text),
        job_text=read_job_description(asked.job_text),
    )
    return options.preview(found)


@router.post("/interview/outlook/told")
@slow
def show_what_is_told(asked: options.PreviewAskedSchema, services: ProcessServices, owner: Owner) -> options.ToldSchema:
    """What the model would be told of resume and job: every request takes its part from this and from nothing else.
    `isSent` is false where no model is the interviewer."""
    services.limits.hit_costly(Costly.OUTLOOK, owner)
    found = services.what_is_told.of_source(
        owner,
        resume_id=asked.resume_id,
        resume_text="" if asked.resume_id else _pasted(services, owner, asked.resume_text),
        job_text=read_job_description(asked.job_text),
    )
    return options.told(found)


@router.get("/interview/occupations")
def list_occupations() -> list[options.OccupationSchema]:
    """The occupations that an interview without a resume can be for, by their names."""
    known = sorted(occupations().values(), key=lambda each: each.name)
    return [options.OccupationSchema(id=each.occupation, name=each.name) for each in known]


@router.get("/interview/sessions")
def list_sessions(
    services: ProcessServices,
    owner: Owner,
    limit: Annotated[int, Query(ge=1, le=MOST_LINES)] = 25,
    offset: Annotated[int, Query(ge=0, le=MOST_OFFSET)] = 0,
    text: Annotated[str, Query(max_length=MAX_SEARCH_CHARS)] = "",
    state: LineState | None = None,
    interviewer: Annotated[str, Query(max_length=MAX_INTERVIEWER_CHARS)] = "",
    since: Moment | None = None,
    until: Moment | None = None,
) -> history.HistorySchema:
    """A page of the history, newest first. Each word of `text` must stand in name, title, a tag or a question."""
    known = {str(each): each for each in services.history.interviewers(owner)} if interviewer else {}
    if interviewer and interviewer not in known:
        return history.HistorySchema(total=0, sessions=[])
    wanted = HistoryFilter(text, source_name(""), state, known.get(interviewer), since, until)
    lines, total = services.history.search(owner, wanted, limit=limit, offset=offset)
    return history.HistorySchema(total=total, sessions=[history.line(found) for found in lines])


@router.post("/interview/sessions/delete")
def delete_sessions(wanted: history.DeleteSchema, services: ProcessServices, owner: Owner) -> history.DeletedSchema:
    """Delete several interviews with everything that hangs on them; those that are not there are passed over."""
    done = services.history.delete(owner, wanted.session_ids)
    return history.DeletedSchema(deleted=done.of("session"), receipt=receipt(done))


@router.get("/interview/sessions/unfinished/{resume_id}")
def unfinished_session(resume_id: str, services: ProcessServices, owner: Owner) -> sessions.SessionSchema:
    """The latest interview of this resume that is still open."""
    return sessions.SessionSchema(**sessions.session(services.creation.unfinished(owner, resume_id), None))


@router.get("/interview/sessions/{session_id}")
def get_session(session_id: str, services: ProcessServices, owner: Owner) -> sessions.SessionSchema:
    """One interview with the questions asked so far."""
    session = services.candidate.view(owner, session_id)
    return session_reply(services, session)


def session_reply(services: Services, session: InterviewSession) -> sessions.SessionSchema:
    """An interview with the state of its grading."""
    return sessions.SessionSchema(**sessions.session(session, _evaluate_status(services, session)))


def _evaluate_status(services: Services, session: InterviewSession) -> EvaluateStatus | None:
    if not session.is_complete:
        return None
    evaluation = services.evaluator.report(session.owner, session.id).evaluation
    return evaluation.status if evaluation else None


@router.patch("/interview/sessions/{session_id}")
def label_session(
    session_id: str, labels: history.LabelSchema, services: ProcessServices, owner: Owner
) -> sessions.SessionSchema:
    """Give an interview a title or tags."""
    session = services.history.label(owner, session_id, title=labels.title, tags=labels.tags)
    return session_reply(services, session)


@router.delete("/interview/sessions/{session_id}")
def delete_session(session_id: str, services: ProcessServices, owner: Owner) -> ReceiptSchema:
    """Delete an interview with everything that hangs on it."""
    return receipt(services.candidate.delete(owner, session_id))
