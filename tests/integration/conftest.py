"""What stands around the parts under test: a Redis of the test's own, an interviewer in front of the model server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from interview.model.interviewer import ModelInterviewer
from interview.practice.interviewer import PracticeInterviewer
from interview.services import Services, build, services
from interview.settings import Settings
from interview.web.routes.api import api
from interview.web.routes.caller import process_services as of_this_process
from tests.integration.model_candidate import unknown_model
from tests.integration.shared_reports import HEADER
from tests.openai_server import OpenAIServer
from tests.servers import RedisServer
from tests.unit.small_bank import small_bank


@pytest.fixture
def model(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=5)
    yield interviewer
    interviewer.close()


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    """The API of the test's own services; what fails in it is a reply, as in the app."""
    api.dependency_overrides[of_this_process] = lambda: services
    yield TestClient(api, raise_server_exceptions=False)
    api.dependency_overrides.clear()


@pytest.fixture
def centre(make_services: Callable[..., Services], database_url: str) -> Services:
    """Services for people whom a proxy names."""
    return make_services(database_url, user_header=HEADER)


@pytest.fixture
def practice(tmp_path: Path, database_url: str, redis_server: RedisServer) -> Iterator[Services]:
    """Services with the practice interviewer on a small bank."""
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path,
        database_url=database_url,
        redis_url=redis_server.url,
        rate_limit_create="1000/minute",
    )
    made = build(settings, PracticeInterviewer(small_bank()))
    yield made
    made.store.engine.dispose()


@pytest.fixture
def with_model(
    tmp_path: Path, database_url: str, redis_server: RedisServer, server: OpenAIServer
) -> Iterator[Callable[..., Services]]:
    """Builds the services of one process with the test's model, of which a token costs a thousandth of a cent."""
    made: list[Services] = []

    def built(**changes: Any) -> Services:
        values: dict[str, Any] = {
            "data_dir": tmp_path,
            "database_url": database_url,
            "redis_url": redis_server.url,
            "rate_limit_create": "1000/minute",
            "rate_limit_answer": "1000/second",
            "openai_base_url": server.base_url,
            "openai_model": unknown_model(),
            "openai_price_per_million": "10,10",
            "evaluation_attempts": 1,
            **changes,
        }
        made.append(build(Settings(_env_file=None, **values)))
        return made[-1]

    yield built
    for each in made:
        each.store.engine.dispose()


@pytest.fixture
def process_services(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Services]]:
    """The services that pages and routes find: on an empty SQLite database, with a model that is not there."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    services.cache_clear()
    yield services
    services().store.engine.dispose()
    services.cache_clear()


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis that the test may stop and flush; nobody else uses it."""
    (tmp_path / "redis").mkdir()
    server = RedisServer(tmp_path / "redis")
    yield server
    server.stop()


@pytest.fixture
def durable_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """The same, and what was in it is in it again after it was stopped."""
    (tmp_path / "durable").mkdir()
    server = RedisServer(tmp_path / "durable", durable=True)
    yield server
    server.stop()
