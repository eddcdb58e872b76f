"""The list of interviews over HTTP, and what names and deletes them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from interview.core.evaluation import EvaluateStatus
from interview.core.report import SessionLine
from interview.core.rounds import Round
from interview.core.session import SessionKind
from interview.i18n.names import source_name
from interview.use_cases.history import MOST_AT_ONCE
from interview.web.schemas.base import Schema
from interview.web.schemas.own_data import ReceiptSchema

# Above the bounds of core, whose refusal says in words what is too long.
_TEXT, _TAGS = 10_000, 1_000


class SessionLineSchema(Schema):
    session_id: str
    status: str
    evaluate_status: EvaluateStatus | None
    resume_id: str | None
    resume_name: str
    interviewer: str
    created_at: datetime
    completed_at: datetime | None
    questions: int = Field(description="Main questions")
    follow_ups: int = Field(description="Asked behind these")
    answered: int = Field(description="Of both")
    overall_score: int | None
    overall_low: int | None
    overall_high: int | None
    kind: SessionKind
    round: Round
    title: str
    tags: list[str]


class HistorySchema(Schema):
    total: int
    sessions: list[SessionLineSchema]


class LabelSchema(Schema):
    """A title ("": the resume's name again) and tags; what is left out stays as it was."""

    title: str | None = Field(None, max_length=_TEXT)
    tags: list[Annotated[str, Field(max_length=_TEXT)]] | None = Field(None, max_length=_TAGS)


class DeleteSchema(Schema):
    session_ids: list[Annotated[str, Field(max_length=64)]] = Field(min_length=1, max_length=MOST_AT_ONCE)


class DeletedSchema(Schema):
    deleted: int
    receipt: ReceiptSchema


def line(value: SessionLine) -> SessionLineSchema:
    """One line of the history."""
    return SessionLineSchema(
        session_id=value.id,
        status=value.status.value,
        evaluate_status=value.evaluate_status,
        resume_id=value.resume_id,
        resume_name=source_name(value.resume_name),
        interviewer=str(value.interviewer),
        created_at=value.created_at,
        completed_at=value.completed_at,
        questions=value.questions,
        follow_ups=value.follow_ups,
        answered=value.answered,
        overall_score=value.overall,
        overall_low=value.low,
        overall_high=value.high,
        kind=value.kind,
        round=value.round,
        title=value.title,
        tags=list(value.tags),
    )
