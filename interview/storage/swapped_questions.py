"""The verbs for questions that were swapped. They go with their session; nothing else deletes or changes them."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from interview.core.question import Position
from interview.core.session import InterviewSession
from interview.core.swap import SwappedQuestion, SwapReason
from interview.storage.tables import SwappedQuestionRow


def insert_swapped(db: Session, session: InterviewSession, swapped: SwappedQuestion) -> None:
    """Remember a question of this session, under the key of its resume."""
    db.add(
        SwappedQuestionRow(
            session_id=session.id,
            main=swapped.position.main,
            swaps=swapped.swaps,
            owner=session.owner,
            resume_key=session.source_key,
            question=swapped.text,
            bank_id=swapped.bank_id,
            topic=swapped.topic,
            category=swapped.category,
            reason=swapped.reason.value,
            swapped_at=swapped.at,
        )
    )
    db.flush()


def swapped_questions(db: Session, owner: str, limit: int = 1000) -> list[tuple[str, SwappedQuestion]]:
    """(resume key, question) of what this owner had swapped, newest first."""
    query = (
        select(SwappedQuestionRow)
        .where(col(SwappedQuestionRow.owner) == owner)
        .order_by(col(SwappedQuestionRow.swapped_at).desc())
        .limit(limit)
    )
    return [(row.resume_key, _swapped(row)) for row in db.scalars(query)]


def _swapped(row: SwappedQuestionRow) -> SwappedQuestion:
    return SwappedQuestion(
        position=Position(row.main),
        swaps=row.swaps,
        text=row.question,
        bank_id=row.bank_id,
        topic=row.topic,
        category=row.category,
        reason=SwapReason(row.reason),
        at=row.swapped_at,
    )
