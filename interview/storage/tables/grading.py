"""Grades, who works on them, and what the trends need of finished interviews."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from interview.core.rubric import RUBRIC
from interview.storage.tables.columns import json_column, text_column


class EvaluationRow(SQLModel, table=True):
    """The grading of one session, in its own row so that the grader never collides with the candidate.

    `claimed_by` and `lease_until` say who works on it; `enqueued_at` when the queue was last told.
    """

    __tablename__ = "evaluation"
    __table_args__ = (
        CheckConstraint("status IN ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED')", name="status"),
        Index("ix_evaluation_status", "status"),
    )

    session_id: str = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE", max_length=32)
    owner: str = Field(max_length=64)
    status: str = Field(max_length=16)
    attempt: int = 0
    failures: int = 0
    claimed_by: str | None = Field(default=None, max_length=64)
    lease_until: datetime | None = None
    enqueued_at: datetime | None = None
    not_before: datetime | None = None
    error_code: str | None = Field(default=None, max_length=64)
    error: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    summary: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))


class GradeRequestRow(SQLModel, table=True):
    """An answer that has a grade and shall get another one, with how many opinions. Gone once that one is there."""

    __tablename__ = "grade_request"
    __table_args__ = (
        ForeignKeyConstraint(
            ["session_id", "main", "follow_up"],
            ["turn.session_id", "turn.main", "turn.follow_up"],
            ondelete="CASCADE",
        ),
        CheckConstraint("opinions BETWEEN 1 AND 9", name="opinions"),
    )

    session_id: str = Field(primary_key=True, max_length=32)
    main: int = Field(primary_key=True)
    follow_up: int = Field(primary_key=True)
    opinions: int


class EarlyGradingRow(SQLModel, table=True):
    """Who grades finished answers of an interview that still goes on, and which; its own row, apart from the candidate.

    Without a `claimed_by` it only says that it is not to be tried again before `lease_until`.
    """

    __tablename__ = "early_grading"

    session_id: str = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE", max_length=32)
    claimed_by: str | None = Field(default=None, max_length=64)
    lease_until: datetime
    positions: list[str] = Field(sa_column=json_column())


class GradeRow(SQLModel, table=True):
    """The outcome for one answer. Earlier ones stay with `superseded_at`; one per question is current.

    `settled_from` is the id of the interviewer's own grade where this is that one with the candidate's word on it. Each
    change adds a row, so the newest id tells whether anything changed.
    """

    __tablename__ = "grade"
    __table_args__ = (
        ForeignKeyConstraint(
            ["session_id", "main", "follow_up"],
            ["turn.session_id", "turn.main", "turn.follow_up"],
            ondelete="CASCADE",
        ),
        CheckConstraint("outcome IN ('graded', 'unanswered', 'ungraded')", name="outcome"),
        CheckConstraint(
            "(outcome = 'ungraded') = (accuracy IS NULL) AND (outcome = 'ungraded') = (completeness IS NULL)"
            " AND (outcome <> 'ungraded' OR clarity IS NULL)",
            name="scores_unless_ungraded",
        ),
        CheckConstraint("(low IS NULL) = (high IS NULL) AND (low IS NULL OR low <= high)", name="range"),
        CheckConstraint("low BETWEEN 0 AND 100 AND high BETWEEN 0 AND 100", name="range_of_100"),
        *(CheckConstraint(f"{d.name} BETWEEN 0 AND {d.maximum}", name=d.name) for d in RUBRIC.dimensions),
        Index(
            "uq_grade_current",
            "session_id",
            "main",
            "follow_up",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
        Index("ix_grade_session_id", "session_id", "main", "follow_up"),
        Index("ix_grade_owner_id", "owner", "id"),
        Index("ix_grade_graded_by_outcome_id", "graded_by_kind", "graded_by_model", "outcome", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    session_id: str = Field(max_length=32)
    main: int
    follow_up: int
    owner: str = Field(max_length=64)
    outcome: str = Field(max_length=16)
    accuracy: float | None = None
    completeness: float | None = None
    clarity: float | None = None
    low: float | None = None
    high: float | None = None
    details: dict[str, Any] = Field(sa_column=json_column())
    graded_by_kind: str = Field(max_length=16)
    graded_by_model: str = Field(default="", max_length=128)
    rubric_version: str = Field(max_length=32)
    prompt_version: str = Field(default="", max_length=64)
    served_model: str = Field(default="", max_length=128)
    fingerprint: str = Field(default="", max_length=128)
    tokens: int = 0
    milliseconds: int = 0
    created_at: datetime
    superseded_at: datetime | None = None
    settled_from: int | None = None


class SessionFactsRow(SQLModel, table=True):
    """What the trends need of one finished session, worked out from its rows; a row is there from its end on.

    `is_stale` says that something behind it changed since; `stamp` is another random number after each time it was
    worked out, so that a copy elsewhere knows whether it is the same.
    """

    __tablename__ = "session_facts"
    __table_args__ = (Index("ix_session_facts_owner_is_stale", "owner", "is_stale", "session_id", "stamp"),)

    session_id: str = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE", max_length=32)
    owner: str = Field(max_length=64)
    is_stale: bool = True
    stamp: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    facts: str = Field(default="", sa_column=text_column())
