"""SIGKILL of the worker at every boundary of a grading: the next worker goes on soon and pays for nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.services import Services, build
from interview.settings import Settings
from interview.storage.migrate import upgrade
from tests.dying_worker import STAGES
from tests.long_interviews import OWNER, insert, interview
from tests.openai_server import OpenAIServer
from tests.servers import ROOT, RedisServer, wait_until

LEASE_S = 8.0
# The rest is the start of a process, which takes its time on a busy machine.
GOES_ON_WITHIN_S = LEASE_S + 28.0


class Workers:
    """Worker processes on one database, Redis and model; all are gone at the end."""

    def __init__(self, folder: Path, server: OpenAIServer, redis: RedisServer, **more: str) -> None:
        self.folder = folder
        self.server = server
        self.redis = redis
        self.environment = {
            "DATABASE_URL": f"sqlite:///{folder / 'interview.db'}",
            "DATA_DIR": str(folder / "data"),
            "REDIS_URL": redis.url,
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_MODEL": folder.name,
            **more,
        }
        upgrade(self.environment["DATABASE_URL"])
        values = {name.lower(): value for name, value in self.environment.items()}
        self.services: Services = build(Settings(_env_file=None, **values))  # type: ignore[arg-type]
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        with (self.folder / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=keep | self.environment, stdout=log, stderr=log
            )
        self._running.append(process)
        return process

    def stop(self) -> None:
        for process in self._running:
            process.kill()
            process.wait()
        self.services.store.engine.dispose()

    def wait_for_death(self, process: subprocess.Popen[bytes]) -> None:
        wait_until(lambda: process.poll() is not None, 40, "the worker kills itself")
        assert process.returncode == -9, (self.folder / "worker.log").read_text()[-2000:]

    def times_graded(self) -> Counter[str]:
        """How often the model was asked for each answer."""
        asked = [request for request in self.server.requests if request.operation == "grade"]
        return Counter(label for request in asked for label in request.labels)


@pytest.fixture
def workers(tmp_path: Path, own_redis: RedisServer) -> Iterator[Workers]:
    with OpenAIServer() as server:
        made = Workers(tmp_path, server, own_redis, EVALUATION_PARALLEL="1")
        yield made
        made.stop()


# Redis flushed at every other stage, kept at the others: all of them are in the long form.
# Every fourth stage with a Redis that was kept, and every fourth with one that lost all.
BY_DEFAULT = ((0, "kept"), (2, "flushed"))


@pytest.mark.parametrize(
    ("stage", "redis"),
    [
        pytest.param(
            stage, redis, marks=[] if (number % 4, redis) in ((0, "kept"), (2, "flushed")) else pytest.mark.long
        )
        for number, stage in enumerate(STAGES)
        for redis in ("kept", "flushed")
    ],
)
def test_after_a_kill_the_next_worker_goes_on_soon_and_pays_nothing_twice(
    workers: Workers, stage: str, redis: str, capsys: pytest.CaptureFixture[str]
) -> None:
    workers.environment["LEASE_S"] = str(LEASE_S)
    session = interview(24, silent=False, follow_ups=False)
    insert(workers.services.store, session)
    workers.wait_for_death(workers.start("-m", "tests.dying_worker", stage))
    if redis == "flushed":
        workers.redis.flush()
    before = workers.services.evaluator.report(OWNER, session.id)
    assert before.evaluation is not None
    assert before.evaluation.status is EvaluateStatus.PROCESSING
    assert len(before.grades) == {"claimed": 0, "batch": 8}.get(stage, 24)
    workers.start("worker.py")
    began = time.monotonic()
    claimed = workers.services.evaluator

    def goes_on() -> bool:
        evaluation = claimed.report(OWNER, session.id).evaluation
        return evaluation is not None and evaluation.attempt > 1

    wait_until(goes_on, 60, "another worker takes over")
    took = time.monotonic() - began
    report = wait_until(lambda: finished(workers, session.id), 60, "graded")
    with capsys.disabled():
        print(
            f"\n{stage:<8} redis {redis:<8} goes on after {took:4.1f} s, attempts {report.evaluation.attempt}", end=""
        )
    assert took <= GOES_ON_WITHIN_S
    assert report.totals.graded == 24
    assert report.summary is not None
    assert set(workers.times_graded().values()) == {1}
    assert len(workers.times_graded()) == 24
    assert workers.server.count("grade") == 3


def finished(workers: Workers, session_id: str):  # type: ignore[no-untyped-def]
    report = workers.services.evaluator.report(OWNER, session_id)
    return report if report.evaluation and report.evaluation.status is EvaluateStatus.COMPLETED else None


def test_two_worker_processes_grade_each_batch_once(workers: Workers) -> None:
    workers.server.always("hang", seconds=0.5, operation="grade")
    sessions = [interview(24, silent=False, follow_ups=False) for _ in range(4)]
    workers.start("worker.py")
    workers.start("worker.py")
    for session in sessions:
        insert(workers.services.store, session)
    for session in sessions:
        for _ in range(3):
            workers.services.evaluator.enqueue_stalled(session.id)
            workers.services.queue.enqueue(workers.services.evaluator.report(OWNER, session.id).evaluation)  # type: ignore[arg-type]
    for session in sessions:
        wait_until(partial(finished, workers, session.id), 60, "graded")
    assert set(workers.times_graded().values()) == {len(sessions)}
    assert workers.server.count("grade") == 3 * len(sessions)
    assert workers.server.count("summarise") == len(sessions)
