"""Whoever can write to Redis can make the worker grade a session, and nothing else; and it goes on to the next job."""

from __future__ import annotations

import http.server
import os
import pickle
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from redis import Redis
from redis.typing import EncodableT, FieldT
from rq import Callback, Queue, Retry
from rq.job import Job
from rq.serializers import JSONSerializer, PickleSerializer
from rq.webhook import Webhook

import worker as worker_process
from interview.core.evaluation import EvaluateStatus
from interview.services import Services, build
from interview.settings import Settings
from interview.storage.migrate import upgrade
from interview.storage.queued_jobs import EVALUATE
from tests.long_interviews import OWNER, insert, interview
from tests.servers import ROOT, RedisServer, wait_until

SESSION = "0123456789abcdef" * 2
OUR_ID = f"evaluate-{SESSION}-0"
SECRET = "words-of-an-intruder"


def leave_mark(*_arguments: Any) -> None:
    """What an intruder would run, as a function or a callback."""
    Path(os.environ["MARK"]).touch()


MARK = f"{__name__}.leave_mark"


class Unpickled:
    """Runs as soon as somebody unpickles it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch $MARK # {SECRET}",)


@dataclass
class Worker:
    """A worker process, the services beside it, and the sign that somebody else's code ran."""

    folder: Path
    redis: RedisServer
    services: Services
    process: subprocess.Popen[bytes]

    @property
    def mark(self) -> Path:
        return self.folder / "mark"

    @property
    def log(self) -> str:
        return (self.folder / "worker.log").read_text()

    def grades_the_next(self) -> None:
        session = interview(1, silent=False, follow_ups=False)
        insert(self.services.store, session)
        # The worker looks for what is stalled, too, and may see it first.
        self.services.evaluator.enqueue_stalled(session.id)

        def status() -> EvaluateStatus | None:
            evaluation = self.services.evaluator.report(OWNER, session.id).evaluation
            return evaluation.status if evaluation else None

        wait_until(lambda: status() is EvaluateStatus.COMPLETED, 60, f"the next job is done\n{self.log[-2000:]}")
        assert self.process.poll() is None, self.log[-2000:]


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    folder = tmp_path_factory.mktemp("worker")
    (folder / "redis").mkdir()
    redis = RedisServer(folder / "redis")
    url = f"sqlite:///{folder / 'data' / 'interview.db'}"
    (folder / "data").mkdir(mode=0o700)
    upgrade(url)
    environment = {"DATABASE_URL": url, "DATA_DIR": str(folder / "data"), "REDIS_URL": redis.url}
    values: dict[str, Any] = {name.lower(): value for name, value in environment.items()}
    services = build(Settings(_env_file=None, **values))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "worker.py"],
            cwd=ROOT,
            env={**kept, **environment, "MARK": str(folder / "mark"), "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        )
    made = Worker(folder, redis, services, process)
    made.grades_the_next()
    yield made
    process.kill()
    process.wait()
    services.store.engine.dispose()
    redis.stop()


def queue(worker: Worker, serializer: Any = JSONSerializer) -> Queue:
    return Queue(
        worker.services.queue.name, connection=Redis.from_url(worker.redis.url), serializer=serializer, job_class=Job
    )


def enqueued(*arguments: Any, **more: Any) -> Callable[[Worker], None]:
    def put(worker: Worker) -> None:
        queue(worker).enqueue(*arguments, **{"job_id": OUR_ID, "job_timeout": 60, **more})

    return put


def pickled(*arguments: Any, **more: Any) -> Callable[[Worker], None]:
    def put(worker: Worker) -> None:
        queue(worker, PickleSerializer).enqueue(*arguments, **more)

    return put


def written(name: str = OUR_ID, **fields: bytes | str) -> Callable[[Worker], None]:
    """A job as bytes in Redis, past RQ's own code."""

    def put(worker: Worker) -> None:
        target = queue(worker)
        hashed: dict[FieldT, EncodableT] = {"origin": target.name, "timeout": "60"}
        for field, value in fields.items():
            hashed[field] = value
        target.connection.hset(Job.key_for(name), mapping=hashed)
        target.connection.rpush(target.key, name)

    return put


def listed(name: bytes) -> Callable[[Worker], None]:
    def put(worker: Worker) -> None:
        queue(worker).connection.rpush(queue(worker).key, name)

    return put


def a_string_where_a_job_should_be(worker: Worker) -> None:
    queue(worker).connection.set(Job.key_for(OUR_ID), SECRET)
    listed(OUR_ID.encode())(worker)


def data(*parts: Any) -> bytes:
    return zlib.compress(JSONSerializer.dumps(parts))


OURS = data(EVALUATE, None, [OWNER, SESSION], {})
TOUCH = f"touch $MARK # {SECRET}"

HOSTILE: dict[str, Callable[[Worker], None]] = {
    "another function": enqueued("os.system", TOUCH),
    "another function under a name of its own": enqueued("os.system", TOUCH, job_id="mine"),
    "another function with our arguments": enqueued(MARK, OWNER, SESSION),
    "a function of ours that is no job": enqueued("interview.jobs.worker_name"),
    "a pickled call": pickled(os.system, TOUCH),
    "a pickled call under our name": pickled(os.system, TOUCH, job_id=OUR_ID),
    "a pickle that runs when read": written(data=zlib.compress(pickle.dumps(Unpickled()))),
    "a pickle as the result": written(data=OURS, result=pickle.dumps(Unpickled())),
    "a pickle as the meta": written(data=OURS, meta=pickle.dumps(Unpickled())),
    "a method of an object": written(data=data("system", "os", [TOUCH], {})),
    "numbers for arguments": enqueued(EVALUATE, 1, 2),
    "a list for an argument": enqueued(EVALUATE, [OWNER], SESSION),
    "one argument too many": enqueued(EVALUATE, OWNER, SESSION, SECRET),
    "named arguments": enqueued(EVALUATE, owner=OWNER, session_id=SESSION),
    "no session id": enqueued(EVALUATE, OWNER, f"../{SECRET}"),
    "an owner on two lines": enqueued(EVALUATE, f"{OWNER}\n{SECRET}", SESSION),
    "the name of another session": enqueued(EVALUATE, OWNER, "f" * 32),
    "a callback on success": enqueued(EVALUATE, OWNER, SESSION, on_success=Callback(MARK)),
    "a callback on failure": enqueued(EVALUATE, OWNER, [SESSION], on_failure=Callback(MARK)),
    "a retry": enqueued(EVALUATE, OWNER, SESSION, retry=Retry(max=3)),
    "no time limit": enqueued(EVALUATE, OWNER, SESSION, job_timeout=-1),
    "a day's time limit": enqueued(EVALUATE, OWNER, SESSION, job_timeout=86400),
    "bytes that are no job": written(data=b"\xff\xfe\x00junk"),
    "JSON that is no call": written(data=zlib.compress(b'"' + SECRET.encode() + b'"')),
    "JSON of endless depth": written(data=zlib.compress(b"[" * 100_000)),
    "a status that is none": written(data=OURS, status=SECRET),
    "a time that is none": written(data=OURS, created_at=SECRET),
    "a job without content": written(description=SECRET),
    "a string where a job should be": a_string_where_a_job_should_be,
    "a name of another form": listed(b"a job; " + SECRET.encode()),
    "a name that is no text": listed(b"\xff\xfe\xfd"),
    "a name without a job": listed(OUR_ID.encode()),
}


@pytest.mark.parametrize("put", HOSTILE.values(), ids=HOSTILE)
def test_nothing_but_a_grading_is_run_and_the_next_job_is(worker: Worker, put: Callable[[Worker], None]) -> None:
    put(worker)
    worker.grades_the_next()
    assert not worker.mark.exists()
    assert SECRET not in worker.log
    assert worker.services.queue.depth() == 0
    assert b"rq:job:" + OUR_ID.encode() not in queue(worker).connection.keys("rq:job:*")


def test_what_was_dropped_is_said_without_its_content(worker: Worker) -> None:
    enqueued("os.system", TOUCH)(worker)
    worker.grades_the_next()
    said = "a job that is not ours was dropped from the queue, unread: its function does not fit"
    assert said in worker.log
    assert SECRET not in worker.log


def test_a_job_calls_nobody_over_the_network(worker: Worker) -> None:
    calls: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(200)
            self.end_headers()

    with http.server.HTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        hooks = [Webhook(url, "finished"), Webhook(url, "failed")]
        enqueued(EVALUATE, OWNER, SESSION, webhooks=hooks)(worker)
        worker.grades_the_next()
        server.shutdown()
    assert calls == []


def test_a_job_left_by_a_dead_worker_runs_no_callback_when_it_is_tidied_up(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RQ runs the failure callback of a job that was started and never ended, at its next maintenance."""
    monkeypatch.setenv("MARK", str(worker.mark))
    connection, registry = queue(worker).connection, worker.services.queue.rq.started_job_registry
    left: dict[FieldT, EncodableT] = {
        "data": OURS,
        "status": "started",
        "failure_callback_name": MARK,
        "origin": queue(worker).name,
    }
    connection.hset(Job.key_for(OUR_ID), mapping=left)
    connection.zadd(registry.key, {f"{OUR_ID}:execution": 1})
    registry.cleanup()
    assert not worker.mark.exists()
    assert not connection.exists(Job.key_for(OUR_ID))
    assert not connection.zcard(registry.key)


def test_a_command_published_in_redis_does_not_end_the_worker(worker: Worker) -> None:
    connection = queue(worker).connection
    (key,) = connection.keys("rq:worker:*")
    assert isinstance(key, bytes)
    name = key.decode().removeprefix("rq:worker:")
    assert connection.publish(f"rq:pubsub:{name}", '{"command": "shutdown"}') == 1
    wait_until(lambda: "a command sent over Redis was passed over" in worker.log, 30, "the command was seen")
    worker.grades_the_next()


def test_a_sweep_that_fails_unexpectedly_goes_on_and_keeps_no_other_one_from_its_work(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Ended(BaseException):
        pass

    looks: list[str] = []

    def fail() -> int:
        looks.append("evaluations")
        raise RuntimeError("unexpected")

    def clear() -> int:
        looks.append("redis")
        return 0

    def end() -> int:
        looks.append("overdue")
        raise RuntimeError("unexpected")

    def grade() -> int:
        looks.append("budgets")
        return 0

    def wait(_seconds: float) -> None:
        if len(looks) == 8:
            raise Ended

    monkeypatch.setattr("time.sleep", wait)
    built = SimpleNamespace(
        evaluator=SimpleNamespace(enqueue_stalled=fail, grade_what_budgets_stopped=grade),
        spending=SimpleNamespace(forget=lambda: 0),
        own_data=SimpleNamespace(remove_old=lambda: 0),
        deletion=SimpleNamespace(sweep=clear, remove_old_copies=lambda: 0),
        candidate=SimpleNamespace(end_overdue=end),
    )
    monkeypatch.setattr(worker_process, "services", lambda: built)
    with pytest.raises(Ended):
        worker_process.sweep()
    assert looks == ["evaluations", "redis", "overdue", "budgets"] * 2
    assert "stopped unexpectedly" in caplog.text
