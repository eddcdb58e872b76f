"""What waits for a model holds up neither a draft nor another person."""

import asyncio
import itertools
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from fastapi import FastAPI

from interview.core.accounts import ALONE
from interview.web.api_errors import answer_errors
from interview.web.routes.slow import AT_ONCE, MOST_WAITING, OF_ONE_PERSON, slow

MORE_THAN_ALL_THREADS = 60


@pytest.fixture
def waiting() -> Iterator[threading.Event]:
    """Ends what waits, also when a test fails."""
    over = threading.Event()
    yield over
    over.set()


def app_with(waiting: threading.Event, running: list[str]) -> FastAPI:
    app = FastAPI()
    answer_errors(app)

    @app.get("/question")
    @slow
    def question(owner: str = ALONE) -> str:
        running.append(owner)
        waiting.wait(30)
        return "asked"

    @app.put("/draft")
    def draft() -> str:
        return "saved"

    return app


async def _calls(app: FastAPI, owners: list[str], over: threading.Event, running: list[str], least: int) -> str:
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://app", timeout=60) as client:
        asked = [asyncio.create_task(client.get("/question", params={"owner": owner})) for owner in owners]
        async with asyncio.timeout(20):
            while len(running) < least:
                await asyncio.sleep(0.01)
            saved = (await client.put("/draft")).json()
        over.set()
        replies = [await call for call in asked]
        assert {reply.json() for reply in replies if reply.status_code == 200} == {"asked"}
        assert {reply.status_code for reply in replies} <= {200, 429}
        return str(saved)


def saved(waiting: threading.Event, running: list[str], owners: list[str], least: int) -> str:
    """What a draft gets while so many wait; in another thread, as a browser of other tests may keep a loop here."""
    with ThreadPoolExecutor(1) as pool:
        calls = _calls(app_with(waiting, running), owners, waiting, running, least)
        return pool.submit(asyncio.run, calls).result()


def test_a_draft_is_saved_while_more_wait_for_a_model_than_there_are_threads(waiting: threading.Event):
    running: list[str] = []
    owners = [f"u-{number}" for number in range(MORE_THAN_ALL_THREADS)]
    assert saved(waiting, running, owners, AT_ONCE) == "saved"


def test_one_person_who_asks_without_end_leaves_room_for_another(waiting: threading.Event):
    running: list[str] = []
    owners = ["u-eve"] * MORE_THAN_ALL_THREADS + ["u-ada"]
    at_work = OF_ONE_PERSON + 1
    assert saved(waiting, running, owners, at_work) == "saved"
    assert "u-ada" in running[:at_work]


def test_of_what_one_person_asks_for_so_much_waits_and_the_rest_is_told_to_come_back(waiting: threading.Event):
    running: list[str] = []
    more = 5

    async def all_at_once() -> list[int]:
        transport = httpx2.ASGITransport(app=app_with(waiting, running))
        async with httpx2.AsyncClient(transport=transport, base_url="http://app", timeout=60) as client:
            asking = [
                asyncio.create_task(client.get("/question", params={"owner": "u-eve"}))
                for _ in range(OF_ONE_PERSON + MOST_WAITING + more)
            ]
            refused = [(await done).status_code for done in itertools.islice(asyncio.as_completed(asking), more)]
            waiting.set()
            await asyncio.wait(asking)
            return refused

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, all_at_once()).result() == [429] * more
    assert len(running) == OF_ONE_PERSON + MOST_WAITING
