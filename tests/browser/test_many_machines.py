"""One interview on two machines: each step is served by the other one, and of everything one is killed midway."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.walking import RESUME, question_text
from tests.machines import Machines
from tests.sentinels import Sentinels
from tests.servers import PostgresServer, wait_until

ANSWERS = ("I measured where the time went.", "We wrote a test that failed first.", "I asked the team and decided.")


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Sentinels]:
    (tmp_path / "redis").mkdir()
    made = Sentinels(tmp_path / "redis")
    yield made
    made.stop()


@pytest.fixture
def machines(tmp_path: Path, postgres: PostgresServer, group: Sentinels) -> Iterator[Machines]:
    url = postgres.borrow()
    made = Machines(tmp_path, "ab", DATABASE_URL=url, REDIS_URL=group.url, LEASE_S="3", EVALUATE_EARLY="off")
    yield made
    made.stop()
    postgres.give_back(url)


def is_stored(machines: Machines, session_id: str, number: int, answer: str) -> bool:
    questions = machines.get(f"/api/interview/sessions/{session_id}")["questions"]
    return bool(questions[number]["answer"] == answer)


@pytest.mark.long
def test_nothing_is_lost_on_two_machines_of_which_each_loses_a_part_midway(
    machines: Machines, group: Sentinels, context: BrowserContext
):
    page = context.new_page()
    body = {"resumeText": RESUME, "questionCount": 3, "followUpCount": 0, "forceCreate": True}
    created = context.request.post(f"{machines.url}/api/interview/sessions", data=body)
    assert created.status == 201
    session_id = created.json()["sessionId"]
    seen: list[str] = []
    for number, answer in enumerate(ANSWERS):
        machines.chosen = "ab"[number % 2]
        page.goto(f"{machines.url}/answer?session={session_id}")
        box = page.get_by_label("Your answer")
        expect(box).to_be_editable(timeout=60_000)
        seen.append(question_text(page))
        box.press_sequentially(answer)
        if number == 0:
            # The machine that served what was typed so far loses its web process before anything is submitted.
            expect(page.get_by_text("Saved at")).to_be_visible()
            machines.kill("web", "a")
            machines.chosen = "b"
            page.reload()
            expect(box).to_be_editable(timeout=60_000)
            assert box.input_value() == answer
            machines.start("web", "a")
            wait_until(lambda: machines.serves("a"), 90, "the machine is back")
        if number == 1:
            group.kill_master()
        if number == 2:
            machines.kill("worker", "a")
        page.get_by_role("button", name="Submit answer").click()
        wait_until(partial(is_stored, machines, session_id, number, answer), 30, f"answer {number} is stored")
    if machines.get(f"/api/interview/sessions/{session_id}")["status"] == "IN_PROGRESS":
        assert context.request.post(f"{machines.url}/api/interview/sessions/{session_id}/complete").ok
    machines.chosen = "b"
    graded = wait_until(
        lambda: (found := machines.get(f"/api/interview/sessions/{session_id}"))["status"] == "EVALUATED" and found,
        90,
        "the worker that is left grades it",
    )
    assert [each["answer"] for each in graded["questions"]] == list(ANSWERS)
    assert len(set(seen)) == 3
    page.goto(f"{machines.url}/report?session={session_id}")
    expect(page.get_by_text("Download PDF")).to_be_visible(timeout=60_000)
