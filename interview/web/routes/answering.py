"""Routes of an interview under way: the current question, drafts, answers, going back, hints, the end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, File, Path, Request, UploadFile

from interview.core.session import InterviewSession
from interview.core.spending import Payer
from interview.errors import Code, Invalid
from interview.messages import Message
from interview.resume.read import MAX_FILE_BYTES
from interview.services import Services
from interview.web.routes.caller import Owner, ProcessServices, Writer, visitor
from interview.web.routes.sessions import session_reply
from interview.web.routes.slow import slow
from interview.web.schemas import sessions

router = APIRouter()


@router.get("/interview/sessions/{session_id}/question")
@slow
def current_question(session_id: str, services: ProcessServices, owner: Owner) -> sessions.CurrentSchema:
    """The current question, or `completed`. Waits while a follow-up is being thought of."""
    return _current(session_id, services, owner)


def _current(session_id: str, services: Services, owner: str) -> sessions.CurrentSchema:
    session = services.candidate.current(owner, session_id)
    return sessions.CurrentSchema(
        completed=session.is_complete,
        being_written=session.is_waiting,
        question=sessions.current_question(session),
        seconds_left=session.seconds_left(datetime.now(UTC)),
        current_index=session.current_index,
        total_questions=session.expected_total,
    )


@router.get("/interview/sessions/{session_id}/permit")
def get_permit(session_id: str, services: ProcessServices, owner: Owner) -> sessions.PermitSchema:
    """What a page in a browser shows, as `X-Interview-Permit`, with every write to this interview."""
    session = services.candidate.view(owner, session_id)
    return sessions.PermitSchema(permit=services.write_tokens.issue(owner, session.id))


@router.put("/interview/sessions/{session_id}/answers")
def save_draft(
    session_id: str, draft: sessions.DraftSchema, services: ProcessServices, owner: Writer
) -> sessions.SavedSchema:
    """Save a draft; the interview does not move. An older revision gets the newer text back."""
    saved = services.candidate.save_draft(
        owner,
        session_id,
        draft.question_index,
        draft.answer,
        draft.revision,
        writer=draft.writer,
        base=draft.base_revision,
        swaps=draft.swaps,
    )
    return sessions.SavedSchema(
        question_index=draft.question_index,
        answer=saved.text,
        revision=saved.revision,
        saved_at=saved.saved_at,
        stored=saved.stored,
    )


@router.post("/interview/sessions/{session_id}/answers")
@slow
def submit_answer(
    session_id: str,
    answer: sessions.AnswerSchema,
    services: ProcessServices,
    owner: Writer,
) -> sessions.SubmittedSchema:
    """Submit the answer of the current question and get the next one."""
    return _submitted(
        services.candidate.submit_answer(owner, session_id, answer.question_index, answer.answer, swaps=answer.swaps)
    )


def _submitted(session: InterviewSession) -> sessions.SubmittedSchema:
    return sessions.SubmittedSchema(
        has_next_question=session.current is not None,
        next_question=sessions.current_question(session),
        current_index=session.current_index,
        total_questions=session.expected_total,
    )


@router.post("/interview/sessions/{session_id}/swap")
@slow
def swap_question(
    session_id: str, wanted: sessions.SwapSchema, request: Request, services: ProcessServices, owner: Writer
) -> sessions.CurrentSchema:
    """Swap the current question, which nothing was written for, for another of its kind. It costs nothing, and the
    question is not asked again; after `not_my_field`, neither is its topic."""
    services.swaps.swap(
        owner, visitor(request, owner), session_id, wanted.question_index, wanted.reason, swaps=wanted.swaps
    )
    return _current(session_id, services, owner)


@router.post("/interview/sessions/{session_id}/answers/{index}/reopen")
def reopen_answer(
    session_id: str, index: Annotated[int, Path(ge=0, le=999)], services: ProcessServices, owner: Writer
) -> sessions.ReopenedSchema:
    """Open a submitted answer again, until the interview is over, one at a time. Its question is the current one until
    it is submitted again; not in real mode."""
    session = services.candidate.reopen(owner, session_id, index)
    answer = session.turn_at(index).answer
    return sessions.ReopenedSchema(question_index=index, draft=answer.draft, revision=answer.revision)


@router.post("/interview/sessions/{session_id}/answers/{index}/keep")
def keep_answer(
    session_id: str, index: Annotated[int, Path(ge=0, le=999)], services: ProcessServices, owner: Writer
) -> sessions.SubmittedSchema:
    """Submit an answer that is open again as it was before. Its draft, with what was written since, is kept; it is no
    part of the interview, and is in the editor when the answer is opened once more. It never ends the interview."""
    return _submitted(services.candidate.keep_answer(owner, session_id, index))


@router.put("/interview/sessions/{session_id}/flag")
def flag_question(
    session_id: str, mark: sessions.FlagSchema, services: ProcessServices, owner: Writer
) -> sessions.SessionSchema:
    """Mark a question for later review, or take the mark away."""
    session = services.candidate.flag(owner, session_id, mark.question_index, mark.flagged)
    return session_reply(services, session)


@router.post("/interview/sessions/{session_id}/hint")
def show_hint(
    session_id: str, asked: sessions.HintAskedSchema, services: ProcessServices, owner: Writer
) -> sessions.HintSchema:
    """The hint of the current question. That it was shown is recorded and stands in the report; no score changes."""
    hint = services.candidate.show_hint(owner, session_id, asked.question_index)
    return sessions.HintSchema(question_index=asked.question_index, hint=hint)


@router.post("/interview/sessions/{session_id}/transcription")
@slow
def transcribe(
    session_id: str, audio: Annotated[UploadFile, File()], services: ProcessServices, owner: Writer
) -> sessions.SpokenSchema:
    """Turn a recording into text for the editor. Nothing is submitted, and the audio is not kept."""
    session = services.candidate.view(owner, session_id)
    if services.transcriber is None:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.no_speaking"))
    services.limits.hit_written_down(owner)
    data = audio.file.read(MAX_FILE_BYTES + 1)
    payer = Payer(owner, session.id)
    text = services.transcriber.transcribe(data, audio.content_type or "", session.language, payer)
    return sessions.SpokenSchema(text=text)


@router.post("/interview/sessions/{session_id}/complete")
def complete_session(session_id: str, services: ProcessServices, owner: Writer) -> sessions.SessionSchema:
    """End early. The open draft counts; questions without an answer count 0 where they get a score."""
    session = services.candidate.complete(owner, session_id)
    return session_reply(services, session)
