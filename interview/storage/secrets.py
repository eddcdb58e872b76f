"""Random secrets of this installation, made on first use. In the database all processes and replicas share them."""

from __future__ import annotations

import secrets

from sqlmodel import Session

from interview.storage.store import AlreadyThere, Store
from interview.storage.tables import SecretRow


def find_or_make_secret(store: Store, name: str) -> str:
    """64 hexadecimal digits, the same for ever. Unavailable when the database is away."""
    with store.reading() as db:
        found = _find(db, name)
    if found is not None:
        return found
    try:
        with store.transaction() as db:
            db.add(SecretRow(name=name, value=secrets.token_hex(32)))
    except AlreadyThere:
        pass  # Another process was first; its secret holds.
    with store.reading() as db:
        return str(_find(db, name))


def _find(db: Session, name: str) -> str | None:
    row = db.get(SecretRow, name)
    return row.value if row is not None else None
