"""The verbs for accounts. A row is made when somebody signs in for the first time, and stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from interview.core.accounts import Account
from interview.storage.tables import AccountRow, ResumeRow, SessionRow, StoryRow, TargetRow


def find_account(db: Session, key: str) -> Account | None:
    """The account of a key."""
    row = db.get(AccountRow, key)
    return None if row is None else Account(row.key, row.owner, row.created_at, row.revoked_at)


def is_owned(db: Session, owner: str) -> bool:
    """Whether an account has this owner."""
    return db.scalar(select(col(AccountRow.key)).where(col(AccountRow.owner) == owner).limit(1)) is not None


def has_data(db: Session, owner: str) -> bool:
    """Whether anything was kept for this owner."""
    return any(
        db.scalar(select(col(table.owner)).where(col(table.owner) == owner).limit(1)) is not None
        for table in (SessionRow, ResumeRow, TargetRow, StoryRow)
    )


def insert_account(db: Session, account: Account) -> None:
    """AlreadyThere where another process was first, or the owner is somebody's."""
    db.add(AccountRow(key=account.key, owner=account.owner, created_at=account.created_at))
    db.flush()


def set_revoked(db: Session, key: str, at: datetime | None) -> None:
    """Revoke an account that is there, or (None) let it in again."""
    row = db.get(AccountRow, key, with_for_update=True)
    if row is not None:
        row.revoked_at = at
        db.add(row)
