"""The verbs of the history: find and count sessions by what is wanted."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select
from sqlmodel import Session, col

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome, Scores
from interview.core.history import HistoryFilter, LineState
from interview.core.identity import InterviewerId
from interview.core.question import Position
from interview.core.report import SessionLine
from interview.core.rounds import Round
from interview.core.rubric import rubric_for
from interview.core.session import SessionKind, SessionStatus
from interview.core.target import job_name
from interview.core.totals import ends, overall
from interview.storage import rows
from interview.storage.tables import EvaluationRow, GradeRow, SessionRow, TargetRow, TurnRow

_EVERYTHING = HistoryFilter()
_FIRST = select(col(SessionRow.id)).where(col(SessionRow.owner) == bindparam("owner")).limit(1)


def list_sessions(
    db: Session, owner: str, *, limit: int = 25, offset: int = 0, wanted: HistoryFilter = _EVERYTHING
) -> list[SessionLine]:
    """One line per session without its texts, newest first."""
    query = _lines(wanted) if _narrows(wanted) else _all_lines()
    found = db.execute(query, {"owner": owner, "limit": limit, "offset": offset}).all()
    scores = _scores(db, [row[0] for row in found if row[3] == SessionStatus.EVALUATED.value])
    return [
        SessionLine(
            id=row[0],
            resume_id=row[1],
            resume_name=row[2],
            status=SessionStatus(row[3]),
            interviewer=rows.interviewer_id(row[4], row[13]),
            created_at=row[5],
            completed_at=row[6],
            evaluate_status=EvaluateStatus(row[7]) if row[7] else None,
            questions=row[8] - row[18],
            follow_ups=row[18],
            answered=row[9],
            overall=score[0],
            low=score[1],
            high=score[2],
            kind=SessionKind(row[10]),
            title=row[11],
            tags=rows.tags_of(row[12]),
            round=Round(row[14]),
            job=job_name(row[16] or "", row[17] or "", row[15]),
        )
        for row in found
        for score in [scores.get(row[0], (None, None, None))]
    ]


@cache
def _all_lines() -> Select[*tuple[Any, ...]]:
    """Made once: to put it together costs more than to run it."""
    return _lines(_EVERYTHING)


def _lines(wanted: HistoryFilter) -> Select[*tuple[Any, ...]]:
    """The columns of a page's lines, for an `owner`, a `limit` and an `offset`."""
    # The page first: with the turns joined before the limit, a page would cost as much as the whole history.
    page = (
        select(col(SessionRow.id))
        .where(*_conditions(wanted))
        .order_by(col(SessionRow.created_at).desc(), col(SessionRow.id))
        .limit(bindparam("limit"))
        .offset(bindparam("offset"))
    )
    return (
        select(
            col(SessionRow.id),
            col(SessionRow.resume_id),
            col(SessionRow.resume_name),
            col(SessionRow.status),
            col(SessionRow.interviewer_kind),
            col(SessionRow.created_at),
            col(SessionRow.completed_at),
            col(EvaluationRow.status),
            func.count(col(TurnRow.main)),
            func.count(col(TurnRow.answer)),
            col(SessionRow.kind),
            col(SessionRow.title),
            col(SessionRow.tags),
            col(SessionRow.interviewer_model),
            col(SessionRow.round),
            col(SessionRow.job_text),
            col(TargetRow.title),
            col(TargetRow.company),
            func.count(func.nullif(col(TurnRow.follow_up), 0)),
        )
        .join(TurnRow, col(TurnRow.session_id) == col(SessionRow.id))
        .join(EvaluationRow, col(EvaluationRow.session_id) == col(SessionRow.id), isouter=True)
        .join(TargetRow, col(TargetRow.id) == col(SessionRow.target_id), isouter=True)
        .where(col(SessionRow.id).in_(page))
        .group_by(col(SessionRow.id), col(EvaluationRow.status), col(TargetRow.title), col(TargetRow.company))
        .order_by(col(SessionRow.created_at).desc(), col(SessionRow.id))
    )


def count_sessions(db: Session, owner: str, wanted: HistoryFilter = _EVERYTHING) -> int:
    """How many of the owner's sessions are wanted."""
    query = _count(wanted) if _narrows(wanted) else _count_all()
    return db.scalar(query, {"owner": owner}) or 0


@cache
def _count_all() -> Select[int]:
    return _count(_EVERYTHING)


def _count(wanted: HistoryFilter) -> Select[int]:
    return select(func.count()).select_from(SessionRow).where(*_conditions(wanted))


def has_any(db: Session, owner: str) -> bool:
    """Whether the owner has a session."""
    return db.scalar(_FIRST, {"owner": owner}) is not None


