"""The copies of an SQLite database that are made before migrations: what is deleted is taken out of them as well.

Rows go at once; a file with traces of them is marked in itself (`user_version`), and written anew with the database.
They have the shape of an earlier release, so that nothing here relies on a table but where it is there.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from interview.core.posting import JobPosting
from interview.storage.engine import WRITERS_WAIT_S
from interview.storage.erased_files import FILES_WAIT
from interview.storage.preparations import without_questions, without_resume
from interview.storage.stoppable import STEPS_BETWEEN_LOOKS, IsStopped, never

log = logging.getLogger("interview.earlier_copies")

Change = Callable[[sqlite3.Connection], None]

_HAS_TRACES, _HAS_NONE = 1, 0
# As many as before, each of nothing.
_NO_ANGLES = (
    """UPDATE preparation SET angles = (SELECT json_group_array('') FROM json_each(angles)) WHERE session_id = ?"""
)


def copies(url: str) -> list[Path]:
    """The copies beside the database of this URL."""
    found = make_url(url)
    if found.get_backend_name() != "sqlite" or not found.database or found.database.startswith((":", "file:")):
        return []
    database = Path(found.database)
    return sorted(database.parent.glob(f"{database.name}.before-*"))


def remove(paths: Sequence[Path]) -> int:
    """Remove copies; returns how many."""
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)


def remove_old(url: str, before: datetime) -> int:
    """Remove the copies that were made before this moment; returns how many."""
    return remove([path for path in copies(url) if path.stat().st_mtime < before.timestamp()])


def take_out(url: str, change: Change) -> int:
    """Take rows out of every copy; returns of how many. What its file may still have of them goes with write_anew().

    One that cannot be read or changed is removed: what somebody deleted is worth more than a way back.
    """

    def rows(db: sqlite3.Connection) -> bool:
        before = db.total_changes
        db.execute("BEGIN IMMEDIATE")
        change(db)
        is_changed = db.total_changes > before
        if is_changed:
            db.execute(f"PRAGMA user_version={_HAS_TRACES}")
        db.execute("COMMIT")
        return is_changed

    changed, failed = _in_each(url, rows)
    for path in copies(url):
        if path.name in failed:
            with suppress(OSError):
                path.unlink()
                changed += 1
    return changed


def write_anew(url: str, is_stopped: IsStopped = never) -> list[str]:
    """Leave nothing of rows that were taken out in any copy's file. Returns the names of those that could not be
    written now: they stay marked, so that the next call tries again."""

    def file(db: sqlite3.Connection) -> bool:
        db.set_progress_handler(is_stopped, STEPS_BETWEEN_LOOKS)
        if db.execute("PRAGMA user_version").fetchone()[0] != _HAS_TRACES:
            return False
        db.execute("VACUUM")
        db.execute(f"PRAGMA user_version={_HAS_NONE}")
        return True

    return _in_each(url, file)[1]


def _in_each(url: str, step: Callable[[sqlite3.Connection], bool]) -> tuple[int, list[str]]:
    """Do a step with each copy; for how many it said that it changed something, and the names of those that could not
    be written."""
    changed, failed = 0, list[str]()
    for path in copies(url):
        made = path.stat()
        try:
            with closing(sqlite3.connect(path, isolation_level=None, timeout=WRITERS_WAIT_S)) as db:
                for pragma in ("journal_mode=DELETE", "secure_delete=ON", "foreign_keys=ON"):
                    db.execute(f"PRAGMA {pragma}")
                changed += step(db)
        except sqlite3.OperationalError as exc:
            log.error("%s: %s still holds what was deleted (%s)", FILES_WAIT, path.name, exc.sqlite_errorname)
            failed.append(path.name)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
        else:
            # How old it is decides how long it is kept.
            os.utime(path, (made.st_mtime, made.st_mtime))
    return changed, failed


def everything_of(owner: str) -> Change:
    """Take out all rows of a person but their account: whoever was kept out stays out."""

    def change(db: sqlite3.Connection) -> None:
        # A resume refers to its text, whichever comes first.
        db.execute("PRAGMA defer_foreign_keys=ON")
        for table in ("session", *(name for name in _tables(db) if name != "session")):
            columns = _columns(db, table)
            for column in ("owner", "writer") if table == "mentor" else ("owner",):
                if column in columns and table != "account":
                    db.execute(f'DELETE FROM "{table}" WHERE {column} = ?', (owner,))  # noqa: S608 (names of its own)

    return change


def sessions_of(owner: str, session_ids: Sequence[str], questions: Collection[str]) -> Change:
    """Take out interviews, with all that hangs on them, and their `questions` from what is noted of others."""

    def change(db: sqlite3.Connection) -> None:
        for session_id in session_ids:
            db.execute("DELETE FROM session WHERE id = ? AND owner = ?", (session_id, owner))
        if "resume_text" in _tables(db):
            used = "SELECT text_id FROM session WHERE text_id IS NOT NULL UNION SELECT text_id FROM resume"
            db.execute(f"DELETE FROM resume_text WHERE owner = ? AND id NOT IN ({used})", (owner,))  # noqa: S608
        for session_id, brief in _briefs(db, owner):
            if (left := without_questions(brief, questions)) != brief:
                _put_brief(db, session_id, left)

    return change


def resume_of(owner: str, resume_id: str, text: str, session_ids: Collection[str]) -> Change:
    """Take out a resume, and its text from stories and from interviews, which `session_ids` are made from it."""

    def change(db: sqlite3.Connection) -> None:
        if "resume_text" in _columns(db, "session"):
            db.execute("UPDATE session SET resume_text = '' WHERE owner = ? AND resume_text = ?", (owner, text))
        db.execute("DELETE FROM resume WHERE id = ? AND owner = ?", (resume_id, owner))
        if "resume_text" in _tables(db):
            db.execute("DELETE FROM resume_text WHERE owner = ? AND text = ?", (owner, text))
        if "line" in _columns(db, "story"):
            # The line of a story stands in it with other white space: as in stories.clear_lines.
            flat = " ".join(text.split())
            db.execute("UPDATE story SET line = '' WHERE owner = ? AND instr(?, line) > 0", (owner, flat))
        for session_id, brief in _briefs(db, owner):
            if session_id in session_ids:
                _put_brief(db, session_id, without_resume(brief))
                db.execute(_NO_ANGLES, (session_id,))

    return change


def target_of(owner: str, target_id: str, texts: Collection[str]) -> Change:
    """Take out a job, and its advertisement from interviews but for its name: these `texts`, and what those for it
    had when the copy was made."""

    def change(db: sqlite3.Connection) -> None:
        known = set(texts)
        if "target_id" in _columns(db, "session"):
            linked = "SELECT DISTINCT job_text FROM session WHERE owner = ? AND target_id = ?"
            known |= {text for (text,) in db.execute(linked, (owner, target_id))}
        for text in known:
            left = "UPDATE session SET job_text = ? WHERE owner = ? AND job_text = ?"
            given: tuple[str, ...] = (JobPosting(text).name, owner, text)
            if "target_id" in _columns(db, "session"):
                # Another job with the same text keeps its own.
                left, given = f"{left} AND (target_id IS NULL OR target_id = ?)", (*given, target_id)
            db.execute(left, given)
        if "target_id" in _columns(db, "session"):
            # What was worked out for the trends has the name of the job.
            of_it = "session_id IN (SELECT id FROM session WHERE owner = ? AND target_id = ?)"
            db.execute(f"UPDATE session_facts SET is_stale = true, facts = '' WHERE {of_it}", (owner, target_id))  # noqa: S608
            db.execute("DELETE FROM target WHERE id = ? AND owner = ?", (target_id, owner))

    return change


def row_of(owner: str, table: str, row_id: str) -> Change:
    """Take out one row of a table whose rows have an id, with all that hangs on it."""

    def change(db: sqlite3.Connection) -> None:
        if table in _tables(db):
            db.execute(f'DELETE FROM "{table}" WHERE id = ? AND owner = ?', (row_id, owner))  # noqa: S608

    return change


def _briefs(db: sqlite3.Connection, owner: str) -> list[tuple[str, dict[str, Any]]]:
    """(session id, brief) of what was still to be written of a person's interviews."""
    if "preparation" not in _tables(db):
        return []
    kept = db.execute("SELECT session_id, brief FROM preparation WHERE owner = ?", (owner,))
    return [(session_id, json.loads(brief)) for session_id, brief in kept.fetchall()]


def _put_brief(db: sqlite3.Connection, session_id: str, brief: dict[str, Any]) -> None:
    db.execute("UPDATE preparation SET brief = ? WHERE session_id = ?", (json.dumps(brief), session_id))


def _tables(db: sqlite3.Connection) -> list[str]:
    return [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')}
