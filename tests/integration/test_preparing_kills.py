"""SIGKILL of the worker while it writes an interview: the next one writes what is missing and nothing a second time."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.core.preparation import is_being_written
from interview.core.session import InterviewSession
from interview.core.turn import Awaits
from tests.builders import RESUME
from tests.integration.test_worker_kills import Workers
from tests.openai_server import OpenAIServer
from tests.servers import RedisServer, wait_until

OWNER = "local"


@pytest.fixture
def workers(tmp_path: Path, own_redis: RedisServer) -> Iterator[Workers]:
    with OpenAIServer() as server:
        made = Workers(tmp_path, server, own_redis, EVALUATION_PARALLEL="2", LEASE_S="4")
        yield made
        made.stop()


def whole(session: InterviewSession) -> dict[str, str]:
    """The questions of the model that are there, by their places."""
    return {str(turn.position): turn.question.text for turn in session.turns if turn.awaits is Awaits.NOTHING}


def test_after_a_kill_the_next_worker_writes_what_is_missing(workers: Workers) -> None:
    candidate = workers.services.candidate
    session = workers.services.creation.create(
        OWNER, "v", question_count=8, follow_up_count=0, resume_text=RESUME
    ).session
    workers.server.always("paced", tokens_per_s=300, seconds=0.1)
    first = workers.start("worker.py")
    wait_until(lambda: len(whole(candidate.view(OWNER, session.id))) >= 3, 60, "some are written")
    first.send_signal(signal.SIGKILL)
    first.wait()
    kept = whole(candidate.view(OWNER, session.id))
    assert len(kept) < 8
    workers.server.always("ok")
    workers.start("worker.py")
    wait_until(lambda: not is_being_written(candidate.view(OWNER, session.id)), 60, "everything is written")
    after = candidate.view(OWNER, session.id)
    assert kept.items() <= whole(after).items()
    assert {turn.question.asked_by for turn in after.turns} == {after.interviewer}
    asked = Counter(request.operation for request in workers.server.requests)
    assert asked["plan"] == 1
    assert asked["open"] == 1
    assert asked["write"] <= 7 + 2
