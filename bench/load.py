"""Many candidates at once, with a model that takes two seconds a call: python -m bench.load [--candidates 50 200 500]

Starts PostgreSQL (that waits for the disk), Redis, two web processes, workers and a scripted model server on this
computer, which the candidates share with it. In each group everybody opens the page of an interview, types, saves,
submits and goes on; then the gradings are waited for. At last twice as many as were borne: it may be slow, and what was
acknowledged must be there. Before them come people who only type, as nearly everybody does at any moment. Prints a
table; `make bench` puts the same into docs/capacity.md.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psycopg
from prometheus_client.parser import text_string_to_metric_families

from bench.candidates import SAVE_EVERY_S, Candidate, Connection, Tally, out_of_step
from bench.draft_cost import parts
from bench.processes import Spread, cpu_seconds, cpu_seconds_of_family, quantile, resident_mib, spread
from tests.machines import Machines
from tests.servers import PROXY_SECRET, ROOT, PostgresServer, RedisServer, free_port, wait_until

WEB = "ab"
WORKERS = "abcdefgh"
MODEL_S = 2.0
TOKEN = "a-token-of-more-than-twenty-signs"
RESUME = "Ada Example\nSkills: Python, PostgreSQL, Docker\nBuilt a billing service that sends 20,000 invoices a month."
# Somebody who types does not notice a draft that is saved within this time on the server (p95).
BORNE_MS = 50.0
MADE_AT_ONCE = 8
DRAFTS = 200
TYPISTS = 200
# Words of an answer that somebody may have typed before: those of one minute and a half at 100 words a minute.
MOST_BEFORE = 150
TYPED_S = 30


@dataclass(frozen=True)
class Group:
    """What came of one group of candidates. CPU seconds are those from the first letter to the last answer, `lasted` of
    the clock; the server's p95 of a draft is in milliseconds, memory in MiB over both web processes."""

    candidates: int
    actions: dict[str, Spread]
    errors: Counter[str]
    repeats: int
    server_p95_ms: float
    lasted_s: float
    cpu: dict[str, float]
    memory_before: float
    memory_most: float
    sent: int
    stored: int
    drafts: int
    drafts_stored: int
    graded: int
    finished: int
    drained_s: float
    model_calls: int

    @property
    def is_borne(self) -> bool:
        return self.server_p95_ms < BORNE_MS and not self.errors


@dataclass(frozen=True)
class Typed:
    """People who only typed for some time: what they waited for a draft, the server's p95 of it in ms, CPU seconds by
    part of `lasted` seconds, drafts that stand in the database as they were acknowledged last."""

    people: int
    drafts: Spread
    errors: Counter[str]
    server_p95_ms: float
    lasted_s: float
    cpu: dict[str, float]
    kept: int


