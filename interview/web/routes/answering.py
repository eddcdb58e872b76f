"""Routes of an interview under way: the current question, drafts, answers, hints, the end."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, UploadFile

from interview.errors import Code, Invalid
from interview.messages import Message
from interview.resume.read import MAX_FILE_BYTES
from interview.web.routes.caller import Built, Owner, Writer
from interview.web.routes.sessions import session_reply
from interview.web.schemas import sessions

router = APIRouter()


@router.get("/interview/sessions/{session_id}/question")
def current_question(session_id: str, built: Built, owner: Owner) -> sessions.CurrentWire:
    """The current question, or `completed`. Waits while a follow-up is being thought of."""
    session = built.candidate.current(owner, session_id)
    return sessions.CurrentWire(
        completed=session.is_complete,
        question=sessions.current_question(session),
        current_index=session.current_index,
        total_questions=session.expected_total,
    )


@router.get("/interview/sessions/{session_id}/permit")
def get_permit(session_id: str, built: Built, owner: Owner) -> sessions.PermitWire:
    """What a page in a browser shows, as `X-Interview-Permit`, with every write to this interview."""
    session = built.candidate.view(owner, session_id)
    return sessions.PermitWire(permit=built.permits.permit(owner, session.id))


@router.put("/interview/sessions/{session_id}/answers")
def save_draft(session_id: str, draft: sessions.DraftWire, built: Built, owner: Writer) -> sessions.SavedWire:
    """Save a draft; the interview does not move. An older revision gets the newer text back."""
    saved = built.candidate.save_draft(
        owner,
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


@router.post("/interview/sessions/{session_id}/answers")
def submit_answer(session_id: str, answer: sessions.AnswerWire, built: Built, owner: Writer) -> sessions.SubmittedWire:
    """Submit the answer of the current question and get the next one."""
    session = built.candidate.submit_answer(owner, session_id, answer.question_index, answer.answer)
    return sessions.SubmittedWire(
        has_next_question=session.current is not None,
        next_question=sessions.current_question(session),
        current_index=session.current_index,
        total_questions=session.expected_total,
    )


@router.put("/interview/sessions/{session_id}/flag")
def flag_question(session_id: str, mark: sessions.FlagWire, built: Built, owner: Writer) -> sessions.SessionWire:
    """Mark a question for later review, or take the mark away."""
    session = built.candidate.flag(owner, session_id, mark.question_index, mark.flagged)
    return session_reply(built, session)


@router.post("/interview/sessions/{session_id}/hint")
def show_hint(session_id: str, asked: sessions.HintAskedWire, built: Built, owner: Writer) -> sessions.HintWire:
    """The hint of the current question. That it was shown is recorded and stands in the report; no score changes."""
    hint = built.candidate.show_hint(owner, session_id, asked.question_index)
    return sessions.HintWire(question_index=asked.question_index, hint=hint)


@router.post("/interview/sessions/{session_id}/transcription")
def transcribe(
    session_id: str, audio: Annotated[UploadFile, File()], built: Built, owner: Writer
) -> sessions.SpokenWire:
    """Turn a recording into text for the editor. Nothing is submitted, and the audio is not kept."""
    session = built.candidate.view(owner, session_id)
    if built.transcriber is None:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.no_speaking"))
    data = audio.file.read(MAX_FILE_BYTES + 1)
    return sessions.SpokenWire(text=built.transcriber.transcribe(data, audio.content_type or "", session.language))


@router.post("/interview/sessions/{session_id}/complete")
def complete_session(session_id: str, built: Built, owner: Writer) -> sessions.SessionWire:
    """End early. The open draft counts; questions without an answer count 0."""
    session = built.candidate.complete(owner, session_id)
    return session_reply(built, session)
