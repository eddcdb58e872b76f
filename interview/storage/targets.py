"""The verbs for jobs that somebody applies for; each belongs to one owner and is found for no other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlmodel import Session, col

from interview.core.posting import JobPosting
from interview.core.session import SessionKind
from interview.core.target import Target
from interview.errors import Code, NotFound
from interview.messages import Message
from interview.storage import read_model
from interview.storage.tables import ResumeTextRow, SessionRow, TargetRow, TurnRow

# Made once: pages ask it in every run, and to build it costs more than to run it.
_ALL = select(TargetRow).where(col(TargetRow.owner) == bindparam("owner")).order_by(col(TargetRow.created_at).desc())


# One question alone prepares for nothing, as in trend_facts.py.
_TURNS = select(func.count()).where(col(TurnRow.session_id) == col(SessionRow.id)).correlate(SessionRow)
_IS_ROLE = and_(
    col(SessionRow.resume_id).is_(None),
    col(SessionRow.target_id).is_(None),
    col(SessionRow.job_text) == "",
    col(SessionRow.resume_name) == col(ResumeTextRow.text),
    _TURNS.scalar_subquery() != 1,
)
_PREPARED = (
    select(col(SessionRow.id), col(SessionRow.created_at), col(SessionRow.target_id), col(SessionRow.resume_name))
    .join(ResumeTextRow, col(ResumeTextRow.id) == col(SessionRow.text_id), isouter=True)
    .where(
        col(SessionRow.owner) == bindparam("owner"),
        col(SessionRow.kind) == SessionKind.INTERVIEW.value,
        or_(col(SessionRow.target_id).is_not(None), _IS_ROLE),
    )
    .order_by(col(SessionRow.created_at))
)


@dataclass(frozen=True)
class Prepared:
    """An interview that prepares for a kept job, or, without one and without a resume, for a `role`."""

    session_id: str
    created_at: datetime
    target_id: str
    role: str


def prepared_for(db: Session, owner: str) -> list[Prepared]:
    """The owner's interviews that prepare for something, oldest first."""
    found = db.execute(_PREPARED, {"owner": owner})
    return [Prepared(row[0], row[1], row[2] or "", "" if row[2] else row[3]) for row in found]


def get_target(db: Session, owner: str, target_id: str, *, lock: bool = False) -> Target:
    """NotFound when the owner has no such job. `lock` keeps others from changing it until the transaction ends."""
    return _target(_row(db, owner, target_id, lock=lock))


def list_targets(db: Session, owner: str) -> list[Target]:
    """The owner's jobs, newest first."""
    return [_target(row) for row in db.scalars(_ALL, {"owner": owner})]


def insert_target(db: Session, target: Target) -> None:
    """Add a job."""
    db.add(
        TargetRow(
            id=target.id,
            owner=target.owner,
            title=target.title,
            company=target.company,
            text=target.text,
            interview_on=target.interview_on,
            created_at=target.created_at,
        )
    )


def put_target(db: Session, target: Target) -> None:
    """Write what was edited; NotFound when the owner has no such job."""
    row = _row(db, target.owner, target.id)
    if row.title != target.title:
        read_model.clear_facts_of_target(db, target.id)
    row.title, row.company, row.text, row.interview_on = (
        target.title,
        target.company,
        target.text,
        target.interview_on,
    )


@dataclass(frozen=True)
class Unlinked:
    """The interviews that a job was taken from, and the texts of its advertisement that they had."""

    session_ids: tuple[str, ...]
    texts: frozenset[str]


def delete_target(db: Session, owner: str, target_id: str) -> Unlinked:
    """Delete a job with its advertisement; interviews for it stay, without the link to it, and have of the text the
    title alone. So do those without a link, as where a question came again. NotFound when the owner has no such job.

    Their versions go up, so that no copy elsewhere still has the text.
    """
    row = _row(db, owner, target_id, lock=True)
    of_owner, is_linked = col(SessionRow.owner) == owner, col(SessionRow.target_id) == target_id
    linked = db.scalars(select(col(SessionRow.job_text)).where(of_owner, is_linked).distinct())
    texts = {row.text, *linked} - {""}
    read_model.clear_facts_of_target(db, target_id)
    has_text = and_(col(SessionRow.target_id).is_(None), col(SessionRow.job_text).in_(texts))
    found: dict[str, list[str]] = {}
    query = select(col(SessionRow.id), col(SessionRow.job_text)).where(of_owner, or_(is_linked, has_text))
    for session_id, text in db.execute(query.order_by(col(SessionRow.id))):
        found.setdefault(text, []).append(session_id)
    for text, session_ids in found.items():
        changed = {"target_id": None, "job_text": JobPosting(text).name, "version": col(SessionRow.version) + 1}
        db.execute(update(SessionRow).where(col(SessionRow.id).in_(session_ids)).values(**changed))
    db.delete(row)
    return Unlinked(tuple(sorted(each for ids in found.values() for each in ids)), frozenset(texts))


def find_last_used_with(db: Session, owner: str, resume_id: str) -> str | None:
    """The job of the owner's newest interview made from this resume, by its id; None for no job, and no interview."""
    query = (
        select(col(SessionRow.target_id))
        .where(
            col(SessionRow.owner) == owner,
            col(SessionRow.resume_id) == resume_id,
            col(SessionRow.kind) == SessionKind.INTERVIEW.value,
        )
        .order_by(col(SessionRow.created_at).desc(), col(SessionRow.id))
        .limit(1)
    )
    return db.scalars(query).first()


def asked_for(db: Session, owner: str, target_id: str) -> tuple[Counter[str], int]:
    """For each skill the interviews for a job in which a question about it was submitted, and how many there are."""
    query = (
        select(col(SessionRow.id), col(TurnRow.details), col(TurnRow.submitted_at))
        .join(TurnRow, col(TurnRow.session_id) == col(SessionRow.id))
        .where(col(SessionRow.owner) == owner, col(SessionRow.target_id) == target_id)
    )
    found: dict[str, set[str]] = {}
    for session_id, details, submitted_at in db.execute(query):
        probes = found.setdefault(session_id, set())
        if submitted_at is not None:
            probes.update(details.get("probes", ()))
    return Counter(skill for probes in found.values() for skill in probes), len(found)


def _row(db: Session, owner: str, target_id: str, *, lock: bool = False) -> TargetRow:
    row = db.get(TargetRow, target_id, with_for_update=lock)
    if row is None or row.owner != owner:
        raise NotFound(Code.TARGET_NOT_FOUND, Message.of("error.no_such_target"))
    return row


def _target(row: TargetRow) -> Target:
    return Target(
        id=row.id,
        owner=row.owner,
        title=row.title,
        company=row.company,
        text=row.text,
        created_at=row.created_at,
        interview_on=row.interview_on,
    )
