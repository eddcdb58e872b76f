"""Reports that others may read, and what those others say of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from interview.storage.tables.columns import json_column, text_column


class ShareRow(SQLModel, table=True):
    """A link under which a report can be read until `until`. Of its token only a hash is kept: SHA-256, in hex."""

    __tablename__ = "share"
    __table_args__ = (CheckConstraint("opened >= 0", name="opened"),)

    id: str = Field(primary_key=True, max_length=32)
    session_id: str = Field(foreign_key="session.id", ondelete="CASCADE", index=True, max_length=32)
    owner: str = Field(max_length=64)
    token_hash: str = Field(max_length=64, unique=True)
    made_at: datetime
    until: datetime
    opened: int = 0


class MentorRow(SQLModel, table=True):
    """Somebody who commented on a report; `writer` is the signed-in person, or for a file the name in it."""

    __tablename__ = "mentor"
    __table_args__ = (
        UniqueConstraint("session_id", "writer"),
        CheckConstraint("came_by IN ('link', 'file')", name="came_by"),
    )

    id: str = Field(primary_key=True, max_length=32)
    session_id: str = Field(foreign_key="session.id", ondelete="CASCADE", max_length=32)
    owner: str = Field(max_length=64)
    writer: str = Field(max_length=64)
    name: str = Field(max_length=80)
    came_by: str = Field(max_length=16)
    written_at: datetime


class MentorNoteRow(SQLModel, table=True):
    """What a mentor says of one answer: a comment, and a verdict by the id of a key point."""

    __tablename__ = "mentor_note"
    __table_args__ = (
        ForeignKeyConstraint(
            ["session_id", "main", "follow_up"],
            ["turn.session_id", "turn.main", "turn.follow_up"],
            ondelete="CASCADE",
        ),
        Index("ix_mentor_note_session_id", "session_id", "main", "follow_up"),
    )

    mentor_id: str = Field(primary_key=True, foreign_key="mentor.id", ondelete="CASCADE", max_length=32)
    main: int = Field(primary_key=True)
    follow_up: int = Field(primary_key=True)
    session_id: str = Field(max_length=32)
    comment: str = Field(sa_column=text_column())
    verdicts: dict[str, str] = Field(sa_column=json_column())
