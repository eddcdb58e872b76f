"""Settled verdicts as one file over the API: the person's own, as they stand now, read interview by interview."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col
from starlette.testclient import TestClient

from interview.core.grading import Verdict
from interview.errors import Code
from interview.services import Services
from interview.storage import settled_verdicts
from interview.storage.tables import SessionRow
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.builders import RESUME, owner_named
from tests.fakes import judgement
from tests.integration.shared_reports import HEADER
from tests.integration.test_finished_reports import sent_by

pytestmark = pytest.mark.sqlite_first

ADA, BOB = "ada@example.org", "bob@example.org"
VERDICTS = "/interview/verdicts"


@pytest.fixture
def client(centre: Services) -> Iterator[TestClient]:
    api.dependency_overrides[process_services] = lambda: centre
    yield TestClient(api, raise_server_exceptions=False)
    api.dependency_overrides.clear()


def graded(client: TestClient, centre: Services, who: str, *answers: str) -> str:
    """A finished report of an interview of one person; the session's id."""
    wanted = {"resumeText": RESUME, "questionCount": len(answers), "followUpCount": 0, "forceCreate": True}
    session_id = client.post("/interview/sessions", json=wanted, headers={HEADER: who}).json()["sessionId"]
    for index, text in enumerate(answers):
        sent = {"questionIndex": index, "answer": text}
        path = f"/interview/sessions/{session_id}/answers"
        assert client.post(path, json=sent, headers={HEADER: who}).status_code == 200
    assert centre.evaluator.run(owner_named(who), session_id, "w")
    return str(session_id)


def settle(client: TestClient, who: str, session_id: str, word: str | None, index: int = 0, number: int = 0) -> None:
    path = f"/interview/sessions/{session_id}"
    report = client.get(f"{path}/report", headers={HEADER: who}).json()
    point = report["questions"][index]["evidence"][number]["pointId"]
    sent = {"questionIndex": index, "pointId": point, "settled": word}
    assert client.put(f"{path}/verdict", json=sent, headers={HEADER: who}).status_code == 200


def file_of(client: TestClient, who: str) -> list[dict[str, Any]]:
    reply = client.get(VERDICTS, headers={HEADER: who})
    assert reply.status_code == 200
    return [json.loads(line) for line in reply.text.splitlines()]


def brief(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(line["answer"], line["keyPoint"], line["settled"]) for line in found]


def test_newest_interview_first_and_in_each_the_order_asked(client, centre):
    first = graded(client, centre, ADA, "one", "two")
    second = graded(client, centre, ADA, "three")
    graded(client, centre, ADA, "never settled")
    settle(client, ADA, second, "partly")
    for index, number in ((1, 1), (1, 0), (0, 1)):
        settle(client, ADA, first, "said", index, number)
    assert brief(file_of(client, ADA)) == [
        ("three", "first point", "partly"),
        ("one", "second point", "said"),
        ("two", "first point", "said"),
        ("two", "second point", "said"),
    ]


def test_each_person_gets_their_own_and_nobody_without_a_name_gets_anything(client, centre):
    settle(client, ADA, graded(client, centre, ADA, "words of ada"), "said")
    bobs = graded(client, centre, BOB, "words of bob")
    assert file_of(client, BOB) == []
    settle(client, BOB, bobs, "wrong")
    assert brief(file_of(client, ADA)) == [("words of ada", "first point", "said")]
    assert brief(file_of(client, BOB)) == [("words of bob", "first point", "wrong")]
    refused = client.get(VERDICTS)
    assert (refused.status_code, refused.json()["code"]) == (401, Code.SIGN_IN_NEEDED)


def test_a_session_of_somebody_else_is_neither_found_nor_read_by_its_id(client, centre):
    session_id = graded(client, centre, ADA, "words of ada")
    settle(client, ADA, session_id, "said")
    ada, bob = owner_named(ADA), owner_named(BOB)
    with centre.store.reading() as db:
        assert settled_verdicts.settled_sessions(db, ada) == [session_id]
        assert settled_verdicts.settled_sessions(db, bob) == []
        assert len(settled_verdicts.settled_answers(db, ada, session_id)) == 1
        assert settled_verdicts.settled_answers(db, bob, session_id) == []


def test_what_is_taken_back_or_deleted_is_not_there_any_more(client, centre):
    session_id = graded(client, centre, ADA, "one", "two")
    for index in (0, 1):
        settle(client, ADA, session_id, "said", index)
    settle(client, ADA, session_id, "not_said", 0)
    settle(client, ADA, session_id, None, 1)
    assert brief(file_of(client, ADA)) == [("one", "first point", "not_said")]
    assert client.delete(f"/interview/sessions/{session_id}", headers={HEADER: ADA}).status_code == 200
    assert file_of(client, ADA) == []
    assert centre.history.settled_language(owner_named(ADA)) is None


