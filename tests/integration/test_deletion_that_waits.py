"""What of a deletion cannot be done yet: it is said, kept once, tried again, and no save of anybody fails for it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col
from starlette.testclient import TestClient

from interview.core.receipt import Waits
from interview.services import Services
from interview.storage import earlier_copies, erased_files, removals
from interview.storage.integrity import Fault, look
from interview.storage.migrate import _keep_copy, write_waiting
from interview.storage.redis_connection import NONE
from interview.storage.removals import LONG
from interview.storage.tables import PendingRemovalRow
from interview.storage.waiting_files import ALL_FILES
from interview.use_cases.deletion import SETTLED_AFTER
from interview.web import health
from tests.integration.test_candidate import ME, create
from tests.integration.test_deletion import finished, later
from tests.integration.test_what_one_deletion_leaves import MARKER, counted_scrubs, files_with, stored
from tests.servers import PostgresServer, RedisServer

COPY = "interview.db.before-0099"


@pytest.fixture
def services(make_services: Callable[..., Services], sqlite_url: str, durable_redis: RedisServer) -> Services:
    return make_services(sqlite_url, redis_url=durable_redis.url)


def noted(services: Services) -> set[str]:
    """The ids of all notes of what deletions still have to do."""
    with services.store.reading() as db:
        return set(db.scalars(select(col(PendingRemovalRow.session_id))))


def test_where_there_is_no_redis_nothing_waits_for_one(
    make_services: Callable[..., Services], sqlite_url: str, monkeypatch: pytest.MonkeyPatch
):
    services = make_services(sqlite_url, redis_url=NONE)
    session = finished(services)
    receipt = services.candidate.delete(ME, session.id)
    assert (receipt.of("session"), receipt.waits, receipt.is_complete) == (1, frozenset(), True)
    later(services, monkeypatch, SETTLED_AFTER)
    services.deletion.sweep()
    assert noted(services) == set()
    assert services.own_data.erase(ME).is_complete


def test_a_receipt_says_that_redis_cannot_be_reached(services: Services, durable_redis: RedisServer):
    session = finished(services)
    durable_redis.stop()
    receipt = services.candidate.delete(ME, session.id)
    assert (set(receipt.waits), receipt.is_complete) == ({Waits.REDIS}, False)


@pytest.mark.parametrize("server", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def test_what_waits_long_for_redis_is_one_note_however_much_is_deleted_and_is_taken_out_when_it_is_back(
    server: str,
    make_services: Callable[..., Services],
    request: pytest.FixtureRequest,
    sqlite_url: str,
    durable_redis: RedisServer,
    monkeypatch: pytest.MonkeyPatch,
):
    url = sqlite_url
    if server == "postgresql":
        postgres: PostgresServer = request.getfixturevalue("postgres")
        url = postgres.new_database(postgres.migrated)
    services = make_services(url, redis_url=durable_redis.url)
    sessions = [finished(services) for _ in range(4)]
    kept = finished(services)
    durable_redis.stop()
    for round_, pair in enumerate((sessions[:2], sessions[2:]), start=1):
        services.history.delete(ME, [each.id for each in pair])
        later(services, monkeypatch, round_ * (LONG + SETTLED_AFTER))
        services.deletion.sweep()
        assert noted(services) == {removals.ALL_OF_REDIS}
    durable_redis.start()
    assert all(each.id in durable_redis.everything() for each in sessions)
    services.deletion.sweep()
    assert f":session:{ME}:" not in durable_redis.everything()
    assert noted(services) == set()
    assert services.candidate.view(ME, kept.id).turns[0].answer.text == "my words"


def test_too_many_notes_become_one_before_the_hour_is_over(
    services: Services, durable_redis: RedisServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(removals, "MOST_KEPT", 2)
    made = [create(services, mains=1, follow_ups=0, force=True).id for _ in range(3)]
    durable_redis.stop()
    services.history.delete(ME, made)
    later(services, monkeypatch, SETTLED_AFTER)
    services.deletion.sweep()
    assert noted(services) == {removals.ALL_OF_REDIS}


def test_a_job_of_an_interview_that_is_gone_ends_when_a_worker_comes_to_it(services: Services):
    assert not services.evaluator.run(ME, "0" * 32, "w")


def test_a_copy_that_cannot_be_written_is_logged_tried_again_and_seen_by_the_check(
    client: TestClient,
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    address = stored(client, services, "story", MARKER)
    _keep_copy(tmp_path / "interview.db", "0099")
    assert client.delete(address).is_success
    monkeypatch.setattr(earlier_copies, "WRITERS_WAIT_S", 0)
    with closing(sqlite3.connect(tmp_path / COPY, isolation_level=None)) as somebody:
        somebody.execute("BEGIN EXCLUSIVE")
        for round_ in (1, 2):
            later(services, monkeypatch, round_ * (LONG + SETTLED_AFTER))
            services.deletion.sweep()
            assert somebody.execute("PRAGMA user_version").fetchone() == (1,)
    assert caplog.text.count(f"files_wait: {COPY} still holds what was deleted (SQLITE_BUSY)") == 2
    assert noted(services) == {ALL_FILES}
    found = look(services.store, datetime.now(UTC) + 2 * LONG, mend=False)
    assert [each.fault for each in found] == [Fault.FILES_WAIT]
    monkeypatch.setattr(services.operation, "_now", lambda: datetime.now(UTC) + 3 * LONG)
    assert health.look(services)["deletionsWaiting"] == 1
    later(services, monkeypatch, 3 * (LONG + SETTLED_AFTER))
    services.deletion.sweep()
    with closing(sqlite3.connect(tmp_path / COPY)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (0,)
    assert files_with(tmp_path, MARKER) == set()
    assert noted(services) == set()
    assert look(services.store, datetime.now(UTC) + 2 * LONG, mend=False) == []
    assert health.look(services)["deletionsWaiting"] == 0


def test_a_copy_in_use_is_told_to_whoever_erases(
    client: TestClient, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stored(client, services, "story", MARKER)
    _keep_copy(tmp_path / "interview.db", "0099")
    monkeypatch.setattr(earlier_copies, "WRITERS_WAIT_S", 0)
    monkeypatch.setattr(earlier_copies, "remove", lambda paths: len(paths))
    earlier_copies.take_out(services.settings.database, earlier_copies.everything_of(ME))
    with closing(sqlite3.connect(tmp_path / COPY, isolation_level=None)) as somebody:
        somebody.execute("BEGIN EXCLUSIVE")
        assert services.own_data.erase(ME).waits == frozenset({Waits.FILES})


@pytest.fixture
def is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erased_files, "MOST_BYTES", 0)


@pytest.mark.usefixtures("is_large")
def test_a_large_database_is_written_anew_when_nobody_is_at_work_and_not_before(
    client: TestClient,
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    url = services.settings.database
    scrubbed = counted_scrubs(services, monkeypatch)
    session = create(services, mains=1, follow_ups=0, force=True)
    assert services.candidate.delete(ME, session.id).waits == frozenset({Waits.START})
    client.delete(stored(client, services, "story", MARKER))
    for round_ in (1, 2, 3):
        later(services, monkeypatch, SETTLED_AFTER + round_ * timedelta(minutes=5))
        services.deletion.sweep()
    assert (noted(services), scrubbed) == ({ALL_FILES}, [1])
    # The log is emptied all the same; only what was moved inside the file may still be there.
    assert "interview.db-wal" not in files_with(tmp_path, MARKER)
    write_waiting(url)
    assert "Not done: other processes are at work on it" in capsys.readouterr().out
    assert noted(services) == {ALL_FILES}
    services.store.engine.dispose()
    write_waiting(url)
    assert "Writing the database anew" in capsys.readouterr().out
    assert files_with(tmp_path, MARKER) == set()
    assert noted(services) == set()
    write_waiting(url)
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("is_large")
def test_a_command_beside_nobody_else_writes_a_large_database_anew(
    client: TestClient, services: Services, tmp_path: Path
):
    stored(client, services, "story", MARKER)
    assert services.own_data.erase(ME).waits == frozenset({Waits.START})
    assert services.own_data.compact()
    assert files_with(tmp_path, MARKER) == set()


def as_on_a_slow_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erased_files, "MOST_S", -1.0)
    monkeypatch.setattr(erased_files, "STEPS_BETWEEN_LOOKS", 1)


def test_writing_anew_is_broken_off_where_it_takes_too_long_and_leaves_everything_as_it_was(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    session = create(services, mains=1, follow_ups=0, force=True)
    as_on_a_slow_disk(monkeypatch)
    assert services.store.scrub() is Waits.START
    assert "files_wait: the database still holds what was deleted (SQLITE_INTERRUPT)" in caplog.text
    assert services.candidate.view(ME, session.id).id == session.id
    assert look(services.store, datetime.now(UTC), mend=False) == []
    monkeypatch.setattr(erased_files, "MOST_S", 4.0)
    assert services.store.scrub() is None


def test_what_a_slow_disk_broke_off_is_tried_again_within_minutes_and_from_an_hour_on_more_rarely(
    client: TestClient, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    scrubbed = counted_scrubs(services, monkeypatch)
    client.delete(stored(client, services, "story", MARKER))
    as_on_a_slow_disk(monkeypatch)

    def tries(after: timedelta) -> int:
        """How often it is tried from then on, with a look every two seconds as the worker has it, for five minutes."""
        before = len(scrubbed)
        for second in range(0, 300, 2):
            later(services, monkeypatch, after + timedelta(seconds=second))
            services.deletion.sweep()
        return len(scrubbed) - before

    assert 15 <= tries(SETTLED_AFTER) <= 30
    assert noted(services) == {ALL_FILES}
    assert tries(LONG + 2 * SETTLED_AFTER) == 1
    monkeypatch.setattr(erased_files, "MOST_S", 4.0)
    later(services, monkeypatch, 2 * LONG)
    services.deletion.sweep()
    assert (noted(services), files_with(tmp_path, MARKER)) == (set(), set())


def test_what_a_slow_disk_broke_off_is_done_at_the_next_start_however_long_it_takes(
    client: TestClient, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stored(client, services, "story", MARKER)
    as_on_a_slow_disk(monkeypatch)
    assert services.own_data.erase(ME).waits == frozenset({Waits.START})
    assert ALL_FILES in noted(services)
    services.store.engine.dispose()
    write_waiting(services.settings.database)
    assert ALL_FILES not in noted(services)
    assert files_with(tmp_path, MARKER) == set()


def test_a_command_beside_nobody_else_writes_a_database_on_a_slow_disk_anew(
    client: TestClient, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stored(client, services, "story", MARKER)
    as_on_a_slow_disk(monkeypatch)
    services.own_data.erase(ME)
    assert services.own_data.compact()
    assert files_with(tmp_path, MARKER) == set()


def test_whoever_reads_for_long_keeps_nobody_from_saving_while_files_are_written_anew(
    services: Services, tmp_path: Path
):
    """Emptying the log waits for readers, and nobody can write meanwhile."""
    create(services, mains=1, follow_ups=0, force=True)
    with closing(sqlite3.connect(tmp_path / "interview.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM session").fetchone()
        begun = time.monotonic()
        assert services.store.scrub() is Waits.FILES
        assert time.monotonic() - begun < 5
    assert services.store.scrub() is None
