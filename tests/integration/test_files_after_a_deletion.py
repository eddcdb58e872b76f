"""No file holds what was deleted: of SQLite, PostgreSQL or Redis, or a copy from before a migration.

Markers that stand nowhere else are put wherever a person can put words, and looked for byte by byte.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import text

from interview.core.interviewer import Brief
from interview.core.plan import plan
from interview.core.preparation import Preparation
from interview.core.profile import Achievement, AchievementKind, Level, Profile, Skill
from interview.services import Services
from interview.storage import preparations
from interview.storage.migrate import _keep_copy
from interview.use_cases.deletion import COPIES_KEPT, SETTLED_AFTER
from tests.integration.owned_words import (
    ANSWER,
    DRAFT,
    MARKERS,
    ME,
    NAME,
    OTHER,
    PHRASE,
    TEXT,
    checkpoint,
    erase,
    everything_of,
    found_in,
)
from tests.servers import PostgresServer, RedisServer, wait_until

pytestmark = pytest.mark.sqlite_first


def test_nothing_of_a_person_who_was_erased_is_in_any_file_of_sqlite_or_redis(
    make_services: Callable[..., Services], sqlite_url: str, tmp_path: Path, durable_redis: RedisServer
):
    services = make_services(sqlite_url, redis_url=durable_redis.url)
    everything_of(services)
    _keep_copy(tmp_path / "interview.db", "0099")
    assert {marker for _, marker in found_in(tmp_path)} == set(MARKERS)
    receipt = erase(services)
    assert receipt.files == 1
    with Redis.from_url(durable_redis.url) as redis:
        wait_until(lambda: not redis.info("persistence")["aof_rewrite_in_progress"], 10, "the file is written anew")
    assert found_in(tmp_path) == set()


def test_nothing_of_a_person_who_was_erased_is_in_the_files_of_a_compacted_postgresql(
    make_services: Callable[..., Services], postgres: PostgresServer, durable_redis: RedisServer
):
    url = postgres.new_database(postgres.migrated)
    services = make_services(url, redis_url=durable_redis.url)
    everything_of(services)
    database = url.rpartition("/")[2]
    with services.store.reading() as db:
        oid = db.scalar(text("SELECT oid FROM pg_database WHERE datname = :name"), {"name": database})
    checkpoint(postgres)
    files = postgres._data / "base" / str(oid)
    assert found_in(files)
    erase(services)
    services.own_data.compact()
    checkpoint(postgres)
    assert found_in(files) == set()


def test_a_copy_from_before_a_migration_loses_what_is_deleted_and_keeps_the_rest(
    make_services: Callable[..., Services], sqlite_url: str, tmp_path: Path, durable_redis: RedisServer
):
    services = make_services(sqlite_url, redis_url=durable_redis.url)
    everything_of(services, OTHER)
    resume, finished, open_one = everything_of(services)
    _keep_copy(tmp_path / "interview.db", "0099")
    copy = tmp_path / "interview.db.before-0099"

    def kept(query: str) -> list[Any]:
        with closing(sqlite3.connect(copy)) as db:
            return [row[0] for row in db.execute(query)]

    assert services.candidate.delete(ME, finished.id).files == 1
    assert finished.id not in kept("SELECT id FROM session")
    assert services.resumes.delete(ME, resume.id).files == 1
    assert kept("SELECT owner FROM resume") == kept("SELECT owner FROM resume_text") == [OTHER]
    assert open_one.id in kept("SELECT id FROM session")
    erase(services, OTHER)
    assert kept("SELECT DISTINCT owner FROM session") == [ME]
    erase(services)
    assert not copy.exists()


def test_a_copy_has_no_line_of_a_deleted_resume_in_what_was_still_to_be_written(
    make_services: Callable[..., Services], sqlite_url: str, tmp_path: Path
):
    services = make_services(sqlite_url)
    resume, finished, open_one = everything_of(services)
    asked = finished.turns[0].question.text
    skills, work = (Skill("Python", TEXT.splitlines()[-1]),), (Achievement(PHRASE, AchievementKind.WORK, NAME),)
    told = Brief(Profile(skills, achievements=work, years=3), "", plan(2, Level.MID), asked_before=(asked, "Another?"))
    left = Preparation(open_one.id, ME, told, ("", PHRASE), datetime.now(UTC))
    with services.store.transaction() as db:
        preparations.insert_preparation(db, left, datetime.now(UTC))
    _keep_copy(tmp_path / "interview.db", "0099")
    services.resumes.delete(ME, resume.id)
    services.candidate.delete(ME, finished.id)
    with closing(sqlite3.connect(tmp_path / "interview.db.before-0099")) as db:
        [(kept, angles)] = db.execute("SELECT brief, angles FROM preparation").fetchall()
    brief = json.loads(kept)
    assert [each for each in (PHRASE, NAME, asked) if each in kept + angles] == []
    assert (brief["profile"]["years"], brief["asked_before"], json.loads(angles)) == (3, ["Another?"], ["", ""])
    assert [skill["name"] for skill in brief["profile"]["skills"]] == ["Python"]


def test_copies_from_before_a_migration_are_kept_two_weeks(
    make_services: Callable[..., Services], sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    services = make_services(sqlite_url)
    _keep_copy(tmp_path / "interview.db", "0099")
    assert services.deletion.remove_old_copies() == 0
    monkeypatch.setattr(services.deletion, "_now", lambda: datetime.now(UTC) + COPIES_KEPT + timedelta(minutes=1))
    assert services.deletion.remove_old_copies() == 1
    assert not (tmp_path / "interview.db.before-0099").exists()


def test_what_one_deletion_leaves_in_files_goes_with_the_sweep_a_minute_later(
    make_services: Callable[..., Services],
    sqlite_url: str,
    tmp_path: Path,
    durable_redis: RedisServer,
    monkeypatch: pytest.MonkeyPatch,
):
    services = make_services(sqlite_url, redis_url=durable_redis.url)
    _, finished, _ = everything_of(services)
    services.candidate.delete(ME, finished.id)
    monkeypatch.setattr(services.deletion, "_now", lambda: datetime.now(UTC) + SETTLED_AFTER)
    services.deletion.sweep()
    with Redis.from_url(durable_redis.url) as redis:
        wait_until(lambda: not redis.info("persistence")["aof_rewrite_in_progress"], 10, "the file is written anew")
    assert ANSWER not in {marker for _, marker in found_in(tmp_path)}
    assert DRAFT in {marker for _, marker in found_in(tmp_path)}
