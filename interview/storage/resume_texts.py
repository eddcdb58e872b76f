"""The verbs for texts that resumes and interviews were made from: kept once, gone with the last that refers to one."""

from __future__ import annotations

import hashlib

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from interview.storage.tables import ResumeRow, ResumeTextRow, SessionRow
from interview.storage.writing import rowcount


def put_text(db: Session, owner: str, text: str) -> str:
    """Keep a text, if it is not there yet, and let nobody take it away before the transaction ends; returns its id."""
    text_id = hashlib.sha256(f"{owner}\n{text}".encode()).hexdigest()
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(ResumeTextRow).values(id=text_id, owner=owner, text=text)
    # Updated to what it is: that locks a row that was there already.
    db.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"owner": owner}))
    return text_id


def text_of(db: Session, text_id: str | None) -> str:
    """The text; "" where there is none any more."""
    if text_id is None:
        return ""
    return db.scalar(select(col(ResumeTextRow.text)).where(col(ResumeTextRow.id) == text_id)) or ""


def delete_unused(db: Session, owner: str) -> int:
    """Delete the owner's texts that no resume and no interview refers to; returns how many."""
    of_owner = col(ResumeTextRow.owner) == owner
    # Locked by a statement of its own: the next one then sees what others wrote until they let go of them.
    db.execute(select(col(ResumeTextRow.id)).where(of_owner).order_by(col(ResumeTextRow.id)).with_for_update())
    used = (
        select(col(row.text_id)).where(col(row.owner) == owner, col(row.text_id).is_not(None))
        for row in (ResumeRow, SessionRow)
    )
    return rowcount(db.execute(delete(ResumeTextRow).where(of_owner, *(col(ResumeTextRow.id).not_in(q) for q in used))))
