"""The interviews looked at last stay in a process's memory; no other process and nobody else is shown an old one."""

from __future__ import annotations

import pytest
from redis import Redis
from sqlalchemy import event

from interview.errors import Conflict, NotFound
from interview.storage import cache as snapshots
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first


def looks(server):
    """How many values Redis was asked for."""
    with Redis.from_url(server.url) as client:
        return client.info("commandstats").get("cmdstat_get", {"calls": 0})["calls"]


def test_who_looks_again_asks_redis_for_nothing(services, redis_server):
    session = create(services)
    first, before = services.candidate.view(ME, session.id), looks(redis_server)
    assert services.candidate.view(ME, session.id) is first
    assert looks(redis_server) == before


def test_a_change_made_by_another_process_is_seen_at_the_next_look(services, make_services, database_url):
    session = create(services)
    other = make_services(database_url)
    assert other.candidate.view(ME, session.id) == services.candidate.view(ME, session.id)
    other.candidate.save_draft(ME, session.id, 0, "typed elsewhere")
    assert services.candidate.view(ME, session.id).turns[0].answer.draft == "typed elsewhere"


def test_nobody_else_is_shown_what_is_in_memory(services):
    session = create(services)
    services.candidate.view(ME, session.id)
    with pytest.raises(NotFound):
        services.candidate.view("somebody else", session.id)


def test_what_was_deleted_is_not_in_memory_even_where_redis_is_away(services, own_redis, make_services, database_url):
    alone = make_services(database_url, redis_url=own_redis.url)
    session = create(alone)
    alone.candidate.view(ME, session.id)
    assert alone.candidate._cache._in_memory.find((ME, session.id), session.version) is not None
    own_redis.stop()
    alone.candidate.delete(ME, session.id)
    assert alone.candidate._cache._in_memory.find((ME, session.id), session.version) is None


def test_what_a_draft_puts_back_while_its_interview_is_deleted_is_forgotten_again(services):
    session = create(services)
    cache = services.candidate._cache
    services.candidate.delete(ME, session.id)
    # It was saved before the deletion, and comes to its end after it.
    cache.know(session)
    assert cache.last_known(ME, session.id) is not None
    services.deletion.forget_again()
    assert cache.last_known(ME, session.id) is None


def test_an_interview_that_is_too_long_for_redis_does_not_stay_in_memory(services, monkeypatch):
    monkeypatch.setattr(snapshots, "MOST_BYTES", 100)
    session = create(services)
    first = services.candidate.view(ME, session.id)
    again = services.candidate.view(ME, session.id)
    assert again == first
    assert again is not first


def statements_of(services, action):
    """What the database was told meanwhile."""
    told = []

    def note(_connection, _cursor, statement, *_more):
        told.append(statement.split()[0])

    event.listen(services.store.engine, "before_cursor_execute", note)
    action()
    event.remove(services.store.engine, "before_cursor_execute", note)
    return told


def test_a_draft_of_an_interview_in_memory_is_written_without_reading_it(services):
    session = create(services)
    services.candidate.view(ME, session.id)
    told = statements_of(services, lambda: services.candidate.save_draft(ME, session.id, 0, "quick", 1))
    assert "SELECT" not in told
    assert services.candidate.view(ME, session.id).turns[0].answer.draft == "quick"


def test_a_draft_is_decided_by_the_database_where_another_process_saved_since(services, make_services, database_url):
    session = create(services)
    services.candidate.view(ME, session.id)
    other = make_services(database_url)
    other.candidate.save_draft(ME, session.id, 0, "typed elsewhere", 7, writer="other")
    kept = services.candidate.save_draft(ME, session.id, 0, "older", 3, writer="this", base=0)
    assert (kept.text, kept.revision, kept.stored) == ("typed elsewhere", 7, False)
    newer = services.candidate.save_draft(ME, session.id, 0, "newer", 8, writer="this", base=7)
    assert newer.stored
    assert other.candidate.view(ME, session.id).turns[0].answer.draft == "newer"


def test_no_draft_is_kept_for_an_answer_that_another_process_submitted(services, make_services, database_url):
    session = create(services)
    services.candidate.view(ME, session.id)
    make_services(database_url).candidate.submit_answer(ME, session.id, 0, "submitted elsewhere")
    with pytest.raises(Conflict):
        services.candidate.save_draft(ME, session.id, 0, "late", 9)


def test_no_draft_is_kept_of_an_interview_that_another_process_deleted(services, make_services, database_url):
    session = create(services)
    services.candidate.view(ME, session.id)
    make_services(database_url).candidate.delete(ME, session.id)
    with pytest.raises(NotFound):
        services.candidate.save_draft(ME, session.id, 0, "late", 9)


def test_nobody_else_saves_a_draft_into_an_interview_that_is_in_memory(services):
    session = create(services)
    services.candidate.view(ME, session.id)
    with pytest.raises(NotFound):
        services.candidate.save_draft("somebody else", session.id, 0, "not mine", 1)
    assert services.candidate.view(ME, session.id).turns[0].answer.draft == ""
