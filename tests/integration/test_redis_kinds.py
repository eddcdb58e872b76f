"""Redis as operators have it: full, read-only, apart for the cache, and behind Sentinels that move the master."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from interview.core.evaluation import EvaluateStatus
from interview.scrape import scrape
from interview.services import Services
from interview.settings import NO_REDIS
from interview.storage.cache import MOST_BYTES
from interview.storage.redis_connection import RedisState, quick_client
from interview.web import health
from tests.integration.test_candidate import ME, create
from tests.sentinels import Sentinels
from tests.servers import RedisServer, free_port, wait_until


@pytest.fixture
def own(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def on_it(make_services: Callable[..., Services], sqlite_url: str, own: RedisServer) -> Services:
    return make_services(sqlite_url, redis_url=own.url)


def finish(services: Services) -> str:
    session = create(services, mains=1, follow_ups=0, force=True)
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    services.candidate.complete(ME, session.id)
    return session.id


def test_a_full_redis_is_seen_and_grading_goes_on_once_it_has_room(on_it: Services, own: RedisServer):
    with Redis.from_url(own.url) as client:
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", "1")
        session_id = finish(on_it)
        found = health.look(on_it)
        assert (found["status"], found["redis"]) == ("degraded", RedisState.FULL)
        assert on_it.candidate.view(ME, session_id).turns[0].answer.text == "my words"
        client.config_set("maxmemory", "0")
    assert on_it.evaluator.enqueue_stalled() == 1
    assert health.look(on_it)["status"] == "ok"
    assert on_it.queue.depth() == 1


def test_a_read_only_redis_is_seen(on_it: Services, own: RedisServer):
    with Redis.from_url(own.url) as client:
        client.replicaof("127.0.0.1", str(free_port()))
        finish(on_it)
        found = health.look(on_it)
        assert (found["status"], found["redis"]) == ("degraded", RedisState.READ_ONLY)


def test_where_the_settings_say_that_there_is_no_redis_nothing_is_away(
    make_services: Callable[..., Services], sqlite_url: str
):
    built = make_services(sqlite_url, redis_url=NO_REDIS)
    found = health.look(built)
    assert (found["status"], found["redis"], found["cache"]) == ("ok", NO_REDIS, NO_REDIS)
    told = scrape(built)[0].decode()
    assert "mock_interview_database_up" in told
    assert "mock_interview_redis_up" not in told


def test_snapshots_go_to_their_own_redis_and_jobs_to_theirs(
    make_services: Callable[..., Services], sqlite_url: str, own: RedisServer, tmp_path: Path
):
    (tmp_path / "cache").mkdir()
    apart = RedisServer(tmp_path / "cache")
    try:
        finish(make_services(sqlite_url, redis_url=own.url, redis_cache_url=apart.url))
        assert ":session:" in apart.everything()
        assert "rq:job" not in apart.everything()
        assert ":session:" not in own.everything()
        assert "rq:job" in own.everything()
    finally:
        apart.stop()


def test_a_snapshot_that_would_take_the_room_of_many_is_not_kept(on_it: Services, own: RedisServer):
    session = create(on_it, mains=1, follow_ups=0)
    on_it.candidate.save_draft(ME, session.id, 0, "w" * 20_000, revision=1)
    assert ":session:" in own.everything()
    own.flush()
    for number in range(12):
        on_it.candidate.save_draft(ME, session.id, 0, f"{number}" * 19_000, revision=2 + number)
    kept = [line for line in own.everything().splitlines() if ":session:" in line]
    assert all(len(line) <= MOST_BYTES + 200 for line in kept)


@pytest.mark.long
def test_an_interview_goes_on_while_sentinels_move_the_master_and_is_graded_from_the_new_one(
    make_services: Callable[..., Services], sqlite_url: str, tmp_path: Path
):
    (tmp_path / "group").mkdir()
    group = Sentinels(tmp_path / "group")
    try:
        built = make_services(sqlite_url, redis_url=group.url)
        before = finish(built)
        assert built.queue.depth() == 1
        group.kill_master()
        during = finish(built)
        assert built.candidate.view(ME, during).turns[0].answer.text == "my words"
        wait_until(lambda: built.queue.state() is RedisState.UP, 30, "the replica is the master now")
        with Redis(port=group.replica) as moved:
            assert moved.info("replication")["role"] == "master"
        built.evaluator.enqueue_stalled()
        assert built.queue.depth() is not None
        for session_id in (before, during):
            built.evaluator.run(ME, session_id, "worker")
            with built.store.reading() as db:
                from interview.storage.evaluations import find_evaluation

                found = find_evaluation(db, ME, session_id)
            assert found is not None
            assert found[0].status is EvaluateStatus.COMPLETED
    finally:
        group.stop()


def test_a_password_in_the_address_reaches_the_server_the_sentinels_name():
    client = quick_client("redis+sentinel://:p%40ss@one:26379,[::1]:26380/practice")
    pool: Any = client.connection_pool
    assert pool.connection_kwargs["password"] == "p@ss"
    addresses = [each.connection_pool.connection_kwargs for each in pool.sentinel_manager.sentinels]
    assert [(each["host"], each["port"]) for each in addresses] == [("one", 26379), ("::1", 26380)]
