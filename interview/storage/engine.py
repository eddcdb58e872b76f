"""How the database is opened: size of the pool, and what makes SQLite keep and forget as it should."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event

from interview.storage.at_work import announced_engine

WRITES = "interview_writes"
ONE_LOOK = "interview_one_look"
WRITERS_WAIT_S = 15
"""How long, in seconds, SQLite lets somebody wait who wants to write while another writes."""


def opened(url: str) -> Engine:
    """A pool of connections. On SQLite a transaction takes its lock at once where the option WRITES says that it
    writes, and a single question is none where ONE_LOOK says so."""
    if not url.startswith("sqlite"):
        return announced_engine(url, pool_pre_ping=True, pool_size=20, max_overflow=20, pool_timeout=10)
    engine = announced_engine(url, pool_size=20, max_overflow=20, pool_timeout=10)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN comes too late for BEGIN IMMEDIATE, so transactions are opened by hand below.
        connection.isolation_level = None
        cursor = connection.cursor()
        # SQLite's own lower() knows ASCII only, and a search shall find names in every script.
        connection.create_function("lower", 1, _lower, deterministic=True)
        # FULL: a confirmed draft survives a power cut, not just a killed process. What is deleted is overwritten.
        durable, thorough = ("journal_mode=WAL", "synchronous=FULL"), ("foreign_keys=ON", "secure_delete=ON")
        for pragma in (*durable, *thorough, f"busy_timeout={1000 * WRITERS_WAIT_S}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        options = connection.get_execution_options()
        if not options.get(ONE_LOOK, False):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES, False) else "BEGIN")

    return engine


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
