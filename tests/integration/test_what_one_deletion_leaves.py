"""One resume, story, job, interview or mentor that is deleted leaves nothing in any file, and costs others little.

A marker that stands nowhere else is stored over the API among other words, deleted, and looked for byte by byte.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import text
from starlette.testclient import TestClient

from interview.core.mentoring import CameBy, MentorNote
from interview.core.question import Position
from interview.core.receipt import Waits
from interview.services import Services
from interview.storage import mentors
from interview.storage.migrate import _keep_copy
from interview.use_cases import deletion
from interview.use_cases.deletion import LEAST_REST, REST_FOR_EACH, SETTLED_AFTER
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.builders import RESUME
from tests.integration.owned_words import checkpoint
from tests.integration.test_candidate import ME, create
from tests.servers import PostgresServer, RedisServer, wait_until

MARKER, KEPT = "wvqj-deleted", "wvqj-kept"
KINDS = ("story", "target", "resume", "interview", "comments")


@pytest.fixture
def services(make_services: Callable[..., Services], sqlite_url: str, durable_redis: RedisServer) -> Services:
    return make_services(sqlite_url, redis_url=durable_redis.url)


def stored(client: TestClient, services: Services, kind: str, words: str) -> str:
    """Store something with these words over the API; the address under which it is deleted."""
    long = f"{words} " * 40
    wanted: dict[str, Any]
    if kind == "story":
        made = client.post("/interview/stories", json={"title": words, "text": long, "tags": []}).json()
        return f"/interview/stories/{made['storyId']}"
    if kind == "target":
        wanted = {"title": words, "company": words, "jobText": f"Engineer\nRequirements\n- Python {long}"}
        return f"/interview/targets/{client.post('/interview/targets', json=wanted).json()['targetId']}"
    if kind == "resume":
        file = {"file": (f"{words}.txt", f"{RESUME}\nBuilt the {long} service in Python.".encode())}
        return f"/resumes/{client.post('/resumes', files=file).json()['resumeId']}"
    if kind == "interview":
        wanted = {"resumeText": f"{RESUME}\n{long}", "questionCount": 1, "followUpCount": 0, "forceCreate": True}
        made = client.post("/interview/sessions", json=wanted).json()
        address = f"/interview/sessions/{made['sessionId']}"
        assert client.put(f"{address}/answers", json={"questionIndex": 0, "answer": long, "revision": 1}).is_success
        return address
    session = create(services, mains=1, follow_ups=0, force=True)
    with services.store.transaction() as db:
        mentors.put_notes(
            db,
            ME,
            session.id,
            writer="w",
            name=words,
            came_by=CameBy.FILE,
            notes=[MentorNote(Position(0), long)],
            now=session.created_at,
        )
        (mentor_id,) = db.scalars(text("SELECT id FROM mentor WHERE name = :name"), {"name": words})
    return f"/interview/sessions/{session.id}/mentors/{mentor_id}"


def swept(services: Services, monkeypatch: pytest.MonkeyPatch, after: timedelta) -> None:
    """What the worker does some time after a deletion, once Redis has written what it was asked to."""
    monkeypatch.setattr(services.deletion, "_now", lambda: datetime.now(UTC) + after)
    with Redis.from_url(services.settings.redis_url) as redis:

        def is_written() -> bool:
            return not dict(redis.info("persistence"))["aof_rewrite_in_progress"]

        wait_until(is_written, 10, "no file is being written")
        services.deletion.sweep()
        wait_until(is_written, 10, "the file is written anew")


def files_with(folder: Path, words: str) -> set[str]:
    while True:
        # A server that writes its file anew takes the earlier one away meanwhile: what is there then is looked at.
        with suppress(FileNotFoundError):
            return {path.name for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()}


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[] if kind == "story" else [pytest.mark.long]) for kind in KINDS]
)
def test_nothing_of_it_is_in_any_file_of_sqlite_or_redis(
    client: TestClient, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
):
    deleted, kept = [], []
    for number in range(8):
        deleted.append(stored(client, services, kind, f"{MARKER} {number}"))
        kept.append(stored(client, services, kind, f"{KEPT} {number}"))
    _keep_copy(tmp_path / "interview.db", "0099")
    assert files_with(tmp_path, MARKER) >= {"interview.db-wal", "interview.db.before-0099"}
    for address in deleted:
        assert client.delete(address).is_success
    swept(services, monkeypatch, SETTLED_AFTER)
    assert files_with(tmp_path, MARKER) == set()
    assert files_with(tmp_path, KEPT) >= {"interview.db", "interview.db.before-0099"}
    assert all(client.delete(address).is_success for address in kept)


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[] if kind == "story" else [pytest.mark.long]) for kind in KINDS]
)
def test_nothing_of_it_is_in_the_files_of_a_compacted_postgresql(
    make_services: Callable[..., Services], postgres: PostgresServer, durable_redis: RedisServer, kind: str
):
    url = postgres.new_database(postgres.migrated)
    services = make_services(url, redis_url=durable_redis.url)
    api.dependency_overrides[process_services] = lambda: services
    try:
        client = TestClient(api)
        address = stored(client, services, kind, MARKER)
        with services.store.reading() as db:
            name = url.rpartition("/")[2]
            oid = db.scalar(text("SELECT oid FROM pg_database WHERE datname = :name"), {"name": name})
        files = postgres._data / "base" / str(oid)
        checkpoint(postgres)
        assert files_with(files, MARKER)
        assert client.delete(address).is_success
    finally:
        api.dependency_overrides.clear()
    services.own_data.compact()
    checkpoint(postgres)
    assert files_with(files, MARKER) == set()


def counted_scrubs(services: Services, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list that has one more entry each time from now on that files are written anew."""
    scrubbed: list[int] = []
    scrub = services.store.scrub

    def counted() -> Waits | None:
        scrubbed.append(1)
        return scrub()

    monkeypatch.setattr(services.store, "scrub", counted)
    return scrubbed


