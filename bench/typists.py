"""How long a draft takes to be saved while one person attacks: python -m bench.typists [--write]

Fifty people type into an installation where people sign in (PostgreSQL, the product's own limits, a model's server
beside it), each saving every two seconds. Each attack of bench/one_attacker.py comes in turn: a while without it and a
while with it, several times, so that whatever else the machine does falls on both. Prints a table in Markdown: the p95
of saving with both, and their ratio; `--write` makes docs/one-attacker.md of it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redis import Redis

from bench.autosave import RESUME, SAVE_EVERY_S, Typist
from bench.one_attacker import ATTACKS, SESSIONS, Attack, Attacker, run, submit_next
from bench.processes import cpu_seconds
from interview.web.pace import SAVED_UP_S
from tests.servers import PROXY_SECRET, ROOT, App, PostgresServer, free_port, wait_until

PAGE = ROOT / "docs" / "one-attacker.md"
TYPISTS, SUBMITTERS = 50, 5
BOUND = 3.0
QUIET_SHARE = 0.5
FOLLOW_UP_S = 8
# The app's own, where the tests set others.
LIMITS = {
    "RATE_LIMIT_CREATE": "5/minute",
    "RATE_LIMIT_ANSWER": "10/second",
    "RATE_LIMIT_ANSWER_PERSON": "2/second",
    "RATE_LIMIT_COSTLY": "30/minute",
    "RATE_LIMIT_REQUESTS": "25/second",
}


@dataclass
class Row:
    """What came of one attack: seconds and statuses of the typists' saves without and with it, the statuses that the
    attacker got, and those of others who submitted an answer meanwhile."""

    words: str
    without: list[tuple[float, int]] = field(default_factory=list)
    during: list[tuple[float, int]] = field(default_factory=list)
    attacker: Counter[int] = field(default_factory=Counter)
    submits: Counter[int] = field(default_factory=Counter)

    @property
    def ratio(self) -> float:
        return p95(self.during) / p95(self.without)

    def line(self) -> str:
        """A line of the table."""
        failed = sum(status != 200 for _, status in self.without + self.during)
        found = self.attacker.most_common()
        told = ", ".join(f"{count} × {status or 'no answer'}" for status, count in found) or "nothing yet"
        refused = f"{self.submits.total() - self.submits[200]} of {self.submits.total()}" if self.submits else ""
        return (
            f"| {self.words} | {told} | {1000 * p95(self.without):.0f} | {1000 * p95(self.during):.0f} "
            f"| {self.ratio:.1f} | {failed} of {len(self.without + self.during)} | {refused} |"
        )


def p95(saves: Sequence[tuple[float, int]]) -> float:
    """Seconds within which 95 of 100 saves were done."""
    return sorted(took for took, _ in saves)[int(0.95 * len(saves))]


def who(name: str) -> dict[str, str]:
    """The headers with which the sign-in proxy passes somebody on."""
    return {"X-Forwarded-User": name, "X-Interview-Proxy": PROXY_SECRET}


def open_session(app: App, name: str, questions: int = 1, follow_ups: int = 0) -> str:
    """A new interview of this person."""
    wanted = {
        "resumeText": f"{RESUME}\nWritten by {name}",
        "questionCount": questions,
        "followUpCount": follow_ups,
        "forceCreate": True,
    }
    status, created = app.call("POST", SESSIONS, wanted, X_Forwarded_User=name)
    if status != 201:
        raise SystemExit(f"no session could be made: {status} {created}")
    return str(created["sessionId"])


class Typing:
    """Everybody who types, for as long as this is open; each in a thread, out of step with the others."""

    def __init__(self, app: App, typists: int) -> None:
        self._saves: list[tuple[float, float, int]] = []
        self._under_way: dict[int, float] = {}
        self._is_over = threading.Event()
        names = [f"typist-{number}" for number in range(typists)]
        self._threads = [
            threading.Thread(target=self._type, args=(Typist(app.port, open_session(app, name), who(name)),))
            for name in names
        ]

    def __enter__(self) -> Typing:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _type(self, typist: Typist) -> None:
        self._is_over.wait(random.uniform(0, SAVE_EVERY_S))
        while not self._is_over.is_set():
            began = self._under_way[threading.get_ident()] = time.monotonic()
            took, status = typist.save()
            self._saves.append((began, took, status))
            del self._under_way[threading.get_ident()]
            self._is_over.wait(max(0.0, SAVE_EVERY_S - took))

    def between(self, begin: float, end: float) -> list[tuple[float, int]]:
        """(seconds, status) of the saves begun then; waits for those that are not over."""
        wait_until(lambda: all(began >= end for began in list(self._under_way.values())), 60, "every save is over")
        return [(took, status) for began, took, status in self._saves if begin <= began < end]


@dataclass(frozen=True)
class Trial:
    """An installation with its typists, its attacker and some who submit answers."""

    app: App
    typing: Typing
    submitters: Sequence[Attacker]
    seconds: float

    def measure(self, name: str, rounds: int) -> Row:
        """One attack, in turn with a while without it."""
        attack, row = ATTACKS[name], Row(ATTACKS[name].words)
        attacker = attacker_of(self.app, f"attacker-{list(ATTACKS).index(name)}")
        for _ in range(rounds):
            self._calm_down(attacker)
            row.without += self._window(attack, row)
            with self._attacked(name, attacker, row):
                row.during += self._window(attack, row)
        return row

    def _window(self, attack: Attack, row: Row) -> list[tuple[float, int]]:
        begin = time.monotonic()
        if attack.counts_submits:
            for each in self.submitters:
                row.submits[submit_next(each)] += 1
                time.sleep(self.seconds / (2 * len(self.submitters)))
        time.sleep(max(0.0, begin + self.seconds - time.monotonic()))
        return self.typing.between(begin, begin + self.seconds)

    @contextmanager
    def _attacked(self, name: str, attacker: Attacker, row: Row) -> Iterator[None]:
        around = multiprocessing.get_context("spawn")
        started, stop, told = around.Event(), around.Event(), around.Queue()
        process = around.Process(target=run, args=(name, attacker, started, stop, told), daemon=True)
        with self._full_redis() if ATTACKS[name].fills_redis else nothing():
            process.start()
            started.wait(60)
            yield
        stop.set()
        row.attacker.update(told.get(timeout=60))
        process.kill()
        process.join()

    @contextmanager
    def _full_redis(self) -> Iterator[None]:
        with Redis(unix_socket_path=str(self.app.folder / "data" / "redis" / "redis.sock")) as redis:
            redis.config_set("maxmemory", "1")
            try:
                yield
            finally:
                redis.config_set("maxmemory", "64mb")

    def _calm_down(self, attacker: Attacker) -> None:
        """Wait until what the attacks before left behind is worked off."""
        web = self.app.children()["web"]

        def is_quiet() -> bool:
            # Answered once nothing else of the attacker's waits, in the event loop or for a thread.
            if is_reading(web) or attacker.call("GET", f"{SESSIONS}/{attacker.drafted}/question") != 200:
                return False
            before = cpu_seconds(web)
            time.sleep(SAVED_UP_S)
            return cpu_seconds(web) - before < QUIET_SHARE * SAVED_UP_S

        wait_until(is_quiet, 300, "the app is quiet again")


def is_reading(web: int) -> bool:
    """Whether a file is being read for the web process, in a process of its own."""
    try:
        tasks = Path(f"/proc/{web}/task").glob("*/children")
        children = [number for each in tasks for number in each.read_text().split()]
        return any("files.child" in Path(f"/proc/{number}/cmdline").read_text() for number in children)
    except OSError:
        # One has just ended; another may have begun.
        return True


@contextmanager
def nothing() -> Iterator[None]:
    yield


@contextmanager
def model_server() -> Iterator[str]:
    """The address of a model's server in a process of its own, of which every follow-up hangs."""
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "tests.openai_server", "--port", str(port)], cwd=ROOT)
    orders = json.dumps({"always": [{"name": "hang", "operation": "follow_up", "seconds": 2 * FOLLOW_UP_S}]}).encode()
    try:
        wait_until(lambda: Attacker(port, {}).call("POST", "/control", orders) == 200, 60, "the model's server answers")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.kill()
        server.wait()


