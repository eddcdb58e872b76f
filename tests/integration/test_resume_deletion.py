"""A deleted resume goes from every copy of the interviews made from it, in any order and while Redis is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from interview.core.history import HistoryFilter
from interview.errors import Code, NotFound
from interview.services import Services
from interview.storage import removals
from tests.builders import RESUME
from tests.integration.test_candidate import ME
from tests.servers import RedisServer

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def services(make_services: Callable[..., Services], database_url: str, durable_redis: RedisServer) -> Services:
    return make_services(database_url, redis_url=durable_redis.url)


@pytest.fixture
def resume(services: Services):
    return services.resumes.add(ME, "cv.pdf", RESUME, "hash", ())


def made_from(services: Services, resume, **more: Any):
    return services.creation.create(
        ME, "1.2.3.4", question_count=1, follow_up_count=0, resume_id=resume.id, force=True, **more
    ).session


def test_no_copy_of_an_interview_names_a_deleted_resume(services, resume, durable_redis):
    session = made_from(services, resume)
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    services.evaluator.run(ME, session.id, "w")
    services.evaluator.report(ME, session.id)
    services.analytics.look(ME)
    assert services.candidate.view(ME, session.id).resume_id == resume.id
    assert resume.id in durable_redis.everything()
    services.resumes.delete(ME, resume.id)
    assert resume.id not in durable_redis.everything()
    assert not services.evaluator._reports._kept._values
    assert services.analytics._known == {}
    assert services.candidate.view(ME, session.id).resume_id is None
    assert services.evaluator.report(ME, session.id).session.resume_id is None


def test_deleting_a_resume_while_redis_is_away_is_made_up_for_and_spoils_no_grading(
    services, make_services, database_url, resume, durable_redis
):
    session = made_from(services, resume)
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    durable_redis.stop()
    services.resumes.delete(ME, resume.id)
    durable_redis.start()
    assert resume.id in durable_redis.everything()
    another_process = make_services(database_url, redis_url=durable_redis.url)
    assert another_process.candidate.view(ME, session.id).resume_id is None
    services.deletion.sweep()
    assert resume.id not in durable_redis.everything()
    assert services.queue.depth() == 1
    assert services.evaluator.run(ME, session.id, "w")


def test_deleting_resume_and_session_in_turn_takes_both(services, resume, durable_redis):
    session = made_from(services, resume)
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    durable_redis.stop()
    services.resumes.delete(ME, resume.id)
    services.candidate.delete(ME, session.id)
    durable_redis.start()
    services.deletion.sweep()
    assert session.id not in durable_redis.everything()
    assert services.queue.depth() == 0


def test_a_resume_deleted_after_its_session_while_redis_is_away_still_cancels_the_grading(
    services, resume, durable_redis, monkeypatch
):
    """As when both are deleted at once: the note for the resume comes when the one for the session is there."""
    session = made_from(services, resume)
    services.candidate.submit_answer(ME, session.id, 0, "my words")
    durable_redis.stop()
    services.candidate.delete(ME, session.id)
    with services.store.transaction() as db:
        removals.note_removals(db, ME, [session.id], removals.Kind.SNAPSHOT, datetime.now(UTC))
    durable_redis.start()
    services.deletion.sweep()
    assert session.id not in durable_redis.everything()
    assert services.queue.depth() == 0


def test_an_interview_made_while_its_resume_is_deleted_is_refused_and_leaves_nothing(services, resume, monkeypatch):
    ask = services.creation._interview_setup.ask

    def ask_late(*given: Any) -> Any:
        services.resumes.delete(ME, resume.id)
        return ask(*given)

    monkeypatch.setattr(services.creation._interview_setup, "ask", ask_late)
    with pytest.raises(NotFound) as refused:
        made_from(services, resume)
    assert refused.value.code is Code.RESUME_NOT_FOUND
    assert services.history.search(ME, HistoryFilter(), limit=10) == ([], 0)
