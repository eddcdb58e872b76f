"""The verbs for resumes; each belongs to one owner and is found for no other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select, update
from sqlmodel import Session, col

from interview.core.profile import Profile
from interview.core.resume import Resume
from interview.errors import Code, NotFound
from interview.messages import Message
from interview.storage import preparations, read_model, resume_texts, rows
from interview.storage.tables import ResumeRow, ResumeTextRow, SessionRow

# Made once: pages ask it in every run, and to build it costs more than to run it.
_PASTED = (
    select(col(ResumeRow.id), col(ResumeRow.profile)["occupation"].as_string(), col(ResumeRow.created_at))
    .where(col(ResumeRow.owner) == bindparam("owner"), col(ResumeRow.file_name) == "")
    .order_by(col(ResumeRow.created_at).desc())
)


def find_resume_by_hash(db: Session, owner: str, text_hash: str) -> Resume | None:
    """The owner's resume with the same text, whatever its file was called."""
    row = db.scalars(
        select(ResumeRow).where(col(ResumeRow.owner) == owner, col(ResumeRow.text_hash) == text_hash)
    ).first()
    return _resume(db, row) if row else None


def get_resume(db: Session, owner: str, resume_id: str) -> Resume:
    """NotFound when the owner has no such resume."""
    return _resume(db, _resume_row(db, owner, resume_id))


def _resume(db: Session, row: ResumeRow) -> Resume:
    return rows.resume(row, resume_texts.text_of(db, row.text_id))


def _resume_row(db: Session, owner: str, resume_id: str, *, lock: bool = False) -> ResumeRow:
    row = db.get(ResumeRow, resume_id, with_for_update=lock)
    if row is None or row.owner != owner:
        raise NotFound(Code.RESUME_NOT_FOUND, Message.of("error.no_such_resume"))
    return row


def list_resumes(db: Session, owner: str) -> list[Resume]:
    """The owner's resumes, newest first."""
    query = (
        select(ResumeRow, col(ResumeTextRow.text))
        .join(ResumeTextRow, col(ResumeTextRow.id) == col(ResumeRow.text_id))
        .where(col(ResumeRow.owner) == owner)
        .order_by(col(ResumeRow.created_at).desc())
    )
    return [rows.resume(row, text) for row, text in db.execute(query)]


def list_pasted(db: Session, owner: str) -> list[tuple[str, str, datetime]]:
    """Of each of the owner's resumes without a file name the id, the occupation and when it was added; newest first."""
    return [(id, occupation or "", at) for id, occupation, at in db.execute(_PASTED, {"owner": owner})]


def texts_of(db: Session, owner: str, resume_ids: Sequence[str]) -> dict[str, str]:
    """The texts of these of the owner's resumes, by id."""
    query = (
        select(col(ResumeRow.id), col(ResumeTextRow.text))
        .join(ResumeTextRow, col(ResumeTextRow.id) == col(ResumeRow.text_id))
        .where(col(ResumeRow.owner) == owner, col(ResumeRow.id).in_(resume_ids))
    )
    return {row[0]: row[1] for row in db.execute(query)}


def added_again(db: Session, owner: str, resume_id: str, at: datetime) -> None:
    """Note that a resume was added once more; one that is gone meanwhile stays so."""
    query = update(ResumeRow).where(col(ResumeRow.id) == resume_id, col(ResumeRow.owner) == owner)
    db.execute(query.values(created_at=at))


def insert_resume(db: Session, resume: Resume, file_hash: str) -> None:
    """Add a resume; AlreadyThere (at commit) when the owner has one with the same text."""
    db.add(
        ResumeRow(
            id=resume.id,
            owner=resume.owner,
            file_name=resume.file_name,
            file_hash=file_hash,
            text_hash=resume.text_hash,
            text_id=resume_texts.put_text(db, resume.owner, resume.text),
            profile=rows.profile_to_json(resume.profile),
            notes=rows.messages_to_json(resume.notes),
            created_at=resume.created_at,
        )
    )


def set_profile(db: Session, owner: str, resume_id: str, profile: Profile) -> None:
    """Replace what was understood from a resume by the candidate's corrections."""
    _resume_row(db, owner, resume_id).profile = rows.profile_to_json(profile)
    read_model.mark_stale_of_resume(db, resume_id)


def find_sessions(db: Session, owner: str, resume_id: str) -> list[str]:
    """Ids of the interviews that have the text of a resume. Its row is locked, so that no other one is made from it;
    NotFound when the owner has none with this id."""
    row = _resume_row(db, owner, resume_id, lock=True)
    has_it = or_(col(SessionRow.resume_id) == resume_id, col(SessionRow.text_id) == row.text_id)
    return sorted(db.scalars(select(col(SessionRow.id)).where(col(SessionRow.owner) == owner, has_it)))


def delete_resume(db: Session, owner: str, resume_id: str, marks: Sequence[str], now: datetime) -> list[str]:
    """Delete a resume with its text; returns the ids of the interviews that were made from it, which stay without it.
    They keep `marks` of whose it was, and what is still to be written of them is written without it.

    Their versions go up, so that no copy elsewhere still has the text.
    """
    session_ids = find_sessions(db, owner, resume_id)
    row = _resume_row(db, owner, resume_id)
    text_id = row.text_id
    made_from_it = col(SessionRow.id).in_(session_ids)
    changed = {"version": col(SessionRow.version) + 1, "detail_marks": list(marks)}
    db.execute(update(SessionRow).where(made_from_it).values(**changed))
    for session_id in session_ids:
        read_model.mark_stale(db, session_id)
    preparations.forget_resume(db, session_ids, now)
    db.delete(row)
    db.flush()
    db.execute(delete(ResumeTextRow).where(col(ResumeTextRow.id) == text_id))
    return session_ids
