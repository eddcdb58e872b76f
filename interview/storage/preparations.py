"""The verbs for what is still being written of interviews that have begun. A claim is compare-and-set with a lease.

What is left to write is not noted here: the turns say it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlmodel import Session, col

from interview.core.interviewer import Brief
from interview.core.preparation import Preparation
from interview.core.session import SessionStatus
from interview.errors import InterviewError
from interview.messages import Message
from interview.storage import rows
from interview.storage.store import get_session
from interview.storage.tables import PreparationRow, SessionRow, SwappedQuestionRow, TurnRow
from interview.storage.writing import rowcount

_BRIEF = TypeAdapter(Brief)
_MESSAGE = TypeAdapter(Message)
_OF_THE_SESSION = {"resume_text", "job", "asked_elsewhere", "detail_marks"}
_UNDER_WAY = (SessionStatus.CREATED.value, SessionStatus.IN_PROGRESS.value)


def insert_preparation(db: Session, preparation: Preparation, now: datetime) -> None:
    """Add what is left to write of a session that is stored; whoever comes first may take it."""
    db.add(
        PreparationRow(
            session_id=preparation.session_id,
            owner=preparation.owner,
            brief=_BRIEF.dump_python(preparation.brief, mode="json", exclude=_OF_THE_SESSION),
            angles=list(preparation.angles),
            lease_until=now,
            created_at=preparation.created_at,
        )
    )
    db.flush()


def find_preparation(db: Session, owner: str, session_id: str) -> Preparation | None:
    """What is left to write of a session, None when nothing is."""
    row = db.get(PreparationRow, session_id)
    if row is None or row.owner != owner:
        return None
    session = get_session(db, owner, session_id)
    told = {**row.brief, "resume_text": session.resume_text, "job": session.job, "detail_marks": session.detail_marks}
    return Preparation(
        session_id=row.session_id,
        owner=row.owner,
        brief=_BRIEF.validate_python(told),
        angles=tuple(row.angles),
        created_at=row.created_at,
        failures=row.failures,
        error=_MESSAGE.validate_python(row.error) if row.error is not None else None,
        is_given_up=row.given_up_at is not None,
        is_at_work=row.claimed_by is not None,
    )


def list_preparations(db: Session, now: datetime, limit: int = 20) -> list[tuple[str, str]]:
    """(owner, session id) of interviews under way with something to write and nobody at it, the oldest first."""
    query = (
        select(col(PreparationRow.owner), col(PreparationRow.session_id))
        .join(SessionRow, col(SessionRow.id) == col(PreparationRow.session_id))
        .where(
            col(PreparationRow.given_up_at).is_(None),
            col(PreparationRow.lease_until) <= now,
            col(SessionRow.status).in_(_UNDER_WAY),
        )
        .order_by(col(PreparationRow.created_at))
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.execute(query)]


def claim_preparation(db: Session, session_id: str, worker: str, now: datetime, lease_until: datetime) -> bool:
    """Take it, unless somebody alive has it, it has to wait or was given up. What a finished interview lacks is written
    by whoever grades it."""
    free = (
        col(PreparationRow.session_id) == session_id,
        exists().where(col(SessionRow.id) == session_id, col(SessionRow.status).in_(_UNDER_WAY)),
        col(PreparationRow.given_up_at).is_(None),
        col(PreparationRow.lease_until) <= now,
    )
    taken = {"claimed_by": worker, "lease_until": lease_until}
    return rowcount(db.execute(update(PreparationRow).where(*free).values(**taken))) == 1


def is_claimed(db: Session, session_id: str, now: datetime) -> bool:
    """Whether somebody alive has it."""
    held = (col(PreparationRow.claimed_by).is_not(None), col(PreparationRow.lease_until) > now)
    query = select(col(PreparationRow.session_id)).where(col(PreparationRow.session_id) == session_id, *held)
    return db.scalar(query) is not None


def extend_preparation(db: Session, session_id: str, worker: str, lease_until: datetime) -> bool:
    """Whether the claim is still this worker's; if so it is extended."""
    return _change(db, session_id, worker, lease_until=lease_until)


def keep_angles(db: Session, session_id: str, worker: str, angles: Sequence[str]) -> bool:
    """Keep what the questions are to be about, so that nobody has to decide it again; False when the claim is lost."""
    return _change(db, session_id, worker, angles=list(angles))


