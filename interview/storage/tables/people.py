"""Who signs in, and what they keep from one interview to the next."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from interview.storage.tables.columns import json_column, text_column


class AccountRow(SQLModel, table=True):
    """Somebody who signed in. Of the name only a hash is kept: SHA-256, in hex."""

    __tablename__ = "account"

    key: str = Field(primary_key=True, max_length=64)
    owner: str = Field(max_length=64, unique=True)
    created_at: datetime
    revoked_at: datetime | None = None


class SignInRow(SQLModel, table=True):
    """A browser in which somebody has signed in. Of what it holds only a hash is kept: SHA-256, in hex."""

    __tablename__ = "sign_in"
    __table_args__ = (ForeignKeyConstraint(["account"], ["account.key"], ondelete="CASCADE"),)

    key: str = Field(primary_key=True, max_length=64)
    account: str = Field(max_length=64, index=True)
    created_at: datetime
    expires_at: datetime = Field(index=True)


class ResumeTextRow(SQLModel, table=True):
    """What resumes and interviews were made from, once for each owner. `id` is a hash of both."""

    __tablename__ = "resume_text"

    id: str = Field(primary_key=True, max_length=64)
    owner: str = Field(max_length=64, index=True)
    text: str = Field(sa_column=text_column())


class ResumeRow(SQLModel, table=True):
    """A resume: its text and what was understood. The file itself is not kept; `file_name` is "" for pasted text."""

    __tablename__ = "resume"
    __table_args__ = (UniqueConstraint("owner", "text_hash"),)

    id: str = Field(primary_key=True, max_length=32)
    owner: str = Field(max_length=64, index=True)
    file_name: str = Field(max_length=200)
    file_hash: str = Field(max_length=64)
    text_hash: str = Field(max_length=64)
    text_id: str = Field(max_length=64, foreign_key="resume_text.id", index=True)
    profile: dict[str, Any] = Field(sa_column=json_column())
    notes: list[dict[str, Any]] = Field(sa_column=json_column())
    created_at: datetime


class TargetRow(SQLModel, table=True):
    """A job that somebody applies for; `text` is its advertisement."""

    __tablename__ = "target"

    id: str = Field(primary_key=True, max_length=32)
    owner: str = Field(max_length=64, index=True)
    title: str = Field(max_length=120)
    company: str = Field(max_length=120)
    text: str = Field(sa_column=text_column())
    interview_on: date | None = None
    created_at: datetime


class StoryRow(SQLModel, table=True):
    """A story that somebody keeps. `session_id` and `main` lead to the answer it came from; the story stays without."""

    __tablename__ = "story"
    __table_args__ = (
        CheckConstraint("origin IN ('answer', 'resume', 'hand')", name="origin"),
        Index("ix_story_owner_updated_at", "owner", "updated_at"),
    )

    id: str = Field(primary_key=True, max_length=32)
    owner: str = Field(max_length=64)
    title: str = Field(max_length=120)
    text: str = Field(sa_column=text_column())
    tags: list[str] = Field(default_factory=list, sa_column=json_column())
    origin: str = Field(max_length=16)
    session_id: str | None = Field(
        default=None, foreign_key="session.id", ondelete="SET NULL", max_length=32, index=True
    )
    main: int | None = None
    line: str = Field(default="", sa_column=text_column())
    created_at: datetime
    updated_at: datetime
