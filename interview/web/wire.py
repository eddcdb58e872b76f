"""What goes over the HTTP API: request and reply shapes in camelCase, and how the values of core become them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from interview.candidate import MOST_FOLLOW_UPS, MOST_QUESTIONS
from interview.core.evaluation import EvaluateStatus
from interview.core.evidence import RemarkKind
from interview.core.grading import Grade
from interview.core.history import MAX_TAG_CHARS, MAX_TAGS, MAX_TITLE_CHARS
from interview.core.job import MAX_JOB_CHARS, Job
from interview.core.preparing import Outlook
from interview.core.repeating import Due, TwoAnswers
from interview.core.report import Report, SessionLine
from interview.core.resume import Resume
from interview.core.session import (
    InterviewSession,
    Level,
    Origin,
    Position,
    Profile,
    Project,
    SessionKind,
    Skill,
    Turn,
)
from interview.history import MOST_AT_ONCE
from interview.reports.side_by_side import Pair, SideBySide

Name = Annotated[str, Field(min_length=1, max_length=120)]


class Wire(BaseModel):
    """camelCase outside, snake_case inside."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class ProjectWire(Wire):
    name: Name
    role: str = Field("", max_length=120)
    technologies: list[Name] = Field(default_factory=list, max_length=40)
    line: str = Field("", max_length=400)


class ResumeWire(Wire):
    resume_id: str
    file_name: str
    text: str
    skills: list[str]
    projects: list[ProjectWire]
    level: Level
    years: float | None
    notes: list[str]
    created_at: datetime


class ProfileWire(Wire):
    """The candidate's corrections; what is left out stays as it was."""

    skills: list[Name] | None = Field(None, max_length=100)
    projects: list[ProjectWire] | None = Field(None, max_length=40)
    level: Level | None = None


class CreateWire(Wire):
    resume_text: str = Field("", max_length=400_000)
    resume_id: str | None = Field(None, max_length=64)
    question_count: int | None = Field(None, ge=1, le=MOST_QUESTIONS)
    follow_up_count: int | None = Field(None, ge=0, le=MOST_FOLLOW_UPS)
    force_create: bool = False
    job_text: str = Field("", max_length=MAX_JOB_CHARS)
    leave_out: list[Name] = Field(default_factory=list, max_length=60)
    more_of: list[Name] = Field(default_factory=list, max_length=60)
    language: str = Field("", max_length=8)


class OutlookAskedWire(Wire):
    resume_text: str = Field("", max_length=400_000)
    resume_id: str | None = Field(None, max_length=64)
    job_text: str = Field("", max_length=MAX_JOB_CHARS)


class TopicWire(Wire):
    """A topic to leave out or ask more of; `line` is the line of resume or job description that names it."""

    id: str
    name: str
    line: str
    is_from_job: bool


class RequirementWire(Wire):
    """A skill the job description names. `asked` says whether a question answered so far was about it."""

    skill: str
    line: str
    required: bool
    in_resume: bool
    resume_line: str
    asked: bool


class OutlookWire(Wire):
    """What an interview would be made from. `language` is used when the request names none."""

    requirements: list[RequirementWire]
    topics: list[TopicWire]
    languages: list[str]
    language: str


class AnswerWire(Wire):
    question_index: int = Field(ge=0)
    answer: str


class DraftWire(AnswerWire):
    """`writer` names the tab; `baseRevision` is the last revision it saw, so that it cannot overwrite unseen words."""

    revision: int | None = Field(None, ge=1, le=2**31 - 1)
    base_revision: int | None = Field(None, ge=0, le=2**31 - 1)
    writer: str = Field("", max_length=64)


class FlagWire(Wire):
    question_index: int = Field(ge=0)
    flagged: bool


class HintAskedWire(Wire):
    question_index: int = Field(ge=0)


class HintWire(Wire):
    """`hint` is empty when the question has none."""

    question_index: int
    hint: str