def attacker_of(app: App, name: str) -> Attacker:
    """Somebody with interviews to attack with, one of which is graded."""
    first = Attacker(app.port, who(name), open_session(app, name, 3))
    while submit_next(first) == 200:
        time.sleep(1)
    first.call("POST", f"{SESSIONS}/{first.session}/complete")

    def is_graded() -> Any:
        return b'"COMPLETED"' in first.ask("GET", f"{SESSIONS}/{first.session}/report")[1]

    wait_until(is_graded, 120, "the attacker's report is there")
    drafted, answered = open_session(app, name), open_session(app, name, 24, 1)
    return Attacker(app.port, first.headers, answered, drafted, first.session)


def page(rows: Sequence[Row], options: argparse.Namespace) -> str:
    """The page with the table."""
    head = f"""# One attacker against fifty who type

Written by `python -m bench.typists --write`; what is measured stands in [bench/typists.py](../bench/typists.py), the
attacks in [bench/one_attacker.py](../bench/one_attacker.py). Do not edit.

{options.typists} people save a draft every two seconds. One other person, who has signed in as they have, does one
thing again and again from many connections. App, database, attacker and typists share {os.cpu_count()} cores; the
database is {options.database}, the limits are those that the app comes with. Measured are {options.rounds} times
{options.seconds:g} seconds without the attack and as long with it, in turn. *p95* is the time in which 95 of 100 drafts
were saved. The ratio is to stay under {BOUND:g}; times themselves depend on the machine.

| one person … | and is told | p95 without, ms | p95 with, ms | ratio | drafts not saved | answers of others refused |
|---|---|--:|--:|--:|--:|--:|
"""
    return head + "\n".join(row.line() for row in rows) + "\n"


