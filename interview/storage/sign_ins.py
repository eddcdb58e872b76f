"""The verbs for browsers in which somebody is signed in. A row ends with the sign-in, and with it the way in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session, col

from interview.core.accounts import Account, SignIn
from interview.storage.tables import AccountRow, SignInRow


def find_sign_in(db: Session, key: str) -> SignIn | None:
    """The sign-in of a key, with whose account it is; it may have run out."""
    joined = col(AccountRow.key) == col(SignInRow.account)
    found = db.execute(select(SignInRow, AccountRow).join(AccountRow, joined).where(col(SignInRow.key) == key)).first()
    if found is None:
        return None
    row, account = found
    return SignIn(Account(account.key, account.owner, account.created_at, account.revoked_at), row.expires_at)


def insert_sign_in(db: Session, key: str, account: Account, at: datetime, expires_at: datetime) -> None:
    """Keep that somebody has signed in."""
    db.add(SignInRow(key=key, account=account.key, created_at=at, expires_at=expires_at))
    db.flush()


def delete_sign_in(db: Session, key: str) -> None:
    """End one sign-in."""
    db.execute(delete(SignInRow).where(col(SignInRow.key) == key))


def delete_sign_ins_of(db: Session, account_key: str) -> None:
    """End all sign-ins of an account."""
    db.execute(delete(SignInRow).where(col(SignInRow.account) == account_key))


def delete_expired(db: Session, now: datetime) -> None:
    """Forget what has run out."""
    db.execute(delete(SignInRow).where(col(SignInRow.expires_at) <= now))
