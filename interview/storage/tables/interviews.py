"""Interviews as they are held: sessions, their turns, and what is still to be written of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from interview.storage.tables.columns import json_column, text_column


class SessionRow(SQLModel, table=True):
    """One interview. `open_slot` holds the resume's key while this is the one to continue: at most one per resume.
    Without a `text_id` it was made from no text, or that text was deleted since: its `resume_key` tells.

    `tags` holds one tag per line, so that a search reads them as they were typed.
    """

    __tablename__ = "session"
    __table_args__ = (
        UniqueConstraint("owner", "open_slot"),
        CheckConstraint("status IN ('CREATED', 'IN_PROGRESS', 'COMPLETED', 'EVALUATED')", name="status"),
        CheckConstraint("kind IN ('interview', 'retake', 'review')", name="kind"),
        CheckConstraint(
            "round IN ('mixed', 'short', 'phone', 'technical', 'design', 'behavioural', 'manager', 'full', 'topic',"
            " 'own')",
            name="round",
        ),
        CheckConstraint("predicted_score BETWEEN 0 AND 100", name="predicted_score"),
        CheckConstraint("mode IN ('practice', 'real')", name="mode"),
        Index("ix_session_owner_created_at", "owner", "created_at"),
        Index("ix_session_ends_at", "ends_at"),
        Index("ix_session_owner_interviewer", "owner", "interviewer_kind", "interviewer_model"),
    )

    id: str = Field(primary_key=True, max_length=32)
    owner: str = Field(max_length=64)
    resume_id: str | None = Field(default=None, foreign_key="resume.id", ondelete="SET NULL", index=True)
    target_id: str | None = Field(default=None, foreign_key="target.id", ondelete="SET NULL", index=True)
    resume_key: str = Field(max_length=64, index=True)
    resume_name: str = Field(max_length=200)
    text_id: str | None = Field(
        default=None, max_length=64, foreign_key="resume_text.id", ondelete="SET NULL", index=True
    )
    open_slot: str | None = Field(default=None, max_length=64)
    status: str = Field(max_length=16)
    follow_up_count: int
    interviewer_kind: str = Field(max_length=16)
    interviewer_model: str = Field(default="", max_length=128)
    language: str = Field(max_length=8)
    job_text: str = Field(default="", sa_column=text_column())
    requirements: list[dict[str, Any]] = Field(default_factory=list, sa_column=json_column())
    kind: str = Field(default="interview", max_length=16)
    round: str = Field(default="mixed", max_length=16)
    title: str = Field(default="", max_length=120)
    tags: str = Field(default="", sa_column=text_column())
    predicted_score: int | None = None
    totals_shown_at: datetime | None = None
    leave_out: list[str] = Field(default_factory=list, sa_column=json_column())
    mode: str = Field(default="practice", max_length=16)
    ends_at: datetime | None = None
    with_feedback: bool = False
    detail_marks: list[str] = Field(default_factory=list, sa_column=json_column())
    version: int
    created_at: datetime
    updated_at: datetime
    completed_at: datetime | None = None


class TurnRow(SQLModel, table=True):
    """A question as asked, with the answer to it: a draft until `answer` is set. `question` is empty while nobody has
    written it; `awaits` says what the place still waits for.

    `first_shown_at` is when the candidate first had the question before them; empty in interviews older than it.
    """

    __tablename__ = "turn"
    __table_args__ = (
        CheckConstraint("main >= 0 AND follow_up >= 0", name="position"),
        CheckConstraint("(answer IS NULL) = (submitted_at IS NULL)", name="submitted"),
        CheckConstraint("feedback IN ('none', 'seen', 'changed')", name="feedback"),
    )

    session_id: str = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE", max_length=32)
    main: int = Field(primary_key=True)
    follow_up: int = Field(primary_key=True)
    owner: str = Field(max_length=64)
    question: str = Field(sa_column=text_column())
    details: dict[str, Any] = Field(sa_column=json_column())
    category: str = Field(max_length=80)
    asked_by_kind: str = Field(max_length=16)
    asked_by_model: str = Field(default="", max_length=128)
    follow_up_deadline: datetime | None = None
    first_shown_at: datetime | None = None
    draft: str = Field(default="", sa_column=text_column())
    revision: int = 0
    writer: str = Field(default="", max_length=64)
    saved_at: datetime | None = None
    answer: str | None = Field(default=None, sa_column=text_column(nullable=True))
    submitted_at: datetime | None = None
    flagged: bool = False
    hint_shown: bool = False
    reopened: bool = False
    feedback: str = Field(default="none", max_length=8)
    submitted_before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    swaps: int = 0
    awaits: str = Field(default="", max_length=16)


class SwappedQuestionRow(SQLModel, table=True):
    """A question that the candidate had taken away before it was answered: the one that was `swaps`-th at its place.

    `topic` is the id of a topic, or "" where only the `category` is known.
    """

    __tablename__ = "swapped_question"
    __table_args__ = (CheckConstraint("reason IN ('not_my_field', 'had_it')", name="reason"),)

    session_id: str = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE", max_length=32)
    main: int = Field(primary_key=True)
    swaps: int = Field(primary_key=True)
    owner: str = Field(max_length=64, index=True)
    resume_key: str = Field(max_length=64)
    question: str = Field(sa_column=text_column())
    bank_id: str = Field(default="", max_length=120)
    topic: str = Field(default="", max_length=80)
    category: str = Field(max_length=80)
    reason: str = Field(max_length=16)
    swapped_at: datetime


class PreparationRow(SQLModel, table=True):
    """What is needed to write the rest of an interview that has begun, and who does; gone once nothing is left to.

    `brief` is what the interviewer was told, without what the session's row has; `angles` are what each main question
    is to be about. Nobody writes before `lease_until` but whoever has the claim, nor at all once it was given up.
    """

    __tablename__ = "preparation"
    __table_args__ = (Index("ix_preparation_given_up_at_lease_until", "given_up_at", "lease_until"),)

    session_id: str = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE", max_length=32)
    owner: str = Field(max_length=64)
    brief: dict[str, Any] = Field(sa_column=json_column())
    angles: list[str] = Field(sa_column=json_column())
    claimed_by: str | None = Field(default=None, max_length=64)
    lease_until: datetime
    failures: int = 0
    error_code: str | None = Field(default=None, max_length=64)
    error: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    given_up_at: datetime | None = None
    created_at: datetime