class SpokenWire(Wire):
    text: str


class SavedWire(Wire):
    """The draft as stored now; `stored` is false when a newer text was there already, which is then `answer`."""

    question_index: int
    answer: str
    revision: int
    saved_at: datetime | None
    stored: bool


class QuestionWire(Wire):
    question_index: int
    question: str
    category: str
    difficulty: str
    is_follow_up: bool
    reason: str
    asked_by: str
    draft: str
    revision: int
    has_hint: bool
    hint_shown: bool
    flagged: bool


class AskedWire(QuestionWire):
    answer: str | None
    submitted_at: datetime | None


class SessionWire(Wire):
    session_id: str
    status: str
    current_index: int
    total_questions: int
    evaluate_status: EvaluateStatus | None
    resume_id: str | None
    resume_name: str
    interviewer: str
    language: str
    created_at: datetime
    completed_at: datetime | None
    kind: SessionKind
    title: str
    tags: list[str]
    questions: list[AskedWire]
    requirements: list[RequirementWire]


class CreatedWire(SessionWire):
    """`notes` say what came out differently than wished for, e.g. fewer questions because no new ones are left."""

    is_new: bool
    notes: list[str]


class SessionLineWire(Wire):
    session_id: str
    status: str
    evaluate_status: EvaluateStatus | None
    resume_id: str | None
    resume_name: str
    interviewer: str
    created_at: datetime
    completed_at: datetime | None
    questions: int
    answered: int
    overall_score: float | None
    kind: SessionKind
    title: str
    tags: list[str]


class LabelWire(Wire):
    """A title ("": the resume's name again) and tags; what is left out stays as it was."""

    title: str | None = Field(None, max_length=MAX_TITLE_CHARS)
    tags: list[Annotated[str, Field(max_length=MAX_TAG_CHARS)]] | None = Field(None, max_length=MAX_TAGS)


class DeleteWire(Wire):
    session_ids: list[Annotated[str, Field(max_length=64)]] = Field(min_length=1, max_length=MOST_AT_ONCE)


class DeletedWire(Wire):
    deleted: int


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


class HistoryWire(Wire):
    total: int
    sessions: list[SessionLineWire]


class CurrentWire(Wire):
    completed: bool
    question: QuestionWire | None
    current_index: int
    total_questions: int


class SubmittedWire(Wire):
    has_next_question: bool
    next_question: QuestionWire | None
    current_index: int
    total_questions: int


class EvidenceWire(Wire):
    key_point: str
    verdict: str
    quote: str


class RemarkWire(Wire):
    """A strength or weakness; `quote` stands in the answer."""

    text: str
    quote: str


class EarlierWire(Wire):
    """A grade that a later one replaced."""

    outcome: str
    score: float | None
    graded_by: str
    rubric_version: str


class RegradeWire(Wire):
    """Which answer to grade again (None: what has no score, else everything), and whether as a second opinion."""

    question_index: int | None = Field(None, ge=0)
    second_opinion: bool = False


class GradedWire(Wire):
    question_index: int
    question: str
    category: str
    is_follow_up: bool
    answer: str
    outcome: str
    accuracy: float | None
    completeness: float | None
    clarity: float | None
    score: float | None
    feedback: str
    reason: str
    flags: list[str]
    flagged: bool
    hint_shown: bool
    evidence: list[EvidenceWire]
    strengths: list[RemarkWire]
    weaknesses: list[RemarkWire]
    dropped_quotes: int
    opinions: list[float]
    spread: float | None
    needs_review: bool
    is_being_graded: bool
    earlier: list[EarlierWire]
    reference_answer: str
    key_points: list[str]
    graded_by: str
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
    seconds_left: float | None
    notes: list[str]
    overall_score: float | None
    predicted_score: int | None
    coverage: CoverageWire
    graded_by: list[str]
    rubric_version: str
    category_scores: dict[str, float]
    dimension_scores: dict[str, float]
    overall_feedback: str
    strengths: list[str]
    improvements: list[str]
    requirements: list[RequirementWire]
    questions: list[GradedWire]


