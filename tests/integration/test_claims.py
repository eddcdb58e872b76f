"""Who may claim an evaluation, and that a queue that cannot be told costs no waiting once it can."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from interview.core.evaluation import EvaluateStatus
from interview.errors import Code, Failed
from interview.messages import Message
from interview.storage import evaluations
from interview.storage.tables import GradeRequestRow
from tests.integration.test_candidate import ME, create
from tests.servers import RedisServer

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def services(make_services, database_url, own_redis: RedisServer):
    return make_services(database_url, redis_url=own_redis.url)


def finish(services):
    session = create(services, mains=1, follow_ups=0)
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    return session


def evaluation(services, session):
    return services.evaluator.report(ME, session.id).evaluation


def test_an_evaluation_claimed_in_somebody_elses_name_stays_as_it_was(services):
    session = finish(services)
    before = evaluation(services, session)
    assert not services.evaluator.run("somebody", session.id, "their worker")
    assert evaluation(services, session) == before
    assert (before.status, before.attempt, before.claimed_by) == (EvaluateStatus.PENDING, 0, None)
    assert services.evaluator.run(ME, session.id, "my worker")


def test_an_interview_that_ends_while_the_queue_is_away_is_enqueued_at_the_first_look_after(services, own_redis):
    own_redis.stop()
    session = finish(services)
    own_redis.start()
    assert services.evaluator.enqueue_stalled() == 1
    assert services.queue.depth() == 1
    assert evaluation(services, session).enqueued_at is not None


def test_a_look_while_the_queue_is_away_does_not_make_the_next_one_wait(services, own_redis):
    session = finish(services)
    services.evaluator.run(ME, session.id, "w")
    own_redis.stop()
    services.evaluator.grade_again(ME, session.id)
    assert services.evaluator.enqueue_stalled() == 0
    assert evaluation(services, session).enqueued_at is None
    own_redis.start()
    began = datetime.now(UTC)
    assert services.evaluator.enqueue_stalled() == 1
    assert services.queue.depth() == 1
    assert evaluation(services, session).enqueued_at >= began


@pytest.mark.parametrize("end", ["finish", "keep"])
def test_a_worker_that_lost_its_claim_leaves_what_was_asked_for_anew(services, end):
    session = finish(services)
    services.evaluator.run(ME, session.id, "first")
    services.evaluator.grade_again(ME, session.id)
    now = datetime.now(UTC)
    with services.store.transaction() as db:
        assert evaluations.claim_evaluation(db, ME, session.id, "second", now, now + timedelta(minutes=1))
    error = Failed(Code.INTERVIEW_EVALUATION_FAILED, Message.of("error.grading_stopped"))
    with services.store.transaction() as db:
        if end == "finish":
            assert not evaluations.finish_evaluation(db, session.id, "first", now, None)
        else:
            assert not evaluations.keep_report(db, session.id, "first", now, error)
    with services.store.reading() as db:
        assert db.scalar(select(func.count()).select_from(GradeRequestRow)) == 1