def list_interviewers(db: Session, owner: str) -> list[InterviewerId]:
    """Everyone who held an interview with this owner, in order of kind and model."""
    query = select(col(SessionRow.interviewer_kind), col(SessionRow.interviewer_model))
    found = db.execute(query.where(col(SessionRow.owner) == owner).distinct())
    return sorted(rows.interviewer_id(kind, model) for kind, model in found)


def list_evaluated(db: Session, owner: str, limit: int) -> list[str]:
    """Ids of the owner's interviews with a finished report, newest first; retakes and reviews are no measure."""
    query = (
        select(col(SessionRow.id))
        .where(
            col(SessionRow.owner) == owner,
            col(SessionRow.status) == SessionStatus.EVALUATED.value,
            col(SessionRow.kind) == SessionKind.INTERVIEW.value,
        )
        .order_by(col(SessionRow.created_at).desc(), col(SessionRow.id))
        .limit(limit)
    )
    return list(db.scalars(query))


def _narrows(wanted: HistoryFilter) -> bool:
    """Whether it leaves anything out."""
    return replace(wanted, pasted_name="") != _EVERYTHING


def _conditions(wanted: HistoryFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        col(SessionRow.owner) == bindparam("owner"),
        *(_has_word(word, wanted.pasted_name) for word in wanted.words),
    ]
    if wanted.interviewer is not None:
        found.append(col(SessionRow.interviewer_kind) == wanted.interviewer.kind.value)
        found.append(col(SessionRow.interviewer_model) == wanted.interviewer.model)
    if wanted.since is not None:
        found.append(col(SessionRow.created_at) >= wanted.since)
    if wanted.until is not None:
        found.append(col(SessionRow.created_at) < wanted.until)
    if wanted.state is LineState.UNFINISHED:
        found.append(col(SessionRow.completed_at).is_(None))
    elif wanted.state is not None:
        found.append(_evaluation_is(*_STATUSES[wanted.state]))
    return found


_STATUSES = {
    LineState.GRADING: (EvaluateStatus.PENDING, EvaluateStatus.PROCESSING),
    LineState.GRADED: (EvaluateStatus.COMPLETED,),
    LineState.FAILED: (EvaluateStatus.FAILED,),
}


def _evaluation_is(*statuses: EvaluateStatus) -> ColumnElement[bool]:
    found = exists().where(
        col(EvaluationRow.session_id) == col(SessionRow.id),
        col(EvaluationRow.status).in_([status.value for status in statuses]),
    )
    return found.correlate(SessionRow)


def _has_word(word: str, pasted_name: str) -> ColumnElement[bool]:
    """Whether a session holds this word; of an interview under way only questions that were answered count."""
    in_question = exists().where(
        col(TurnRow.session_id) == col(SessionRow.id),
        or_(col(TurnRow.answer).is_not(None), col(SessionRow.completed_at).is_not(None)),
        col(TurnRow.question).icontains(word, autoescape=True),
    )
    of_target = exists().where(
        col(TargetRow.id) == col(SessionRow.target_id),
        or_(
            col(TargetRow.title).icontains(word, autoescape=True),
            col(TargetRow.company).icontains(word, autoescape=True),
        ),
    )
    own = (SessionRow.title, SessionRow.resume_name, SessionRow.tags, SessionRow.job_text)
    found = [col(column).icontains(word, autoescape=True) for column in own]
    if word.casefold() in pasted_name.casefold():
        found.append(col(SessionRow.resume_name) == "")
    return or_(*found, of_target.correlate(SessionRow), in_question.correlate(SessionRow))


def _scores(db: Session, session_ids: list[str]) -> dict[str, tuple[int | None, int | None, int | None]]:
    """Overall score, the ends of where it most likely is, of one owner's sessions by id.

    The owner is not asked for again, or SQLite would read everything they have.
    """
    places = (col(GradeRow.session_id), col(GradeRow.main), col(GradeRow.follow_up))
    graded = (*places, col(GradeRow.rubric_version))
    points = (GradeRow.accuracy, GradeRow.completeness, GradeRow.clarity, GradeRow.low, GradeRow.high)
    query = select(*graded, *map(col, points)).where(
        col(GradeRow.session_id).in_(session_ids),
        col(GradeRow.superseded_at).is_(None),
        col(GradeRow.outcome) != Outcome.UNGRADED.value,
    )
    found: dict[str, list[tuple[Position, Scores]]] = {}
    versions: dict[str, set[str]] = {}
    for session_id, main, follow_up, version, *given in db.execute(query):
        found.setdefault(session_id, []).append((Position(main, follow_up), Scores(*given)))
        versions.setdefault(session_id, set()).add(version)
    rubrics = {session_id: rubric_for(known) for session_id, known in versions.items()}
    return {
        session_id: (overall(scored, rubrics[session_id]), *(ends(scored, rubrics[session_id]) or (None, None)))
        for session_id, scored in found.items()
    }
