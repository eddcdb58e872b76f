"""A question of a report over HTTP: the answer, its grade with the evidence, and what was kept beside it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from interview.core.evidence import RemarkKind
from interview.core.grading import Outcome, Settled, Verdict
from interview.core.question import InsteadOf
from interview.documents.question_view import Bar, QuestionView
from interview.web.schemas.base import QuestionNumber, Schema


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
    notes: list[str] = Field(description="What to know about this grade, as what is doubtful, in English sentences")
    flagged: bool = Field(description="The candidate's own mark for later")
    hint_shown: bool
    changed_after_feedback: bool = Field(description="It was opened again after feedback on it was seen")
    evidence: list[EvidenceSchema]
    strengths: list[RemarkSchema]
    weaknesses: list[RemarkSchema]
    dropped_quotes: int = Field(description="Quotes left out because the answer does not say them")
    opinions: list[int] = Field(
        description="Scores of all opinions where several were asked for; the median counts, of an even number the "
        "lower one in the middle"
    )
    spread: int | None = Field(description="Points between the lowest and the highest opinion")
    needs_review: bool
    is_being_graded: bool
    earlier: list[EarlierSchema] = Field(description="Grades that were replaced, oldest first")
    reference_answer: str
    own_story: OwnStorySchema | None = Field(
        description="The candidate's own story that fits the question; no verdict rests on it"
    )
    misconceptions: list[str] = Field(description="Wrong statements that people often make on this question")
    also_right: list[str] = Field(description="Sound answers that the key points do not have")
    red_flags: list[str] = Field(description="What would worry an interviewer")
    key_points: list[str]
    graded_by: str = Field(
        description='"practice", "model:NAME", "rule" for a 0 that nobody had to give, or "candidate" where no '
        "interviewer read the answer, so that the candidate's marks alone count"
    )
    rubric_version: str


def graded(question: QuestionView) -> GradedSchema:
    """A question of a report, as the API shows it."""
    parts = values_by_code(question.bars)
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
        notes=list(question.notes),
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
        misconceptions=list(question.misconceptions),
        also_right=list(question.also_right),
        red_flags=list(question.red_flags),
        key_points=list(question.key_points),
        graded_by=str(question.graded_by or ""),
        rubric_version=question.rubric_version,
    )


def values_by_code(bars: Sequence[Bar]) -> dict[str, int]:
    """Code to value, of the bars that have one."""
    return {bar.code: bar.value for bar in bars if bar.value is not None}


def _remarks(question: QuestionView, kind: RemarkKind) -> list[RemarkSchema]:
    return [RemarkSchema(text=remark.text, quote=remark.quote) for remark in question.remarks if remark.kind is kind]
