"""A new session is stored once, however often it is asked for at the same time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from interview.core.interviewer import Brief
from interview.core.preparation import Preparation
from interview.core.session import InterviewSession
from interview.errors import Code, NotFound
from interview.messages import Message
from interview.storage import store
from interview.storage.cache import Cache
from interview.storage.preparations import insert_preparation
from interview.storage.store import AlreadyThere, ParentGone, Store


@dataclass(frozen=True)
class Created:
    """A session to work on; `is_new` is False when an unfinished one was found instead.

    `notes` say what came out differently than wished for.
    """

    session: InterviewSession
    is_new: bool
    notes: tuple[Message, ...] = ()


def find_open(database: Store, owner: str, slot: str) -> InterviewSession | None:
    """The open session that holds this slot."""
    with database.reading() as db:
        return store.find_slot(db, owner, slot)


def store_new(
    database: Store,
    cache: Cache,
    session: InterviewSession,
    find_open: Callable[[], InterviewSession | None],
    *,
    notes: tuple[Message, ...] = (),
    take_slot: bool = False,
    slot: str | None = None,
    to_write: Brief | None = None,
) -> Created:
    """Store and cache a session, or return the open one that somebody else stored first (`find_open`).

    `to_write` is what the interviewer is told for what it has still to write, None where all is there. `slot` and
    `take_slot` as in `insert_session`. NotFound when its resume was deleted meanwhile, AlreadyThere when the one that
    was first is open no longer.
    """
    try:
        with database.transaction() as db:
            store.insert_session(db, session, take_slot=take_slot, slot=slot)
            if to_write is not None:
                nothing_decided = ("",) * len(to_write.slots)
                left = Preparation(session.id, session.owner, to_write, nothing_decided, session.created_at)
                insert_preparation(db, left, session.created_at)
    except ParentGone as exc:
        raise NotFound(Code.RESUME_NOT_FOUND, Message.of("error.no_such_resume")) from exc
    except AlreadyThere:
        winner = find_open()
        if winner is None:
            raise
        return Created(winner, is_new=False)
    cache.put(session)
    return Created(session, is_new=True, notes=notes)
