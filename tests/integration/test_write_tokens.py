"""Who may read and write what: a page its own interview, a person what is theirs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interview.errors import Code, Invalid
from interview.storage.migrate import upgrade
from interview.storage.store import Store
from interview.use_cases.write_tokens import WriteTokens
from tests.servers import App

RESUME = """Ada Example
Skills: Python, PostgreSQL, Docker, Git
Experience
Backend Developer, Example Ltd, 2019 - 2024
Built a billing service in Python and PostgreSQL that sends 20,000 invoices a month.
"""
DRAFT = {"questionIndex": 0, "answer": "first thoughts", "revision": 1}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    started = App(tmp_path_factory.mktemp("centre"), USER_HEADER="X-Forwarded-Email")
    yield started
    started.stop()


def call(app: App, name: str, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    return app.call(method, path, body, X_Forwarded_Email=name, **headers)


def new_session(app: App, name: str) -> str:
    """A new interview's path."""
    wanted = {"resumeText": RESUME, "questionCount": 1, "followUpCount": 0, "forceCreate": True}
    status, session = call(app, name, "POST", "/api/interview/sessions", wanted)
    assert status == 201, session
    return f"/api/interview/sessions/{session['sessionId']}"


def permit(app: App, name: str, session: str) -> str:
    return str(call(app, name, "GET", session + "/permit")[1]["permit"])


def test_without_a_name_nothing_is_served(app: App):
    status, reply = app.get("/api/interview/sessions")
    assert (status, reply["code"]) == (401, Code.SIGN_IN_NEEDED)


def test_nobody_sees_or_touches_what_belongs_to_another_person(app: App):
    session = new_session(app, "ada@example.org")
    assert session.endswith(
        call(app, "ada@example.org", "GET", "/api/interview/sessions")[1]["sessions"][0]["sessionId"]
    )
    assert call(app, "ADA@example.org", "GET", "/api/interview/sessions")[1]["sessions"] == []
    assert call(app, "bob@example.org", "GET", "/api/interview/sessions")[1]["sessions"] == []
    assert call(app, "bob@example.org", "GET", "/api/resumes")[1] == []
    for method, path, body in [
        ("GET", session, None),
        ("GET", f"{session}/permit", None),
        ("PUT", f"{session}/answers", DRAFT),
        ("POST", f"{session}/complete", None),
        ("DELETE", session, None),
    ]:
        status, reply = call(app, "bob@example.org", method, path, body)
        assert (status, reply["code"]) == (404, Code.INTERVIEW_SESSION_NOT_FOUND), path
    assert call(app, "ada@example.org", "GET", session)[1]["questions"][0]["draft"] == ""


def test_a_page_in_a_browser_writes_with_the_permit_of_its_interview_only(app: App):
    name, browser = "eve@example.org", {"Sec_Fetch_Site": "same-origin"}
    mine, other = new_session(app, name), new_session(app, name)
    for shown in ({}, {"X_Interview_Permit": permit(app, name, other)}, {"X_Interview_Permit": "\u00fcnknown"}):
        status, reply = call(app, name, "PUT", f"{mine}/answers", DRAFT, **browser, **shown)
        assert (status, reply["code"]) == (403, Code.INTERVIEW_PERMIT_INVALID)
    assert call(app, name, "GET", mine)[1]["questions"][0]["draft"] == ""
    shown = {"X_Interview_Permit": permit(app, name, mine)}
    assert call(app, name, "PUT", f"{mine}/answers", DRAFT, **browser, **shown)[1]["stored"]


def test_a_program_needs_no_permit_but_a_wrong_one_is_refused(app: App):
    session = new_session(app, "dan@example.org")
    assert call(app, "dan@example.org", "PUT", f"{session}/answers", DRAFT)[0] == 200
    wrong = call(app, "dan@example.org", "PUT", f"{session}/answers", DRAFT, X_Interview_Permit="0")
    assert wrong[0] == 403


def test_a_permit_outlives_a_restart_and_holds_on_every_replica(database_url: str):
    made = WriteTokens(Store(database_url)).issue("ada", "s1")
    other_process = WriteTokens(Store(database_url))
    other_process.check(made, "ada", "s1")
    for owner, session_id in [("ada", "s2"), ("bob", "s1")]:
        with pytest.raises(Invalid):
            other_process.check(made, owner, session_id)


def test_processes_that_start_at_once_end_up_with_one_secret(database_url: str):
    store = Store(database_url)
    made: list[str] = []
    start = threading.Barrier(8)

    def make() -> None:
        start.wait()
        made.append(WriteTokens(store).issue("ada", "s1"))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len(set(made)) == 1


def test_two_installations_do_not_honour_each_others_permits(database_url: str, tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'other.db'}"
    upgrade(url)
    assert WriteTokens(Store(url)).issue("ada", "s1") != WriteTokens(Store(database_url)).issue("ada", "s1")
