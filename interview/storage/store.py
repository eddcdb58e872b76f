"""The database: transactions, and the verbs for sessions.

One owner commits: transaction(). Nothing here decides what is legal, that is core's business; nothing here calls out.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, delete, func, select, text, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session, col

from interview.core.receipt import Waits
from interview.core.session import InterviewSession, SessionKind, SessionStatus
from interview.errors import Code, InterviewError, Invalid, NotFound, Unavailable
from interview.messages import Message
from interview.storage import erased_files, model_calls, read_model, resume_texts, rows
from interview.storage import session_statements as statements
from interview.storage.engine import ONE_LOOK, WRITES, opened
from interview.storage.tables import ResumeTextRow, SessionRow, TurnRow
from interview.storage.writing import rowcount

log = logging.getLogger("interview.store")
LOG_AGAIN_S = 60.0


class AlreadyThere(Exception):
    """A unique constraint refused a row: somebody else was first."""


class ParentGone(NotFound):
    """A foreign key refused a row: what it belongs to was deleted meanwhile."""


class Store:
    """Hands out transactions on one database. `url` is an SQLAlchemy URL, SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.engine = opened(url)
        # Nothing could be written when this process last tried: there is no room, or it may not.
        self.refuses_writes = False
        self._logged_at = -LOG_AGAIN_S

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Read and write in one transaction; commits at the end, rolls back on any exception.

        On SQLite it takes the write lock at the start, so that what was read is still true when it is written.
        Raises AlreadyThere on a broken unique constraint, ParentGone on a broken foreign key, Invalid for a value that
        no database can hold, Unavailable when the database cannot be reached, or written.
        """
        with self._noticed(), self._session(self.engine.execution_options(**{WRITES: True})) as db:
            yield db
            db.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent look at the database; whatever is changed inside is thrown away."""
        with self._session(self.engine) as db:
            yield db

    def first(self, query: Select[*tuple[Any, ...]], wanted: Mapping[str, Any]) -> Row[*tuple[Any, ...]] | None:
        """The first row of one question, for what every run of a page asks: it costs half of a look with reading(), as
        nothing is there that could write. Unavailable as there."""
        with _told(), self.engine.connect() as db:
            return db.execution_options(**{ONE_LOOK: True}).execute(query, wanted).first()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """As transaction(), for statements alone: what is written every two seconds for each who types. It costs half
        as much, as no rows are kept to be compared."""
        with self._noticed(), _told(), self.engine.execution_options(**{WRITES: True}).begin() as db:
            yield db

    @contextmanager
    def _noticed(self) -> Iterator[None]:
        """Notices whether the database takes what is written, and has whoever runs the app know where it does not."""
        try:
            yield
        except Unavailable as exc:
            if exc.code is Code.STORE_NOT_WRITTEN:
                self.refuses_writes = True
                self._log_refusal()
            raise
        self.refuses_writes = False

    def _log_refusal(self) -> None:
        if time.monotonic() - self._logged_at >= LOG_AGAIN_S:
            self._logged_at = time.monotonic()
            log.warning("nothing can be written to the database: there is no room, or it is read-only")

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with _told(), Session(engine, expire_on_commit=False) as db:
            yield db

    def ping(self) -> bool:
        """Whether the database answers."""
        try:
            with self.reading() as db:
                db.execute(text("SELECT 1"))
        except InterviewError:
            return False
        return True

    def forget_values(self) -> None:
        """Drop what statements and connections remember of values. One connection is opened anew at once: by it others
        see that this process is at work."""
        self.engine.clear_compiled_cache()
        self.engine.dispose()
        self.ping()

    @property
    def is_large(self) -> bool:
        """Whether files are too large to be written anew while others write; see erased_files.py."""
        return erased_files.is_large(self.engine)

    def scrub(self) -> Waits | None:
        """Leave nothing of deleted rows in the files of an SQLite database; what that waits for, see
        erased_files.scrub."""
        return erased_files.scrub(self.engine)

    def compact(self) -> bool:
        """The same for any database, where that locks others out; see erased_files.compact."""
        return erased_files.compact(self.engine)


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong at the database, in the errors of this project."""
    try:
        yield
    except IntegrityError as exc:
        if _is_foreign_key(exc.orig):
            raise ParentGone(Code.INTERVIEW_SESSION_NOT_FOUND, Message.of("error.no_such_session")) from exc
        raise AlreadyThere(str(exc.orig)) from exc
    except (DataError, UnicodeEncodeError, OverflowError) as exc:
        raise Invalid(Code.INPUT_INVALID, Message.of("error.not_storable")) from exc
    except DBAPIError as exc:
        raise (_not_written() if _is_full(exc.orig) else _unavailable()) from exc
    except PoolTimeout as exc:
        raise _unavailable() from exc


def _is_foreign_key(error: BaseException | None) -> bool:
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return code in ("23503", "SQLITE_CONSTRAINT_FOREIGNKEY")


def _is_full(error: BaseException | None) -> bool:
    """No room, or no leave to write."""
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None) or ""
    return code in ("53100", "25006", "SQLITE_FULL", "SQLITE_IOERR_WRITE") or code.startswith("SQLITE_READONLY")


def _not_written() -> Unavailable:
    return Unavailable(Code.STORE_NOT_WRITTEN, Message.of("error.store_not_written"), retry_after=2)


def _unavailable() -> Unavailable:
    return Unavailable(
        Code.STORE_UNAVAILABLE,
        Message.of("error.store_unavailable"),
        retry_after=2,
    )


def get_session(db: Session, owner: str, session_id: str, *, lock: bool = False) -> InterviewSession:
    """The session with all its turns; NotFound when the owner has none with this id.

    `lock` keeps other transactions off the session until this one ends (SQLite's write lock does it there).
    """
    query = statements.LOCKED_WITH_TEXT if lock else statements.WITH_TEXT
    found = db.execute(query, {"id": session_id, "owner": owner}).first()
    if found is None:
        raise session_not_found()
    row, text = found
    turns = db.scalars(statements.TURNS, {"id": session_id}).all()
    return rows.session(row, text or "", turns)


def session_not_found() -> NotFound:
    """The error for a session that is not there or belongs to somebody else."""
    return NotFound(
        Code.INTERVIEW_SESSION_NOT_FOUND,
        Message.of("error.no_such_session"),
    )


def find_session_version(database: Store, owner: str, session_id: str) -> int | None:
    """The session's version number, or None when it is not there."""
    found = database.first(statements.VERSION, {"id": session_id, "owner": owner})
    return None if found is None else int(found[0])


def find_status(db: Session, owner: str, session_id: str) -> SessionStatus | None:
    """The session's status, or None when it is not there."""
    query = select(col(SessionRow.status)).where(col(SessionRow.id) == session_id, col(SessionRow.owner) == owner)
    found = db.scalars(query).first()
    return SessionStatus(found) if found else None


def find_unfinished(db: Session, owner: str, key: str) -> InterviewSession | None:
    """The latest interview for this resume key that is still open."""
    query = (
        select(col(SessionRow.id))
        .where(
            col(SessionRow.owner) == owner,
            col(SessionRow.resume_key) == key,
            col(SessionRow.status).in_(("CREATED", "IN_PROGRESS")),
            col(SessionRow.kind) == SessionKind.INTERVIEW.value,
        )
        .order_by(col(SessionRow.created_at).desc(), col(SessionRow.id))
        .limit(1)
    )
    session_id = db.scalars(query).first()
    return get_session(db, owner, session_id) if session_id else None


def find_open(db: Session, owner: str, first: str = "") -> str | None:
    """Which open interview of the owner is to go on: the one with the id `first`, or else what was worked on last."""
    query = (
        select(col(SessionRow.id))
        .where(col(SessionRow.owner) == owner, col(SessionRow.status).in_(("CREATED", "IN_PROGRESS")))
        .order_by((col(SessionRow.id) == first).desc(), col(SessionRow.updated_at).desc(), col(SessionRow.id))
        .limit(1)
    )
    return db.scalars(query).first()


def list_overdue(db: Session, ended_before: datetime, limit: int = 100) -> list[tuple[str, str]]:
    """(owner, session id) of open interviews whose time was over before this moment, the longest ago first."""
    query = (
        select(col(SessionRow.owner), col(SessionRow.id))
        .where(col(SessionRow.ends_at) <= ended_before, col(SessionRow.status).in_(("CREATED", "IN_PROGRESS")))
        .order_by(col(SessionRow.ends_at))
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.execute(query)]


def find_slot(db: Session, owner: str, slot: str) -> InterviewSession | None:
    """The open session that holds this slot."""
    query = select(col(SessionRow.id)).where(col(SessionRow.owner) == owner, col(SessionRow.open_slot) == slot)
    session_id = db.scalars(query).first()
    return get_session(db, owner, session_id) if session_id else None


def asked_questions(db: Session, owner: str, limit: int = 1000) -> list[tuple[str, str, str]]:
    """(resume key, text, bank id or "") of the questions this owner was asked as new ones before, newest first."""
    query = (
        select(col(SessionRow.resume_key), col(TurnRow.question), col(TurnRow.details)["bank_id"].as_string())
        .join(SessionRow, col(SessionRow.id) == col(TurnRow.session_id))
        .where(
            col(SessionRow.owner) == owner,
            col(SessionRow.kind) == SessionKind.INTERVIEW.value,
            col(TurnRow.question) != "",
        )
        .order_by(col(SessionRow.created_at).desc())
        .limit(limit)
    )
    return [(row[0], row[1], row[2] or "") for row in db.execute(query)]


def texts_by_key(db: Session, owner: str, limit: int = 100) -> dict[str, str]:
    """Resume key → text of the resumes the owner's latest sessions were made from."""
    query = (
        select(col(SessionRow.resume_key), func.min(col(ResumeTextRow.text)))
        .join(ResumeTextRow, col(ResumeTextRow.id) == col(SessionRow.text_id))
        .where(col(SessionRow.owner) == owner)
        .group_by(col(SessionRow.resume_key))
        .order_by(func.max(col(SessionRow.created_at)).desc())
        .limit(limit)
    )
    return {row[0]: row[1] for row in db.execute(query)}


def insert_session(db: Session, session: InterviewSession, *, take_slot: bool, slot: str | None = None) -> None:
    """Add a session as the one to continue for its resume key, or for another `slot` (at most 64 characters).

    `take_slot` takes that place from an earlier open one; otherwise AlreadyThere when somebody holds it.
    """
    slot = slot or session.source_key
    text_id = resume_texts.put_text(db, session.owner, session.resume_text) if session.resume_text else None
    if take_slot:
        db.execute(
            update(SessionRow)
            .where(col(SessionRow.owner) == session.owner, col(SessionRow.open_slot) == slot)
            .values(open_slot=None)
        )
    db.add(
        SessionRow(
            id=session.id,
            owner=session.owner,
            resume_id=session.resume_id,
            target_id=session.target_id,
            resume_key=session.source_key,
            resume_name=session.resume_name,
            text_id=text_id,
            open_slot=slot,
            status=session.status.value,
            follow_up_count=session.follow_up_count,
            interviewer_kind=session.interviewer.kind.value,
            interviewer_model=session.interviewer.model,
            language=session.language,
            **rows.job_columns(session.job),
            kind=session.kind.value,
            round=session.round.value,
            title=session.title,
            tags=rows.tags_text(session.tags),
            leave_out=list(session.leave_out),
            mode=session.mode.value,
            ends_at=session.ends_at,
            with_feedback=session.with_feedback,
            detail_marks=list(session.detail_marks),
            version=session.version,
            created_at=session.created_at,
            updated_at=session.created_at,
        )
    )
    db.flush()
    for turn in session.turns:
        db.add(rows.turn_row(session.id, session.owner, turn))
    db.flush()
    if session.is_complete:
        read_model.begin_facts(db, session.owner, session.id)


def set_evaluated(db: Session, session_id: str, at: datetime) -> None:
    """Mark a completed session as EVALUATED."""
    query = update(SessionRow).where(col(SessionRow.id) == session_id, col(SessionRow.status) == "COMPLETED")
    db.execute(query.values(status="EVALUATED", version=col(SessionRow.version) + 1, updated_at=at))


def delete_session(db: Session, owner: str, session_id: str) -> bool:
    """Delete a session with everything that hangs on it; False when the owner has none with this id."""
    model_calls.unlink_session(db, owner, session_id)
    query = delete(SessionRow).where(col(SessionRow.id) == session_id, col(SessionRow.owner) == owner)
    return rowcount(db.execute(query)) == 1
