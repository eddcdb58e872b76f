"""Reads what trend facts are made of: a session without its texts, its turns and its current grades. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome, Scores, measured_by
from interview.core.identity import InterviewerId
from interview.core.profile import Profile
from interview.core.question import Position
from interview.core.rounds import Round
from interview.core.session import SessionKind
from interview.storage import rows
from interview.storage.blank_answers import without_blanks
from interview.storage.scored_interviews import IS_OF_NOBODY, IS_ONE_QUESTION
from interview.storage.settled_verdicts import IS_SETTLED
from interview.storage.tables import EvaluationRow, GradeRow, ResumeRow, ResumeTextRow, SessionRow, TargetRow, TurnRow


@dataclass(frozen=True)
class SessionFact:
    """A finished session. `has_report` says that its grading is done; `profile` is its resume's, None once deleted;
    `is_of_nobody` that nothing but the name of an occupation was known; `target_title` is the title that its kept job
    has, "" without one."""

    id: str
    created_at: datetime
    kind: SessionKind
    resume_name: str
    resume_id: str | None
    profile: Profile | None
    job_text: str
    predicted_score: int | None
    has_report: bool
    is_of_nobody: bool
    target_title: str = ""


@dataclass(frozen=True)
class TurnFact:
    """A question and what became of it; `is_answered` when more than space was submitted."""

    session_id: str
    position: Position
    category: str
    is_answered: bool
    first_shown_at: datetime | None
    submitted_at: datetime | None


@dataclass(frozen=True)
class GradeFact:
    """A current grade without its words. `scores` is None when ungraded; `by_interviewer` are those before the
    candidate's own word, the same ones where there is none (`has_own_word`)."""

    session_id: str
    position: Position
    outcome: Outcome
    scores: Scores | None
    measured_by: InterviewerId
    rubric_version: str
    by_interviewer: Scores | None = None
    has_own_word: bool = False


def session_facts(db: Session, session_ids: Sequence[str]) -> list[SessionFact]:
    """These sessions as far as they are there; at most 1,000 ids a call, as in the calls below."""
    query = (
        select(
            col(SessionRow.id),
            col(SessionRow.created_at),
            col(SessionRow.kind),
            col(SessionRow.resume_name),
            col(SessionRow.resume_id),
            col(ResumeRow.profile),
            col(SessionRow.job_text),
            col(SessionRow.predicted_score),
            col(EvaluationRow.status),
            IS_OF_NOBODY,
            func.coalesce(col(TargetRow.title), ""),
        )
        .join(ResumeTextRow, col(ResumeTextRow.id) == col(SessionRow.text_id), isouter=True)
        .join(EvaluationRow, col(EvaluationRow.session_id) == col(SessionRow.id), isouter=True)
        .join(ResumeRow, col(ResumeRow.id) == col(SessionRow.resume_id), isouter=True)
        .join(TargetRow, col(TargetRow.id) == col(SessionRow.target_id), isouter=True)
        .where(col(SessionRow.id).in_(session_ids))
    )
    return [
        SessionFact(
            id=row[0],
            created_at=row[1],
            kind=SessionKind(row[2]),
            resume_name=row[3],
            resume_id=row[4],
            profile=rows.profile(row[5]) if row[5] is not None else None,
            job_text=row[6],
            predicted_score=row[7],
            has_report=row[8] == EvaluateStatus.COMPLETED.value,
            is_of_nobody=bool(row[9]),
            target_title=row[10],
        )
        for row in db.execute(query)
    ]


def turn_facts(db: Session, session_ids: Sequence[str]) -> list[TurnFact]:
    """The turns of these sessions, by session and position."""
    query = (
        select(
            col(TurnRow.session_id),
            col(TurnRow.main),
            col(TurnRow.follow_up),
            col(TurnRow.category),
            func.coalesce(without_blanks(col(TurnRow.answer)), "") != "",
            col(TurnRow.first_shown_at),
            col(TurnRow.submitted_at),
            col(TurnRow.reopened),
        )
        .where(col(TurnRow.session_id).in_(session_ids))
        .order_by(col(TurnRow.session_id), col(TurnRow.main), col(TurnRow.follow_up))
    )
    # Of an answer that was opened again nobody knows how long it took: other questions came between.
    return [
        TurnFact(row[0], Position(row[1], row[2]), row[3], bool(row[4]), None if row[7] else row[5], row[6])
        for row in db.execute(query)
    ]


def grade_facts(db: Session, session_ids: Sequence[str]) -> list[GradeFact]:
    """The current grades of these sessions, in any order."""
    own = aliased(GradeRow)
    given = (
        (col(row.accuracy), col(row.completeness), col(row.clarity), col(row.low), col(row.high))
        for row in (GradeRow, own)
    )
    query = (
        select(
            col(GradeRow.session_id),
            col(GradeRow.main),
            col(GradeRow.follow_up),
            col(GradeRow.outcome),
            col(GradeRow.graded_by_kind),
            col(GradeRow.graded_by_model),
            col(GradeRow.rubric_version),
            col(GradeRow.settled_from),
            col(GradeRow.details),
            *chain.from_iterable(given),
        )
        .join(own, col(own.id) == col(GradeRow.settled_from), isouter=True)
        .where(col(GradeRow.session_id).in_(session_ids), col(GradeRow.superseded_at).is_(None))
    )
    found = []
    for row in db.execute(query):
        points = rows.points_of(row[8])
        found.append(
            GradeFact(
                session_id=row[0],
                position=Position(row[1], row[2]),
                outcome=Outcome(row[3]),
                scores=rows.scores(*row[9:14]),
                measured_by=measured_by(Outcome(row[3]), points, rows.interviewer_id(row[4], row[5])),
                rubric_version=row[6],
                by_interviewer=rows.scores(*(row[9:14] if row[7] is None else row[14:19])),
                has_own_word=any(point.settled is not None for point in points),
            )
        )
    return found


def not_whole(db: Session, owner: str) -> list[str]:
    """Interviews whose score stands beside no other: a single question without a resume (`is_one_question`), and
    questions that somebody wrote down themselves."""
    query = (
        select(col(SessionRow.id))
        .join(ResumeTextRow, col(ResumeTextRow.id) == col(SessionRow.text_id), isouter=True)
        .where(col(SessionRow.owner) == owner, or_(col(SessionRow.round) == Round.OWN.value, IS_ONE_QUESTION))
    )
    return list(db.scalars(query))


def has_own_word(db: Session, session_id: str) -> bool:
    """Whether the candidate's own word counts in the current grades of a session."""
    query = select(col(GradeRow.id)).where(col(GradeRow.session_id) == session_id, IS_SETTLED)
    return db.scalars(query.limit(1)).first() is not None
