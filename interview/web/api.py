"""The HTTP API: routes in, use cases called, shapes out. It decides nothing itself."""

from __future__ import annotations

import hashlib
import logging
import uuid
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, File, Query, Request, Response, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interview.candidate import Created
from interview.core.evaluation import EvaluateStatus
from interview.core.history import MAX_SEARCH_CHARS, LineState, Wanted
from interview.core.preparing import Wishes
from interview.core.report import Report
from interview.core.session import InterviewSession
from interview.errors import Code, Conflict, Failed, InterviewError, Invalid, NotFound, Unavailable
from interview.evaluation import report_not_ready
from interview.reports import exports
from interview.reports.side_by_side import side_by_side
from interview.resumes import MAX_FILE_BYTES, read_job_description, read_pasted, read_resume, safe_file_name
from interview.services import OWNER, Services, services
from interview.web import health
from interview.web.wire import history, learning, preparing, reports, resumes, sessions, shape

log = logging.getLogger("interview.api")

STATUS_OF_REACTION: dict[type[InterviewError], int] = {
    NotFound: 404,
    Invalid: 422,
    Conflict: 409,
    Unavailable: 503,
    Failed: 500,
}
STATUS_OF_CODE: dict[Code, int] = {Code.RATE_LIMIT_EXCEEDED: 429}
_BODY_LIMIT = MAX_FILE_BYTES + 64 * 1024
_DISCARD_LIMIT = 100 * 1024 * 1024

Built = Annotated[Services, Depends(services)]

api = FastAPI(
    title="Mock Interview",
    version="1.0",
    docs_url="/docs",
    openapi_url="/openapi.json",
    responses={code: {"model": shape.ErrorWire} for code in (404, 409, 422, 429, 500, 503)},
)


def status_of(error: InterviewError) -> int:
    """The HTTP status of an error: by its code where that has one of its own, else by its reaction."""
    return STATUS_OF_CODE.get(error.code, STATUS_OF_REACTION[type(error)])


def _error(status: int, code: Code, message: str, retry_after: float | None = None) -> JSONResponse:
    headers = {"Retry-After": str(max(1, round(retry_after)))} if retry_after is not None else None
    return JSONResponse({"code": code.value, "message": message}, status, headers)


@api.exception_handler(InterviewError)
async def _interview_error(_request: Request, error: InterviewError) -> JSONResponse:
    return _error(status_of(error), error.code, error.message, error.retry_after)


@api.exception_handler(RequestValidationError)
async def _not_the_shape(_request: Request, error: RequestValidationError) -> JSONResponse:
    places = sorted({".".join(str(part) for part in found["loc"][1:]) or "body" for found in error.errors()})
    return _error(422, Code.INPUT_INVALID, f"The request does not fit: check {', '.join(places[:5])}.")


@api.exception_handler(HTTPException)
async def _http_error(_request: Request, error: HTTPException) -> JSONResponse:
    if isinstance(error.__cause__, InterviewError):
        return await _interview_error(_request, error.__cause__)
    code = Code.INPUT_INVALID if error.status_code < 500 else Code.INTERNAL_ERROR
    return _error(error.status_code, code, str(error.detail))


@api.exception_handler(Exception)
async def _unexpected(_request: Request, error: Exception) -> JSONResponse:
    reference = uuid.uuid4().hex[:8]
    log.error("unexpected error, reference %s", reference, exc_info=error)
    return _error(500, Code.INTERNAL_ERROR, f"Something went wrong on our side. Reference: {reference}.")


