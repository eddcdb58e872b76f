"""Finds what does not fit together in the database, and mends what can be mended without losing a word anybody typed.

It says which sessions, never what stands in them. What it cannot mend stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, exists, func, insert, or_, select, text, update
from sqlmodel import Session, col

from interview.core.evaluation import EvaluateStatus
from interview.core.identity import InterviewerKind
from interview.core.session import SessionStatus
from interview.errors import InterviewError
from interview.storage import erased_files, store
from interview.storage.places import is_grade_of_turn
from interview.storage.store import Store
from interview.storage.tables import (
    EarlyGradingRow,
    EvaluationRow,
    GradeRow,
    PendingRemovalRow,
    SessionFactsRow,
    SessionRow,
    TurnRow,
)
from interview.storage.waiting_files import ALL_FILES

# A lease lasts seconds: after an hour nobody will come back to it, and no worker has looked.
LEFT_FOR = timedelta(hours=1)
SESSIONS_AT_ONCE = 200

_DONE = (SessionStatus.COMPLETED.value, SessionStatus.EVALUATED.value)


class Fault(StrEnum):
    """What can be wrong, as a code."""

    FILE_DAMAGED = "file_damaged"
    ROW_WITHOUT_PARENT = "row_without_parent"
    SESSION_UNREADABLE = "session_unreadable"
    PLACES_MISSING = "places_missing"
    EVALUATION_MISSING = "evaluation_missing"
    EVALUATION_TOO_EARLY = "evaluation_too_early"
    EVALUATED_WITHOUT_RESULT = "evaluated_without_result"
    RESULT_NOT_SHOWN = "result_not_shown"
    ANSWER_WITHOUT_GRADE = "answer_without_grade"
    FACTS_MISSING = "facts_missing"
    SLOT_OF_FINISHED = "slot_of_finished"
    EARLY_GRADING_LEFT = "early_grading_left"
    NOBODY_GRADES = "nobody_grades"
    REMOVAL_WAITS = "removal_waits"
    FILES_WAIT = erased_files.FILES_WAIT


@dataclass(frozen=True)
class Found:
    """A fault and the sessions that have it; `is_mended` once it was put right."""

    fault: Fault
    ids: tuple[str, ...]
    can_mend: bool
    is_mended: bool = False


Finder = Callable[[Session, datetime], list[str]]
Mender = Callable[[Session, Sequence[str], datetime], None]


def look(database: Store, now: datetime, *, mend: bool) -> list[Found]:
    """What does not fit together; with `mend`, put right where that loses nothing. Unavailable without a database."""
    found = [*_in_the_file(database), *_unreadable(database)]
    for fault, finder, mender in _CHECKS:
        with database.transaction() as db:
            ids = finder(db, now)
            if ids and mend and mender is not None:
                mender(db, ids, now)
        if ids:
            found.append(Found(fault, tuple(ids), mender is not None, mend and mender is not None))
    return found


def _in_the_file(database: Store) -> list[Found]:
    """What SQLite itself says of its file; PostgreSQL keeps its own sums and never lets a row lose its parent."""
    if database.engine.dialect.name != "sqlite":
        return []
    with database.reading() as db:
        said = [str(row[0]) for row in db.execute(text("PRAGMA integrity_check(20)"))]
        lost = [str(row[0]) for row in db.execute(text("PRAGMA foreign_key_check"))]
    found = []
    if said != ["ok"]:
        found.append(Found(Fault.FILE_DAMAGED, tuple(said), can_mend=False))
    if lost:
        found.append(Found(Fault.ROW_WITHOUT_PARENT, tuple(sorted(set(lost))), can_mend=False))
    return found


def _unreadable(database: Store) -> list[Found]:
    """Sessions that the program cannot read, whatever the reason; looked at in blocks, so that nobody waits for it."""
    bad: list[str] = []
    last = ""
    while True:
        with database.reading() as db:
            query = select(col(SessionRow.id), col(SessionRow.owner)).where(col(SessionRow.id) > last)
            block = db.execute(query.order_by(col(SessionRow.id)).limit(SESSIONS_AT_ONCE)).all()
            bad += [session_id for session_id, owner in block if not _is_readable(db, owner, session_id)]
        if not block:
            break
        last = block[-1][0]
    return [Found(Fault.SESSION_UNREADABLE, tuple(bad), can_mend=False)] if bad else []


def _is_readable(db: Session, owner: str, session_id: str) -> bool:
    try:
        store.get_session(db, owner, session_id)
    except InterviewError:
        raise
    except Exception:
        return False
    return True


def _sessions_where(*conditions: ColumnElement[bool]) -> Finder:
    def find(db: Session, _now: datetime) -> list[str]:
        return list(db.scalars(select(col(SessionRow.id)).where(*conditions).order_by(col(SessionRow.id))))

    return find


def _evaluation(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(col(EvaluationRow.session_id) == col(SessionRow.id), *conditions)


def _places_missing(db: Session, _now: datetime) -> list[str]:
    """Sessions that have no main question, or go on and whose main questions are not numbered 0, 1, 2 …; when one ends,
    places that nobody has written go. Of a model's questions any but the first can be left out, as it may not come."""
    mains = (
        select(
            col(TurnRow.session_id).label("session_id"),
            func.count().label("count"),
            func.min(col(TurnRow.main)).label("first"),
            func.max(col(TurnRow.main)).label("last"),
        )
        .where(col(TurnRow.follow_up) == 0)
        .group_by(col(TurnRow.session_id))
        .subquery()
    )
    is_by_model = col(SessionRow.interviewer_kind) == InterviewerKind.MODEL.value
    has_gap = or_(mains.c.first != 0, ~is_by_model & (mains.c.count != mains.c.last + 1))
    query = (
        select(col(SessionRow.id))
        .outerjoin(mains, mains.c.session_id == col(SessionRow.id))
        .where(or_(mains.c.count.is_(None), ~col(SessionRow.status).in_(_DONE) & has_gap))
    )
    return list(db.scalars(query.order_by(col(SessionRow.id))))


