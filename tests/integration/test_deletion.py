"""Deleting takes everything: every row, what this process has in memory, and what Redis holds, also if it is away."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from rq.exceptions import InvalidJobOperation
from sqlalchemy import func, inspect, select
from sqlmodel import SQLModel

from interview.core.interviewer import Brief
from interview.core.mentoring import CameBy, MentorNote, Share, new_token, token_hash
from interview.core.plan import plan
from interview.core.preparation import Preparation
from interview.core.profile import Level, Profile
from interview.core.question import Position
from interview.core.spending import Amount, Payer
from interview.core.swap import SwapReason
from interview.errors import NotFound
from interview.services import Services
from interview.storage import grades, mentors, model_calls, preparations, shares
from interview.storage.queued_jobs import GradingJob
from interview.storage.tables import EarlyGradingRow
from interview.trends.queries import TABLES
from interview.use_cases.deletion import SETTLED_AFTER
from interview.use_cases.history import MOST_AT_ONCE
from tests.integration.test_candidate import ME, create
from tests.servers import RedisServer

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def services(make_services: Callable[..., Services], database_url: str, durable_redis: RedisServer) -> Services:
    return make_services(database_url, redis_url=durable_redis.url)


def rows_of(services: Services, session_id: str) -> dict[str, int]:
    """How many rows of each table are of this session, by the table's name; tables without any are left out."""
    counts = {}
    with services.store.reading() as db:
        for table in SQLModel.metadata.sorted_tables:
            column = table.c.get("id" if table.name == "session" else "session_id")
            if column is not None and (count := db.scalar(select(func.count()).where(column == session_id))):
                counts[table.name] = count
    return counts


def trend_copies(services: Services) -> str:
    """Every row that DuckDB has."""
    database = services.analytics._database
    if database is None:
        return ""
    with database.cursor() as cursor:
        found = [row for table in TABLES for row in cursor.execute(f"SELECT * FROM {table}").fetchall()]
    return "\n".join(map(str, found))


