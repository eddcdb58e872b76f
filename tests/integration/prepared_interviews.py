"""Interviews that begin with their first question, and what one worker writes of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from interview.core.session import InterviewSession
from interview.model.interviewer import ModelInterviewer
from interview.question_bank.bank import load_bank
from interview.services import Services
from interview.storage import preparations
from tests.integration.model_candidate import unknown_model
from tests.integration.test_candidate import ME
from tests.openai_server import OpenAIServer

SAID = "It names the purpose in plain words, then one concrete example with a result, then which limit or risk remains."


def with_bank(server: OpenAIServer, **options: Any) -> Iterator[ModelInterviewer]:
    """A model interviewer that has the question bank, closed in the end."""
    model = ModelInterviewer(server.base_url, "key", unknown_model(), bank=load_bank(), **options)
    yield model
    model.close()


def view(services: Services, session: InterviewSession) -> InterviewSession:
    return services.candidate.view(ME, session.id)


def write(services: Services, session: InterviewSession, worker: str = "w") -> InterviewSession:
    """What one worker makes of it."""
    services.preparer.run(ME, session.id, worker)
    return view(services, session)


def askers(session: InterviewSession) -> list[bool]:
    """Of each question whether the model asks it."""
    return [turn.question.asked_by == session.interviewer for turn in session.turns]


def later(services: Services, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    monkeypatch.setattr(services.preparer, "_now", lambda: datetime.now(UTC) + timedelta(seconds=seconds))


def is_known(services: Services, session: InterviewSession) -> bool:
    with services.store.reading() as db:
        return preparations.find_preparation(db, ME, session.id) is not None