def _answers_without_grade(db: Session, _now: datetime) -> list[str]:
    has_grade = exists().where(is_grade_of_turn(), col(GradeRow.superseded_at).is_(None))
    query = (
        select(col(TurnRow.session_id))
        .join(EvaluationRow, col(EvaluationRow.session_id) == col(TurnRow.session_id))
        .where(col(EvaluationRow.status) == EvaluateStatus.COMPLETED.value, ~has_grade)
    )
    return sorted(set(db.scalars(query)))


def _nobody_grades(db: Session, now: datetime) -> list[str]:
    waits = or_(
        (col(EvaluationRow.status) == EvaluateStatus.PROCESSING.value)
        & (col(EvaluationRow.lease_until) < now - LEFT_FOR),
        (col(EvaluationRow.status) == EvaluateStatus.PENDING.value)
        & (func.coalesce(col(EvaluationRow.not_before), col(EvaluationRow.created_at)) < now - LEFT_FOR),
    )
    return list(db.scalars(select(col(EvaluationRow.session_id)).where(waits)))


def _early_left(db: Session, _now: datetime) -> list[str]:
    query = select(col(EarlyGradingRow.session_id)).join(
        SessionRow, col(SessionRow.id) == col(EarlyGradingRow.session_id)
    )
    return list(db.scalars(query.where(col(SessionRow.status) == SessionStatus.EVALUATED.value)))


def _removals(db: Session, now: datetime) -> list[str]:
    row = PendingRemovalRow
    query = select(col(row.session_id)).where(col(row.is_removed).is_(False), col(row.created_at) < now - LEFT_FOR)
    return list(db.scalars(query))


def _files(db: Session, now: datetime) -> list[str]:
    row = PendingRemovalRow
    is_late = or_(col(row.created_at) < now - LEFT_FOR, col(row.session_id) == ALL_FILES)
    return list(db.scalars(select(col(row.session_id)).where(col(row.is_removed).is_(True), is_late)))


def _grade_it(db: Session, ids: Sequence[str], now: datetime) -> None:
    owners = db.execute(select(col(SessionRow.id), col(SessionRow.owner)).where(col(SessionRow.id).in_(ids)))
    new = [
        {
            "session_id": i,
            "owner": o,
            "status": EvaluateStatus.PENDING.value,
            "attempt": 0,
            "failures": 0,
            "created_at": now,
        }
        for i, o in owners
    ]
    db.execute(insert(EvaluationRow), new)
    _complete(db, ids, now)


