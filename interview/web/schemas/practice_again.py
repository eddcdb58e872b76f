"""Answering again over HTTP: a retake with both answers, and the questions that are due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from interview.core.grading import Grade
from interview.core.practice_again import Due, TwoAnswers
from interview.core.question import Origin, Position
from interview.core.report import Report
from interview.core.turn import Turn
from interview.i18n.names import point_text
from interview.i18n.translate import ENGLISH
from interview.web.schemas.base import QuestionIndex, Schema


class RetakeAskedSchema(Schema):
    question_index: QuestionIndex


class OneAnswerSchema(Schema):
    """An answer to a question that came again. `score` is null while it has no grade."""

    session_id: str
    answer: str
    score: int | None


class TwoAnswersSchema(Schema):
    """Both answers to one question. `changes` are later minus earlier; empty where `caution` says why. `hasOwnWord`:
    they are compared, and in one of them or both the candidate's own word counts."""

    question_index: int
    question: str
    earlier: OneAnswerSchema
    later: OneAnswerSchema
    gained: list[str]
    lost: list[str]
    changes: dict[str, int]
    caution: str
    has_own_word: bool


class DueQuestionSchema(Schema):
    """A question with the key points of it that are due; `sessionId` is where it was asked last."""

    session_id: str
    question: str
    category: str
    key_points: list[str]
    since: datetime


class DueSchema(Schema):
    """`points` key points are due now; `nextAt` is when the next of the others will be."""

    points: int
    questions: list[DueQuestionSchema]
    next_at: datetime | None


def two_answers(value: Report, found: Mapping[Position, TwoAnswers]) -> list[TwoAnswersSchema]:
    """The questions of a report that came again, with both answers."""
    return [
        TwoAnswersSchema(
            question_index=index,
            question=turn.question.text,
            earlier=_one_answer(turn.question.repeats, both.earlier, both.earlier_grade),
            later=_one_answer(Origin(value.session.id, turn.position.main), turn, grade),
            gained=list(map(point_text, both.gained)),
            lost=list(map(point_text, both.lost)),
            changes=dict(both.changes),
            caution=ENGLISH.message(both.caution) if both.caution else "",
            has_own_word=both.has_own_word,
        )
        for index, turn, grade in value.lines()
        if (both := found.get(turn.position)) is not None
    ]


def _one_answer(place: Origin | None, turn: Turn, grade: Grade | None) -> OneAnswerSchema:
    return OneAnswerSchema(
        session_id=place.session_id if place else "",
        answer=turn.answer.text or "",
        score=grade.scores.number if grade and grade.scores else None,
    )


def due(value: Due) -> DueSchema:
    """What is due, as the API shows it."""
    return DueSchema(
        points=value.points,
        questions=[
            DueQuestionSchema(
                session_id=each.origin.session_id,
                question=each.question.text,
                category=each.question.category,
                key_points=list(map(point_text, each.points)),
                since=each.since,
            )
            for each in value.questions
        ],
        next_at=value.next_at,
    )