def later(services: Services, monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    monkeypatch.setattr(services.deletion, "_now", lambda: datetime.now(UTC) + by)


def finished(services: Services, **more: object):
    """A finished interview that waits for its grading, with its snapshot in Redis."""
    session = create(services, mains=1, follow_ups=0, force=True, **more)
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    return services.candidate.view(ME, session.id)


@pytest.fixture
def everywhere(services: Services):
    """An interview that left something in every place there is: each table, Redis, and this process's memory."""
    session = create(services, mains=1, follow_ups=0, force=True)
    services.swaps.swap(ME, "1.2.3.4", session.id, 0, SwapReason.HAD_IT)
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    services.evaluator.run(ME, session.id, "w")
    services.evaluator.report(ME, session.id)
    services.practice_again.due(ME)
    services.analytics.look(ME)
    services.evaluator.grade_again(ME, session.id)
    services.candidate.view(ME, session.id)
    with services.store.transaction() as db:
        share = Share("a", ME, session.id, token_hash(new_token()), session.created_at, session.created_at)
        shares.insert_share(db, share)
        notes = [MentorNote(Position(0), "Say what you measured.")]
        mentors.put_notes(
            db,
            ME,
            session.id,
            writer="w",
            name="Bea",
            came_by=CameBy.FILE,
            notes=notes,
            now=session.created_at,
        )
        grades.request_grades(db, session.id, {Position(0): 1})
        model_calls.begin_call(db, Payer(ME, session.id), "a model", Amount(9, 9), datetime.now(UTC))
        db.add(EarlyGradingRow(session_id=session.id, lease_until=datetime.now(UTC), positions=["0.0"]))
        told = Brief(Profile(), session.resume_text, plan(1, Level.MID))
        preparations.insert_preparation(
            db, Preparation(session.id, ME, told, ("",), session.created_at), datetime.now(UTC)
        )
    return session


OF_A_SESSION = {
    "session",
    "turn",
    "swapped_question",
    "evaluation",
    "grade",
    "grade_request",
    "early_grading",
    "preparation",
    "session_facts",
    "share",
    "mentor",
    "mentor_note",
    "model_call",
}


def test_no_row_of_a_deleted_session_is_left(services, everywhere, monkeypatch):
    assert set(rows_of(services, everywhere.id)) == OF_A_SESSION
    services.candidate.delete(ME, everywhere.id)
    assert set(rows_of(services, everywhere.id)) == {"pending_removal"}
    later(services, monkeypatch, SETTLED_AFTER)
    services.deletion.sweep()
    assert rows_of(services, everywhere.id) == {}


def test_nothing_in_redis_names_or_holds_a_deleted_session(services, everywhere, durable_redis):
    before = durable_redis.everything()
    assert f":session:{ME}:{everywhere.id}" in before
    assert f"rq:job:evaluate-{everywhere.id}-" in before
    assert "my words" in before
    services.candidate.delete(ME, everywhere.id)
    after = durable_redis.everything()
    assert everywhere.id not in after
    assert "my words" not in after
    assert services.queue.depth() == 0


def test_the_jobs_of_every_attempt_go(services, durable_redis):
    session = finished(services)
    evaluation = services.evaluator.report(ME, session.id).evaluation
    for attempt in (1, 7, 51):
        services.queue.enqueue(type(evaluation)(session.id, ME, evaluation.status, evaluation.created_at, attempt))
    assert services.queue.depth() == 4
    services.candidate.delete(ME, session.id)
    assert services.queue.depth() == 0
    assert session.id not in durable_redis.everything()


def test_this_process_keeps_nothing_of_a_deleted_session_in_memory(services, everywhere):
    reports, missed = services.evaluator._reports._kept._values, services.practice_again._kept._values
    judged = services.analytics._judged._values
    assert [list(reports), list(missed), list(judged)] == [[(ME, everywhere.id)], [ME], [ME]]
    assert everywhere.id in trend_copies(services)
    services.candidate.delete(ME, everywhere.id)
    assert [list(reports), list(missed), list(judged)] == [[], [], []]
    assert trend_copies(services) == ""
    assert services.analytics._known == {}


def test_deleting_several_takes_all_of_them_and_leaves_the_others(services, durable_redis):
    first, second, other = (finished(services) for _ in range(3))
    assert services.history.delete(ME, [first.id, second.id, first.id, "0" * 32]).of("session") == 2
    left = durable_redis.everything()
    assert [each.id in left for each in (first, second, other)] == [False, False, True]
    assert services.queue.depth() == 1
    assert services.candidate.view(ME, other.id).turns[0].answer.text == "my words"


def test_somebody_elses_session_is_left_alone(services, everywhere, durable_redis):
    before = rows_of(services, everywhere.id)
    with pytest.raises(NotFound):
        services.candidate.delete("somebody", everywhere.id)
    assert services.history.delete("somebody", [everywhere.id]).is_empty
    assert rows_of(services, everywhere.id) == before
    assert everywhere.id in durable_redis.everything()
    assert services.evaluator._reports._kept._values


@pytest.mark.parametrize("deleted", ["one", "several"])
def test_what_a_redis_that_is_away_still_holds_is_taken_out_when_it_is_back(services, durable_redis, deleted):
    session = finished(services)
    durable_redis.stop()
    if deleted == "one":
        services.candidate.delete(ME, session.id)
    else:
        services.history.delete(ME, [session.id])
    with pytest.raises(NotFound):
        services.candidate.view(ME, session.id)
    assert services.deletion.sweep() == 0
    durable_redis.start()
    assert "my words" in durable_redis.everything()
    assert services.queue.depth() == 1
    assert services.deletion.sweep() == 1
    left = durable_redis.everything()
    assert session.id not in left
    assert "my words" not in left
    assert services.queue.depth() == 0
    assert services.deletion.sweep() == 0


def test_another_process_takes_it_out_too(services, make_services, database_url, durable_redis):
    session = finished(services)
    durable_redis.stop()
    services.candidate.delete(ME, session.id)
    durable_redis.start()
    worker = make_services(database_url, redis_url=durable_redis.url)
    assert worker.deletion.sweep() == 1
    assert session.id not in durable_redis.everything()


def test_the_next_deletion_takes_out_what_an_earlier_one_could_not(services, durable_redis):
    first, second = finished(services), finished(services)
    durable_redis.stop()
    services.candidate.delete(ME, first.id)
    durable_redis.start()
    services.candidate.delete(ME, second.id)
    left = durable_redis.everything()
    assert [first.id in left, second.id in left] == [False, False]


def test_more_than_one_sweep_takes_is_taken_by_the_next(services, durable_redis):
    made = [create(services, mains=1, follow_ups=0, force=True) for _ in range(MOST_AT_ONCE + 1)]
    durable_redis.stop()
    services.history.delete(ME, [each.id for each in made[1:]])
    services.candidate.delete(ME, made[0].id)
    durable_redis.start()
    assert [services.deletion.sweep() for _ in range(3)] == [MOST_AT_ONCE, 1, 0]
    assert not any(each.id in durable_redis.everything() for each in made)


def test_a_process_that_died_right_after_the_rows_were_deleted_leaves_nothing_in_redis(
    services, durable_redis, monkeypatch
):
    session = finished(services)

    def die(_settled: object) -> int:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(services.deletion, "_sweep", die)
        with pytest.raises(SystemExit):
            services.candidate.delete(ME, session.id)
    assert session.id in durable_redis.everything()
    services.deletion.sweep()
    assert session.id not in durable_redis.everything()


def test_a_snapshot_put_back_by_whoever_was_reading_is_taken_out_once_more(services, durable_redis, monkeypatch):
    session = finished(services)
    services.cache.drop(ME, session.id)
    read, deleted = threading.Event(), threading.Event()
    put = services.cache.put

    def put_late(seen) -> None:
        read.set()
        assert deleted.wait(20)
        put(seen)

    monkeypatch.setattr(services.cache, "put", put_late)
    reader = threading.Thread(target=services.candidate.view, args=(ME, session.id))
    reader.start()
    assert read.wait(20)
    services.candidate.delete(ME, session.id)
    deleted.set()
    reader.join()
    assert "my words" in durable_redis.everything()
    assert services.deletion.sweep() == 0
    later(services, monkeypatch, SETTLED_AFTER)
    assert services.deletion.sweep() == 1
    assert session.id not in durable_redis.everything()


def test_everything_a_table_says_of_a_session_goes_with_it(services):
    """A table that is added later must be gone after a deletion as well, or this names it."""
    for table in inspect(services.store.engine).get_table_names():
        columns = {column["name"] for column in inspect(services.store.engine).get_columns(table)}
        # Of a story only the link goes, which test_stories.py holds: its words are the person's own.
        if "session_id" in columns and table not in ("pending_removal", "story"):
            assert table in OF_A_SESSION, table


@pytest.mark.parametrize("broken_off", [InvalidJobOperation, ValueError])
def test_a_job_that_ends_while_its_session_is_deleted_is_taken_out_all_the_same(
    services, durable_redis, monkeypatch, broken_off
):
    """RQ looks at a job, then at its execution, and raises where the worker took either away in between."""
    session = finished(services)
    delete = GradingJob.delete

    def meanwhile(job: GradingJob, *_: object) -> None:
        monkeypatch.setattr(GradingJob, "delete", delete)
        raise broken_off

    monkeypatch.setattr(GradingJob, "delete", meanwhile)
    services.candidate.delete(ME, session.id)
    assert session.id not in durable_redis.everything()


def test_nothing_that_a_statement_was_given_is_kept_by_the_database_connections(services):
    """SQLAlchemy keeps the first values of a statement, and SQLite the last ones, for as long as a connection lasts."""
    create(services, mains=1, follow_ups=0, force=True)
    pool = services.store.engine.pool
    assert services.store.engine._compiled_cache
    services.own_data.erase(ME)
    assert services.store.engine.pool is not pool
    # What was asked since.
    kept = [str(statement) for statement in services.store.engine._compiled_cache]
    assert not any("INSERT INTO" in each for each in kept)


def test_the_copy_for_trends_goes_as_a_whole_with_its_last_person(services, everywhere):
    assert services.analytics._database is not None
    services.own_data.erase(ME)
    assert services.analytics._database is None
    assert services.analytics.points(ME) == []