def _grade_again(db: Session, ids: Sequence[str], now: datetime) -> None:
    """Grades that are there are kept by the grading; only what has none is graded."""
    whose = col(EvaluationRow.session_id).in_(ids)
    fresh = {"status": EvaluateStatus.PENDING.value, "claimed_by": None, "lease_until": None, "not_before": None}
    db.execute(update(EvaluationRow).where(whose).values(**fresh, enqueued_at=None, finished_at=None, failures=0))
    _complete(db, ids, now)


def _complete(db: Session, ids: Sequence[str], now: datetime) -> None:
    """The version goes up with every change, as snapshots in Redis are known by it."""
    changed = {"status": SessionStatus.COMPLETED.value, "version": col(SessionRow.version) + 1, "updated_at": now}
    db.execute(update(SessionRow).where(col(SessionRow.id).in_(ids)).values(**changed))


def _show_it(db: Session, ids: Sequence[str], now: datetime) -> None:
    for session_id in ids:
        store.set_evaluated(db, session_id, now)


def _count_it(db: Session, ids: Sequence[str], _now: datetime) -> None:
    owners = db.execute(select(col(SessionRow.id), col(SessionRow.owner)).where(col(SessionRow.id).in_(ids)))
    rows = [{"session_id": i, "owner": o, "is_stale": True, "stamp": 0, "facts": ""} for i, o in owners]
    db.execute(insert(SessionFactsRow), rows)


def _free_slot(db: Session, ids: Sequence[str], _now: datetime) -> None:
    db.execute(update(SessionRow).where(col(SessionRow.id).in_(ids)).values(open_slot=None))


def _drop_early(db: Session, ids: Sequence[str], _now: datetime) -> None:
    db.execute(delete(EarlyGradingRow).where(col(EarlyGradingRow.session_id).in_(ids)))


def _drop_evaluation(db: Session, ids: Sequence[str], _now: datetime) -> None:
    """The interview goes on, and is graded and counted when it ends; grades that are there stay."""
    db.execute(delete(EvaluationRow).where(col(EvaluationRow.session_id).in_(ids)))
    db.execute(delete(SessionFactsRow).where(col(SessionFactsRow.session_id).in_(ids)))


_is_done = col(SessionRow.status).in_(_DONE)
_is_completed = col(SessionRow.status) == SessionStatus.COMPLETED.value
_has_result = _evaluation(col(EvaluationRow.status) == EvaluateStatus.COMPLETED.value)
_has_facts = exists().where(col(SessionFactsRow.session_id) == col(SessionRow.id))

_CHECKS: tuple[tuple[Fault, Finder, Mender | None], ...] = (
    (Fault.PLACES_MISSING, _places_missing, None),
    (Fault.EVALUATION_MISSING, _sessions_where(_is_done, ~_evaluation()), _grade_it),
    (Fault.EVALUATION_TOO_EARLY, _sessions_where(~_is_done, _evaluation()), _drop_evaluation),
    (
        Fault.EVALUATED_WITHOUT_RESULT,
        _sessions_where(col(SessionRow.status) == SessionStatus.EVALUATED.value, _evaluation(), ~_has_result),
        _grade_again,
    ),
    (Fault.RESULT_NOT_SHOWN, _sessions_where(_is_completed, _has_result), _show_it),
    (Fault.ANSWER_WITHOUT_GRADE, _answers_without_grade, _grade_again),
    (Fault.FACTS_MISSING, _sessions_where(_is_done, ~_has_facts), _count_it),
    (Fault.SLOT_OF_FINISHED, _sessions_where(_is_done, col(SessionRow.open_slot).is_not(None)), _free_slot),
    (Fault.EARLY_GRADING_LEFT, _early_left, _drop_early),
    (Fault.NOBODY_GRADES, _nobody_grades, None),
    (Fault.REMOVAL_WAITS, _removals, None),
    (Fault.FILES_WAIT, _files, None),
)
