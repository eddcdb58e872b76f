"""An interview over HTTP, its questions, and what a candidate does with the one that is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from interview.core.evaluation import EvaluateStatus
from interview.core.mode import Mode
from interview.core.preparation import to_detail, to_write
from interview.core.rounds import Round
from interview.core.session import InterviewSession, SessionKind
from interview.core.swap import SwapReason
from interview.core.turn import Turn
from interview.i18n.names import source_name, source_told
from interview.i18n.translate import Words, words
from interview.web.schemas.base import QuestionIndex, QuestionNumber, Schema
from interview.web.schemas.options import RequirementSchema, requirements

# Half of what the database holds: a draft without a revision counts on from the last one.
MOST_REVISION = 2**30
MOST_SWAPS = 2**30


_TOTAL = Field(description="Main questions, the follow-ups asked so far, and those that may still come")
_CURRENT = Field(description="`questionIndex` of the question that comes next, or as many as there are")
Swaps = Annotated[int, Field(ge=0, le=MOST_SWAPS)]


class AnswerSchema(Schema):
    """`swaps` is that of the question which the words are for; words for one that was swapped are refused."""

    question_index: QuestionIndex
    answer: str = Field(description='The words of the answer; "" and "I don\'t know" count as not answered, and get 0')
    swaps: Swaps | None = None


class DraftSchema(AnswerSchema):
    """`writer` is the editor box that sends it; `baseRevision` is the last revision that box saw, so that it overwrites
    no words it has not seen."""

    revision: int | None = Field(None, ge=1, le=MOST_REVISION)
    base_revision: int | None = Field(None, ge=0, le=MOST_REVISION)
    writer: str = Field("", max_length=64)


class FlagSchema(Schema):
    question_index: QuestionIndex
    flagged: bool


class SwapSchema(Schema):
    """`swaps` is that of the question which is to go, so that a request that comes twice takes one away."""

    question_index: QuestionIndex
    reason: SwapReason
    swaps: Swaps | None = None


class ReopenedSchema(Schema):
    """The answer that is open again: its words are the draft now, under a revision that nobody had before."""

    question_index: int
    draft: str
    revision: int


class HintAskedSchema(Schema):
    question_index: QuestionIndex


class PermitSchema(Schema):
    """64 hexadecimal digits that let a page write to this one interview."""

    permit: str


class HintSchema(Schema):
    """`hint` is empty when the question has none."""

    question_index: int
    hint: str


class SpokenSchema(Schema):
    text: str


class SavedSchema(Schema):
    """The draft as stored now; `stored` is false when a newer text was there already, which is then `answer`."""

    question_index: int
    answer: str
    revision: int
    saved_at: datetime | None
    stored: bool


class QuestionSchema(Schema):
    """`swaps` is how many questions stood at this place before."""

    question_index: int = Field(description="Name it when you answer: the place in the order asked, from 0")
    question_number: QuestionNumber
    swaps: int
    question: str = Field(description="The words of the question")
    category: str = Field(description="What it is counted under in reports")
    difficulty: str = Field(description="easy, medium or hard")
    is_follow_up: bool = Field(description="Whether it was asked behind the answer to a main question")
    reason: str = Field(description='Why it is asked, in words; "" where nothing is to be said')
    asked_by: str = Field(description="Who asked: practice, model:NAME, or person")
    source: str = Field(description='The pack it is from and its licence, in words; "" for none')
    draft: str = Field(description="What was saved and not submitted")
    revision: int = Field(description="Number of that draft, growing")
    has_hint: bool = Field(description="Whether POST …/hint has one")
    hint_shown: bool
    flagged: bool = Field(description="Marked by the candidate, to look at it later")
    reopened: bool = Field(description="It was submitted before and is being changed, or was")


class AskedSchema(QuestionSchema):
    answer: str | None = Field(description="What was submitted; null before")
    submitted_at: datetime | None = Field(description="When it was; null before")


class SessionSchema(Schema):
    session_id: str = Field(description="Stands in every address below /interview/sessions/")
    status: str = Field(description="CREATED, IN_PROGRESS, COMPLETED, or EVALUATED once there is a report")
    current_index: int = _CURRENT
    total_questions: int = _TOTAL
    evaluate_status: EvaluateStatus | None = Field(description="How the grading stands; null before the end")
    resume_id: str | None
    target_id: str | None
    resume_name: str = Field(description="Name of the resume's file, or what it was made from")
    interviewer: str = Field(description="Who asks and grades: practice, or model:NAME")
    language: str = Field(description="Language of the questions (ISO 639-1)")
    created_at: datetime
    completed_at: datetime | None
    kind: SessionKind
    round: Round
    mode: Mode
    with_feedback: bool = Field(description="Feedback after each answer was wanted")
    ends_at: datetime | None = Field(description="When the time of a real interview is over, once it has begun")
    title: str
    tags: list[str]
    questions_to_write: int = Field(description="How many questions the interviewer has still to write, or parts of")
    questions: list[AskedSchema] = Field(description="Those that were asked, not those still to come")
    requirements: list[RequirementSchema]


class CreatedSchema(SessionSchema):
    """`notes` say what came out differently than wished for, e.g. fewer questions because no new ones are left."""

    is_new: bool = Field(description="false with status 200: the interview that was open already")
    notes: list[str]


class CurrentSchema(Schema):
    """Without a question and not completed: it is being written, or all are answered, and the candidate may change
    answers before the end."""

    completed: bool = Field(description="The interview is over: ask for the report")
    being_written: bool = Field(description="The question that comes next is not there yet: ask again in a moment")
    question: QuestionSchema | None
    seconds_left: int | None = Field(description="Of a real interview; null in practice")
    current_index: int = _CURRENT
    total_questions: int = _TOTAL


class SubmittedSchema(Schema):
    """`hasNextQuestion` without `nextQuestion`: it is being written."""

    has_next_question: bool = Field(description="false: all are answered, and POST …/complete ends the interview")
    next_question: QuestionSchema | None
    current_index: int = _CURRENT
    total_questions: int = _TOTAL


def session(value: InterviewSession, status: EvaluateStatus | None) -> dict[str, Any]:
    """The fields of SessionSchema: only questions that were asked are shown, not those still to come."""
    say = words(value.language)
    return {
        "session_id": value.id,
        "status": value.status.value,
        "current_index": value.current_index,
        "total_questions": value.expected_total,
        "evaluate_status": status,
        "resume_id": value.resume_id,
        "target_id": value.target_id,
        "resume_name": source_name(value.resume_name),
        "interviewer": str(value.interviewer),
        "language": value.language,
        "created_at": value.created_at,
        "completed_at": value.completed_at,
        "kind": value.kind,
        "round": value.round,
        "mode": value.mode,
        "with_feedback": value.with_feedback,
        "ends_at": value.ends_at,
        "title": value.title,
        "tags": list(value.tags),
        "questions_to_write": len(to_write(value)) + len(to_detail(value)),
        "requirements": requirements(value.job, value.probed),
        "questions": [
            AskedSchema(**_question(i, turn, say), answer=turn.answer.text, submitted_at=turn.answer.submitted_at)
            for i, turn in enumerate(value.turns[: value.shown_count])
        ],
    }


def current_question(value: InterviewSession) -> QuestionSchema | None:
    """The current question, None when there is none or it is not written yet."""
    turn = None if value.is_waiting else value.current
    return QuestionSchema(**_question(value.current_index, turn, words(value.language))) if turn else None


def _question(index: int, turn: Turn, say: Words) -> dict[str, Any]:
    """Why a follow-up is asked is not told before it is answered, as it tells what was seen in the answer before."""
    is_hidden = turn.position.is_follow_up and not turn.answer.is_submitted
    return {
        "question_index": index,
        "question_number": turn.position.main + 1,
        "swaps": turn.swaps,
        "question": turn.question.text,
        "category": turn.question.category,
        "difficulty": turn.question.difficulty.value,
        "is_follow_up": turn.position.is_follow_up,
        "reason": say.message(turn.question.reason) if turn.question.reason and not is_hidden else "",
        "asked_by": str(turn.question.asked_by or ""),
        "source": source_told(turn.question.source, say),
        "draft": turn.answer.draft,
        "revision": turn.answer.revision,
        "has_hint": bool(turn.question.hint),
        "hint_shown": turn.answer.hint_shown,
        "flagged": turn.answer.flagged,
        "reopened": turn.answer.reopened,
    }
