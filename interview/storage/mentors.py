"""The verbs for mentors and their comments. The caller has locked the session before it writes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlmodel import Session, col

from interview.core.grading import Settled
from interview.core.mentoring import CameBy, Mentor, MentorNote
from interview.core.question import Position
from interview.storage.tables import MentorNoteRow, MentorRow, SessionRow
from interview.storage.writing import rowcount


def list_mentors(db: Session, owner: str, session_id: str) -> tuple[Mentor, ...]:
    """Everybody who commented on an interview's report, the first one first, with all they say."""
    query = (
        select(MentorRow, MentorNoteRow)
        .join(MentorNoteRow, col(MentorNoteRow.mentor_id) == col(MentorRow.id), isouter=True)
        .where(col(MentorRow.session_id) == session_id, col(MentorRow.owner) == owner)
        .order_by(col(MentorRow.written_at), col(MentorRow.id), col(MentorNoteRow.main), col(MentorNoteRow.follow_up))
    )
    found: dict[str, tuple[MentorRow, list[MentorNote]]] = {}
    for row, note in db.execute(query):
        notes = found.setdefault(row.id, (row, []))[1]
        if note is not None:
            notes.append(_as_said(note))
    return tuple(
        Mentor(row.id, row.writer, row.name, CameBy(row.came_by), row.written_at, tuple(notes))
        for row, notes in found.values()
    )


def count_mentors(db: Session, session_id: str) -> int:
    """How many people commented on an interview's report."""
    return db.scalar(select(func.count()).select_from(MentorRow).where(col(MentorRow.session_id) == session_id)) or 0


def has_mentor(db: Session, session_id: str, writer: str) -> bool:
    """Whether this writer commented on an interview's report before."""
    return _find(db, session_id, writer) is not None


def note_of(db: Session, session_id: str, writer: str, position: Position) -> MentorNote:
    """What this writer says of one answer, empty where they said nothing."""
    query = (
        select(MentorNoteRow)
        .join(MentorRow, col(MentorNoteRow.mentor_id) == col(MentorRow.id))
        .where(
            col(MentorRow.session_id) == session_id,
            col(MentorRow.writer) == writer,
            col(MentorNoteRow.main) == position.main,
            col(MentorNoteRow.follow_up) == position.follow_up,
        )
    )
    row = db.scalars(query).first()
    return MentorNote(position) if row is None else _as_said(row)


def put_notes(
    db: Session,
    owner: str,
    session_id: str,
    *,
    writer: str,
    name: str,
    came_by: CameBy,
    notes: Sequence[MentorNote],
    now: datetime,
) -> None:
    """Keep what somebody says, in place of what they said of the same answers before.

    An empty note takes the earlier one away; who has no note left is gone.
    """
    row = _find(db, session_id, writer)
    if row is None:
        row = MentorRow(
            id=uuid.uuid4().hex,
            session_id=session_id,
            owner=owner,
            writer=writer,
            name=name,
            came_by=came_by.value,
            written_at=now,
        )
        db.add(row)
    row.name, row.came_by, row.written_at = name, came_by.value, now
    db.flush()
    own = col(MentorNoteRow.mentor_id) == row.id
    for note in notes:
        main, follow_up = note.position.main, note.position.follow_up
        db.execute(
            delete(MentorNoteRow).where(own, col(MentorNoteRow.main) == main, col(MentorNoteRow.follow_up) == follow_up)
        )
        if not note.is_empty:
            db.add(
                MentorNoteRow(
                    mentor_id=row.id,
                    main=main,
                    follow_up=follow_up,
                    session_id=session_id,
                    comment=note.comment,
                    verdicts={point: word.value for point, word in note.verdicts.items()},
                )
            )
    db.flush()
    if not db.scalar(select(func.count()).select_from(MentorNoteRow).where(own)):
        db.delete(row)
    _note_change(db, session_id, now)


def delete_mentor(db: Session, owner: str, session_id: str, mentor_id: str, now: datetime) -> bool:
    """Take away all that a mentor said; False when the owner's interview has no such mentor."""
    place = (col(MentorRow.id) == mentor_id, col(MentorRow.session_id) == session_id, col(MentorRow.owner) == owner)
    is_gone = rowcount(db.execute(delete(MentorRow).where(*place))) == 1
    if is_gone:
        _note_change(db, session_id, now)
    return is_gone


def leave_comments(db: Session, writer: str) -> dict[str, list[str]]:
    """Count on the versions of the interviews of others that this writer commented on, before all of the writer's rows
    are deleted; owner → ids of these interviews. That is no change of their owners', who keep them no longer for it."""
    commented = select(col(MentorRow.session_id)).where(col(MentorRow.writer) == writer)
    # Locked with the writer's own in one order: two who commented for each other may be erased at the same time.
    query = (
        select(col(SessionRow.owner), col(SessionRow.id))
        .where(or_(col(SessionRow.id).in_(commented), col(SessionRow.owner) == writer))
        .order_by(col(SessionRow.id))
        .with_for_update()
    )
    found: dict[str, list[str]] = {}
    for owner, session_id in db.execute(query):
        if owner != writer:
            found.setdefault(owner, []).append(session_id)
            _count_on(db, session_id)
    return found


def _as_said(row: MentorNoteRow) -> MentorNote:
    verdicts = {point: Settled(word) for point, word in row.verdicts.items()}
    return MentorNote(Position(row.main, row.follow_up), row.comment, verdicts)


def _find(db: Session, session_id: str, writer: str) -> MentorRow | None:
    query = select(MentorRow).where(col(MentorRow.session_id) == session_id, col(MentorRow.writer) == writer)
    return db.scalars(query).first()


def _note_change(db: Session, session_id: str, now: datetime) -> None:
    """Note that the interview was changed, from when on it is kept."""
    _count_on(db, session_id, updated_at=now)


def _count_on(db: Session, session_id: str, **more: datetime) -> None:
    """Count the session's version on: reports that are kept in memory know by it whether they are still true."""
    query = update(SessionRow).where(col(SessionRow.id) == session_id)
    db.execute(query.values(version=col(SessionRow.version) + 1, **more))