class Guard:
    """Refuses bodies over the upload limit before they are read, and writes that another website's page sends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        refused = self._refusal(scope["method"], headers)
        if refused is not None:
            await _discard_body(receive)
            await refused(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > _BODY_LIMIT:
                raise too_large()
            return message

        await self._app(scope, counted, send)

    def _refusal(self, method: str, headers: dict[bytes, bytes]) -> JSONResponse | None:
        if method in ("GET", "HEAD", "OPTIONS"):
            return None
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > _BODY_LIMIT:
            error = too_large()
            return _error(status_of(error), error.code, error.message)
        if headers.get(b"sec-fetch-site", b"none") not in (b"same-origin", b"none"):
            return _error(403, Code.INPUT_INVALID, "Requests from other websites are not accepted.")
        return None


async def _discard_body(receive: Receive) -> None:
    """Let the client finish sending, without keeping any of it: most read no answer before. Gives up at 100 MB."""
    seen = 0
    while seen < _DISCARD_LIMIT:
        message = await receive()
        seen += len(message.get("body", b""))
        if not message.get("more_body", False):
            return


def too_large() -> Invalid:
    """The error for an upload over the limit."""
    limit = MAX_FILE_BYTES // 1024 // 1024
    return Invalid(
        Code.RESUME_FILE_TOO_LARGE, f"This file is larger than {limit} MB. Save it without pictures, or paste the text."
    )


api.add_middleware(Guard)


@api.post("/resumes", status_code=201)
def upload_resume(file: Annotated[UploadFile, File()], built: Built) -> resumes.ResumeWire:
    """Upload a PDF, DOCX, TXT or MD file. The same text again gives the resume that is already there."""
    data = file.file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise too_large()
    name = file.filename or ""
    found = read_resume(name, data)
    digest = hashlib.sha256(data).hexdigest()
    return resumes.resume(built.candidate.add_resume(OWNER, safe_file_name(name), found.text, digest, found.notes))


@api.get("/resumes")
def list_resumes(built: Built) -> list[resumes.ResumeWire]:
    """All resumes, newest first."""
    return [resumes.resume(found) for found in built.candidate.resumes(OWNER)]


@api.patch("/resumes/{resume_id}")
def correct_resume(resume_id: str, changes: resumes.ProfileWire, built: Built) -> resumes.ResumeWire:
    """Correct what was understood from a resume."""
    profile = resumes.corrected(built.candidate.resume(OWNER, resume_id).profile, changes)
    return resumes.resume(built.candidate.correct_profile(OWNER, resume_id, profile))


@api.delete("/resumes/{resume_id}", status_code=204)
def delete_resume(resume_id: str, built: Built) -> None:
    """Delete a resume; its interviews stay."""
    built.candidate.delete_resume(OWNER, resume_id)


@api.post("/interview/sessions", status_code=201)
def create_session(
    wanted: preparing.CreateWire, request: Request, response: Response, built: Built
) -> sessions.CreatedWire:
    """Create an interview, or return the unfinished one for this resume (status 200) unless `forceCreate`."""
    settings = built.settings
    created = built.candidate.create(
        OWNER,
        _visitor(request),
        question_count=settings.question_count if wanted.question_count is None else wanted.question_count,
        follow_up_count=settings.follow_up_count if wanted.follow_up_count is None else wanted.follow_up_count,
        resume_id=wanted.resume_id,
        resume_text="" if wanted.resume_id else read_pasted(wanted.resume_text).text,
        force=wanted.force_create,
        wishes=Wishes(
            read_job_description(wanted.job_text), tuple(wanted.leave_out), tuple(wanted.more_of), wanted.language
        ),
    )
    return _created(created, response)


def _visitor(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _created(created: Created, response: Response) -> sessions.CreatedWire:
    if not created.is_new:
        response.status_code = 200
    return sessions.CreatedWire(
        **sessions.session(created.session, None), is_new=created.is_new, notes=list(created.notes)
    )


@api.post("/interview/outlook")
def look_ahead(asked: preparing.OutlookAskedWire, built: Built) -> preparing.OutlookWire:
    """What an interview would be made from: requirements of the job, topics for `leaveOut` and `moreOf`, languages."""
    found = built.candidate.outlook(
        OWNER,
        resume_id=asked.resume_id,
        resume_text="" if asked.resume_id else read_pasted(asked.resume_text).text,
        job_text=read_job_description(asked.job_text),
    )
    return preparing.outlook(found)


@api.get("/interview/sessions")
def list_sessions(
    built: Built,
    limit: int = 25,
    offset: int = 0,
    text: Annotated[str, Query(max_length=MAX_SEARCH_CHARS)] = "",
    state: LineState | None = None,
    interviewer: Annotated[str, Query(max_length=128)] = "",
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
) -> history.HistoryWire:
    """A page of the history, newest first. Each word of `text` must stand in name, title, a tag or a question."""
    wanted = Wanted(text, state, interviewer, since, until)
    lines, total = built.history.search(OWNER, wanted, limit=min(max(limit, 1), 100), offset=max(offset, 0))
    return history.HistoryWire(total=total, sessions=[history.line(found) for found in lines])


@api.post("/interview/sessions/delete")
def delete_sessions(wanted: history.DeleteWire, built: Built) -> history.DeletedWire:
    """Delete several interviews with everything that hangs on them; those that are not there are passed over."""
    return history.DeletedWire(deleted=built.history.delete(OWNER, wanted.session_ids))


@api.get("/interview/comparison")
def compare_sessions(first: str, second: str, built: Built) -> reports.ComparisonWire:
    """Two interviews side by side, the one begun earlier first."""
    both = [built.evaluator.report(OWNER, session_id) for session_id in (first, second)]
    if not all(report.is_ready for report in both):
        raise report_not_ready()
    for report in both:
        _opened(built, report)
    return reports.comparison(side_by_side(*both))


def _opened(built: Services, report: Report) -> None:
    if report.is_ready and report.session.totals_shown_at is None:
        built.candidate.report_opened(OWNER, report.session.id)


@api.get("/interview/sessions/unfinished/{resume_id}")
def unfinished_session(resume_id: str, built: Built) -> sessions.SessionWire:
    """The latest interview of this resume that is still open."""
    return sessions.SessionWire(**sessions.session(built.candidate.unfinished(OWNER, resume_id), None))


@api.get("/interview/sessions/{session_id}")
def get_session(session_id: str, built: Built) -> sessions.SessionWire:
    """One interview with the questions asked so far."""
    session = built.candidate.view(OWNER, session_id)
    return sessions.SessionWire(**sessions.session(session, _evaluate_status(built, session)))


def _evaluate_status(built: Services, session: InterviewSession) -> EvaluateStatus | None:
    if not session.is_complete:
        return None
    evaluation = built.evaluator.report(OWNER, session.id).evaluation
    return evaluation.status if evaluation else None


@api.patch("/interview/sessions/{session_id}")
def label_session(session_id: str, labels: history.LabelWire, built: Built) -> sessions.SessionWire:
    """Give an interview a title or tags."""
    session = built.history.label(OWNER, session_id, title=labels.title, tags=labels.tags)
    return sessions.SessionWire(**sessions.session(session, _evaluate_status(built, session)))


@api.delete("/interview/sessions/{session_id}", status_code=204)
def delete_session(session_id: str, built: Built) -> None:
    """Delete an interview with everything that hangs on it."""
    built.candidate.delete(OWNER, session_id)


@api.get("/interview/sessions/{session_id}/question")
def current_question(session_id: str, built: Built) -> sessions.CurrentWire:
    """The current question, or `completed`. Waits while a follow-up is being thought of."""
    session = built.candidate.current(OWNER, session_id)
    return sessions.CurrentWire(
        completed=session.is_complete,
        question=sessions.current_question(session),
        current_index=session.current_index,
        total_questions=session.expected_total,
    )


@api.put("/interview/sessions/{session_id}/answers")
def save_draft(session_id: str, draft: sessions.DraftWire, built: Built) -> sessions.SavedWire:
    """Save a draft; the interview does not move. An older revision gets the newer text back."""
    saved = built.candidate.save_draft(
        OWNER,
        session_id,
        draft.question_index,
        draft.answer,
        draft.revision,
        writer=draft.writer,
        base=draft.base_revision,
    )
    return sessions.SavedWire(
        question_index=draft.question_index,
        answer=saved.text,
        revision=saved.revision,
        saved_at=saved.saved_at,
        stored=saved.stored,
    )


@api.post("/interview/sessions/{session_id}/answers")
def submit_answer(session_id: str, answer: sessions.AnswerWire, built: Built) -> sessions.SubmittedWire:
    """Submit the answer of the current question and get the next one."""
    session = built.candidate.submit_answer(OWNER, session_id, answer.question_index, answer.answer)
    return sessions.SubmittedWire(
        has_next_question=session.current is not None,
        next_question=sessions.current_question(session),
        current_index=session.current_index,
        total_questions=session.expected_total,
    )


@api.put("/interview/sessions/{session_id}/flag")
def flag_question(session_id: str, mark: sessions.FlagWire, built: Built) -> sessions.SessionWire:
    """Mark a question for later review, or take the mark away."""
    session = built.candidate.flag(OWNER, session_id, mark.question_index, mark.flagged)
    return sessions.SessionWire(**sessions.session(session, _evaluate_status(built, session)))


@api.post("/interview/sessions/{session_id}/hint")
def show_hint(session_id: str, asked: sessions.HintAskedWire, built: Built) -> sessions.HintWire:
    """The hint of the current question. That it was shown is recorded and stands in the report; no score changes."""
    hint = built.candidate.show_hint(OWNER, session_id, asked.question_index)
    return sessions.HintWire(question_index=asked.question_index, hint=hint)


@api.post("/interview/sessions/{session_id}/transcription")
def transcribe(session_id: str, audio: Annotated[UploadFile, File()], built: Built) -> sessions.SpokenWire:
    """Turn a recording into text for the editor. Nothing is submitted, and the audio is not kept."""
    session = built.candidate.view(OWNER, session_id)
    if built.transcriber is None:
        raise Invalid(Code.INPUT_INVALID, "Speaking is not set up here. Type your answer.")
    data = audio.file.read(MAX_FILE_BYTES + 1)
    return sessions.SpokenWire(text=built.transcriber.transcribe(data, audio.content_type or "", session.language))


@api.post("/interview/sessions/{session_id}/complete")
def complete_session(session_id: str, built: Built) -> sessions.SessionWire:
    """End early. The open draft counts; questions without an answer count 0."""
    session = built.candidate.complete(OWNER, session_id)
    return sessions.SessionWire(**sessions.session(session, _evaluate_status(built, session)))


@api.get("/interview/sessions/{session_id}/report")
def get_report(session_id: str, built: Built) -> reports.ReportWire:
    """The report as far as it is there, with the state of the grading."""
    report = built.evaluator.report(OWNER, session_id)
    if report.evaluation is None:
        raise report_not_ready()
    _opened(built, report)
    return reports.ReportWire(**reports.report(report))


@api.post("/interview/sessions/{session_id}/evaluation", status_code=202)
def grade_again(session_id: str, built: Built, wanted: reports.RegradeWire | None = None) -> reports.ReportWire:
    """Grade again: one answer, also as a second opinion; without a body what has no score, or everything."""
    wanted = wanted or reports.RegradeWire()
    report = built.evaluator.grade_again(OWNER, session_id, wanted.question_index, second_opinion=wanted.second_opinion)
    return reports.ReportWire(**reports.report(report))


@api.post("/interview/sessions/{session_id}/prediction")
def predict_score(session_id: str, guess: reports.PredictionWire, built: Built) -> reports.PredictedWire:
    """Say what score you expect: once, after the last answer and before the finished report was read."""
    built.candidate.predict(OWNER, session_id, guess.score)
    return reports.PredictedWire(predicted_score=guess.score)


@api.post("/interview/sessions/{session_id}/retake", status_code=201)
def retake(
    session_id: str, wanted: learning.RetakeAskedWire, request: Request, response: Response, built: Built
) -> sessions.CreatedWire:
    """A short session with one main question of a finished interview, or the one open for it already (status 200)."""
    created = built.learning.retake(OWNER, _visitor(request), session_id, wanted.question_index)
    return _created(created, response)


@api.get("/interview/sessions/{session_id}/retake")
def compare_answers(session_id: str, built: Built) -> list[learning.TwoAnswersWire]:
    """Both answers to every question of this session that came again on purpose."""
    report = built.evaluator.report(OWNER, session_id)
    if report.evaluation is None:
        raise report_not_ready()
    return learning.two_answers(report, built.learning.comparisons(OWNER, report))


@api.get("/interview/due")
def list_due(built: Built) -> learning.DueWire:
    """Key points that were missed and are due to be asked for again."""
    return learning.due(built.learning.due(OWNER))


@api.post("/interview/due", status_code=201)
def start_due(request: Request, response: Response, built: Built) -> sessions.CreatedWire:
    """A short session of questions with points that are due, or the one that is open already (status 200)."""
    return _created(built.learning.start_due(OWNER, _visitor(request)), response)


@api.get("/interview/sessions/{session_id}/export")
def export_report(session_id: str, built: Built, format: Literal["pdf", "md", "json"] = "pdf") -> Response:
    """Download the report."""
    report = built.evaluator.report(OWNER, session_id)
    if not report.is_ready:
        raise report_not_ready()
    _opened(built, report)
    if format == "json":
        content = reports.exported(report)
        media_type = "application/json"
    else:
        earlier = built.evaluator.earlier_reports(OWNER, report)
        content, media_type = exports.render(format, report, earlier)
    name = exports.file_name(report, format)
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@api.get("/health")
def get_health(built: Built) -> dict[str, Any]:
    """Whether database, Redis and worker are there, and who asks the questions."""
    return health.look(built)
