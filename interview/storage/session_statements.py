"""Statements about one session, made once: they run each time somebody looks or types, and to build them cost more than
to run them.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select, update
from sqlmodel import col

from interview.storage.tables import ResumeTextRow, SessionRow, TurnRow

_SESSION_TABLE, _TURN_TABLE = SessionRow.__table__, TurnRow.__table__  # type: ignore[attr-defined]
_SESSION, _TURN = _SESSION_TABLE.c, _TURN_TABLE.c

VERSION = select(_SESSION.version).where(_SESSION.id == bindparam("id"), _SESSION.owner == bindparam("owner"))
WITH_TEXT = (
    select(SessionRow, col(ResumeTextRow.text))
    .outerjoin(ResumeTextRow, col(ResumeTextRow.id) == col(SessionRow.text_id))
    .where(col(SessionRow.id) == bindparam("id"), col(SessionRow.owner) == bindparam("owner"))
)
LOCKED_WITH_TEXT = WITH_TEXT.with_for_update(of=SessionRow)
TURNS = select(TurnRow).where(col(TurnRow.session_id) == bindparam("id"))
CHANGE_SESSION = update(_SESSION_TABLE).where(
    _SESSION.id == bindparam("this"), _SESSION.version == bindparam("as_known")
)
"""Values to set are given beside its parameters, as in CHANGE_TURN."""
CHANGE_TURN = update(_TURN_TABLE).where(
    _TURN.session_id == bindparam("this"),
    _TURN.main == bindparam("at_main"),
    _TURN.follow_up == bindparam("at_follow_up"),
)
