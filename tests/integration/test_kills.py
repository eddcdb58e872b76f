"""Web process, worker and Redis are killed over and over while a candidate answers; what was acknowledged stays."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import sqlite3
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers import App, wait_until

PARTS = ("web", "worker", "redis")
JSON = {"Content-Type": "application/json"}
RESUME = """Ada Example
Skills: Python, PostgreSQL, Docker, Git, Linux, Redis, Kafka, Kubernetes, AWS, Java, Go, React, TypeScript, MongoDB
Experience
Backend Developer, Example Ltd, 2019 - 2024
Built a billing service in Python and PostgreSQL that sends 20,000 invoices a month.
"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    started = App(tmp_path, LEASE_S="3")
    yield started
    started.stop(seconds=20)


class Killer(threading.Thread):
    """Kills one part after the other while the app serves, at times that a seed decides, `count` times in all."""

    def __init__(self, app: App, count: int, chance: random.Random) -> None:
        super().__init__(daemon=True)
        self.app = app
        self.left = count
        self.kills: Counter[str] = Counter()
        self._chance = chance

    def run(self) -> None:
        while self.left:
            wait_until(self.app.is_healthy, 90, "the app serves again")
            time.sleep(self._chance.uniform(0.0, 1.5))
            part = PARTS[self.left % len(PARTS)]
            with contextlib.suppress(KeyError, ProcessLookupError):
                self.app.kill(part)
                self.kills[part] += 1
                self.left -= 1


class Candidate:
    """A client that repeats every call until it is answered, and remembers what was acknowledged."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.repeats = 0

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            connection = http.client.HTTPConnection("127.0.0.1", self.app.port, timeout=20)
            with contextlib.suppress(OSError, http.client.HTTPException, ValueError), contextlib.closing(connection):
                connection.request(
                    method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"}
                )
                reply = connection.getresponse()
                if reply.status < 500:
                    return reply.status, json.loads(reply.read())
            self.repeats += 1
            time.sleep(0.2)
        raise AssertionError(f"{method} {path} was not answered within two minutes")

    def interview(self, questions: int) -> tuple[str, list[str], int]:
        """Answer a whole interview: (session id, acknowledged answers in order, acknowledged drafts)."""
        own_resume = f"{RESUME}Reference: {uuid.uuid4()}\n"
        wanted = {"resumeText": own_resume, "questionCount": questions, "followUpCount": 1, "forceCreate": True}
        status, created = self.call("POST", "/api/interview/sessions", wanted)
        assert status == 201, created
        path = f"/api/interview/sessions/{created['sessionId']}"
        answers: list[str] = []
        drafts = 0
        while True:
            status, current = self.call("GET", f"{path}/question")
            assert status == 200, current
            if current["completed"]:
                return created["sessionId"], answers, drafts
            index = current["question"]["questionIndex"]
            assert index == len(answers), "an acknowledged answer is asked for again, or one was never acknowledged"
            words = ""
            for revision in range(1, 4):
                words += f"In step {revision} of answer {index} we measured first and changed one thing then. "
                body = {"questionIndex": index, "answer": words, "revision": revision}
                status, saved = self.call("PUT", f"{path}/answers", body)
                assert (status, saved["answer"]) == (200, words)
                drafts += 1
                assert self.call("GET", f"{path}/question")[1]["question"]["draft"] == words
            status, reply = self.call("POST", f"{path}/answers", {"questionIndex": index, "answer": words})
            assert status == 200, reply
            answers.append(words)


def rows(app: App, query: str, *values: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(app.folder / "data" / "interview.db")) as db:
        return db.execute(query, values).fetchall()


def is_graded(app: App, session_id: str) -> bool:
    return rows(app, "SELECT status FROM evaluation WHERE session_id = ?", session_id) == [("COMPLETED",)]


@pytest.mark.timeout(2400)  # for the long form
def test_what_was_acknowledged_is_kept_and_graded_once(app: App, soak: bool):
    chance = random.Random(1124)
    killer = Killer(app, 60 if soak else 9, chance)
    candidate = Candidate(app)
    killer.start()
    sessions: dict[str, list[str]] = {}
    drafts = 0
    while killer.is_alive() or not sessions:
        session_id, answers, saved = candidate.interview(questions=3)
        sessions[session_id] = answers
        drafts += saved
    killer.join()
    began = time.monotonic()
    wait_until(lambda: all(is_graded(app, session_id) for session_id in sessions), 120, "every session is graded")
    waited = time.monotonic() - began
    lost = double = 0
    for session_id, answers in sessions.items():
        turns = rows(
            app, "SELECT main, follow_up, answer FROM turn WHERE session_id = ? ORDER BY main, follow_up", session_id
        )
        lost += sum(a != b for a, (_, _, b) in zip(answers, turns, strict=True))
        graded = rows(
            app, "SELECT main, follow_up, count(*) FROM grade WHERE session_id = ? GROUP BY main, follow_up", session_id
        )
        assert [row[:2] for row in sorted(graded)] == [row[:2] for row in turns]
        double += sum(count - 1 for _, _, count in graded)
        assert rows(app, "SELECT status FROM session WHERE id = ?", session_id) == [("EVALUATED",)]
    answered = sum(map(len, sessions.values()))
    stuck = rows(app, "SELECT session_id FROM evaluation WHERE status <> 'COMPLETED'")
    print(
        f"\nkills {dict(killer.kills)}; {len(sessions)} interviews, {answered} answers and {drafts} drafts "
        f"acknowledged, {candidate.repeats} calls repeated; lost {lost}, graded twice {double}, stuck {len(stuck)}; "
        f"all graded {waited:.1f} s after the last answer"
    )
    assert (lost, double, stuck) == (0, 0, [])
    assert sum(killer.kills.values()) == (60 if soak else 9)
