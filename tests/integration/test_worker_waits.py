"""A worker that is started before the tables are those of its release works on nothing until they are."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from interview.core.evaluation import EvaluateStatus
from interview.services import Services
from interview.storage.revisions import newest_revision
from tests.long_interviews import OWNER, insert, interview
from tests.servers import ROOT, RedisServer, wait_until

pytestmark = pytest.mark.sqlite_first


def set_revision(services: Services, revision: str) -> None:
    engine = create_engine(services.settings.database)
    with engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    engine.dispose()


def test_a_worker_on_older_tables_says_so_and_grades_once_they_are_brought_up_to_date(
    make_services: Callable[..., Services], database_url: str, own_redis: RedisServer, tmp_path: Path
) -> None:
    services = make_services(database_url, redis_url=own_redis.url)
    session = interview(1, silent=False, follow_ups=False)
    insert(services.store, session)
    set_revision(services, "0001")
    (tmp_path / "data").mkdir(mode=0o700)
    log = tmp_path / "worker.log"
    settings = {"DATABASE_URL": database_url, "DATA_DIR": str(tmp_path / "data"), "REDIS_URL": own_redis.url}

    def status() -> EvaluateStatus | None:
        evaluation = services.evaluator.report(OWNER, session.id).evaluation
        return evaluation.status if evaluation else None

    with log.open("wb") as out:
        worker = subprocess.Popen(
            [sys.executable, "worker.py"], cwd=ROOT, env=os.environ | settings, stdout=out, stderr=out
        )
    try:
        wait_until(lambda: "older than this release" in log.read_text(), 60, "it says that it waits")
        assert status() is EvaluateStatus.PENDING
        set_revision(services, newest_revision())
        wait_until(lambda: status() is EvaluateStatus.COMPLETED, 60, "it grades")
    finally:
        worker.kill()
        worker.wait()
    told = log.read_text()
    assert told.count("older than this release") == 1
    assert "unexpectedly" not in told


def test_a_worker_without_its_database_waits_and_says_which_of_both_it_waits_for(
    make_services: Callable[..., Services], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import worker

    services = make_services("postgresql://nobody@127.0.0.1:1/none")
    looks = iter([False, False, True])
    monkeypatch.setattr(worker, "TABLES_EVERY_S", 0.0)
    monkeypatch.setattr(worker, "services", lambda: services)
    monkeypatch.setattr(type(services.operation), "is_ready", lambda _self: next(looks))
    with caplog.at_level("INFO", logger="interview.worker"):
        worker.wait_for_tables()
    assert [record.message for record in caplog.records] == [
        worker.NO_DATABASE,
        "the tables are there; work begins",
    ]
