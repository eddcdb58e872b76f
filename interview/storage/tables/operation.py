"""What the installation needs to work: secrets, calls to models and what their servers take, measurements,
removals that are still due.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Index
from sqlmodel import Field, SQLModel

from interview.storage.tables.columns import json_column


class SecretRow(SQLModel, table=True):
    """A random secret of this installation, shared by all its processes. Made on first use, never changed."""

    __tablename__ = "secret"

    name: str = Field(primary_key=True, max_length=32)
    value: str = Field(max_length=64)


class ModelCallRow(SQLModel, table=True):
    """One request to a model: times, counts and money, no text of anybody.

    `owner` and `session_id` say for whom; nothing hangs on them, as a call may come before its session is stored. While
    it `is_open`, `held_tokens` and `held_micro_dollars` count instead. `micro_dollars` is null without a known price.
    """

    __tablename__ = "model_call"
    __table_args__ = (
        Index("ix_model_call_owner_at", "owner", "at"),
        Index("ix_model_call_session_id", "session_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    operation: str = Field(max_length=32)
    model: str = Field(max_length=128)
    milliseconds: int
    tokens_in: int
    tokens_out: int
    outcome: str = Field(max_length=64)
    owner: str | None = Field(default=None, max_length=64)
    session_id: str | None = Field(default=None, max_length=32)
    served_model: str = Field(default="", max_length=128)
    tokens_cached: int = 0
    micro_dollars: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    prices_of: str = Field(default="", max_length=10)
    is_open: bool = False
    held_tokens: int = 0
    held_micro_dollars: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))


class MeasurementRow(SQLModel, table=True):
    """How far a grader agreed with answers whose grade is known, once per time it was measured. Nobody's data."""

    __tablename__ = "measurement"
    __table_args__ = (Index("ix_measurement_model_prompt_version", "model", "prompt_version"),)

    id: int | None = Field(default=None, primary_key=True)
    model: str = Field(max_length=128)
    fingerprint: str = Field(max_length=128)
    prompt_version: str = Field(max_length=64)
    rubric_version: str = Field(max_length=32)
    sample: str = Field(max_length=128)
    by_people: bool
    answers: int
    agreement: float | None
    low: float | None
    high: float | None
    mean_error: float | None
    measured_at: datetime
    figures: dict[str, Any] = Field(sa_column=json_column())


class ModelServerRow(SQLModel, table=True):
    """In which form a server takes one optional part of a request to a model. No key and no text of anybody."""

    __tablename__ = "model_server"

    server: str = Field(primary_key=True, max_length=240)
    model: str = Field(primary_key=True, max_length=200)
    part: str = Field(primary_key=True, max_length=32)
    level: str = Field(max_length=32)
    is_sure: bool = True
    at: datetime


class PendingRemovalRow(SQLModel, table=True):
    """What a deletion still has to take out of Redis, noted in the deletion's own transaction.

    `kind` says what: "session" the snapshot and the queued jobs, "snapshot" that alone. `is_removed` once Redis took it
    away; the row stays a while longer, because whoever was reading at that moment may put a snapshot back.
    """

    __tablename__ = "pending_removal"
    __table_args__ = (CheckConstraint("kind IN ('session', 'snapshot')", name="kind"),)

    session_id: str = Field(primary_key=True, max_length=32)
    owner: str = Field(max_length=64)
    kind: str = Field(max_length=16)
    is_removed: bool = False
    created_at: datetime
