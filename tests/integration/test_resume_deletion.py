"""A deleted resume goes from every copy of the interviews made from it, in any order and while Redis is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from interview.core.history import HistoryFilter
from interview.core.preparation import is_being_written
from interview.errors import Code, NotFound
from interview.services import Services
from interview.storage import preparations, removals
from tests.builders import RESUME
from tests.integration.test_candidate import ME
from tests.integration.test_names_without_a_resume import begun, told_to
from tests.integration.test_what_a_model_sees import RESUME as WHOLE_RESUME
from tests.openai_server import OpenAIServer
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


# A line that no question of these interviews quotes, and the name of a school.
UNQUOTED = ("Moved 40 services", "University of Leeds")


def noted(services: Services) -> str:
    """What is noted of interviews that are still being written."""
    with services.store.reading() as db:
        rows = db.execute(text("SELECT brief, angles FROM preparation")).all()
    assert rows
    return str([tuple(row) for row in rows])


def test_what_is_still_to_be_written_is_written_without_a_deleted_resume(
    with_model: Callable[..., Services], server: OpenAIServer
):
    services = with_model()
    session = begun(services, WHOLE_RESUME)
    with services.store.transaction() as db:
        now = datetime.now(UTC)
        assert preparations.claim_preparation(db, session.id, "dies", now, now)
        assert preparations.keep_angles(db, session.id, "dies", ["", UNQUOTED[0], ""])
        preparations.release_preparation(db, session.id, "dies", not_before=now)
    assert UNQUOTED[0] in noted(services)
    services.resumes.delete(ME, session.resume_id or "")
    assert [each for each in UNQUOTED if each in noted(services)] == []
    server.reset()
    services.preparer.run(ME, session.id, "w")
    told = told_to(server)
    assert {"plan", "write", "details"} <= set(told)
    assert {name: [each for each in UNQUOTED if each in body] for name, body in told.items()} == {
        name: [] for name in told
    }
    after = services.candidate.view(ME, session.id)
    assert not is_being_written(after)
    assert after.turns[0].question.text == session.turns[0].question.text
    assert len(after.turns) == len(session.turns)


def test_who_writes_an_interview_loses_the_claim_with_the_resume_that_they_were_told(
    with_model: Callable[..., Services], server: OpenAIServer
):
    services = with_model()
    session = begun(services, WHOLE_RESUME)
    until = datetime.now(UTC) + timedelta(minutes=1)
    with services.store.transaction() as db:
        assert preparations.claim_preparation(db, session.id, "w", datetime.now(UTC), until)
    services.resumes.delete(ME, session.resume_id or "")
    assert services.preparer.waiting() == [(ME, session.id)]
    with services.store.transaction() as db:
        assert not preparations.extend_preparation(db, session.id, "w", until)


def test_no_question_of_a_deleted_interview_is_told_for_another(
    with_model: Callable[..., Services], server: OpenAIServer
):
    services = with_model()
    first, second = begun(services, WHOLE_RESUME), begun(services, WHOLE_RESUME)
    asked = [turn.question.text for turn in first.turns]

    def known() -> tuple[str, ...]:
        with services.store.reading() as db:
            left = preparations.find_preparation(db, ME, second.id)
        assert left is not None
        return left.brief.asked_before

    assert set(asked) <= set(known())
    services.candidate.delete(ME, first.id)
    assert set(asked).isdisjoint(known())
    assert UNQUOTED[0] in noted(services)
