"""Every operation of the API, called with values that its own description generates, from a state with real ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from interview.core.grading import Verdict
from interview.services import Services
from interview.web.routes.api import api as routes
from interview.web.routes.caller import process_services
from tests.builders import owner_named
from tests.fakes import ScriptedInterviewer, judgement
from tests.generated_calls import DEAR, Caller, Tally
from tests.openai_server import OpenAIServer
from tests.real_values import REAL
from tests.seeded_api import UNBOUNDED, USER, SeededApi
from tests.servers import App

CALLS = 10_000
FITTING, UNFITTING = 120, 45
SUCCEEDED = 0.3


@pytest.fixture
def api(
    make_services: Callable[..., Services],
    sqlite_url: str,
    model_server: OpenAIServer,
    interviewer: ScriptedInterviewer,
) -> Iterator[SeededApi]:
    """The API in this process, with an interviewer in whose eyes every key point is missed."""
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.MISSED) for turn in turns)
    services = make_services(sqlite_url, user_header=USER, **audio(model_server), **UNBOUNDED)
    routes.dependency_overrides[process_services] = lambda: services
    try:
        yield SeededApi(
            TestClient(routes),
            Path(sqlite_url.removeprefix("sqlite:///")),
            lambda name, interview: services.evaluator.run(owner_named(name), interview, "w"),
            reached={"app": routes},
            proof={},
            people=2,
            reports=2,
            listeners=2,
        )
    finally:
        routes.dependency_overrides.clear()


@pytest.fixture
def app_api(tmp_path: Path, model_server: OpenAIServer) -> Iterator[SeededApi]:
    """The API of the whole app, behind its door, with a worker."""
    settings = {**audio(model_server), **UNBOUNDED}
    app = App(tmp_path, USER_HEADER=USER, **{name.upper(): value for name, value in settings.items()})
    url, database = f"{app.url}/api", tmp_path / "data" / "interview.db"
    try:
        with httpx2.Client(base_url=url, timeout=60, trust_env=False) as http:
            reached = {"base_url": url}
            yield SeededApi(http, database, reached=reached, proof=app.proof, people=8, reports=4, listeners=12)
    finally:
        app.stop()


def audio(server: OpenAIServer) -> dict[str, str]:
    """Settings with which recordings are written down and questions read aloud."""
    return {
        "openai_audio_base_url": server.base_url,
        "openai_speech_model": "tts-test",
        "openai_transcription_model": "ears-test",
    }


def is_as_described(tally: Tally) -> None:
    told = "\n\n".join(f"{operation}: {what}\n{shown}" for (operation, what), shown in tally.wrong.items())
    assert not tally.wrong, told
    with_ids = [line for line in tally.lines.values() if line.with_ids]
    assert sum(line.with_real_ids for line in with_ids) >= sum(line.with_ids for line in with_ids) / 2


@pytest.mark.long
def test_every_operation_is_as_it_is_described_and_can_succeed(api: SeededApi) -> None:
    caller = Caller(api)
    for operation in caller.operations():
        caller.call(operation, fitting=3, unfitting=2)
    is_as_described(caller.tally)
    assert set(caller.tally.lines) == set(REAL)
    assert [line.operation for line in caller.tally.lines.values() if not line.succeeded] == []


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_of_ten_thousand_calls_none_fails_and_three_of_ten_succeed_everywhere(
    app_api: SeededApi, capsys: pytest.CaptureFixture[str]
) -> None:
    caller = Caller(app_api)
    for operation in caller.operations():
        less = DEAR.get(operation.label, 1)
        caller.call(operation, fitting=FITTING // less, unfitting=UNFITTING // less)
    with capsys.disabled():
        print(f"\n{caller.tally.table()}")
    is_as_described(caller.tally)
    assert caller.tally.calls >= CALLS
    assert [line.operation for line in caller.tally.lines.values() if line.succeeded < SUCCEEDED] == []
