"""Links to a report and a mentor's comments over HTTP, and the file in which comments come back.

The file is somebody else's: of bounded size, of exactly this shape, and nothing of it is kept before it was checked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from interview.core.grading import Settled
from interview.core.mentoring import MAX_COMMENT_CHARS, MAX_NAME_CHARS, MentorNote, Share
from interview.core.question import Position
from interview.documents.mentor_file import FORMAT, VERSION
from interview.errors import Code, Invalid
from interview.messages import Message
from interview.web.json_bounds import find_excess
from interview.web.schemas.base import QuestionIndex, Schema

MAX_FILE_BYTES = 1024 * 1024
# More than an interview can have of either.
_MOST_NOTES = 200
_MOST_VERDICTS = 100
# Above the bounds of core, whose refusal says in words what is too long.
_TEXT = 100_000
PointId = Annotated[str, Field(min_length=1, max_length=64)]


class MentorFileNoteSchema(Schema):
    """What a mentor says of one answer."""

    question_index: QuestionIndex
    comment: str = Field(default="", max_length=MAX_COMMENT_CHARS)
    verdicts: dict[PointId, Settled] = Field(default_factory=dict, max_length=_MOST_VERDICTS)

    def note(self) -> MentorNote:
        """The note as a value; its place follows from the index once the interview is known."""
        return MentorNote(Position(0), self.comment, self.verdicts)


class MentorFileSchema(Schema):
    """A mentor's comments as the report's file saves them."""

    format: Literal["mock-interview-mentor"]
    version: Literal[1]
    session_id: str = Field(max_length=64)
    name: str = Field(min_length=1, max_length=MAX_NAME_CHARS)
    notes: list[MentorFileNoteSchema] = Field(max_length=_MOST_NOTES)


assert (FORMAT, VERSION) == ("mock-interview-mentor", 1)


class MentorFileReadSchema(Schema):
    """How many answers the comments are about."""

    answers: int


class CommentSchema(Schema):
    """What a mentor with a link says of one answer, in place of what they said of it before.

    `seen` is the `mark` of what they said before, as the writer has seen it; a change in between is refused (409).
    """

    name: str = Field("", max_length=_TEXT)
    question_index: QuestionIndex
    comment: str = Field("", max_length=_TEXT)
    verdicts: dict[PointId, Settled] = Field(default_factory=dict, max_length=_MOST_VERDICTS)
    seen: str = Field("", max_length=64)


class CommentKeptSchema(Schema):
    """`mark` is another one after every change."""

    mark: str


class ShareAskedSchema(Schema):
    """For how many days a link shall work: 1, 7 or 30."""

    days: int = Field(default=7, ge=1, le=30)


class ShareSchema(Schema):
    """A link to one report that still works."""

    share_id: str
    made_at: datetime
    until: datetime
    opened: int = Field(description="How often others opened it")


class MadeShareSchema(ShareSchema):
    """A new link. Its token is told now and never again."""

    token: str
    path: str = Field(description="Of the page on this server")


def share(made: Share) -> ShareSchema:
    """A link as the API shows it."""
    return ShareSchema(**_fields(made))


def made_share(made: Share, token: str) -> MadeShareSchema:
    """A new link with its token."""
    return MadeShareSchema(**_fields(made), token=token, path=f"/shared?token={token}")


def _fields(made: Share) -> dict[str, object]:
    return {"share_id": made.id, "made_at": made.made_at, "until": made.until, "opened": made.opened}


def read_mentor_file(content: bytes) -> MentorFileSchema:
    """The comments in a file; Invalid (MENTOR_FILE_TOO_LARGE, MENTOR_FILE_INVALID) for anything else."""
    if len(content) > MAX_FILE_BYTES:
        raise Invalid(
            Code.MENTOR_FILE_TOO_LARGE,
            Message.of("error.mentor_file_too_large", megabytes=MAX_FILE_BYTES // (1024 * 1024)),
        )
    refused = Invalid(Code.MENTOR_FILE_INVALID, Message.of("error.mentor_file_invalid"))
    if b"\0" in content or find_excess(content) is not None:
        raise refused
    try:
        return MentorFileSchema.model_validate_json(content)
    except ValidationError as exc:
        raise refused from exc