class ExportWire(ReportWire):
    """The report as a file: the same, with the version of its shape."""

    schema_version: str = "1.0"


class PredictionWire(Wire):
    """What score the candidate expects."""

    score: int = Field(ge=0, le=100)


class PredictedWire(Wire):
    predicted_score: int


class RetakeAskedWire(Wire):
    question_index: int = Field(ge=0)


class OneAnswerWire(Wire):
    """An answer to a question that came again. `score` is null while it has no grade."""

    session_id: str
    answer: str
    score: float | None


class TwoAnswersWire(Wire):
    """Both answers to one question. `changes` are later minus earlier; empty where `caution` says why."""

    question_index: int
    question: str
    earlier: OneAnswerWire
    later: OneAnswerWire
    gained: list[str]
    lost: list[str]
    changes: dict[str, float]
    caution: str


class DueQuestionWire(Wire):
    """A question with the key points of it that are due; `sessionId` is where it was asked last."""

    session_id: str
    question: str
    category: str
    key_points: list[str]
    since: datetime


class DueWire(Wire):
    """`points` key points are due now; `nextAt` is when the next of the others will be."""

    points: int
    questions: list[DueQuestionWire]
    next_at: datetime | None


class ErrorWire(BaseModel):
    """Every error on the wire."""

    code: str
    message: str


def resume(value: Resume) -> ResumeWire:
    """A resume as the API shows it."""
    return ResumeWire(
        resume_id=value.id,
        file_name=value.file_name,
        text=value.text,
        skills=[skill.name for skill in value.profile.skills],
        projects=[_project(project) for project in value.profile.projects],
        level=value.profile.level,
        years=value.profile.years,
        notes=list(value.notes),
        created_at=value.created_at,
    )


def _project(project: Project) -> ProjectWire:
    return ProjectWire(
        name=project.name[:120] or "Project",
        role=project.role[:120],
        technologies=[name[:120] for name in project.technologies[:40]],
        line=project.line[:400],
    )


def corrected(profile: Profile, wire: ProfileWire) -> Profile:
    """The profile with the corrections; a skill that was read from the resume keeps its line."""
    lines = {skill.name.casefold(): skill.line for skill in profile.skills}
    skills = profile.skills
    if wire.skills is not None:
        skills = tuple(Skill(name, lines.get(name.casefold(), "")) for name in dict.fromkeys(wire.skills))
    projects = profile.projects
    if wire.projects is not None:
        projects = tuple(Project(p.name, p.line, p.role, tuple(p.technologies)) for p in wire.projects)
    return Profile(skills, projects, wire.level or profile.level, profile.years, profile.language)


def session(value: InterviewSession, status: EvaluateStatus | None) -> dict[str, Any]:
    """The fields of SessionWire: only questions that were asked are shown, not those still to come."""
    shown = len(value.turns) if value.is_complete else value.current_index + (value.undecided is None)
    return {
        "session_id": value.id,
        "status": value.status.value,
        "current_index": value.current_index,
        "total_questions": value.expected_total,
        "evaluate_status": status,
        "resume_id": value.resume_id,
        "resume_name": value.resume_name,
        "interviewer": value.interviewer,
        "language": value.language,
        "created_at": value.created_at,
        "completed_at": value.completed_at,
        "kind": value.kind,
        "title": value.title,
        "tags": list(value.tags),
        "requirements": requirements(value.job, value.probed),
        "questions": [
            AskedWire(**_question(i, turn), answer=turn.answer.text, submitted_at=turn.answer.submitted_at)
            for i, turn in enumerate(value.turns[:shown])
        ],
    }


