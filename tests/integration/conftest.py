"""The model interviewer in front of the file's model server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from interview.interviewers.model import ModelInterviewer
from tests.integration.model_candidate import unknown_model
from tests.openai_server import OpenAIServer


@pytest.fixture
def model(server: OpenAIServer) -> Iterator[ModelInterviewer]:
    interviewer = ModelInterviewer(server.base_url, "key", unknown_model(), timeout_s=5)
    yield interviewer
    interviewer.close()