class Installation:
    """Everything that serves, for as long as the `with` block runs; `changes` are settings that differ."""

    def __init__(self, folder: Path, workers: int, ends: ExitStack, **changes: str) -> None:
        for name in ("postgres", "redis", "machines", "parts"):
            (folder / name).mkdir()
        self.folder = folder
        self.postgres = PostgresServer(folder / "postgres", durable=True)
        ends.callback(self.postgres.stop)
        redis = RedisServer(folder / "redis")
        ends.callback(redis.stop)
        self.redis_url = redis.url
        self.database = self.postgres.new_database(self.postgres.migrated)
        self._model_port = free_port()
        self._model = self._start_model(folder / "model.log")
        ends.callback(self._model.wait)
        ends.callback(self._model.kill)
        environment = {
            "DATABASE_URL": self.database,
            "REDIS_URL": redis.url,
            "OPENAI_BASE_URL": f"http://127.0.0.1:{self._model_port}/v1",
            "OPENAI_MODEL": "scripted",
            "USER_HEADER": "X-Person",
            "PROXY_SECRET": PROXY_SECRET,
            "METRICS_TOKEN": TOKEN,
            "RATE_LIMIT_CREATE": "1000/minute",
            "RATE_LIMIT_ANSWER": "1000/second",
        }
        self.machines = Machines(folder / "machines", WEB, None, **(environment | changes))
        ends.callback(self.machines.stop)
        for name in WORKERS[len(WEB) : workers]:
            self.machines.start("worker", name)
        self.ports = [int(self.machines.address(name).rpartition(":")[2]) for name in WEB]

    def _start_model(self, log: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.openai_server", "--port", str(self._model_port)]
        with log.open("wb") as file:
            return subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file)

    def model_takes(self, seconds: float) -> None:
        """From now on every call to the model takes this long; what was asked before is forgotten."""
        body = {"reset": True, "always": [{"name": "hang", "seconds": seconds}]}
        wait_until(lambda: self._control(body) is not None, 60, "the model server answers")

    def model_calls(self) -> int:
        return len(self._control(None)["requests"])

    def _control(self, body: Any) -> Any:
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(f"http://127.0.0.1:{self._model_port}/control", data)
        try:
            with urllib.request.urlopen(asked, timeout=60) as reply:
                return json.load(reply)
        except OSError:
            return None

    def drafts(self) -> list[tuple[float, float]]:
        """The histogram of saved drafts over both web processes, as a monitoring system reads it."""
        buckets: dict[float, float] = {}
        for port in self.ports:
            address, proof = f"http://127.0.0.1:{port}/metrics", {"Authorization": f"Bearer {TOKEN}"}
            asked = urllib.request.Request(address, headers=proof)
            with urllib.request.urlopen(asked, timeout=60) as reply:
                told = reply.read().decode()
            for family in text_string_to_metric_families(told):
                for sample in family.samples:
                    if sample.name == "mock_interview_draft_save_seconds_bucket":
                        bound = float(sample.labels["le"])
                        buckets[bound] = buckets.get(bound, 0.0) + sample.value
        return sorted(buckets.items())

    def cpu(self) -> dict[str, float]:
        """CPU seconds so far, by part."""
        return {
            "web": sum(map(cpu_seconds, self.machines.processes("web"))),
            "workers": sum(map(cpu_seconds, self.machines.processes("worker"))),
            "database": cpu_seconds_of_family(self.postgres.process),
            "candidates": time.process_time(),
            "model server": cpu_seconds(self._model.pid),
        }

    def memory(self) -> float:
        return sum(map(resident_mib, self.machines.processes("web")))

    def rows(self, query: str, *values: Any) -> list[Any]:
        with psycopg.connect(self.database.replace("+psycopg", ""), application_name="bench") as db:
            return db.execute(query, values).fetchall()


@contextmanager
def installed(workers: int, **changes: str) -> Iterator[Installation]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ends:
        yield Installation(Path(folder), workers, ends, **changes)


async def begin(site: Installation, group: str, count: int, tally: Tally) -> list[Candidate]:
    """An interview of two questions with a follow-up each for everybody, written while the model is quick; people of
    another `group` are others."""
    at_once = asyncio.Semaphore(MADE_AT_ONCE)

    async def one(number: int) -> Candidate:
        headers = {"X-Person": f"{group}-{count}-{number}@example.org", "X-Interview-Proxy": PROXY_SECRET}
        wanted = {"resumeText": f"{RESUME}\nReference {group}-{count}-{number}", "questionCount": 2, "followUpCount": 1}
        port = site.ports[number % len(site.ports)]
        async with at_once:
            connection = Connection(port, headers)
            status, made = await connection.call("POST", "/api/interview/sessions", wanted)
            connection.close()
        if status != 201:
            raise SystemExit(f"no interview could be made: {status} {made}")
        return Candidate(port, headers, made["sessionId"], tally)

    people = list(await asyncio.gather(*map(one, range(count))))
    ids = [each.session_id for each in people]
    unwritten = "SELECT 1 FROM turn WHERE awaits <> '' AND session_id = ANY(%s) LIMIT 1"
    wait_until(lambda: not site.rows(unwritten, ids), 180, "all interviews are written")
    return people


async def typed(site: Installation, count: int, seconds: float) -> Typed:
    """`count` people at the first question of their interviews, each of whom saves a draft every two seconds."""
    tally, chance = Tally(), random.Random(count)
    site.model_takes(0.0)
    people = await begin(site, "typist", count, tally)
    before, known, began = site.cpu(), dict(site.drafts()), time.perf_counter()
    typing = (
        each.type_on(chance.uniform(0, SAVE_EVERY_S), began + seconds, chance.randrange(MOST_BEFORE)) for each in people
    )
    await asyncio.gather(*typing)
    ended, after = time.perf_counter(), site.cpu()
    late = [(le, done - known.get(le, 0)) for le, done in site.drafts()]
    return Typed(
        people=count,
        drafts=spread(tally.seconds["save a draft"]),
        errors=tally.errors,
        server_p95_ms=1000 * quantile(late, 0.95),
        lasted_s=ended - began,
        cpu={name: after[name] - before[name] for name in after},
        kept=kept(site, people)[1],
    )