def requirements(job: Job, probed: frozenset[str] = frozenset()) -> list[RequirementWire]:
    """The requirements of a job, with what resume and interview have met of them."""
    return [
        RequirementWire(
            skill=found.skill,
            line=found.line,
            required=found.is_required,
            in_resume=found.is_shown,
            resume_line=found.resume_line,
            asked=found.skill in probed,
        )
        for found in job.requirements
    ]


def outlook(value: Outlook) -> OutlookWire:
    """What an interview would be made from, as the API shows it."""
    return OutlookWire(
        requirements=requirements(value.job),
        topics=[
            TopicWire(id=topic.id, name=topic.name, line=topic.line, is_from_job=topic.is_from_job)
            for topic in value.topics
        ],
        languages=list(value.languages),
        language=value.language,
    )


def current_question(value: InterviewSession) -> QuestionWire | None:
    """The current question, None when there is none."""
    turn = value.current
    return QuestionWire(**_question(value.current_index, turn)) if turn else None


def _question(index: int, turn: Turn) -> dict[str, Any]:
    return {
        "question_index": index,
        "question": turn.question.text,
        "category": turn.question.category,
        "difficulty": turn.question.difficulty.value,
        "is_follow_up": turn.position.is_follow_up,
        "reason": turn.question.reason,
        "asked_by": turn.question.asked_by,
        "draft": turn.answer.draft,
        "revision": turn.answer.revision,
        "has_hint": bool(turn.question.hint),
        "hint_shown": turn.answer.hint_shown,
        "flagged": turn.answer.flagged,
    }


def line(value: SessionLine) -> SessionLineWire:
    """One line of the history."""
    return SessionLineWire(
        session_id=value.id,
        status=value.status.value,
        evaluate_status=value.evaluate_status,
        resume_id=value.resume_id,
        resume_name=value.resume_name,
        interviewer=value.interviewer,
        created_at=value.created_at,
        completed_at=value.completed_at,
        questions=value.questions,
        answered=value.answered,
        overall_score=value.overall,
        kind=value.kind,
        title=value.title,
        tags=list(value.tags),
    )


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
        outcome=grade.outcome.value if grade else "ungraded",
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
            EvidenceWire(key_point=point.point, verdict=point.verdict.value, quote=point.quote)
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
                outcome=old.outcome.value,
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


def two_answers(value: Report, found: Mapping[Position, TwoAnswers]) -> list[TwoAnswersWire]:
    """The questions of a report that came again, with both answers."""
    return [
        TwoAnswersWire(
            question_index=index,
            question=turn.question.text,
            earlier=_one_answer(turn.question.repeats, both.earlier, both.earlier_grade),
            later=_one_answer(Origin(value.session.id, turn.position.main), turn, grade),
            gained=list(both.gained),
            lost=list(both.lost),
            changes=dict(both.changes),
            caution=both.caution,
        )
        for index, turn, grade in value.lines()
        if (both := found.get(turn.position)) is not None
    ]


def _one_answer(place: Origin | None, turn: Turn, grade: Grade | None) -> OneAnswerWire:
    return OneAnswerWire(
        session_id=place.session_id if place else "",
        answer=turn.answer.text or "",
        score=grade.scores.total if grade and grade.scores else None,
    )


def due(value: Due) -> DueWire:
    """What is due, as the API shows it."""
    return DueWire(
        points=value.points,
        questions=[
            DueQuestionWire(
                session_id=each.origin.session_id,
                question=each.question.text,
                category=each.question.category,
                key_points=list(each.points),
                since=each.since,
            )
            for each in value.questions
        ],
        next_at=value.next_at,
    )


def _remarks(grade: Grade | None, kind: RemarkKind) -> list[RemarkWire]:
    found = grade.remarks if grade else ()
    return [RemarkWire(text=remark.text, quote=remark.quote) for remark in found if remark.kind is kind]


def exported(value: Report) -> bytes:
    """The report as a JSON file."""
    return ExportWire(**report(value)).model_dump_json(by_alias=True, indent=2).encode()
