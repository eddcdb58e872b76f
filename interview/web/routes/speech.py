"""Routes of what is spoken: a question that was asked, and the one sentence that belongs to answering by voice.

No text comes in, so that nobody can have anything else spoken at the operator's cost.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from interview.core.session import InterviewSession
from interview.core.spending import Payer
from interview.core.swap import asking
from interview.errors import Code, Invalid, NotFound
from interview.i18n.translate import words_or
from interview.messages import Message
from interview.model.disguise import unnamed
from interview.model.sounds import SOUNDS
from interview.services import Services
from interview.web.api_errors import Reads
from interview.web.routes.caller import ProcessServices, Writer
from interview.web.routes.described import sends
from interview.web.routes.slow import slow
from interview.web.schemas.base import QuestionIndex
from interview.web.schemas.sessions import Swaps
from interview.web.spoken import ready_to_submit

router = APIRouter()

_SOUND = sends("Sound", *sorted(SOUNDS))


@router.get("/interview/sessions/{session_id}/questions/{index}/speech", response_class=Response, responses=_SOUND)
@slow
def speak_question(
    session_id: str,
    index: QuestionIndex,
    services: ProcessServices,
    owner: Writer,
    swaps: Annotated[Swaps | None, Query()] = None,
) -> Response:
    """A question of this interview, read aloud; one that was not asked yet is not there."""
    session = services.candidate.view(owner, session_id)
    return _spoken(services, Payer(owner, session.id), unnamed(_asked(session, index, swaps), session))


@router.get("/interview/sessions/{session_id}/speech/submit", response_class=Response, responses=_SOUND)
@slow
def speak_before_submitting(session_id: str, services: ProcessServices, owner: Writer, reads: Reads) -> Response:
    """What is said before an answer is submitted without a hand, in the language of the interview, or of the pages
    where there are no words for it."""
    session = services.candidate.view(owner, session_id)
    return _spoken(services, Payer(owner, session.id), ready_to_submit(words_or(session.language, reads)))


def _asked(session: InterviewSession, index: int, swaps: int | None) -> str:
    last = len(session.turns) - 1 if session.is_complete else session.current_index
    if index > last or index >= session.shown_count or (index == last and session.undecided is not None):
        raise NotFound(Code.INTERVIEW_QUESTION_NOT_FOUND, Message.of("error.no_such_question"))
    return asking(session, index, swaps).turn_at(index).question.text


def _spoken(services: Services, payer: Payer, text: str) -> Response:
    speaker = services.speaker
    if speaker is None:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.no_reading"))
    services.limits.hit_read_aloud(payer.owner)
    sound = speaker.speak(text, payer)
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(sound.content, media_type=sound.media_type, headers=headers)
