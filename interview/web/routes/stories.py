"""Routes of stories: keep, list, edit, delete; and of the questions of a real interview."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Query, Request, Response, UploadFile

from interview.core.rounds import Round
from interview.errors import Code, Invalid
from interview.i18n.names import round_name
from interview.i18n.translate import words
from interview.messages import Message
from interview.resume.read import MAX_FILE_BYTES
from interview.web.routes.caller import Owner, ProcessServices, visitor
from interview.web.routes.described import OPEN_ALREADY
from interview.web.routes.sessions import created_reply
from interview.web.routes.slow import slow
from interview.web.schemas import sessions, stories

router = APIRouter()


@router.post("/interview/stories", status_code=201)
def add_story(wanted: stories.StoryWantedSchema, services: ProcessServices, owner: Owner) -> stories.StorySchema:
    """Keep a story: words of one's own, or an answer that was given."""
    if wanted.session_id:
        return stories.story(services.stories.keep_answer(owner, wanted.session_id, wanted.main))
    made = services.stories.add(owner, title=wanted.title, text=wanted.text, tags=wanted.tags, line=wanted.line)
    return stories.story(made)


@router.get("/interview/stories")
def list_stories(services: ProcessServices, owner: Owner) -> list[stories.StorySchema]:
    """All stories, those changed last first."""
    return [stories.story(found) for found in services.stories.all(owner)]


@router.get("/interview/stories/{story_id}")
def get_story(story_id: str, services: ProcessServices, owner: Owner) -> stories.StorySchema:
    """One story."""
    return stories.story(services.stories.get(owner, story_id))


@router.put("/interview/stories/{story_id}")
def edit_story(
    story_id: str, wanted: stories.StoryEditedSchema, services: ProcessServices, owner: Owner
) -> stories.StorySchema:
    """Replace the words and tags of a story."""
    edited = services.stories.edit(
        owner, story_id, title=wanted.title, text=wanted.text, tags=wanted.tags, seen=wanted.seen_at
    )
    return stories.story(edited)


@router.delete("/interview/stories/{story_id}", status_code=204)
def delete_story(story_id: str, services: ProcessServices, owner: Owner) -> None:
    """Delete a story; the interview it came from stays."""
    services.stories.delete(owner, story_id)


@router.post("/interview/own-questions/transcription")
@slow
def write_down_own_questions(
    audio: Annotated[UploadFile, File()],
    language: Annotated[str, Query(pattern="^[a-z]{2,3}$")],
    services: ProcessServices,
    owner: Owner,
) -> sessions.SpokenSchema:
    """Turn recorded questions of a real interview into text for the form. Nothing is asked yet, and the audio is not
    kept."""
    if services.transcriber is None:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.no_speaking"))
    services.limits.hit_written_down(owner)
    data = audio.file.read(MAX_FILE_BYTES + 1)
    return sessions.SpokenSchema(text=services.transcriber.transcribe(data, audio.content_type or "", language))


@router.post("/interview/own-questions", status_code=201, responses=OPEN_ALREADY)
def ask_own_questions(
    wanted: stories.OwnQuestionsSchema, request: Request, response: Response, services: ProcessServices, owner: Owner
) -> sessions.CreatedSchema:
    """An interview made of the questions of a real one, or the one that is open with these already (status 200)."""
    created = services.own_questions.create(
        owner,
        visitor(request, owner),
        text=wanted.questions,
        company=wanted.company,
        day=wanted.day,
        name=lambda language: round_name(Round.OWN, words(language)),
    )
    return created_reply(created, response)
