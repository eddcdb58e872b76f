"""Reports over HTTP: totals, grades with their evidence, two reports side by side, the JSON file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from interview.core.cost import MICRO, Spent
from interview.core.evaluation import EvaluateStatus
from interview.core.evidence import RemarkKind
from interview.core.grading import Outcome, Settled, Verdict
from interview.core.mentoring import CameBy
from interview.core.mode import Mode
from interview.core.question import InsteadOf, Position
from interview.core.report import Report
from interview.core.story import Story
from interview.documents.mentor_view import MentorNoteView
from interview.documents.question_view import Bar, QuestionView
from interview.documents.report_view import ReportView, report_view
from interview.documents.side_by_side import Pair, SideBySide
from interview.i18n.translate import ENGLISH
from interview.web.schemas.base import QuestionIndex, QuestionNumber, Schema
from interview.web.schemas.options import RequirementSchema, requirements


class EvidenceSchema(Schema):
    """What the answer does with one key point; `quote` is copied from the answer, "" when the point was missed."""

    key_point: str
    point_id: str = Field(description="The same wherever this key point is asked")
    verdict: Verdict = Field(description="What counts: the candidate's word where it is settled")
    judged: Verdict = Field(description="What the interviewer said")
    settled: Settled | None = Field(description="What the candidate said of it; null where nothing")
    quote: str


class RemarkSchema(Schema):
    """A strength or weakness; `quote` stands in the answer."""

    text: str
    quote: str


class EarlierSchema(Schema):
    """A grade that a later one replaced."""

    outcome: Outcome
    score: int | None
    graded_by: str
    rubric_version: str


class OwnStorySchema(Schema):
    """A story that the candidate keeps, word for word."""

    title: str
    text: str


class GradedSchema(Schema):
    """A question with its answer and grade. Scores are null exactly when the outcome is "ungraded"."""

    question_index: int = Field(description="Place in the order asked, from 0")
    question_number: QuestionNumber
    question: str
    category: str
    source: str = Field(description='The pack it is from and its licence, in words; "" for none')
    is_follow_up: bool = Field(description="A follow-up belongs to the nearest main question before it")
    planned_instead_of: InsteadOf | None = Field(
        None,
        description="Why a follow-up was asked as planned and not made from the answer: the model's own was late or "
        "failed; null for every other question",
    )
    answer: str = Field(description='"" when nothing was answered')
    outcome: Outcome = Field(
        description="graded: has a score; unanswered: 0 by rule; ungraded: no score, left out of every average"
    )
    accuracy: int | None = Field(description="0 to 40")
    completeness: int | None = Field(description="0 to 30")
    clarity: int | None = Field(description="0 to 30; null also where the interviewer does not measure it")
    score: int | None = Field(description="0 to 100; null where it is not graded or too much is open")
    score_low: int | None = Field(
        description="The least that the score most likely is; the score where nothing is open"
    )
    score_high: int | None = Field(description="The most that the score most likely is")
    to_settle: int = Field(description="Verdicts that nobody is sure of and the candidate can settle")
    feedback: str
    reason: str = Field(description="Why there is no score; empty when there is one")
    flags: list[str] = Field(description="What a guard saw in the answer, in English words")
    flagged: bool = Field(description="The candidate's own mark for later")
    hint_shown: bool
    changed_after_feedback: bool = Field(description="It was opened again after feedback on it was seen")
    evidence: list[EvidenceSchema]
    strengths: list[RemarkSchema]
    weaknesses: list[RemarkSchema]
    dropped_quotes: int = Field(description="Quotes left out because the answer does not say them")
    opinions: list[int] = Field(description="Scores of all opinions when there was more than one; the median counts")
    spread: int | None = Field(description="Points between the lowest and the highest opinion")
    needs_review: bool
    is_being_graded: bool
    earlier: list[EarlierSchema] = Field(description="Grades that were replaced, oldest first")
    reference_answer: str
    own_story: OwnStorySchema | None = Field(
        description="The candidate's own story that fits the question; no verdict rests on it"
    )
    also_right: list[str] = Field(description="Sound answers that the key points do not have")
    red_flags: list[str] = Field(description="What would worry an interviewer")
    key_points: list[str]
    graded_by: str = Field(description='"practice", "model:NAME", or "rule" for a 0 that nobody had to give')
    rubric_version: str


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
    seconds_left: float | None = Field(description="An estimate while grading goes on")
    notes: list[str] = Field(description="What was cut before an interviewer saw it, in English sentences")
    overall_score: int | None = Field(
        description="0 to 100: the mean of all scores, a follow-up weighing half; null when nothing has a score or too "
        "much is open"
    )
    overall_low: int | None = Field(description="The least that the overall score most likely is")
    overall_high: int | None = Field(description="The most that the overall score most likely is")
    to_settle: int = Field(description="About how many verdicts to settle until the overall score is one number")
    predicted_score: int | None = Field(description="What the candidate expected, 0 to 100")
    mode: Mode = Field(description="real: against the clock, without hints and going back")
    with_feedback: bool = Field(description="Feedback after each answer was wanted")
    minutes: int | None = Field(description="How many minutes a real interview had; null in practice")
    coverage: CoverageSchema
    graded_by: list[str]
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

    schema_version: Literal["1.7"] = "1.7"
    language: str = Field(description='Of questions, answers and feedback, as "en"')
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


class PairSchema(Schema):
    """One number of two reports. `change` is later minus earlier, null where that would mean nothing."""

    label: str
    maximum: int
    earlier: int | None
    later: int | None
    change: int | None


class ComparisonSchema(Schema):
    """Two reports by their beginning. `caution` says why they are not on one scale; then no change is worked out."""

    earlier_session_id: str
    later_session_id: str
    caution: str
    overall: PairSchema
    dimensions: list[PairSchema]
    categories: list[PairSchema]


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
        "notes": list(view.cuts),
        "overall_score": view.overall if ready else None,
        "overall_low": view.low if ready else None,
        "overall_high": view.high if ready else None,
        "to_settle": view.to_settle if ready else 0,
        "predicted_score": view.predicted_score,
        "mode": value.session.mode,
        "with_feedback": value.session.with_feedback,
        "minutes": value.session.minutes if value.session.mode is Mode.REAL else None,
        "coverage": CoverageSchema(
            graded=counts.graded, unanswered=counts.unanswered, ungraded=counts.ungraded, total=counts.total
        ),
        "graded_by": list(map(str, view.graders)),
        "rubric_version": view.rubric_version,
        "category_scores": _values(view.categories) if ready else {},
        "dimension_scores": _values(view.dimensions) if ready else {},
        "overall_feedback": view.feedback,
        "strengths": list(view.strengths),
        "improvements": list(view.improvements),
        "requirements": requirements(value.session.job, value.session.probed),
        "questions": [_graded(question) for group in view.groups for question in group],
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


def _values(bars: Sequence[Bar]) -> dict[str, int]:
    return {bar.code: bar.value for bar in bars if bar.value is not None}


def _graded(question: QuestionView) -> GradedSchema:
    parts = _values(question.bars)
    return GradedSchema(
        question_index=question.index,
        question_number=question.position.main + 1,
        question=question.text,
        category=question.category,
        source=question.source,
        is_follow_up=question.position.is_follow_up,
        planned_instead_of=question.instead_of,
        answer=question.answer.text,
        outcome=question.outcome or Outcome.UNGRADED,
        accuracy=parts.get("accuracy"),
        completeness=parts.get("completeness"),
        clarity=parts.get("clarity"),
        score=question.score,
        score_low=question.low,
        score_high=question.high,
        to_settle=question.to_settle,
        feedback=question.feedback,
        reason=question.reason,
        flags=list(question.flags),
        flagged=question.is_flagged,
        hint_shown=question.hint_shown,
        changed_after_feedback=question.changed_after_feedback,
        evidence=[
            EvidenceSchema(
                key_point=point.text,
                point_id=point.id,
                verdict=point.verdict,
                judged=point.judged,
                settled=point.settled,
                quote=point.quote,
            )
            for point in question.points
        ],
        strengths=_remarks(question, RemarkKind.STRENGTH),
        weaknesses=_remarks(question, RemarkKind.WEAKNESS),
        dropped_quotes=question.dropped_quotes,
        opinions=list(question.opinions),
        spread=question.spread,
        needs_review=question.needs_review,
        is_being_graded=question.is_being_graded,
        earlier=[
            EarlierSchema(
                outcome=old.outcome,
                score=old.score,
                graded_by=str(old.graded_by),
                rubric_version=old.rubric_version,
            )
            for old in question.earlier_grades
        ],
        reference_answer=question.reference,
        own_story=(
            OwnStorySchema(title=question.own_story.title, text=question.own_story.text) if question.own_story else None
        ),
        also_right=list(question.also_right),
        red_flags=list(question.red_flags),
        key_points=list(question.key_points),
        graded_by=str(question.graded_by or ""),
        rubric_version=question.rubric_version,
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


def _remarks(question: QuestionView, kind: RemarkKind) -> list[RemarkSchema]:
    return [RemarkSchema(text=remark.text, quote=remark.quote) for remark in question.remarks if remark.kind is kind]


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


def comparison(value: SideBySide) -> ComparisonSchema:
    """Two reports side by side, as the API shows them."""
    return ComparisonSchema(
        earlier_session_id=value.earlier.session.id,
        later_session_id=value.later.session.id,
        caution=ENGLISH.message(value.caution) if value.caution else "",
        overall=_pair(value.overall),
        dimensions=[_pair(pair) for pair in value.dimensions],
        categories=[_pair(pair) for pair in value.categories],
    )


def _pair(value: Pair) -> PairSchema:
    return PairSchema(
        label=value.label, maximum=value.maximum, earlier=value.earlier, later=value.later, change=value.change
    )
