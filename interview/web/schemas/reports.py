"""Reports on the wire: totals, grades with their evidence, two reports side by side, the JSON file."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from interview.core.evaluation import EvaluateStatus
from interview.core.evidence import RemarkKind
from interview.core.grading import Grade, Outcome, Verdict
from interview.core.report import Report
from interview.core.session import Turn
from interview.documents.side_by_side import Pair, SideBySide
from interview.web.schemas.base import QuestionIndex, Wire
from interview.web.schemas.options import RequirementWire, requirements


class EvidenceWire(Wire):
    """What the answer does with one key point; `quote` is copied from the answer, "" when the point was missed."""

    key_point: str
    verdict: Verdict
    quote: str


class RemarkWire(Wire):
    """A strength or weakness; `quote` stands in the answer."""

    text: str
    quote: str


class EarlierWire(Wire):
    """A grade that a later one replaced."""

    outcome: Outcome
    score: float | None
    graded_by: str
    rubric_version: str


class GradedWire(Wire):
    """A question with its answer and grade. Scores are null exactly when the outcome is "ungraded"."""

    question_index: int = Field(description="Place in the order asked, from 0")
    question: str
    category: str
    is_follow_up: bool = Field(description="A follow-up belongs to the nearest main question before it")
    answer: str = Field(description='"" when nothing was answered')
    outcome: Outcome = Field(
        description="graded: has a score; unanswered: 0 by rule; ungraded: no score, left out of every average"
    )
    accuracy: float | None = Field(description="0 to 40")
    completeness: float | None = Field(description="0 to 30")
    clarity: float | None = Field(description="0 to 30")
    score: float | None = Field(description="0 to 100: the sum of the three")
    feedback: str
    reason: str = Field(description="Why there is no score; empty when there is one")
    flags: list[str] = Field(description="What a guard saw in the answer, in English words")
    flagged: bool = Field(description="The candidate's own mark for later")
    hint_shown: bool
    evidence: list[EvidenceWire]
    strengths: list[RemarkWire]
    weaknesses: list[RemarkWire]
    dropped_quotes: int = Field(description="Quotes left out because the answer does not say them")
    opinions: list[float] = Field(description="Scores of all opinions when there was more than one; the median counts")
    spread: float | None = Field(description="Points between the lowest and the highest opinion")
    needs_review: bool
    is_being_graded: bool
    earlier: list[EarlierWire] = Field(description="Grades that were replaced, oldest first")
    reference_answer: str
    key_points: list[str]
    graded_by: str = Field(description='"practice", "model:NAME", or "rule" for a 0 that nobody had to give')
    rubric_version: str


class ProgressWire(Wire):
    graded: int
    total: int


class CoverageWire(Wire):
    """How many of the questions the totals rest on."""

    graded: int
    unanswered: int
    ungraded: int
    total: int


class ReportWire(Wire):
    session_id: str
    evaluate_status: EvaluateStatus | None
    evaluate_error: str | None
    evaluate_error_code: str | None
    attempt: int
    retry_at: datetime | None
    progress: ProgressWire
    seconds_left: float | None = Field(description="An estimate while grading goes on")
    notes: list[str] = Field(description="What was cut before an interviewer saw it, in English sentences")
    overall_score: float | None = Field(
        description="0 to 100: the mean of all scores, a follow-up weighing half; null when nothing has a score"
    )
    predicted_score: int | None = Field(description="What the candidate expected, 0 to 100")
    coverage: CoverageWire
    graded_by: list[str]
    rubric_version: str
    category_scores: dict[str, float] = Field(description="Category to its mean, 0 to 100")
    dimension_scores: dict[str, float] = Field(description="accuracy, completeness and clarity to their means")
    overall_feedback: str
    strengths: list[str]
    improvements: list[str]
    requirements: list[RequirementWire] = Field(description="What the job description asks for; empty without one")
    questions: list[GradedWire] = Field(description="In the order asked")


class ExportWire(ReportWire):
    """The report of a practice interview as a file. The version's first number changes when a reader must change."""

    schema_version: Literal["1.0"] = "1.0"
    language: str = Field(description='Of questions, answers and feedback, as "en"')
    resume_name: str
    title: str = Field(description="The candidate's own name for the interview")
    tags: list[str]
    created_at: datetime
    completed_at: datetime | None


class RegradeWire(Wire):
    """Which answer to grade again (None: what has no score, else everything), and whether as a second opinion."""

    question_index: QuestionIndex | None = None
    second_opinion: bool = False


class PredictionWire(Wire):
    """What score the candidate expects."""

    score: int = Field(ge=0, le=100)


class PredictedWire(Wire):
    predicted_score: int


class PairWire(Wire):
    """One number of two reports. `change` is later minus earlier, null where that would mean nothing."""

    label: str
    maximum: int
    earlier: float | None
    later: float | None
    change: float | None