def test_many_deletions_have_files_written_anew_once_and_then_not_before_a_rest(
    client: TestClient, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    scrubbed = counted_scrubs(services, monkeypatch)
    for address in [stored(client, services, "story", f"{MARKER} {number}") for number in range(5)]:
        client.delete(address)
    assert scrubbed == []
    swept(services, monkeypatch, SETTLED_AFTER)
    assert scrubbed == [1]
    client.delete(stored(client, services, "story", f"{MARKER} again"))
    swept(services, monkeypatch, SETTLED_AFTER + LEAST_REST / 2)
    assert scrubbed == [1]
    assert files_with(tmp_path, MARKER) == {"interview.db-wal"}
    swept(services, monkeypatch, SETTLED_AFTER + 10 * LEAST_REST)
    assert scrubbed == [1, 1]
    assert files_with(tmp_path, MARKER) == set()


def test_files_do_not_wait_for_a_redis_that_is_away_and_are_written_anew_once(
    client: TestClient,
    services: Services,
    tmp_path: Path,
    durable_redis: RedisServer,
    monkeypatch: pytest.MonkeyPatch,
):
    client.delete(stored(client, services, "story", MARKER))
    durable_redis.stop()
    scrubbed = counted_scrubs(services, monkeypatch)
    for round_ in range(1, 4):
        later = SETTLED_AFTER + 10 * round_ * LEAST_REST
        monkeypatch.setattr(services.deletion, "_now", lambda later=later: datetime.now(UTC) + later)
        services.deletion.sweep()
    assert scrubbed == [1]
    assert files_with(tmp_path, MARKER) == set()


def test_what_takes_long_to_write_anew_is_written_the_more_rarely(services: Services, monkeypatch: pytest.MonkeyPatch):
    now, clock = datetime.now(UTC), SimpleNamespace(monotonic=iter((0.0, 20.0)).__next__)
    monkeypatch.setattr(deletion, "time", clock)
    monkeypatch.setattr(services.deletion, "_now", lambda: now)
    services.deletion._clean_files(now)
    assert services.deletion._rests_until == now + REST_FOR_EACH * timedelta(seconds=20)


def test_a_deletion_itself_writes_no_file_anew(client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch):
    """Also where an earlier one waits for that: no click is as slow as the database is large."""
    client.delete(stored(client, services, "story", f"{MARKER} one"))
    monkeypatch.setattr(services.deletion, "_now", lambda: datetime.now(UTC) + 2 * SETTLED_AFTER)
    calls: list[Any] = []
    monkeypatch.setattr(services.deletion, "_clean_files", lambda _noted: calls.append(1))
    client.delete(stored(client, services, "story", f"{MARKER} two"))
    assert calls == []
