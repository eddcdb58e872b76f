"""The verbs for links under which a report can be read. They are found by owner, or by the hash of their token."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from interview.core.mentoring import Share
from interview.storage.tables import ShareRow
from interview.storage.writing import rowcount


def list_shares(db: Session, owner: str, session_id: str) -> list[Share]:
    """The links to an interview's report, newest first, those that have ended included."""
    query = (
        select(ShareRow)
        .where(col(ShareRow.session_id) == session_id, col(ShareRow.owner) == owner)
        .order_by(col(ShareRow.made_at).desc(), col(ShareRow.id))
    )
    return [_share(row) for row in db.scalars(query)]


def find_share(db: Session, token_hash: str) -> Share | None:
    """The link with this token, whoever made it and whether it still works or not."""
    row = db.scalars(select(ShareRow).where(col(ShareRow.token_hash) == token_hash)).first()
    return _share(row) if row is not None else None


def insert_share(db: Session, share: Share) -> None:
    """Add a link."""
    db.add(
        ShareRow(
            id=share.id,
            session_id=share.session_id,
            owner=share.owner,
            token_hash=share.token_hash,
            made_at=share.made_at,
            until=share.until,
        )
    )


def count_opening(db: Session, share_id: str) -> None:
    """Count that somebody opened the page of a link."""
    db.execute(update(ShareRow).where(col(ShareRow.id) == share_id).values(opened=col(ShareRow.opened) + 1))


def delete_share(db: Session, owner: str, session_id: str, share_id: str) -> bool:
    """Take a link away; False when the owner has no such link to this interview."""
    place = (col(ShareRow.id) == share_id, col(ShareRow.session_id) == session_id, col(ShareRow.owner) == owner)
    return rowcount(db.execute(delete(ShareRow).where(*place))) == 1


def delete_ended(db: Session, owner: str, session_id: str, now: datetime) -> None:
    """Take the links to an interview away that have ended."""
    place = (col(ShareRow.session_id) == session_id, col(ShareRow.owner) == owner, col(ShareRow.until) <= now)
    db.execute(delete(ShareRow).where(*place))


def count_shares(db: Session, session_id: str) -> int:
    """How many links an interview has."""
    return db.scalar(select(func.count()).select_from(ShareRow).where(col(ShareRow.session_id) == session_id)) or 0


def _share(row: ShareRow) -> Share:
    return Share(
        id=row.id,
        owner=row.owner,
        session_id=row.session_id,
        token_hash=row.token_hash,
        made_at=row.made_at,
        until=row.until,
        opened=row.opened,
    )