def release_preparation(
    db: Session,
    session_id: str,
    worker: str,
    *,
    not_before: datetime,
    failures: int = 0,
    error: InterviewError | None = None,
    given_up_at: datetime | None = None,
) -> bool:
    """Give the claim back, to be taken again from `not_before` on unless it is given up; False when it was lost."""
    return _change(
        db,
        session_id,
        worker,
        claimed_by=None,
        lease_until=not_before,
        failures=failures,
        error_code=None if error is None else str(error.code),
        error=None if error is None else rows.message_to_json(error.message),
        given_up_at=given_up_at,
    )


def _change(db: Session, session_id: str, worker: str, **values: object) -> bool:
    mine = (col(PreparationRow.session_id) == session_id, col(PreparationRow.claimed_by) == worker)
    return rowcount(db.execute(update(PreparationRow).where(*mine).values(**values))) == 1


def try_again(db: Session, owner: str, session_id: str, now: datetime) -> bool:
    """Have it written now where it was given up or waits after a failure; False where somebody is at it."""
    rests = (
        col(PreparationRow.session_id) == session_id,
        col(PreparationRow.owner) == owner,
        col(PreparationRow.claimed_by).is_(None),
    )
    anew = {"given_up_at": None, "failures": 0, "error": None, "error_code": None, "lease_until": now}
    return rowcount(db.execute(update(PreparationRow).where(*rests).values(**anew))) == 1


def leave_to_write(db: Session, preparation: Preparation, now: datetime) -> None:
    """Have more of a session written: what is noted of it stays, and if it rests, it begins anew."""
    if db.get(PreparationRow, preparation.session_id) is None:
        insert_preparation(db, preparation, now)
    else:
        try_again(db, preparation.owner, preparation.session_id, now)


def drop_preparation(db: Session, session_id: str) -> None:
    """Forget it: nothing is left to write."""
    db.execute(delete(PreparationRow).where(col(PreparationRow.session_id) == session_id))


def forget_resume(db: Session, session_ids: Collection[str], now: datetime) -> None:
    """Take what stands in a resume out of what is noted of the interviews made from it. Whoever writes one of them was
    told it: they lose the claim, and the rest is written from what is left."""
    wanted = col(PreparationRow.session_id).in_(session_ids)
    for row in _locked(db, wanted):
        row.brief, row.angles = without_resume(row.brief), [""] * len(row.angles)
        _end_claim(row, now)


def questions_of(db: Session, owner: str, session_ids: Collection[str]) -> set[str]:
    """The texts of all questions of these interviews of a person, those that were swapped included."""
    return {
        text
        for row in (TurnRow, SwappedQuestionRow)
        for text in db.scalars(
            select(col(row.question)).where(col(row.session_id).in_(session_ids), col(row.owner) == owner)
        )
        if text
    }


def forget_questions(db: Session, owner: str, texts: Collection[str], now: datetime) -> None:
    """Take questions of interviews that are deleted out of what is noted of the owner's others; whoever writes one of
    these loses the claim, as in forget_resume()."""
    noted = select(col(PreparationRow.session_id), col(PreparationRow.brief)).where(col(PreparationRow.owner) == owner)
    told = [session_id for session_id, brief in db.execute(noted) if without_questions(brief, texts) != brief]
    for row in _locked(db, col(PreparationRow.session_id).in_(told)):
        row.brief = without_questions(row.brief, texts)
        _end_claim(row, now)


def without_resume(brief: Mapping[str, Any]) -> dict[str, Any]:
    """A brief as it is stored, with the work, its years and the names of skills as all that is known of a resume."""
    profile = brief["profile"]
    skills = [{**skill, "line": ""} for skill in profile["skills"]]
    return {**brief, "profile": {**profile, "skills": skills, "projects": [], "achievements": [], "title": ""}}


def without_questions(brief: Mapping[str, Any], texts: Collection[str]) -> dict[str, Any]:
    """A brief as it is stored, without these texts among the questions asked before."""
    return {**brief, "asked_before": [text for text in brief["asked_before"] if text not in texts]}


def _locked(db: Session, which: ColumnElement[bool]) -> Sequence[PreparationRow]:
    query = select(PreparationRow).where(which).order_by(col(PreparationRow.session_id))
    return db.scalars(query.with_for_update().execution_options(populate_existing=True)).all()


def _end_claim(row: PreparationRow, now: datetime) -> None:
    if row.claimed_by is not None:
        row.claimed_by, row.lease_until = None, now
