"""Writes what changed between two values of a session, where nobody changed it meanwhile. Nothing here decides what is
legal.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete
from sqlmodel import Session, col

from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.errors import Code, Conflict
from interview.messages import Message
from interview.storage import read_model, rows
from interview.storage import session_statements as statements
from interview.storage.store import Store
from interview.storage.tables import TurnRow
from interview.storage.writing import rowcount


def put_session(db: Session, before: InterviewSession, after: InterviewSession, at: datetime) -> InterviewSession:
    """Write what changed between two values of a session; returns `after` with its new version.

    Conflict when the stored version is no longer `before`'s.
    """
    _change_session(db, before, after, at)
    known = {turn.position: turn for turn in before.turns}
    for turn in after.turns:
        if turn.position not in known:
            db.add(rows.turn_row(after.id, after.owner, turn))
        elif known[turn.position] != turn:
            is_another = known[turn.position].question != turn.question
            _change_turn(db, after, turn, rows.question_columns(turn.question) if is_another else {})
    for position in known.keys() - {turn.position for turn in after.turns}:
        gone = (col(TurnRow.main) == position.main, col(TurnRow.follow_up) == position.follow_up)
        db.execute(delete(TurnRow).where(col(TurnRow.session_id) == after.id, *gone))
    db.flush()
    # What was read before these changes is read again by whoever asks.
    db.expire_all()
    if before.is_complete:
        read_model.mark_stale(db, after.id)
    elif after.is_complete:
        read_model.begin_facts(db, after.owner, after.id)
    return rows.with_version(after, before.version + 1)


def put_draft(
    database: Store, before: InterviewSession, after: InterviewSession, index: int, at: datetime
) -> InterviewSession:
    """Write a change of what is typed for one question of an open session, in a transaction of its own; else as
    put_session."""
    with database.writing() as db:
        _change_session(db, before, after, at)
        _change_turn(db, after, after.turn_at(index), {})
    return rows.with_version(after, before.version + 1)


def _change_session(db: Session | Connection, before: InterviewSession, after: InterviewSession, at: datetime) -> None:
    values = {
        "status": after.status.value,
        "completed_at": after.completed_at,
        "ends_at": after.ends_at,
        "predicted_score": after.predicted_score,
        "totals_shown_at": after.totals_shown_at,
        "title": after.title,
        "tags": rows.tags_text(after.tags),
        "version": before.version + 1,
        "updated_at": at,
        **({"open_slot": None} if after.is_complete else {}),
    }
    known_as = {"this": before.id, "as_known": before.version}
    if rowcount(db.execute(statements.CHANGE_SESSION, known_as | values)) != 1:
        raise Conflict(Code.INTERVIEW_NOT_CURRENT_QUESTION, Message.of("error.reload"))


def _change_turn(db: Session | Connection, session: InterviewSession, turn: Turn, question: dict[str, Any]) -> None:
    place = {"this": session.id, "at_main": turn.position.main, "at_follow_up": turn.position.follow_up}
    db.execute(statements.CHANGE_TURN, place | rows.turn_columns(turn) | question)
