"""Rows ↔ values of core. The one place that knows both shapes; it opens no connection and runs no query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from interview.core.evaluation import EvaluateStatus, Evaluation
from interview.core.evidence import Remark
from interview.core.grading import Grade, Outcome, PointJudgement, Provenance, Scores, Summary
from interview.core.identity import InterviewerId, InterviewerKind
from interview.core.mode import Mode
from interview.core.posting import JobPosting, Requirement
from interview.core.profile import Profile
from interview.core.question import Position, Question
from interview.core.resume import Resume
from interview.core.rounds import Round
from interview.core.session import InterviewSession, SessionKind, SessionStatus
from interview.core.turn import Answer, Awaits, Feedback, Submitted, Turn
from interview.messages import Message
from interview.storage.tables import EvaluationRow, GradeRow, ResumeRow, SessionRow, TurnRow

_QUESTION = TypeAdapter(Question)
_PROFILE = TypeAdapter(Profile)
_REQUIREMENTS = TypeAdapter(tuple[Requirement, ...])
_SUMMARY = TypeAdapter(Summary)
_SUBMITTED = TypeAdapter(Submitted)
_POINTS = TypeAdapter(tuple[PointJudgement, ...])
_REMARKS = TypeAdapter(tuple[Remark, ...])
_MESSAGE = TypeAdapter(Message)
_MESSAGES = TypeAdapter(tuple[Message, ...])
# A server may call its model what it likes; a name that does not fit must not cost a grade.
_LONGEST_NAME = 128
_OWN_COLUMNS = {"text", "category", "asked_by"}


def profile_to_json(profile: Profile) -> dict[str, Any]:
    """A Profile as JSON data for its column."""
    data: dict[str, Any] = _PROFILE.dump_python(profile, mode="json")
    return data


def profile(data: dict[str, Any]) -> Profile:
    """The Profile of a column's JSON data."""
    return _PROFILE.validate_python(data)


def job_columns(job: JobPosting) -> dict[str, Any]:
    """A JobPosting as the columns of a session row."""
    return {"job_text": job.text, "requirements": _REQUIREMENTS.dump_python(job.requirements, mode="json")}


def tags_text(tags: Sequence[str]) -> str:
    """Tags as their column's text, one on each line."""
    return "\n".join(tags)


def tags_of(text: str) -> tuple[str, ...]:
    """The tags of a column's text."""
    return tuple(text.splitlines())


def resume(row: ResumeRow, text: str) -> Resume:
    """The Resume of a row and its text."""
    return Resume(
        id=row.id,
        owner=row.owner,
        file_name=row.file_name,
        text=text,
        profile=profile(row.profile),
        created_at=row.created_at,
        text_hash=row.text_hash,
        notes=_MESSAGES.validate_python(row.notes),
    )


def session(row: SessionRow, text: str, turns: Sequence[TurnRow]) -> InterviewSession:
    """The InterviewSession of a row, the text it was made from ("": deleted), and its turn rows (in any order)."""
    ordered = sorted(turns, key=lambda turn: (turn.main, turn.follow_up))
    return InterviewSession(
        id=row.id,
        owner=row.owner,
        resume_id=row.resume_id,
        target_id=row.target_id,
        resume_name=row.resume_name,
        resume_text=text,
        resume_key=row.resume_key,
        turns=tuple(turn_of(turn) for turn in ordered),
        created_at=row.created_at,
        status=SessionStatus(row.status),
        follow_up_count=row.follow_up_count,
        interviewer=interviewer_id(row.interviewer_kind, row.interviewer_model),
        language=row.language,
        job=JobPosting(row.job_text, _REQUIREMENTS.validate_python(row.requirements)),
        completed_at=row.completed_at,
        kind=SessionKind(row.kind),
        round=Round(row.round),
        title=row.title,
        tags=tags_of(row.tags),
        predicted_score=row.predicted_score,
        totals_shown_at=row.totals_shown_at,
        leave_out=tuple(row.leave_out),
        mode=Mode(row.mode),
        ends_at=row.ends_at,
        with_feedback=row.with_feedback,
        detail_marks=tuple(row.detail_marks),
        version=row.version,
    )