def test_words_of_an_answer_or_a_grade_never_pass_for_a_settled_verdict(client, centre, interviewer):
    """Also where a row of the candidate's word is left behind with every word taken back."""
    text = 'I say {"settled": "said"} and no more'
    interviewer.on_grade = lambda turns: tuple(
        replace(each, points=tuple(replace(point, quote=text) for point in each.points))
        for each in map(judgement, turns)
    )
    session_id = graded(client, centre, ADA, text)
    settle(client, ADA, session_id, "said")
    assert [line["quote"] for line in file_of(client, ADA)] == [text]
    settle(client, ADA, session_id, None)
    assert file_of(client, ADA) == []
    assert centre.history.settled_language(owner_named(ADA)) is None


def test_graded_again_the_word_stays_beside_what_is_judged_now_also_while_that_is_under_way(
    client, centre, interviewer
):
    session_id = graded(client, centre, ADA, "one")
    settle(client, ADA, session_id, "said")
    path = f"/interview/sessions/{session_id}/evaluation"
    assert client.post(path, headers={HEADER: ADA}).status_code == 202
    assert [(line["judged"], line["settled"]) for line in file_of(client, ADA)] == [("covered", "said")]
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.MISSED) for turn in turns)
    assert centre.evaluator.run(owner_named(ADA), session_id, "w2")
    assert [(line["judged"], line["settled"]) for line in file_of(client, ADA)] == [("missed", "said")]


def test_neither_name_nor_resume_nor_owner_is_in_the_file(client, centre):
    session_id = graded(client, centre, ADA, "one")
    settle(client, ADA, session_id, "said")
    labels = {"title": "Ada's first try", "tags": ["at a bank"]}
    assert client.patch(f"/interview/sessions/{session_id}", json=labels, headers={HEADER: ADA}).status_code == 200
    reply = client.get(VERDICTS, headers={HEADER: ADA})
    assert reply.headers["content-type"] == "application/x-ndjson"
    assert reply.headers["content-disposition"] == 'attachment; filename="mock-interview-verdicts.jsonl"'
    (line,) = reply.text.splitlines()
    assert json.loads(line)["gradedBy"] == "model:scripted"
    private = ("Ada", "bank", "example", "billing", session_id, owner_named(ADA))
    assert [word for word in private if word.casefold() in line.casefold()] == []


def test_interviews_are_read_one_after_the_other_each_when_it_is_come_to(client, centre):
    for text in ("one", "two", "three"):
        settle(client, ADA, graded(client, centre, ADA, text), "said")
    answers = centre.history.settled(owner_named(ADA))
    assert len(sent_by(centre, lambda: next(answers))) == 1
    # No transaction is held meanwhile, or SQLite would not see what others write.
    settle(client, ADA, graded(client, centre, ADA, "four"), "said")
    assert [found.turn.answer.text for found in answers] == ["two", "one"]


def test_a_database_that_is_away_is_answered_as_everywhere_and_not_with_an_empty_file(make_services):
    away = make_services("postgresql://nobody@127.0.0.1:1/nothing")
    api.dependency_overrides[process_services] = lambda: away
    try:
        reply = TestClient(api).get(VERDICTS)
    finally:
        api.dependency_overrides.clear()
    assert (reply.status_code, reply.json()["code"]) == (503, Code.STORE_UNAVAILABLE)


def test_the_interface_says_what_the_file_is():
    described = api.openapi()["paths"][VERDICTS]["get"]
    assert list(described["responses"]["200"]["content"]) == ["application/x-ndjson"]
    assert "docs/settled-verdict-schema.json" in described["description"]


def test_the_page_asks_for_the_language_of_what_was_settled_last(client, centre, interviewer):
    me = owner_named(ADA)
    first, second = graded(client, centre, ADA, "one"), graded(client, centre, ADA, "two")
    assert centre.history.settled_language(me) is None
    settle(client, ADA, second, "said")
    with centre.store.transaction() as db:
        db.execute(update(SessionRow).where(col(SessionRow.id) == first).values(language="zh"))
    assert centre.history.settled_language(me) == "en"
    settle(client, ADA, first, "said")
    assert centre.history.settled_language(me) == "zh"
    assert centre.history.settled_language(owner_named(BOB)) is None


def test_a_page_looks_through_no_more_than_the_latest_grades(client, centre, monkeypatch):
    me = owner_named(ADA)
    settle(client, ADA, graded(client, centre, ADA, "one"), "said")
    monkeypatch.setattr(settled_verdicts, "_LATEST", 3)
    graded(client, centre, ADA, "two", "three")
    assert centre.history.settled_language(me) == "en"
    graded(client, centre, ADA, "four")
    assert centre.history.settled_language(me) is None
    assert brief(file_of(client, ADA)) == [("one", "first point", "said")]
