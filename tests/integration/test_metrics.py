"""/metrics after a small journey, as a monitoring system reads it, and who may read it; live and ready apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from redis import Redis
from rq.serializers import JSONSerializer
from sqlalchemy import create_engine, text, update

import worker
from interview.scrape import workers_seen
from interview.services import Services
from interview.storage.tables import EvaluationRow
from tests.integration.test_door import status_of
from tests.long_interviews import OWNER, insert, interview
from tests.servers import App, RedisServer, wait_until

pytestmark = pytest.mark.sqlite_first

TOKEN = "a-token-of-more-than-twenty-signs"
ANSWER = "A unique-sentence-of-this-answer: generators give one value after the other and keep little in memory."
PERSON = {"X_Person": "ada@example.org"}
DRAFTS = "/api/interview/sessions/{session_id}/answers"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory):
    started = App(
        tmp_path_factory.mktemp("metrics"), USER_HEADER="X-Person", OPERATORS="olga@example.org", METRICS_TOKEN=TOKEN
    )
    yield started
    started.stop()


def scraped(app: App) -> dict[str, dict[tuple[tuple[str, str], ...], float]]:
    """Sample name → labels → value."""
    status, text_of = app.call("GET", "/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    found: dict[str, dict[tuple[tuple[str, str], ...], float]] = {}
    for family in text_string_to_metric_families(text_of.decode()):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sorted(sample.labels.items()))] = sample.value
    return found


def journey(app: App) -> str:
    wanted = {
        "resumeText": "Ada Example\nSkills: Python\nBuilt a billing service.",
        "questionCount": 1,
        "followUpCount": 0,
    }
    status, session = app.call("POST", "/api/interview/sessions", wanted, **PERSON)
    assert status == 201
    place = f"/api/interview/sessions/{session['sessionId']}"
    for revision in (1, 2, 3):
        draft = {"questionIndex": 0, "answer": ANSWER, "revision": revision}
        assert app.call("PUT", f"{place}/answers", draft, **PERSON)[0] == 200
    assert app.call("POST", f"{place}/answers", {"questionIndex": 0, "answer": ANSWER}, **PERSON)[0] == 200
    for _look in range(2):
        assert app.call("GET", f"{place}/permit", **PERSON)[0] == 200
    assert app.call("GET", "/api/interview/sessions/nobodys-own-id/question", **PERSON)[0] == 404
    wait_until(
        lambda: scraped(app)["mock_interview_evaluations"].get((("state", "completed"),)) == 1, 60, "it is graded"
    )
    return str(session["sessionId"])


def test_a_scrape_after_a_journey_has_its_counts_and_nothing_of_the_person(app: App):
    session_id = journey(app)
    found = scraped(app)
    put = (("method", "PUT"), ("route", DRAFTS), ("status", "200"))
    assert found["mock_interview_requests_total"][put] == 3
    assert found["mock_interview_draft_save_seconds_count"][()] == 3
    lost = (("code", "INTERVIEW_SESSION_NOT_FOUND"), ("route", "/api/interview/sessions/{session_id}/question"))
    assert found["mock_interview_errors_total"][lost] == 1
    assert found["mock_interview_database_up"][()] == found["mock_interview_redis_up"][()] == 1
    assert found["mock_interview_queue_jobs"][()] == 0
    assert found["mock_interview_queue_age_seconds"][()] == 0
    assert found["mock_interview_workers"][()] == 1
    assert found["mock_interview_cache_lookups_total"][(("result", "memory"),)] >= 1
    told = str(found)
    assert [word for word in (session_id, "nobodys", "ada", "unique-sentence", "Ada") if word in told] == []


def test_addresses_that_somebody_makes_up_make_no_new_labels(app: App):
    app.get("/page-0")
    app.call("GET", "/api/none-0", **PERSON)
    before = {name: set(samples) for name, samples in scraped(app).items()}
    for number in range(1, 20):
        app.get(f"/page-{number}")
        app.call("GET", f"/api/none-{number}", **PERSON)
        app.call("GET", f"/api/interview/sessions/made-up-{number}/question", **PERSON)
    after = {name: set(samples) for name, samples in scraped(app).items()}
    assert {
        name: after[name] - before.get(name, set()) for name in after if after[name] - before.get(name, set())
    } == {}


def test_the_figures_are_for_operators_and_the_token_alone(app: App):
    assert app.call("GET", "/metrics")[0] == 401
    assert app.call("GET", "/metrics", **PERSON)[0] == 403
    assert app.call("GET", "/metrics", X_Person="olga@example.org")[0] == 200
    assert app.call("GET", "/metrics", Authorization="Bearer something-else-altogether")[0] == 401


def test_who_brings_the_token_needs_neither_the_proxys_secret_nor_a_known_name_and_gets_nothing_else(app: App):
    token = f"Authorization: Bearer {TOKEN}"
    nobody = "X-Nobody: x"
    assert status_of(app, "/metrics", "10.0.0.7:8501", token, nobody)[0] == 200
    assert status_of(app, "/metrics", "10.0.0.7:8501", nobody)[0] == 421
    assert status_of(app, "/metrics", "127.0.0.1", nobody)[0] == 401
    assert status_of(app, "/api/interview/sessions", "127.0.0.1", token, nobody)[0] == 401
    assert status_of(app, "/api/health", "10.0.0.7", token, nobody)[0] == 421
    assert status_of(app, "/metrics", "10.0.0.7:8501", token, nobody, "Content-Length: 0", method="POST")[0] == 421


@pytest.mark.parametrize("path", ["/api/health/live", "/api/health/ready"])
def test_whoever_restarts_processes_needs_no_secret_and_is_told_nothing_else(app: App, path: str):
    status, reply = status_of(app, path, "localhost", "X-Nobody: x")
    assert status == 200
    assert reply.rstrip().endswith('{"status":"ok"}')
    assert status_of(app, path, "evil.example", "X-Nobody: x")[0] == 421
    assert status_of(app, path, "localhost", "X-Nobody: x", "Content-Length: 0", method="POST")[0] == 401


def test_a_worker_that_goes_on_is_seen_again_after_redis_was_emptied(
    make_services, sqlite_url: str, own_redis: RedisServer
):
    built = make_services(sqlite_url, redis_url=own_redis.url)
    with Redis.from_url(own_redis.url) as connection:
        grading = worker.GradingWorker([built.queue.rq.name], connection=connection, serializer=JSONSerializer)
        grading.register_birth()
        assert len(workers_seen(built) or ()) == 1
        own_redis.flush()
        assert workers_seen(built) == []
        grading.heartbeat()
        assert len(workers_seen(built) or ()) == 1
        grading._stop_requested = True
        grading.register_death()
        grading.heartbeat()
        assert workers_seen(built) == []


def test_the_age_of_the_queue_is_that_of_the_interview_that_waits_longest_for_its_first_grading(services: Services):
    assert services.operation.longest_wait_s() == 0
    session = interview(1, silent=False, follow_ups=False)
    insert(services.store, session)
    with services.store.transaction() as db:
        db.execute(update(EvaluationRow).values(created_at=datetime.now(UTC) - timedelta(minutes=7)))
    assert 419 < services.operation.longest_wait_s() < 440
    services.evaluator.run(OWNER, session.id, "w")
    assert services.operation.longest_wait_s() == 0
    services.evaluator.grade_again(OWNER, session.id)
    assert services.operation.longest_wait_s() == 0


def set_revision(url: str, revision: str) -> None:
    engine = create_engine(url)
    with engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    engine.dispose()


def test_a_process_is_ready_on_its_own_tables_and_beside_a_later_release_but_not_on_older_ones(services: Services):
    url = services.settings.database
    assert services.operation.is_ready()
    set_revision(url, "0001")
    assert not services.operation.is_ready()
    set_revision(url, "9999")
    assert services.operation.is_ready()


def test_a_process_without_its_database_is_not_ready(make_services, tmp_path: Path):
    away = make_services("postgresql://nobody@127.0.0.1:1/none")
    assert not away.operation.is_ready()
