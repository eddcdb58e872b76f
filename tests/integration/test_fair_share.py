"""One person who asks without a pause waits; nobody else does."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from anyio import to_thread
from fastapi.testclient import TestClient

from interview.resume.read import ResumeText, read_resume
from interview.services import Services
from interview.web.door import Door
from interview.web.gate import Gate
from interview.web.guard import Guard
from interview.web.pace import BYTES_OF_ONE_DRAFT, SAVED_UP_S, STRANGERS_PER_SECOND
from interview.web.routes import resumes
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.browser.walking import RESUME

pytestmark = pytest.mark.sqlite_first

HEADER = "X-Person"
PER_SECOND = 20


@pytest.fixture
def centre(make_services: Callable[..., Services], sqlite_url: str) -> Services:
    return make_services(
        sqlite_url,
        user_header=HEADER,
        rate_limit_requests=f"{PER_SECOND}/second",
        rate_limit_costly="1000/minute",
    )


@pytest.fixture
def client(centre: Services) -> Iterator[TestClient]:
    api.dependency_overrides[process_services] = lambda: centre
    with TestClient(api) as opened:
        yield opened
    api.dependency_overrides.clear()


def order_of(app: Any, asked: list[tuple[str, dict[str, Any]]], body: bytes = b"") -> list[str]:
    """Who asked, in the order in which they were answered; all ask at once, in this order."""
    answered: list[str] = []

    async def ask(who: str, more: dict[str, Any]) -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                answered.append(who)

        scope = {"type": "http", "method": "GET", "path": "/api/x", "query_string": b"", "headers": [], **more}
        await app(scope, receive, send)

    async def all_at_once() -> None:
        await asyncio.gather(*(ask(*each) for each in asked))

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(all_at_once())).result()
    return answered


async def answers(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def of(name: str) -> tuple[str, dict[str, Any]]:
    return name, {"headers": [(HEADER.lower().encode(), name.encode())]}


def test_who_asks_too_fast_waits_and_nobody_else(centre: Services):
    for name in ("ada", "bob"):
        centre.accounts.owner_of([name])
    at_once = int(PER_SECOND * SAVED_UP_S)
    found = order_of(Gate(answers, lambda: centre), [of("ada")] * (at_once + 3) + [of("bob")] * 3)
    assert found[at_once:] == ["bob"] * 3 + ["ada"] * 3


def test_whoever_is_alone_is_not_kept_waiting(make_services: Callable[..., Services], sqlite_url: str):
    alone = make_services(sqlite_url, rate_limit_requests="1/hour")
    assert order_of(Gate(answers, lambda: alone), [("me", {})] * 30) == ["me"] * 30


def from_address(name: str, address: str) -> tuple[str, dict[str, Any]]:
    return name, {"client": (address, 1), "headers": [(b"host", b"evil.example")]}


def test_who_is_refused_at_the_door_again_and_again_waits_for_it_and_nobody_else():
    at_once = int(STRANGERS_PER_SECOND * SAVED_UP_S)
    asked = [from_address("again", "192.0.2.1")] * (at_once + 3) + [from_address("once", "192.0.2.2")]
    # On a slow machine one more of "again" may have come due meanwhile.
    found = order_of(Door(answers), asked)
    assert found[-1] == "again"
    assert found.index("once") >= at_once


def test_who_has_not_signed_in_waits_for_the_refusal_and_nobody_else(centre: Services):
    at_once = int(STRANGERS_PER_SECOND * SAVED_UP_S)
    asked = [("again", {"client": ("192.0.2.1", 1)})] * (at_once + 3) + [of("ada")]
    centre.accounts.owner_of(["ada"])
    found = order_of(Gate(answers, lambda: centre), asked)
    assert found[-1] == "again"
    assert found.index("ada") >= at_once


def test_what_is_typed_is_held_up_by_nothing_else_that_its_person_asks_for(centre: Services):
    centre.accounts.owner_of(["ada"])
    _, scope = of("ada")
    draft = ("draft", {**scope, "method": "PUT", "path": "/api/interview/sessions/x/answers"})
    asked = [of("ada")] * (int(PER_SECOND * SAVED_UP_S) + 10)
    assert order_of(Gate(answers, lambda: centre), [*asked, draft])[-1] == "ada"


def test_who_saves_long_drafts_without_a_pause_waits_for_each_and_nobody_else(centre: Services):
    async def read_and_answer(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await answers(scope, receive, send)

    def draft(name: str) -> tuple[str, dict[str, Any]]:
        centre.accounts.owner_of([name])
        return name, {**of(name)[1], "method": "PUT", "path": "/api/interview/sessions/x/answers"}

    longest = bytes(2 * PER_SECOND * BYTES_OF_ONE_DRAFT)
    found = order_of(Gate(read_and_answer, lambda: centre), [draft("ada")] * 3 + [draft("bob")], longest)
    assert found == ["ada", "bob", "ada", "ada"]


def test_while_one_call_of_somebody_is_worked_on_their_next_waits_and_neither_their_draft_nor_anybody_else(
    centre: Services,
):
    (_, ada), (_, bob) = of("ada"), of("bob")
    for name in ("ada", "bob"):
        centre.accounts.owner_of([name])
    begun: list[str] = []

    async def work(scope: Any, receive: Any, send: Any) -> None:
        begun.append(scope["path"])
        if scope["path"] == "/api/long":
            while not {"/api/others", draft["path"]} <= set(begun):
                await asyncio.sleep(0.01)
            begun.append("the long one ends")
        await answers(scope, receive, send)

    draft = {**ada, "method": "PUT", "path": "/api/interview/sessions/x/answers"}
    asked = [{**ada, "path": "/api/long"}, {**ada, "path": "/api/next"}, draft, {**bob, "path": "/api/others"}]
    order_of(Gate(Guard(work), lambda: centre), [("", scope) for scope in asked])
    assert set(begun[:3]) == {"/api/long", draft["path"], "/api/others"}
    assert begun[3:] == ["the long one ends", "/api/next"]


def test_who_signs_in_does_not_wait_behind_others_of_the_same_address(centre: Services):
    address = {"client": ("192.0.2.1", 1)}
    others = [("other", {**address, "path": "/api/health"})] * (int(STRANGERS_PER_SECOND * SAVED_UP_S) + 10)
    found = order_of(Gate(answers, lambda: centre), [*others, ("signs in", {**address, "path": "/auth/sign-in"})])
    assert found[-1] == "other"


def test_a_flood_of_strangers_is_refused_once_its_turn_would_not_come_for_long(centre: Services):
    statuses: list[int] = []

    async def noted(scope: Any, receive: Any, send: Any) -> None:
        async def seen(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await send(message)

        await Gate.__call__(gate, scope, receive, seen)

    gate = Gate(answers, lambda: centre)
    gate._strangers._full_at[(("192.0.2.1"), False)] = time.monotonic() + 60
    order_of(noted, [("flood", {"client": ("192.0.2.1", 1), "path": "/api/health"})])
    assert statuses == [429]


def test_a_draft_is_handed_to_a_thread_to_be_saved_and_not_to_find_out_who_asks(
    client: TestClient, centre: Services, monkeypatch: pytest.MonkeyPatch
):
    made = client.post("/interview/sessions", json={"resumeText": RESUME, "followUpCount": 0}, headers={HEADER: "ada"})
    path = f"/interview/sessions/{made.json()['sessionId']}/answers"
    handed: list[str] = []
    real, save = to_thread.run_sync, centre.candidate.save_draft

    async def noted(work: Any, *args: Any, **named: Any) -> Any:
        handed.append(repr(work))
        return await real(work, *args, **named)

    def saved(*args: Any, **named: Any) -> Any:
        handed.append(threading.current_thread().name)
        return save(*args, **named)

    monkeypatch.setattr(to_thread, "run_sync", noted)
    monkeypatch.setattr(centre.candidate, "save_draft", saved)
    draft = {"questionIndex": 0, "answer": "words", "revision": 1}
    assert client.put(path, json=draft, headers={HEADER: "ada"}).status_code == 200
    assert [each.partition("_")[0] for each in handed if "services" not in each] == ["draft"]


def test_uploads_that_do_not_end_take_no_place_of_anybody_else(
    client: TestClient, centre: Services, monkeypatch: pytest.MonkeyPatch
):
    made = client.post("/interview/sessions", json={"resumeText": RESUME, "followUpCount": 0}, headers={HEADER: "bob"})
    path = f"/interview/sessions/{made.json()['sessionId']}/answers"
    may_end = threading.Event()

    def hang(name: str, data: bytes) -> ResumeText:
        if name == "endless.txt":
            assert may_end.wait(60)
        return read_resume(name, data)

    monkeypatch.setattr(resumes, "read_resume", hang)

    def upload(who: str, name: str) -> int:
        files = {"file": (name, RESUME.encode(), "text/plain")}
        return client.post("/resumes", files=files, headers={HEADER: who}).status_code

    with ThreadPoolExecutor(45) as pool:
        hanging = [pool.submit(upload, "ada", "endless.txt") for _ in range(45)]
        try:
            for revision in range(1, 4):
                draft = {"questionIndex": 0, "answer": "words", "revision": revision}
                assert client.put(path, json=draft, headers={HEADER: "bob"}).status_code == 200
            assert upload("bob", "cv.txt") == 201
            assert {each.result() for each in hanging if each.done()} <= {429}
        finally:
            may_end.set()
    assert {each.result() for each in hanging} <= {201, 429}
