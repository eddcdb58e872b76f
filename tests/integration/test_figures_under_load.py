"""A monitoring system looks while candidates answer with a model that sometimes fails: whatever rules and board ask for
is told, and nothing is counted twice or lost."""

from __future__ import annotations

import json
import re
import threading
import urllib.request
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.openai_server import OpenAIServer
from tests.servers import App, free_port, wait_until

pytestmark = pytest.mark.sqlite_first

TOKEN = "a-token-of-more-than-twenty-signs"
DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
ANSWER = "I measured where the time went, changed one thing, and measured again under the same load."
CANDIDATES, SAVES = 3, 5
# No price is known for the scripted model.
ONLY_ELSEWHERE = {"mock_interview_model_dollars_total"}


def asked_for() -> set[str]:
    """Every figure of ours that a rule or the board asks for."""
    board = json.loads((DEPLOY / "grafana" / "mock-interview.json").read_text())
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text())
    expressions = [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]
    expressions += [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    return set(re.findall(r"\b(?:mock_interview|process)_[a-z_]+", " ".join(expressions)))


class Watcher(threading.Thread):
    """Scrapes again and again; keeps every name that it was told, and the last value of each counter of one process."""

    def __init__(self, *addresses: str) -> None:
        super().__init__(daemon=True)
        self._addresses = addresses
        self.is_over = threading.Event()
        self.names: set[str] = set()
        self.last: dict[tuple[str, str], float] = {}
        self.wrong: list[str] = []
        self.looks = 0

    def run(self) -> None:
        while not self.is_over.wait(0.3):
            self.look()

    def look(self) -> None:
        for address in self._addresses:
            request = urllib.request.Request(f"{address}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
            with urllib.request.urlopen(request, timeout=60) as reply:
                told = reply.read().decode()
            for family in text_string_to_metric_families(told):
                for sample in family.samples:
                    self.names.add(sample.name)
                    key = (address, f"{sample.name}{sorted(sample.labels.items())}")
                    if family.type == "counter" and sample.value < self.last.get(key, 0.0):
                        self.wrong.append(key[1])
                    self.last[key] = sample.value
        self.looks += 1


def one_interview(app: App, number: int, wrong: list[object]) -> None:
    person = {"X_Person": f"person-{number}@example.org"}
    wanted = {"resumeText": f"Ada Example {number}\nSkills: Python", "questionCount": 1, "followUpCount": 1}
    status, made = app.call("POST", "/api/interview/sessions", wanted, **person)
    if status != 201:
        wrong.append(made)
        return
    place = f"/api/interview/sessions/{made['sessionId']}"
    while not (current := app.call("GET", f"{place}/question", **person)[1])["completed"]:
        index = current["question"]["questionIndex"]
        for revision in range(1, SAVES + 1):
            draft = {"questionIndex": index, "answer": ANSWER[: 15 * revision], "revision": revision}
            status, reply = app.call("PUT", f"{place}/answers", draft, **person)
            if status != 200:
                wrong.append(reply)
        app.call("POST", f"{place}/answers", {"questionIndex": index, "answer": ANSWER}, **person)


@pytest.mark.long
def test_whatever_rules_and_board_ask_for_is_told_while_people_answer(tmp_path: Path, model_server: OpenAIServer):
    port = free_port()
    # Calls that fail in passing are repeated, and counted as such.
    model_server.behave("503", times=2, operation="grade")
    app = App(
        tmp_path,
        USER_HEADER="X-Person",
        METRICS_TOKEN=TOKEN,
        METRICS_PORT=str(port),
        OPENAI_BASE_URL=model_server.base_url,
        OPENAI_MODEL="scripted",
        RATE_LIMIT_ANSWER_PERSON="1000/second",
    )
    watcher = Watcher(app.url, f"http://127.0.0.1:{port}")
    wrong: list[object] = []
    try:
        watcher.start()
        people = [threading.Thread(target=one_interview, args=(app, number, wrong)) for number in range(CANDIDATES)]
        for each in people:
            each.start()
        nobodys = "/api/interview/sessions/nobodys-own-id/question"
        assert app.call("GET", nobodys, X_Person="person-0@example.org")[0] == 404
        for each in people:
            each.join()
        done = "mock_interview_evaluations[('state', 'completed')]"
        wait_until(lambda: watcher.last.get((app.url, done)) == CANDIDATES, 90, "all is graded")
        watcher.is_over.set()
        watcher.join(60)
        watcher.look()
    finally:
        app.stop()
    assert (wrong, watcher.wrong) == ([], [])
    assert watcher.looks > 5
    assert asked_for() - watcher.names - ONLY_ELSEWHERE == set()
    saved = watcher.last[app.url, "mock_interview_draft_save_seconds_count[]"]
    assert saved == 2 * CANDIDATES * SAVES
