"""Reports over HTTP: totals, mentors' notes, what it cost, the JSON file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from interview.core.cost import MICRO, Spent
from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Settled
from interview.core.mentoring import CameBy
from interview.core.mode import Mode
from interview.core.question import Position
from interview.core.report import Report
from interview.core.story import Story
from interview.documents import printed
from interview.documents.mentor_view import MentorNoteView
from interview.documents.report_view import ReportView, report_view
from interview.i18n.translate import ENGLISH
from interview.web.schemas.base import QuestionIndex, Schema
from interview.web.schemas.graded_questions import GradedSchema, graded, values_by_code
from interview.web.schemas.options import RequirementSchema, requirements


class MentorVerdictSchema(Schema):
    """A mentor's verdict on a key point, beside the interviewer's: it changes no score."""

    point_id: str
    key_point: str
    verdict: Settled


class MentorNoteSchema(Schema):
    """What a mentor says of one answer; nobody checked the name that they gave themselves."""

    question_index: int
    mentor_id: str = Field(description="The same for all that this mentor says of the report")
    name: str
    came_by: CameBy = Field(description="link: written under a link to the report; file: read from a file")
    written_at: datetime
    comment: str
    verdicts: list[MentorVerdictSchema]


class CostSchema(Schema):
    """What a model used for this interview. The amount is null where the price of any of it is not known; requests for
    speech without a known price are counted apart."""

    calls: int
    tokens_read: int
    tokens_written: int
    amount: float | None = Field(description="In whole units of `currency`")
    currency: Literal["USD"] = "USD"
    prices_of: date | None = Field(
        description="The day of the price table; null where the price was set for this installation, is not known, or "
        "nothing is charged"
    )
    speech_requests: int = Field(description="Calls that wrote words down or read them aloud")
    speech_without_price: int = Field(description="Those of them that the amount does not hold")


class ProgressSchema(Schema):
    graded: int
    total: int


class CoverageSchema(Schema):
    """How many of the questions the totals rest on."""

    graded: int
    by_candidate: int = Field(
        description="Those of them that no interviewer read, so that the candidate's marks alone count"
    )
    waiting_for_marks: int = Field(
        description="Those of the graded that do not count yet: answers to follow-ups of whose score nothing is known "
        "before the candidate settles a verdict"
    )
    unanswered: int
    ungraded: int
    total: int


class ReportSchema(Schema):
    session_id: str
    evaluate_status: EvaluateStatus | None
    evaluate_error: str | None
    evaluate_error_code: str | None
    attempt: int
    retry_at: datetime | None
    progress: ProgressSchema
    seconds_left: float | None = Field(description="An estimate while grading goes on, by its pace so far; else null")
    notes: list[str] = Field(
        description="What to know beside the numbers, as what they measure and what no interviewer saw, in English "
        "sentences"
    )
    intended_use: str = Field(description="What a report is for and what not, in an English sentence")
    overall_score: int | None = Field(
        description="0 to 100: the mean of all scores, a follow-up weighing half; null when nothing has a score or too "
        "much is open"
    )
    overall_low: int | None = Field(description="The least that the overall score most likely is")
    overall_high: int | None = Field(description="The most that the overall score most likely is")
    overall_by_interviewer: int | None = Field(
        description="The overall score before the candidate's own word on key points; the same where there is none"
    )
    to_settle: int = Field(description="How many verdicts to settle until the overall score is one number")
    predicted_score: int | None = Field(description="What the candidate expected, 0 to 100")
    mode: Mode = Field(description="real: against the clock, without hints and going back")
    with_feedback: bool = Field(description="Feedback after each answer was wanted")
    minutes: int | None = Field(description="How many minutes a real interview had; null in practice")
    coverage: CoverageSchema
    graded_by: list[str] = Field(
        description='Whose judgement the scores rest on: "practice", "model:NAME", or "candidate" where no interviewer '
        "read an answer"
    )
    rubric_version: str
    category_scores: dict[str, int] = Field(description="Category to its mean, 0 to 100")
    dimension_scores: dict[str, int] = Field(description="accuracy, completeness and clarity to their means")
    overall_feedback: str
    strengths: list[str]
    improvements: list[str]
    requirements: list[RequirementSchema] = Field(description="What the job description asks for; empty without one")
    questions: list[GradedSchema] = Field(description="In the order asked")
    mentor_notes: list[MentorNoteSchema] = Field(description="What mentors say of answers, in the order asked")
    cost: CostSchema | None = Field(None, description="Null where no model was called")


class ExportSchema(ReportSchema):
    """The report of a practice interview as a file. The version's first number changes when a reader must change."""

    schema_version: Literal["1.10"] = "1.10"
    language: str = Field(
        description='Of the interview, as "en": of its questions, and of what a model wrote. All other sentences of '
        "this file are English"
    )
    resume_name: str
    title: str = Field(description="The candidate's own name for the interview")
    tags: list[str]
    created_at: datetime
    completed_at: datetime | None


