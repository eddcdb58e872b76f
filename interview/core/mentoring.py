"""A mentor and what they say of answers, and the links under which a report can be read.

A mentor's verdict stands beside the interviewer's and changes no score; the candidate may take it over (settling.py).
It knows no database, no file and no page.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from interview.core.grading import Grade, Settled
from interview.core.question import Position
from interview.core.turn import storable
from interview.errors import Code, Invalid, NotFound
from interview.messages import Message

MAX_NAME_CHARS = 80
MAX_COMMENT_CHARS = 4000
MOST_MENTORS = 20
MOST_SHARES = 20
SHARE_DAYS = (1, 7, 30)
USUAL_DAYS = 7
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class CameBy(StrEnum):
    """How comments came: written under a link, or read from a file."""

    LINK = "link"
    FILE = "file"


@dataclass(frozen=True)
class MentorNote:
    """What a mentor says of one answer; `verdicts` are by the id of the key point."""

    position: Position
    comment: str = ""
    verdicts: Mapping[str, Settled] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.comment and not self.verdicts

    @property
    def mark(self) -> str:
        """Tells what is said now from anything else that was said or will be."""
        said = repr((self.comment, sorted((point, word.value) for point, word in self.verdicts.items())))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Mentor:
    """Somebody who commented on a report, by the name they gave themselves, which nobody checked.

    `writer` tells who wrote: the signed-in person, or for a file the name in it. It is for those who run the app and is
    shown to nobody.
    """

    id: str
    writer: str
    name: str
    came_by: CameBy
    written_at: datetime
    notes: tuple[MentorNote, ...] = ()

    def note_on(self, position: Position) -> MentorNote:
        """What they say of one answer, empty where they said nothing."""
        return next((note for note in self.notes if note.position == position), MentorNote(position))


@dataclass(frozen=True)
class Share:
    """A link to one report. Its token is known to whoever has the link; only a hash of it is kept."""

    id: str
    owner: str
    session_id: str
    token_hash: str
    made_at: datetime
    until: datetime
    opened: int = 0

    def works(self, now: datetime) -> bool:
        return now < self.until


def new_token() -> str:
    """256 random bits as a part of an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token, and looked up. Texts that can be none have one, too, so that all take the same way."""
    return hashlib.sha256((token if _TOKEN.fullmatch(token) else "").encode()).hexdigest()


def share_until(made_at: datetime, days: int) -> datetime:
    """When a link ends; Invalid for another number of days than is offered."""
    if days not in SHARE_DAYS:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.share_days"))
    return made_at + timedelta(days=days)


def no_such_share() -> NotFound:
    """The one error for every link that does not work, so that nobody learns why."""
    return NotFound(Code.SHARE_NOT_FOUND, Message.of("error.no_such_share"))


def clean_name(name: str) -> str:
    """A mentor's name on one line; Invalid when there is none or it is too long."""
    line = " ".join(storable(name).split())
    if not line:
        raise Invalid(Code.MENTOR_NAME_MISSING, Message.of("error.mentor_name_missing"))
    if len(line) > MAX_NAME_CHARS:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.mentor_name_too_long", most=MAX_NAME_CHARS))
    return line


def checked_note(note: MentorNote, grade: Grade | None) -> MentorNote:
    """The note as it can be kept; Invalid when it is too long or speaks of key points that this answer was not judged
    by."""
    comment = storable(note.comment).replace("\r\n", "\n").strip()
    if len(comment) > MAX_COMMENT_CHARS:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.mentor_comment_too_long", most=MAX_COMMENT_CHARS))
    known = {judged.point.id for judged in grade.points} if grade is not None else set()
    if not set(note.verdicts) <= known:
        raise Invalid(Code.MENTOR_POINT_UNKNOWN, Message.of("error.mentor_point_unknown"))
    return MentorNote(note.position, comment, dict(note.verdicts))


def writer_of_file(name: str) -> str:
    """Who wrote a file, by the name in it: what a second file under the same name says
    of an answer takes the place of what the first says of it."""
    return "file-" + hashlib.sha256(name.casefold().encode()).hexdigest()[:40]