def interviewer_id(kind: str, model: str) -> InterviewerId:
    """The InterviewerId of two columns."""
    return InterviewerId(InterviewerKind(kind), model)


def signature(kind: str, model: str) -> InterviewerId | None:
    """The same where the columns may be empty: the oldest questions were not signed."""
    return interviewer_id(kind, model) if kind else None


def messages_to_json(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """Messages as JSON data for a column."""
    data: list[dict[str, Any]] = _MESSAGES.dump_python(tuple(messages), mode="json")
    return data


def message_to_json(message: Message) -> dict[str, Any]:
    """A Message as JSON data for its column."""
    data: dict[str, Any] = _MESSAGE.dump_python(message, mode="json")
    return data


def question_of(text: str, category: str, asked_by: InterviewerId | None, details: dict[str, Any]) -> Question:
    """The Question of a turn's columns."""
    return _QUESTION.validate_python({**details, "text": text, "category": category, "asked_by": asked_by})


def turn_of(row: TurnRow) -> Turn:
    """The Turn of a row."""
    question = question_of(row.question, row.category, signature(row.asked_by_kind, row.asked_by_model), row.details)
    answer = Answer(
        draft=row.draft,
        revision=row.revision,
        writer=row.writer,
        saved_at=row.saved_at,
        text=row.answer,
        submitted_at=row.submitted_at,
        flagged=row.flagged,
        hint_shown=row.hint_shown,
        reopened=row.reopened,
        feedback=Feedback(row.feedback),
        before=None if row.submitted_before is None else _SUBMITTED.validate_python(row.submitted_before),
    )
    return Turn(
        Position(row.main, row.follow_up),
        question,
        answer,
        row.follow_up_deadline,
        row.first_shown_at,
        row.swaps,
        Awaits(row.awaits),
    )


def turn_row(session_id: str, owner: str, turn: Turn) -> TurnRow:
    """A new row for a turn."""
    return TurnRow(
        session_id=session_id,
        main=turn.position.main,
        follow_up=turn.position.follow_up,
        owner=owner,
        **question_columns(turn.question),
        **turn_columns(turn),
    )


def question_columns(question: Question) -> dict[str, Any]:
    """The columns of a turn that change only when its question is swapped or written."""
    if question.asked_by is None:
        raise ValueError("a question is signed before it is stored")
    return {
        "question": question.text,
        "details": _QUESTION.dump_python(question, mode="json", exclude=_OWN_COLUMNS),
        "category": question.category,
        "asked_by_kind": question.asked_by.kind.value,
        "asked_by_model": question.asked_by.model,
    }


def turn_columns(turn: Turn) -> dict[str, Any]:
    """The columns of a turn that may change after it was asked."""
    before = turn.answer.before
    return {
        "follow_up_deadline": turn.follow_up_deadline,
        "first_shown_at": turn.first_shown_at,
        "draft": turn.answer.draft,
        "revision": turn.answer.revision,
        "writer": turn.answer.writer,
        "saved_at": turn.answer.saved_at,
        "answer": turn.answer.text,
        "submitted_at": turn.answer.submitted_at,
        "flagged": turn.answer.flagged,
        "hint_shown": turn.answer.hint_shown,
        "reopened": turn.answer.reopened,
        "feedback": turn.answer.feedback.value,
        "submitted_before": _SUBMITTED.dump_python(before, mode="json") if before is not None else None,
        "swaps": turn.swaps,
        "awaits": turn.awaits.value,
    }


def evaluation(row: EvaluationRow) -> Evaluation:
    """The Evaluation of a row, without its summary."""
    names = Evaluation.__dataclass_fields__
    return replace(
        Evaluation(row.session_id, row.owner, EvaluateStatus(row.status), row.created_at),
        **{name: getattr(row, name) for name in names if name not in ("status", "error")},
        error=_MESSAGE.validate_python(row.error) if row.error is not None else None,
    )


def points_of(details: dict[str, Any]) -> tuple[PointJudgement, ...]:
    """The judged key points of a grade's details."""
    return _POINTS.validate_python(details["points"])


def scores(
    accuracy: float | None, completeness: float | None, clarity: float | None, low: float | None, high: float | None
) -> Scores | None:
    """The Scores of five columns; None for an ungraded answer."""
    if accuracy is None or completeness is None:
        return None
    return Scores(accuracy, completeness, clarity, low, high)


def grade(row: GradeRow) -> Grade:
    """The Grade of a row."""
    reason = row.details["reason"]
    return Grade(
        position=Position(row.main, row.follow_up),
        outcome=Outcome(row.outcome),
        scores=scores(row.accuracy, row.completeness, row.clarity, row.low, row.high),
        points=points_of(row.details),
        feedback=_MESSAGES.validate_python(row.details["feedback"]),
        reason=_MESSAGE.validate_python(reason) if reason is not None else None,
        flags=_MESSAGES.validate_python(row.details["flags"]),
        provenance=Provenance(
            interviewer_id(row.graded_by_kind, row.graded_by_model),
            row.rubric_version,
            row.prompt_version,
            row.tokens,
            row.milliseconds,
            row.served_model,
            row.fingerprint,
        ),
        remarks=_REMARKS.validate_python(row.details["remarks"]),
        dropped_quotes=row.details["dropped_quotes"],
        opinions=tuple(row.details["opinions"]),
        agreement=row.details.get("agreement"),
        clarity_level=row.details.get("clarity_level"),
    )


def grade_columns(grade: Grade) -> dict[str, Any]:
    """A Grade as column values, without session, owner and time."""
    return {
        "main": grade.position.main,
        "follow_up": grade.position.follow_up,
        "outcome": grade.outcome.value,
        "accuracy": grade.scores.accuracy if grade.scores else None,
        "completeness": grade.scores.completeness if grade.scores else None,
        "clarity": grade.scores.clarity if grade.scores else None,
        "low": grade.scores.low if grade.scores else None,
        "high": grade.scores.high if grade.scores else None,
        "details": {
            "feedback": messages_to_json(grade.feedback),
            "reason": message_to_json(grade.reason) if grade.reason is not None else None,
            "points": _POINTS.dump_python(grade.points, mode="json"),
            "flags": messages_to_json(grade.flags),
            "remarks": _REMARKS.dump_python(grade.remarks, mode="json"),
            "dropped_quotes": grade.dropped_quotes,
            "opinions": list(grade.opinions),
            "agreement": grade.agreement,
            "clarity_level": grade.clarity_level,
        },
        "graded_by_kind": grade.provenance.graded_by.kind.value,
        "graded_by_model": grade.provenance.graded_by.model,
        "rubric_version": grade.provenance.rubric_version,
        "prompt_version": grade.provenance.prompt_version,
        "tokens": grade.provenance.tokens,
        "milliseconds": grade.provenance.milliseconds,
        "served_model": grade.provenance.served_model[:_LONGEST_NAME],
        "fingerprint": grade.provenance.fingerprint[:_LONGEST_NAME],
    }


def with_version(session: InterviewSession, version: int) -> InterviewSession:
    """The same session as its row now stands."""
    return replace(session, version=version)


def summary(data: dict[str, Any] | None) -> Summary | None:
    """The Summary of a column's JSON data."""
    return _SUMMARY.validate_python(data) if data else None


def summary_to_json(value: Summary) -> dict[str, Any]:
    """A Summary as JSON data for its column."""
    data: dict[str, Any] = _SUMMARY.dump_python(value, mode="json")
    return data