class RegradeSchema(Schema):
    """Which answer to grade again (None: what has no score, else everything), and whether as a second opinion."""

    question_index: QuestionIndex | None = None
    second_opinion: bool = False


class SettleSchema(Schema):
    """What the candidate says of one key point of an answer; null takes it back."""

    question_index: QuestionIndex
    point_id: str = Field(max_length=64)
    settled: Settled | None


class PredictionSchema(Schema):
    """What score the candidate expects."""

    score: int = Field(ge=0, le=100)


class PredictedSchema(Schema):
    predicted_score: int


def report(value: Report, stories: Mapping[Position, Story] | None = None) -> dict[str, Any]:
    """The fields of ReportSchema. Totals appear once grading is completed; single grades as soon as they are there."""
    return _fields(value, report_view(value, ENGLISH, stories=stories))


def _fields(value: Report, view: ReportView) -> dict[str, Any]:
    evaluation, counts = value.evaluation, view.counts
    ready = value.is_ready
    return {
        "session_id": view.session_id,
        "evaluate_status": evaluation.status if evaluation else None,
        "evaluate_error": view.error or None,
        "evaluate_error_code": evaluation.error_code if evaluation else None,
        "attempt": evaluation.attempt if evaluation else 0,
        "retry_at": evaluation.not_before if evaluation and evaluation.is_under_way else None,
        "progress": ProgressSchema(graded=value.done, total=counts.total),
        "seconds_left": value.seconds_left,
        "notes": list(view.notes),
        "intended_use": printed.intended_use(view.say),
        "overall_score": view.overall if ready else None,
        "overall_low": view.low if ready else None,
        "overall_high": view.high if ready else None,
        "overall_by_interviewer": value.by_interviewer.overall if ready else None,
        "to_settle": view.to_settle if ready else 0,
        "predicted_score": view.predicted_score,
        "mode": value.session.mode,
        "with_feedback": value.session.with_feedback,
        "minutes": value.session.minutes if value.session.mode is Mode.REAL else None,
        "coverage": CoverageSchema(
            graded=counts.graded,
            by_candidate=sum(grade.nobody_judged for grade in value.grades.values()),
            waiting_for_marks=len(value.waiting_for_marks),
            unanswered=counts.unanswered,
            ungraded=counts.ungraded,
            total=counts.total,
        ),
        "graded_by": list(map(str, view.graders)),
        "rubric_version": view.rubric_version,
        "category_scores": values_by_code(view.categories) if ready else {},
        "dimension_scores": values_by_code(view.dimensions) if ready else {},
        "overall_feedback": view.feedback,
        "strengths": list(view.strengths),
        "improvements": list(view.improvements),
        "requirements": requirements(value.session.job, value.session.probed),
        "questions": [graded(question) for group in view.groups for question in group],
        "cost": _cost(value.spent),
        "mentor_notes": [_mentor_note(each.index, note) for each in view.mentor_notes for note in each.notes],
    }


def _cost(spent: Spent) -> CostSchema | None:
    if not spent.calls:
        return None
    is_known = (spent.micro_dollars is not None and spent.speech < spent.calls) or spent.speech > spent.without_price
    return CostSchema(
        calls=spent.calls,
        tokens_read=spent.tokens.read,
        tokens_written=spent.tokens.written,
        amount=spent.micro_dollars / MICRO if spent.micro_dollars is not None and is_known else None,
        prices_of=date.fromisoformat(spent.as_of) if spent.as_of and is_known else None,
        speech_requests=spent.speech,
        speech_without_price=spent.without_price,
    )


def _mentor_note(index: int, note: MentorNoteView) -> MentorNoteSchema:
    return MentorNoteSchema(
        question_index=index,
        mentor_id=note.mentor_id,
        name=note.name,
        came_by=note.came_by,
        written_at=note.written_at,
        comment=note.comment,
        verdicts=[
            MentorVerdictSchema(point_id=each.point_id, key_point=each.point, verdict=each.verdict)
            for each in note.verdicts
        ],
    )


def exported(value: Report, stories: Mapping[Position, Story] | None = None) -> bytes:
    """The report as a JSON file."""
    session, view = value.session, report_view(value, ENGLISH, stories=stories)
    made = ExportSchema(
        **_fields(value, view),
        language=session.language,
        resume_name=view.resume_name,
        title=view.title,
        tags=list(session.tags),
        created_at=session.created_at,
        completed_at=session.completed_at,
    )
    return made.model_dump_json(by_alias=True, indent=2).encode()


def schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    made = ExportSchema.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
