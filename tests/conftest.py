"""Fixtures of all tests: real servers once per run, an empty database and services built on them per test."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from interview.services import Services, build
from interview.settings import Settings
from tests.empty_tables import empty_tables
from tests.fakes import ScriptedInterviewer
from tests.openai_server import OpenAIServer
from tests.servers import PostgresServer, RedisServer

# A busy machine makes no claim false; how long things take is measured in bench/.
hypothesis.settings.register_profile("tests", deadline=None, max_examples=40)
# For every small step: a tenth of the examples, the others come with `make test`.
hypothesis.settings.register_profile("few", deadline=None, max_examples=10)
hypothesis.settings.load_profile("tests")


# Files that mostly wait, for minutes: begun first, they are over when the others are.
LONGEST = ("test_worker_kills", "test_nothing_is_lost", "test_release_before")


# What is collected stays until the end: to look through it again and again for what can go takes a third of collecting.
gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--soak"):
        left = [item for item in items if _is_long(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not _is_long(item)]
    items.sort(key=lambda item: item.path.stem not in LONGEST)


def _is_long(item: pytest.Item) -> bool:
    """Whether only the long form has it: by itself, or on the second kind of database."""
    on = getattr(item, "callspec", None) and item.callspec.params.get("database_url")  # type: ignore[attr-defined]
    is_second = on == "postgresql" and item.get_closest_marker("sqlite_first") is not None
    return is_second or item.get_closest_marker("long") is not None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long form of the tallies")


@pytest.fixture(scope="session")
def soak(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--soak"))


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    server = PostgresServer(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def model_server() -> Iterator[OpenAIServer]:
    """A server with a model behind it, one for the tests of a file."""
    with OpenAIServer() as running:
        yield running


@pytest.fixture
def server(model_server: OpenAIServer) -> OpenAIServer:
    """The file's model server, of which nothing was asked yet and which behaves well."""
    model_server.reset()
    return model_server


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with all migrations, for copies of it."""
    file = tmp_path_factory.mktemp("migrated") / "interview.db"
    file.touch(0o600)
    file.write_bytes(empty_tables())
    return file


@pytest.fixture
def sqlite_url(migrated: Path, tmp_path: Path) -> str:
    """An empty, migrated SQLite database."""
    return f"sqlite:///{shutil.copy(migrated, tmp_path / 'interview.db')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty, migrated database; every test that uses it runs on both kinds."""
    if request.param == "sqlite":
        yield str(request.getfixturevalue("sqlite_url"))
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.borrow()
    yield url
    server.give_back(url)
    if "redis_server" in request.fixturenames:
        # Keys are named after the database, and the next test with this one shall find none.
        request.getfixturevalue("redis_server").flush()


@pytest.fixture
def interviewer() -> ScriptedInterviewer:
    return ScriptedInterviewer()


@pytest.fixture
def make_services(
    tmp_path: Path, redis_server: RedisServer, interviewer: ScriptedInterviewer
) -> Iterator[Callable[..., Services]]:
    """Builds services on a database and the shared Redis, with the scripted interviewer."""
    made: list[Services] = []

    def make(database_url: str, **changes: object) -> Services:
        values: dict[str, Any] = {
            "data_dir": tmp_path,
            "database_url": database_url,
            "redis_url": redis_server.url,
            "rate_limit_create": "1000/minute",
            "rate_limit_answer": "1000/second",
            "rate_limit_answer_person": "1000/second",
            **changes,
        }
        made.append(build(Settings(_env_file=None, **values), interviewer))
        return made[-1]

    yield make
    for services in made:
        services.store.engine.dispose()


@pytest.fixture
def services(make_services: Callable[..., Services], database_url: str) -> Services:
    return make_services(database_url)
