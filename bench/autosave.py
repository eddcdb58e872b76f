"""Measure saving drafts over HTTP: python bench/autosave.py [--typists 50] [--seconds 20]

Each typist saves a growing answer every two seconds, as the editor does while somebody types without a pause. Prints,
for SQLite and PostgreSQL, saves a second, latency (p50, p95, worst) and the CPU time of the web process for each save.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import statistics
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.processes import cpu_seconds
from tests.servers import App, PostgresServer

SAVE_EVERY_S = 2.0
PATIENCE_S = 30
ANSWER = "An answer of usual length. " * 20
WORDS_A_SAVE = "a few more words, "
# An answer grows to about five minutes of typing, then the person begins it anew.
MOST_SAVES_KEPT = 150
RESUME = "Ada Example\nSkills: Python, PostgreSQL\nBuilt a billing service in Python at Example Ltd."
JSON = {"Content-Type": "application/json"}


def open_session(app: App) -> str:
    wanted = {"resumeText": f"{RESUME}\n{uuid.uuid4()}", "questionCount": 1, "followUpCount": 0, "forceCreate": True}
    status, created = app.call("POST", "/api/interview/sessions", wanted)
    if status != 201:
        raise SystemExit(f"no session could be made (status {status})")
    return str(created["sessionId"])


class Typist:
    """Writes one answer, on a connection of their own. `headers` say who it is, where people sign in."""

    def __init__(self, port: int, session_id: str, headers: Mapping[str, str] | None = None) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        self._path = f"/api/interview/sessions/{session_id}/answers"
        self._headers = JSON | dict(headers or {})
        self._revision = 0

    def save(self) -> tuple[float, int]:
        """Save a few words more: seconds it took, and the status, which is 0 where nothing was stored."""
        self._revision += 1
        body = {
            "questionIndex": 0,
            "answer": ANSWER + WORDS_A_SAVE * (self._revision % MOST_SAVES_KEPT),
            "revision": self._revision,
            "baseRevision": self._revision - 1,
            "writer": "bench",
        }
        before = time.monotonic()
        try:
            self._connection.request("PUT", self._path, json.dumps(body), self._headers)
            reply = self._connection.getresponse()
            saved = json.loads(reply.read())
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return time.monotonic() - before, 0
        took = time.monotonic() - before
        return took, reply.status if reply.status != 200 or saved["stored"] else 0


def type_and_save(app: App, session_id: str, until: float, seconds: list[float], failed: list[int]) -> None:
    """One typist out of step with the others."""
    typist = Typist(app.port, session_id)
    time.sleep(random.uniform(0, SAVE_EVERY_S))
    while time.monotonic() < until:
        took, status = typist.save()
        seconds.append(took)
        if status != 200:
            failed.append(status)
        time.sleep(max(0.0, SAVE_EVERY_S - took))


def measure(app: App, typists: int, duration: float) -> str:
    """One line of the table."""
    sessions = [open_session(app) for _ in range(typists)]
    web = app.children()["web"]
    seconds: list[float] = []
    failed: list[int] = []
    cpu, began = cpu_seconds(web), time.monotonic()
    threads = [
        threading.Thread(target=type_and_save, args=(app, session_id, began + duration, seconds, failed))
        for session_id in sessions
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - began
    used = cpu_seconds(web) - cpu
    latencies = sorted(1000 * each for each in seconds)
    p95 = latencies[int(0.95 * len(latencies))]
    return (
        f"{typists:8} {len(latencies):7} {len(latencies) / took:8.1f} {statistics.median(latencies):8.1f} {p95:8.1f} "
        f"{latencies[-1]:8.1f} {1000 * used / len(latencies):12.2f} {100 * used / took:8.0f} {len(failed):7}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--typists", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    chosen = parser.parse_args()
    print(
        f"{'database':11} {'typists':>8} {'saves':>7} {'saves/s':>8} {'p50 ms':>8} {'p95 ms':>8} {'worst':>8} "
        f"{'CPU ms/save':>12} {'CPU %':>8} {'failed':>7}"
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "postgres").mkdir()
        postgres = PostgresServer(Path(folder) / "postgres")
        try:
            for name, environment in (("SQLite", {}), ("PostgreSQL", {"DATABASE_URL": postgres.new_database()})):
                place = Path(folder) / name
                place.mkdir()
                app = App(place, **environment)
                try:
                    print(f"{name:11} {measure(app, chosen.typists, chosen.seconds)}", flush=True)
                finally:
                    app.stop()
        finally:
            postgres.stop()


if __name__ == "__main__":
    main()