class ComparisonWire(Wire):
    """Two reports by their beginning. `caution` says why they are not on one scale; then no change is worked out."""

    earlier_session_id: str
    later_session_id: str
    caution: str
    overall: PairWire
    dimensions: list[PairWire]
    categories: list[PairWire]


def report(value: Report) -> dict[str, Any]:
    """The fields of ReportWire. Totals appear once grading is completed; single grades as soon as they are there."""
    numbers = value.totals
    evaluation = value.evaluation
    ready = value.is_ready
    summary = value.summary
    return {
        "session_id": value.session.id,
        "evaluate_status": evaluation.status if evaluation else None,
        "evaluate_error": evaluation.error if evaluation else None,
        "evaluate_error_code": evaluation.error_code if evaluation else None,
        "attempt": evaluation.attempt if evaluation else 0,
        "retry_at": evaluation.not_before if evaluation and evaluation.is_under_way else None,
        "progress": ProgressWire(graded=value.done, total=numbers.total),
        "seconds_left": value.seconds_left,
        "notes": list(value.notes),
        "overall_score": numbers.overall if ready else None,
        "predicted_score": value.session.predicted_score,
        "coverage": CoverageWire(
            graded=numbers.graded, unanswered=numbers.unanswered, ungraded=numbers.ungraded, total=numbers.total
        ),
        "graded_by": list(value.graded_by),
        "rubric_version": ", ".join(value.rubric_versions),
        "category_scores": dict(numbers.categories) if ready else {},
        "dimension_scores": dict(numbers.dimensions) if ready else {},
        "overall_feedback": summary.overall_feedback if summary else "",
        "strengths": list(summary.strengths) if summary else [],
        "improvements": list(summary.improvements) if summary else [],
        "requirements": requirements(value.session.job, value.session.probed),
        "questions": [_graded(value, index, turn, grade) for index, turn, grade in value.lines()],
    }


def _graded(report: Report, index: int, turn: Turn, grade: Grade | None) -> GradedWire:
    scores = grade.scores if grade else None
    return GradedWire(
        question_index=index,
        question=turn.question.text,
        category=turn.question.category,
        is_follow_up=turn.position.is_follow_up,
        answer=turn.answer.text or "",
        outcome=grade.outcome if grade else Outcome.UNGRADED,
        accuracy=scores.accuracy if scores else None,
        completeness=scores.completeness if scores else None,
        clarity=scores.clarity if scores else None,
        score=scores.total if scores else None,
        feedback=grade.feedback if grade else "",
        reason=grade.reason if grade else "This answer is not graded yet.",
        flags=list(grade.flags) if grade else [],
        flagged=turn.answer.flagged,
        hint_shown=turn.answer.hint_shown,
        evidence=[
            EvidenceWire(key_point=point.point, verdict=point.verdict, quote=point.quote)
            for point in (grade.points if grade else ())
        ],
        strengths=_remarks(grade, RemarkKind.STRENGTH),
        weaknesses=_remarks(grade, RemarkKind.WEAKNESS),
        dropped_quotes=grade.dropped_quotes if grade else 0,
        opinions=list(grade.opinions) if grade else [],
        spread=grade.spread if grade else None,
        needs_review=grade.needs_review if grade else False,
        is_being_graded=report.is_under_way and turn in report.waiting,
        earlier=[
            EarlierWire(
                outcome=old.outcome,
                score=old.scores.total if old.scores else None,
                graded_by=old.provenance.graded_by,
                rubric_version=old.provenance.rubric_version,
            )
            for old in report.earlier.get(turn.position, ())
        ],
        reference_answer=turn.question.reference_answer,
        key_points=list(turn.question.key_points),
        graded_by=grade.provenance.graded_by if grade else "",
        rubric_version=grade.provenance.rubric_version if grade else "",
    )


def _remarks(grade: Grade | None, kind: RemarkKind) -> list[RemarkWire]:
    found = grade.remarks if grade else ()
    return [RemarkWire(text=remark.text, quote=remark.quote) for remark in found if remark.kind is kind]


def exported(value: Report) -> bytes:
    """The report as a JSON file."""
    session = value.session
    made = ExportWire(
        **report(value),
        language=session.language,
        resume_name=session.resume_name,
        title=session.title,
        tags=list(session.tags),
        created_at=session.created_at,
        completed_at=session.completed_at,
    )
    return made.model_dump_json(by_alias=True, indent=2).encode()


def schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    made = ExportWire.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def comparison(value: SideBySide) -> ComparisonWire:
    """Two reports side by side, as the API shows them."""
    return ComparisonWire(
        earlier_session_id=value.earlier.session.id,
        later_session_id=value.later.session.id,
        caution=value.caution,
        overall=_pair(value.overall),
        dimensions=[_pair(pair) for pair in value.dimensions],
        categories=[_pair(pair) for pair in value.categories],
    )


def _pair(value: Pair) -> PairWire:
    return PairWire(
        label=value.label, maximum=value.maximum, earlier=value.earlier, later=value.later, change=value.change
    )