async def measure(site: Installation, count: int, most_s: float, drain_s: float) -> Group:
    """One group from its first letter to its last grading, which is waited for `drain_s` seconds at most."""
    tally, chance = Tally(), random.Random(count)
    site.model_takes(0.0)
    people = await begin(site, "candidate", count, tally)
    ids = [each.session_id for each in people]
    site.model_takes(MODEL_S)
    before, known, memory = site.cpu(), dict(site.drafts()), [site.memory()]
    began = time.perf_counter()
    watching = asyncio.create_task(watch(site, memory))
    await asyncio.gather(*(each.take(out_of_step(chance), began + most_s) for each in people))
    ended = time.perf_counter()
    watching.cancel()
    after = site.cpu()
    late = [(le, done - known.get(le, 0)) for le, done in site.drafts()]
    stored, drafts = kept(site, people)
    finished = "SELECT count(*) FROM evaluation WHERE session_id = ANY(%s)"
    graded = f"{finished} AND status = 'COMPLETED'"
    wanted = site.rows(finished, ids)[0][0]
    while (done := site.rows(graded, ids)[0][0]) < wanted and time.perf_counter() - ended < drain_s:
        await asyncio.sleep(0.5)
    return Group(
        candidates=count,
        actions={name: spread(times) for name, times in tally.seconds.items()},
        errors=tally.errors,
        repeats=tally.repeats,
        server_p95_ms=1000 * quantile(late, 0.95),
        lasted_s=ended - began,
        cpu={name: after[name] - before[name] for name in after},
        memory_before=memory[0],
        memory_most=max(memory),
        sent=sum(len(each.sent) for each in people),
        stored=stored,
        drafts=sum(len(each.drafts) for each in people),
        drafts_stored=drafts,
        graded=done,
        finished=wanted,
        drained_s=time.perf_counter() - ended,
        model_calls=site.model_calls(),
    )


async def watch(site: Installation, memory: list[float]) -> None:
    """Note the memory of the web processes every second, until this is cancelled."""
    while True:
        await asyncio.sleep(1)
        memory.append(site.memory())


def kept(site: Installation, people: list[Candidate]) -> tuple[int, int]:
    """(answers, drafts) that stand in the database as they were acknowledged, letter by letter."""
    query = "SELECT session_id, answer, draft FROM turn WHERE session_id = ANY(%s) ORDER BY session_id, main, follow_up"
    answers: dict[str, list[str]] = {}
    drafts: dict[str, set[str | None]] = {}
    for session_id, answer, draft in site.rows(query, [each.session_id for each in people]):
        if answer is not None:
            answers.setdefault(session_id, []).append(answer)
        # What was typed when the interview was ended counts as its last answer.
        drafts.setdefault(session_id, set()).update((draft, answer))
    stored = sum(
        one == other for each in people for one, other in zip(each.sent, answers.get(each.session_id, []), strict=False)
    )
    return stored, sum(text in drafts[each.session_id] for each in people for text in each.drafts.values())


@dataclass(frozen=True)
class Loaded:
    """All groups, and where the time of a draft goes while nobody else is there."""

    typed: Typed
    groups: list[Group]
    draft: list[tuple[str, Spread]]
    workers: int


def loaded(counts: Sequence[int], workers: int, most_s: float, drain_s: float, typists: int = TYPISTS) -> Loaded:
    """One group after the other on one installation, the last at least twice as large as the largest that was borne."""
    with installed(workers) as site:
        # Nobody is measured while libraries load.
        asyncio.run(measure(site, len(WEB), most_s, drain_s))
        site.model_takes(0.0)
        (person,) = asyncio.run(begin(site, "alone", 1, Tally()))
        draft = parts(site.database, site.redis_url, site.folder / "parts", person, DRAFTS)
        typing = asyncio.run(typed(site, typists, TYPED_S))
        found = [asyncio.run(measure(site, count, most_s, drain_s)) for count in counts]
        borne = max((each.candidates for each in found if each.is_borne), default=0)
        if 2 * borne > max(counts):
            found.append(asyncio.run(measure(site, 2 * borne, most_s, drain_s)))
    return Loaded(typing, found, draft, workers)


def main() -> None:
    from bench.load_page import lines

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--candidates", type=int, nargs="+", default=[50, 200, 500])
    parser.add_argument("--workers", type=int, default=len(WORKERS), choices=range(len(WEB), len(WORKERS) + 1))
    parser.add_argument("--most-s", type=float, default=75, help="seconds after which nobody begins another answer")
    parser.add_argument("--drain-s", type=float, default=60, help="seconds to wait for gradings after each group")
    chosen = parser.parse_args()
    print("\n".join(lines(loaded(chosen.candidates, chosen.workers, chosen.most_s, chosen.drain_s))))


if __name__ == "__main__":
    main()
