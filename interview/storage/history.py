"""The verbs of the history: find and count sessions by what is wanted.

To put a statement together costs more than to run it, so those of a search are kept, without what is looked for; the
words of a search are one value, however many they are.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Select,
    SQLColumnExpression,
    Text,
    bindparam,
    cast,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlmodel import Session, col

from interview.core.evaluation import EvaluateStatus
from interview.core.history import HistoryFilter, LineState
from interview.core.identity import InterviewerId
from interview.core.report import SessionLine
from interview.core.rounds import Round
from interview.core.session import SessionKind, SessionStatus
from interview.core.target import job_name
from interview.storage import rows
from interview.storage.blank_answers import without_blanks
from interview.storage.scored_interviews import overall_scores, with_marks_to_come
from interview.storage.tables import EvaluationRow, SessionRow, TargetRow, TurnRow

_EVERYTHING = HistoryFilter()
_ESCAPE = "/"
_ESCAPED = rf"{_ESCAPE}\g<0>"
_FIRST = select(col(SessionRow.id)).where(col(SessionRow.owner) == bindparam("owner")).limit(1)


def list_sessions(
    db: Session, owner: str, *, limit: int = 25, offset: int = 0, wanted: HistoryFilter = _EVERYTHING
) -> list[SessionLine]:
    """One line per session without its texts, newest first."""
    form = _form(db, wanted)
    known = _values(owner, wanted, form) | {"limit": limit, "offset": offset}
    found = db.execute(_lines(form), known).all()
    scores = overall_scores(db, [row[0] for row in found if row[3] == SessionStatus.EVALUATED.value])
    to_mark = with_marks_to_come(db, [session_id for session_id, (number, *_) in scores.items() if number is None])
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
            has_marks_to_come=row[0] in to_mark,
            kind=SessionKind(row[10]),
            title=row[11],
            tags=rows.tags_of(row[12]),
            round=Round(row[14]),
            job=job_name(row[16] or "", row[17] or "", row[15]),
        )
        for row in found
        for score in [scores.get(row[0], (None, None, None))]
    ]


@dataclass(frozen=True)
class _Form:
    """What the statement of a search depends on, on this database."""

    is_sqlite: bool
    has_words: bool
    state: LineState | None
    has_interviewer: bool
    has_since: bool
    has_until: bool


def _form(db: Session, wanted: HistoryFilter) -> _Form:
    return _Form(
        db.get_bind().dialect.name == "sqlite",
        bool(wanted.words),
        wanted.state,
        wanted.interviewer is not None,
        wanted.since is not None,
        wanted.until is not None,
    )


def _values(owner: str, wanted: HistoryFilter, form: _Form) -> dict[str, Any]:
    """What the parameters of a search's conditions stand for."""
    found: dict[str, Any] = {"owner": owner}
    if wanted.words:
        words = (word.lower() if form.is_sqlite else word for word in wanted.words)
        patterns = [f"%{re.sub(f'[%_{_ESCAPE}]', _ESCAPED, word)}%" for word in words]
        called = {"pasted_name": wanted.pasted_name, "pasted_names": json.dumps(dict(wanted.pasted_names))}
        found |= {"patterns": json.dumps(patterns), **called}
    if wanted.interviewer is not None:
        found |= {"interviewer_kind": wanted.interviewer.kind.value, "interviewer_model": wanted.interviewer.model}
    return found | {"since": wanted.since, "until": wanted.until}


@cache
def _lines(form: _Form) -> Select[*tuple[Any, ...]]:
    """The columns of a page's lines, for the values of a search, a `limit` and an `offset`."""
    # The page first: with the turns joined before the limit, a page would cost as much as the whole history.
    page = (
        select(col(SessionRow.id))
        .where(*_conditions(form))
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
            func.count(func.nullif(without_blanks(col(TurnRow.answer)), "")),
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


def find_page(
    db: Session, owner: str, wanted: HistoryFilter = _EVERYTHING, *, limit: int, offset: int
) -> tuple[list[SessionLine], int]:
    """The lines of list_sessions, and how many sessions are wanted in all."""
    lines = list_sessions(db, owner, limit=limit, offset=offset, wanted=wanted)
    ends_here = len(lines) < limit and (lines or not offset)
    return lines, offset + len(lines) if ends_here else count_sessions(db, owner, wanted)


def count_sessions(db: Session, owner: str, wanted: HistoryFilter = _EVERYTHING) -> int:
    """How many of the owner's sessions are wanted."""
    form = _form(db, wanted)
    return db.scalar(_count(form), _values(owner, wanted, form)) or 0


@cache
def _count(form: _Form) -> Select[int]:
    return select(func.count()).select_from(SessionRow).where(*_conditions(form))


def has_any(db: Session, owner: str) -> bool:
    """Whether the owner has a session."""
    return db.scalar(_FIRST, {"owner": owner}) is not None


def list_interviewers(db: Session, owner: str) -> list[InterviewerId]:
    """Everyone who held an interview with this owner, in order of kind and model."""
    query = select(col(SessionRow.interviewer_kind), col(SessionRow.interviewer_model))
    found = db.execute(query.where(col(SessionRow.owner) == owner).distinct())
    return sorted(rows.interviewer_id(kind, model) for kind, model in found)


def _conditions(form: _Form) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [col(SessionRow.owner) == bindparam("owner")]
    if form.has_words:
        found.append(_has_all_words(form.is_sqlite))
    if form.has_interviewer:
        found.append(col(SessionRow.interviewer_kind) == bindparam("interviewer_kind"))
        found.append(col(SessionRow.interviewer_model) == bindparam("interviewer_model"))
    if form.has_since:
        found.append(col(SessionRow.created_at) >= bindparam("since"))
    if form.has_until:
        found.append(col(SessionRow.created_at) < bindparam("until"))
    if form.state is LineState.UNFINISHED:
        found.append(col(SessionRow.completed_at).is_(None))
    elif form.state is not None:
        found.append(_evaluation_is(*_STATUSES[form.state]))
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


def _has_all_words(is_sqlite: bool) -> ColumnElement[bool]:
    """Whether a session holds each of the words; of an interview under way only questions that were answered count."""
    patterns = bindparam("patterns", type_=Text)
    words = func.json_each(patterns) if is_sqlite else func.json_array_elements_text(cast(patterns, JSON))
    each = words.table_valued("value", name="word")
    pattern = each.c.value

    def has(text: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        # SQLite would lower the pattern anew for each row.
        is_like = func.lower(text).like if is_sqlite else text.ilike
        return is_like(pattern, escape=_ESCAPE)

    in_question = exists().where(
        col(TurnRow.session_id) == col(SessionRow.id),
        or_(col(TurnRow.answer).is_not(None), col(SessionRow.completed_at).is_not(None)),
        has(col(TurnRow.question)),
    )
    of_target = exists().where(
        col(TargetRow.id) == col(SessionRow.target_id), or_(has(col(TargetRow.title)), has(col(TargetRow.company)))
    )
    names = bindparam("pasted_names", type_=Text)
    id = col(SessionRow.resume_id)
    called = (
        func.json_extract(names, '$."' + id + '"') if is_sqlite else cast(names, JSON).op("->>", return_type=Text())(id)
    )
    name = func.coalesce(func.nullif(col(SessionRow.resume_name), ""), called, bindparam("pasted_name", type_=Text))
    own = map(has, (col(SessionRow.title), name, col(SessionRow.tags), col(SessionRow.job_text)))
    in_session = or_(*own, of_target.correlate(SessionRow, each), in_question.correlate(SessionRow, each))
    return not_(exists(select(pattern).where(not_(in_session))).correlate(SessionRow))