def main() -> None:
    """Measure, and print or write the page; a status of 1 where a ratio is over the bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("attacks", nargs="*", help=f"of {', '.join(ATTACKS)}; all without one")
    parser.add_argument("--typists", type=int, default=TYPISTS)
    parser.add_argument("--seconds", type=float, default=FOLLOW_UP_S)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database", choices=("PostgreSQL", "SQLite"), default="PostgreSQL")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder, model_server() as model:
        place = Path(folder) / "postgres"
        place.mkdir()
        postgres = PostgresServer(place)
        place = Path(folder) / "app"
        place.mkdir()
        environment = {"DATABASE_URL": postgres.new_database()} if options.database == "PostgreSQL" else {}
        app = App(
            place,
            USER_HEADER="X-Forwarded-User",
            OPENAI_BASE_URL=model,
            OPENAI_MODEL="scripted",
            OPENAI_TRANSCRIPTION_MODEL="scripted",
            **LIMITS,
            **environment,
        )
        try:
            submitters = [
                Attacker(app.port, who(name), open_session(app, name, 24))
                for name in itertools.islice((f"submitter-{number}" for number in itertools.count()), SUBMITTERS)
            ]
            with Typing(app, options.typists) as typing:
                trial = Trial(app, typing, submitters, options.seconds)
                for name in options.attacks or ATTACKS:
                    rows.append(trial.measure(name, options.rounds))
                    print(rows[-1].line(), flush=True)
        finally:
            app.stop()
            postgres.stop()
    if options.write:
        PAGE.write_text(page(rows, options), encoding="utf-8")
    over = [row.words for row in rows if row.ratio >= BOUND]
    if over:
        raise SystemExit(f"{BOUND:g} times as long or longer: {'; '.join(over)}")


if __name__ == "__main__":
    main()
