"""Links and comments over HTTP, and what no reply tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col
from starlette.testclient import TestClient

from interview.core.mentoring import MAX_COMMENT_CHARS
from interview.errors import Code
from interview.services import Services
from interview.storage.tables import MentorRow
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.integration.shared_reports import ADA, BOB, SIGNED_IN, graded, note, saved

pytestmark = pytest.mark.sqlite_first


@pytest.fixture
def client(centre: Services) -> Iterator[TestClient]:
    api.dependency_overrides[process_services] = lambda: centre
    yield TestClient(api, raise_server_exceptions=False)
    api.dependency_overrides.clear()


def test_over_http_a_link_is_made_listed_without_its_token_and_stopped(client, centre):
    session_id = graded(centre, ADA, "one")
    path = f"/interview/sessions/{session_id}/shares"
    made = client.post(path, json={"days": 1}, headers=SIGNED_IN["ada"])
    assert made.status_code == 201
    assert made.json()["path"] == f"/shared?token={made.json()['token']}"
    listed = client.get(path, headers=SIGNED_IN["ada"]).json()
    assert [set(each) for each in listed] == [{"shareId", "madeAt", "until", "opened"}]
    share = f"{path}/{listed[0]['shareId']}"
    assert client.get(path, headers=SIGNED_IN["bob"]).status_code == 404
    refused = client.delete(share, headers=SIGNED_IN["bob"])
    assert (refused.status_code, refused.json()["code"]) == (404, Code.SHARE_NOT_FOUND)
    assert client.post(path, json={"days": 3}, headers=SIGNED_IN["ada"]).status_code == 422
    assert client.post(path, json={"days": 1}, headers=SIGNED_IN["bob"]).status_code == 404
    assert client.post(path, json={"days": 1}).status_code == 401
    assert client.delete(share, headers=SIGNED_IN["ada"]).status_code == 204
    assert client.get(path, headers=SIGNED_IN["ada"]).json() == []


def test_over_http_a_mentor_comments_with_the_link_in_a_header(client, centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    path, bob = "/interview/shared/comment", SIGNED_IN["bob"] | {"X-Share-Token": token}
    said = {"name": "Bea", "questionIndex": 0, "comment": "good", "verdicts": {}, "seen": note().mark}
    kept = client.put(path, json=said, headers=bob)
    assert (kept.status_code, kept.json()) == (200, {"mark": note("good").mark})
    assert [note["comment"] for note in report_of(client, session_id)["mentorNotes"]] == ["good"]
    again = client.put(path, json=said | {"comment": "other"}, headers=bob)
    assert (again.status_code, again.json()["code"]) == (409, Code.MENTOR_NOTE_CHANGED)
    for wrong in ({}, {"X-Share-Token": "A" * 43}):
        refused = client.put(path, json=said, headers=SIGNED_IN["bob"] | wrong)
        assert (refused.status_code, refused.json()["code"]) == (404, Code.SHARE_NOT_FOUND)
    long = client.put(path, json=said | {"comment": "x" * (MAX_COMMENT_CHARS + 1), "seen": ""}, headers=bob)
    assert (long.status_code, long.json()["message"]) == (422, f"A comment has at most {MAX_COMMENT_CHARS} characters.")
    assert client.put(path, json=said, headers={"X-Share-Token": token}).status_code == 401


def report_of(client: TestClient, session_id: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/interview/sessions/{session_id}/report", headers=SIGNED_IN["ada"]).json()
    return found


def test_over_http_a_file_goes_out_comments_come_back_and_are_deleted(client, centre):
    session_id = graded(centre, ADA, "one")
    path = f"/interview/sessions/{session_id}"
    file = client.get(f"{path}/mentor-file?timeZone=Europe/Berlin", headers=SIGNED_IN["ada"])
    assert (file.status_code, file.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert file.headers["content-disposition"].startswith('attachment; filename="interview-for-a-mentor-')
    assert client.get(f"{path}/mentor-file", headers=SIGNED_IN["bob"]).status_code == 404
    comments = saved(session_id, {"questionIndex": 0, "comment": "good"})
    assert client.post(f"{path}/mentors", json=comments, headers=SIGNED_IN["bob"]).status_code == 404
    assert client.post(f"{path}/mentors", json=comments, headers=SIGNED_IN["ada"]).json() == {"answers": 1}
    (told,) = client.get(f"{path}/report", headers=SIGNED_IN["ada"]).json()["mentorNotes"]
    assert (told["questionIndex"], told["name"], told["cameBy"], told["comment"]) == (0, "Bea", "file", "good")
    mentor = f"{path}/mentors/{told['mentorId']}"
    assert client.delete(mentor, headers=SIGNED_IN["bob"]).status_code == 404
    assert client.delete(mentor, headers=SIGNED_IN["ada"]).status_code == 204
    assert client.delete(mentor, headers=SIGNED_IN["ada"]).json()["code"] == Code.MENTOR_NOT_FOUND
    assert client.get(f"{path}/report", headers=SIGNED_IN["ada"]).json()["mentorNotes"] == []


def test_who_wrote_is_kept_for_those_who_run_the_app_and_told_to_nobody(client, centre):
    session_id = graded(centre, ADA, "one")
    _, token = centre.sharing.share(ADA, session_id, 7)
    centre.sharing.comment(BOB, token, "Bea", 0, note("words"))
    with centre.store.reading() as db:
        (writer,) = db.scalars(select(col(MentorRow.writer)))
    assert writer == BOB
    for kind in ("report", "export?format=json", "export?format=md", "mentor-file"):
        told = client.get(f"/interview/sessions/{session_id}/{kind}", headers=SIGNED_IN["ada"]).text
        assert BOB not in told
        assert token not in told
