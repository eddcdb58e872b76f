"""Stories, and the questions of a real interview, over HTTP."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from interview.core.story import Competency, Origin, Story
from interview.web.schemas.base import MaybeDay, Moment, QuestionIndex, Schema

# Above the bounds of core, whose refusal says in words what is too long. A line, too, may get a whole text pasted.
_LINE, _TEXT = 1_000, 100_000


class StoryWordsSchema(Schema):
    """What a person writes. Without a title the beginning of the text stands for one."""

    title: str = Field("", max_length=_TEXT)
    text: str = Field("", max_length=_TEXT)
    tags: list[Competency] = Field(default_factory=list, max_length=len(Competency))


class StoryWantedSchema(StoryWordsSchema):
    """A new story. `line` is that of a resume behind which it stands. With `sessionId` and `main` (the main question,
    from 0) the answer to that question becomes the story as it is, and the words given here are not looked at."""

    line: str = Field("", max_length=_LINE)
    session_id: str = Field("", max_length=64)
    main: QuestionIndex = 0


class StoryEditedSchema(StoryWordsSchema):
    """`seenAt` is the `updatedAt` that the writer has seen; another one in between is refused (409)."""

    seen_at: Moment | None = None


class StorySchema(Schema):
    """`sessionId` and `main` lead to the answer it came from, null once that interview was deleted."""

    story_id: str
    title: str
    text: str
    tags: list[Competency]
    origin: Origin
    session_id: str | None
    main: int | None
    line: str
    created_at: datetime
    updated_at: datetime


class OwnQuestionsSchema(Schema):
    """The questions of a real interview, one on each line."""

    questions: str = Field("", max_length=_TEXT)
    company: str = Field("", max_length=_TEXT)
    day: MaybeDay = None


def story(value: Story) -> StorySchema:
    """A story as the API shows it."""
    return StorySchema(
        story_id=value.id,
        title=value.title,
        text=value.text,
        tags=list(value.tags),
        origin=value.source.origin,
        session_id=value.source.session_id,
        main=value.source.main,
        line=value.source.line,
        created_at=value.created_at,
        updated_at=value.updated_at,
    )
