"""SIGTERM of a worker in the middle of a grading: it ends at once, and another one need not wait for its lease."""

import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.services import Services
from interview.storage import evaluations
from interview.storage.handing_back import hand_back
from tests.integration.test_worker_kills import Workers, finished
from tests.long_interviews import OWNER, insert, interview
from tests.openai_server import OpenAIServer
from tests.servers import RedisServer, wait_until

pytestmark = pytest.mark.sqlite_first

LEASE_S = 200.0


@pytest.fixture
def workers(tmp_path: Path, own_redis: RedisServer) -> Iterator[Workers]:
    with OpenAIServer() as server:
        made = Workers(tmp_path, server, own_redis, EVALUATION_PARALLEL="1", LEASE_S=str(LEASE_S))
        yield made
        made.stop()


def test_a_worker_that_is_told_to_end_hands_its_grading_back_at_once(workers: Workers):
    workers.server.always("hang", seconds=120, operation="grade")
    session = interview(2, silent=False, follow_ups=False)
    insert(workers.services.store, session)
    first = workers.start("worker.py")
    wait_until(lambda: workers.server.count("grade") == 1, 60, "the model was asked")
    began = time.monotonic()
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=20) == 0
    left = workers.services.evaluator.report(OWNER, session.id).evaluation
    assert left is not None
    assert (left.status, left.failures) == (EvaluateStatus.PENDING, 0)
    workers.server.reset()
    workers.start("worker.py")
    report = wait_until(lambda: finished(workers, session.id), 60, "another worker graded it")
    assert report.totals.graded == 2
    assert time.monotonic() - began < LEASE_S / 2


@pytest.mark.parametrize("is_there_at_first", [pytest.param(False, marks=pytest.mark.long), True])
def test_it_does_so_where_redis_is_not_reached(workers: Workers, is_there_at_first: bool):
    workers.server.always("hang", seconds=120, operation="grade")
    session = interview(2, silent=False, follow_ups=False)
    insert(workers.services.store, session)
    if not is_there_at_first:
        workers.redis.stop()
    worker = workers.start("worker.py")
    wait_until(lambda: workers.server.count("grade") == 1, 60, "the model was asked")
    workers.redis.stop()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0
    left = workers.services.evaluator.report(OWNER, session.id).evaluation
    assert left is not None
    assert (left.status, left.failures) == (EvaluateStatus.PENDING, 0)


def test_only_what_this_process_is_at_is_handed_back(services: Services):
    now = datetime.now(UTC)
    mine, others = (interview(1, silent=False, follow_ups=False) for _ in range(2))
    for session, worker in ((mine, "host-1-ab12cd34.7"), (others, "host-1-ab12cd3_.7")):
        insert(services.store, session)
        with services.store.transaction() as db:
            evaluations.claim_evaluation(db, OWNER, session.id, worker, now, now + timedelta(minutes=5))
    with services.store.transaction() as db:
        assert hand_back(db, "host-1-ab12cd34.", now) == [mine.id]
        assert hand_back(db, "host-1-ab12cd34.", now) == []
    status = [services.evaluator.report(OWNER, each.id).evaluation.status for each in (mine, others)]  # type: ignore[union-attr]
    assert status == [EvaluateStatus.PENDING, EvaluateStatus.PROCESSING]
    with services.store.transaction() as db:
        assert not evaluations.extend_lease(db, mine.id, "host-1-ab12cd34.7", now)
