"""The tables. Every row has an owner; the database is the only truth, so its constraints carry the rules.

Rows stay inside storage/: everybody else sees the frozen values of core.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from interview.core.rubric import RUBRIC

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
# Rows are made, never checked (their constraints do that): so what would check them is built when somebody asks for it.
SQLModel.model_config["defer_build"] = True


def _json() -> Any:
    return Column(JSON, nullable=False)


def _text(nullable: bool = False) -> Any:
    return Column(Text, nullable=nullable)


class ResumeTextRow(SQLModel, table=True):
    """What resumes and interviews were made from, once for each owner. `id` is a hash of both."""

    __tablename__ = "resume_text"

    id: str = Field(primary_key=True, max_length=64)
    owner: str = Field(max_length=64, index=True)
    text: str = Field(sa_column=_text())


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
    profile: dict[str, Any] = Field(sa_column=_json())
    notes: list[dict[str, Any]] = Field(sa_column=_json())
    created_at: datetime


class TargetRow(SQLModel, table=True):
    """A job that somebody applies for; `text` is its advertisement."""

    __tablename__ = "target"

    id: str = Field(primary_key=True, max_length=32)
    owner: str = Field(max_length=64, index=True)
    title: str = Field(max_length=120)
    company: str = Field(max_length=120)
    text: str = Field(sa_column=_text())
    interview_on: date | None = None
    created_at: datetime


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
    job_text: str = Field(default="", sa_column=_text())
    requirements: list[dict[str, Any]] = Field(default_factory=list, sa_column=_json())
    kind: str = Field(default="interview", max_length=16)
    round: str = Field(default="mixed", max_length=16)
    title: str = Field(default="", max_length=120)
    tags: str = Field(default="", sa_column=_text())
    predicted_score: int | None = None
    totals_shown_at: datetime | None = None
    leave_out: list[str] = Field(default_factory=list, sa_column=_json())
    mode: str = Field(default="practice", max_length=16)
    ends_at: datetime | None = None
    with_feedback: bool = False
    detail_marks: list[str] = Field(default_factory=list, sa_column=_json())
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
    question: str = Field(sa_column=_text())
    details: dict[str, Any] = Field(sa_column=_json())
    category: str = Field(max_length=80)
    asked_by_kind: str = Field(max_length=16)
    asked_by_model: str = Field(default="", max_length=128)
    follow_up_deadline: datetime | None = None
    first_shown_at: datetime | None = None
    draft: str = Field(default="", sa_column=_text())
    revision: int = 0
    writer: str = Field(default="", max_length=64)
    saved_at: datetime | None = None
    answer: str | None = Field(default=None, sa_column=_text(nullable=True))
    submitted_at: datetime | None = None
    flagged: bool = False
    hint_shown: bool = False
    reopened: bool = False
    feedback: str = Field(default="none", max_length=8)
    submitted_before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    swaps: int = 0
    awaits: str = Field(default="", max_length=16)


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
    text: str = Field(sa_column=_text())
    tags: list[str] = Field(default_factory=list, sa_column=_json())
    origin: str = Field(max_length=16)
    session_id: str | None = Field(
        default=None, foreign_key="session.id", ondelete="SET NULL", max_length=32, index=True
    )
    main: int | None = None
    line: str = Field(default="", sa_column=_text())
    created_at: datetime
    updated_at: datetime


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
    question: str = Field(sa_column=_text())
    bank_id: str = Field(default="", max_length=120)
    topic: str = Field(default="", max_length=80)
    category: str = Field(max_length=80)
    reason: str = Field(max_length=16)
    swapped_at: datetime


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
    positions: list[str] = Field(sa_column=_json())


class PreparationRow(SQLModel, table=True):
    """What is needed to write the rest of an interview that has begun, and who does; gone once nothing is left to.

    `brief` is what the interviewer was told, without what the session's row has; `angles` are what each main question
    is to be about. Nobody writes before `lease_until` but whoever has the claim, nor at all once it was given up.
    """

    __tablename__ = "preparation"
    __table_args__ = (Index("ix_preparation_given_up_at_lease_until", "given_up_at", "lease_until"),)

    session_id: str = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE", max_length=32)
    owner: str = Field(max_length=64)
    brief: dict[str, Any] = Field(sa_column=_json())
    angles: list[str] = Field(sa_column=_json())
    claimed_by: str | None = Field(default=None, max_length=64)
    lease_until: datetime
    failures: int = 0
    error_code: str | None = Field(default=None, max_length=64)
    error: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    given_up_at: datetime | None = None
    created_at: datetime


class SecretRow(SQLModel, table=True):
    """A random secret of this installation, shared by all its processes. Made on first use, never changed."""

    __tablename__ = "secret"

    name: str = Field(primary_key=True, max_length=32)
    value: str = Field(max_length=64)


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
    figures: dict[str, Any] = Field(sa_column=_json())


class ModelServerRow(SQLModel, table=True):
    """In which form a server takes one optional part of a request to a model. No key and no text of anybody."""

    __tablename__ = "model_server"

    server: str = Field(primary_key=True, max_length=240)
    model: str = Field(primary_key=True, max_length=200)
    part: str = Field(primary_key=True, max_length=32)
    level: str = Field(max_length=32)
    is_sure: bool = True
    at: datetime


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
    details: dict[str, Any] = Field(sa_column=_json())
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
    facts: str = Field(default="", sa_column=_text())


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
    comment: str = Field(sa_column=_text())
    verdicts: dict[str, str] = Field(sa_column=_json())
