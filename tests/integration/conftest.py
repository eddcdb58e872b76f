"""What stands around the parts under test: a Redis of the test's own, an interviewer in front of the model server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.interviewers.model import ModelInterviewer
from tests.integration.model_candidate import unknown_model
from tests.openai_server import OpenAIServer
from tests.servers import RedisServer


@pytest.fixture
def model(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=5)
    yield interviewer
    interviewer.close()


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis that the test may stop and flush; nobody else uses it."""
    (tmp_path / "redis").mkdir()
    server = RedisServer(tmp_path / "redis")
    yield server
    server.stop()
