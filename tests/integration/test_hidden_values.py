"""What somebody wrote is in no database error: not in its text, its chain, a log or an answer over HTTP."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from interview.errors import Unavailable
from interview.services import Services
from interview.storage import resume_texts
from interview.storage.store import AlreadyThere
from interview.storage.tables import ResumeRow, TurnRow
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.integration.test_candidate import ME, create

SECRET = "what-nobody-else-may-read"


def a_broken_unique_constraint(services: Services, _session: Any) -> None:
    def resume(number: int) -> ResumeRow:
        values: dict[str, Any] = {
            "owner": ME,
            "file_name": SECRET,
            "file_hash": SECRET,
            "text_hash": SECRET,
            "text_id": text_id,
        }
        return ResumeRow(
            id=str(number), profile={"is": SECRET}, notes=[{"is": SECRET}], created_at=datetime.now(UTC), **values
        )

    with services.store.transaction() as db:
        text_id = resume_texts.put_text(db, ME, SECRET)
        db.add(resume(1))
        db.flush()
        db.add(resume(2))


def a_broken_check(services: Services, session: Any) -> None:
    with services.store.transaction() as db:
        row = db.get(TurnRow, (session.id, 0, 0))
        assert row is not None
        row.answer = SECRET


def an_impossible_number(services: Services, _session: Any) -> None:
    with services.store.transaction() as db:
        query = text("UPDATE turn SET draft = :said, revision = CAST(:number AS INTEGER) / :zero WHERE 1 = 1")
        db.execute(query, {"said": SECRET, "number": SECRET, "zero": 0})
        db.execute(text("INSERT INTO turn (session_id, draft) VALUES ('x', :said)"), {"said": SECRET})


def a_value_without_a_type(services: Services, session: Any) -> None:
    with services.store.transaction() as db:
        db.execute(text("UPDATE turn SET draft = :said"), {"said": {"is": SECRET}})


def a_text_that_is_none(services: Services, session: Any) -> None:
    with services.store.transaction() as db:
        db.execute(text("UPDATE turn SET draft = :said"), {"said": f"{SECRET}\ud800"})


FAILURES = [
    a_broken_unique_constraint,
    a_broken_check,
    an_impossible_number,
    a_value_without_a_type,
    a_text_that_is_none,
]


def chain_of(error: BaseException | None) -> list[BaseException]:
    found = []
    while error is not None:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


@pytest.mark.parametrize("fail", FAILURES, ids=lambda fail: fail.__name__)
def test_neither_text_nor_chain_nor_log_of_an_error_holds_a_value(services, caplog, fail):
    session = create(services)
    with pytest.raises(Exception) as caught:  # noqa: PT011
        fail(services, session)
    logging.getLogger("interview.test").error("it failed: %s", caught.value, exc_info=caught.value)
    assert SECRET not in caplog.text
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    for error in chain_of(caught.value):
        assert SECRET not in str(error)
        assert SECRET not in str(getattr(error, "params", ""))
        if not isinstance(error, UnicodeError):
            assert SECRET not in repr(error)


@pytest.mark.parametrize("fail", FAILURES, ids=lambda fail: fail.__name__)
def test_an_answer_over_http_holds_no_value(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fail: Callable[..., None]
):
    session = create(services)
    monkeypatch.setattr(services.candidate, "view", lambda _owner, _id: fail(services, session))
    api.dependency_overrides[process_services] = lambda: services
    try:
        reply = TestClient(api, raise_server_exceptions=False).get(f"/interview/sessions/{session.id}")
    finally:
        api.dependency_overrides.clear()
    assert reply.status_code in (422, 500, 503)
    assert set(reply.json()) == {"code", "message"}
    assert SECRET not in reply.text
    assert SECRET not in caplog.text


def test_what_is_left_says_which_rule_was_broken(services):
    with pytest.raises(AlreadyThere) as caught:
        a_broken_unique_constraint(services, None)
    assert "resume" in str(caught.value)
    assert "text_hash" in str(caught.value)


def test_an_error_of_the_database_is_still_one_that_may_pass(services):
    with pytest.raises(Unavailable) as caught, services.store.reading() as db:
        db.execute(text("SELECT no_such_column FROM turn"))
    assert isinstance(caught.value.__cause__, DBAPIError)


def test_a_log_of_all_statements_holds_no_value(services, caplog):
    session = create(services)
    with caplog.at_level(logging.INFO, "sqlalchemy.engine"):
        services.candidate.save_draft(ME, session.id, 0, SECRET)
    assert "UPDATE turn SET" in caplog.text
    assert SECRET not in caplog.text
