"""Script runs a second of the pages people wait for: python bench/pages.py [--tabs 20] [--seconds 8] [--history]

Twenty tabs run a page again and again, each as soon as its last run has ended. Prints runs a second, the time of a run
(p50, p95), the CPU time of the web process and of the clients (both share the cores) for each, and the memory of the
web process; the same with Streamlit's own default of a full garbage collection after each run. The answer and the
report page come first, then Progress and History over 60 sessions and a job. `--history` instead opens the report with
1, 100 and 10,000 sessions in the database, and Start and Progress with 1, 100 and 1,000.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import Column, ColumnElement, Select, func, insert, literal, literal_column, null, select, true
from sqlmodel import SQLModel, col

from bench.processes import Spread, cpu_seconds, resident_mib, spread
from bench.tabs import Tab
from interview.settings import Settings
from interview.storage.store import Store
from interview.storage.tables import SessionRow
from tests.servers import App, wait_until

RESUME = """Ada Example
Senior backend developer
Skills: Python, PostgreSQL, Redis, Docker, Kubernetes, REST APIs
Experience: 2019-2026 Example Ltd. Built a billing service in Python with PostgreSQL and moved it to Kubernetes."""
ANSWER = (
    "I would measure first, because without numbers every change is a guess. Then I look at the plan of the slow query "
    "and at the rows it reads, add an index that fits the filter, and measure again under the same load.\n\n"
    "In our billing service we kept a cache in front of the database. It made reads fast, but a value could be stale, "
    "so each entry carried the version of its row and was used only while both agreed. Tests ran against a real "
    "database in a container, and a new release went to one instance first and was rolled back when errors grew."
)
HISTORY = (1, 100, 10_000)
SESSIONS = 60
HOME = (1, 100, 1_000)
JOB = "Requirements\n- Python\n- PostgreSQL\n- Docker\n- Kafka\n- Experience with code reviews\nNice to have\n- Go"
OPENINGS = 20


@dataclass(frozen=True)
class Pages:
    """The addresses to open: page, query, and words that must stand on it."""

    answer: tuple[str, str, tuple[str, ...]]
    report: tuple[str, str, tuple[str, ...]]
    progress: tuple[str, str, tuple[str, ...]] = ("progress", "", ("Your interviews over time", "Your topics"))
    history: tuple[str, str, tuple[str, ...]] = ("history", "", ("Open report",))
    start: tuple[str, str, tuple[str, ...]] = ("", "", ("Practise your next interview",))


def new_interview(app: App, follow_ups: int) -> str:
    wanted = {
        "resumeText": f"{RESUME}\n{uuid.uuid4()}",
        "questionCount": 5,
        "followUpCount": follow_ups,
        "forceCreate": True,
    }
    status, created = app.call("POST", "/api/interview/sessions", wanted)
    assert status == 201, created
    return str(created["sessionId"])


def submit(app: App, session_id: str, index: int) -> dict[str, object]:
    address = f"/api/interview/sessions/{session_id}/answers"
    status, reply = app.call("POST", address, {"questionIndex": index, "answer": ANSWER})
    assert status == 200, reply
    return dict(reply)


def seed(app: App, follow_ups: int) -> Pages:
    """One finished interview of five main questions with its report, and one that stands at its second question."""
    finished = new_interview(app, follow_ups)
    answers = 1
    while submit(app, finished, answers - 1)["hasNextQuestion"]:
        answers += 1

    def graded() -> bool:
        reply = app.get(f"/api/interview/sessions/{finished}/report")[1]
        return bool(reply["evaluateStatus"] == "COMPLETED")

    wait_until(graded, 90, "the report is there")
    going_on = new_interview(app, follow_ups=3)
    question = at_the_second_question(app, going_on)
    return Pages(
        answer=("answer", f"session={going_on}", (html.escape(question), "The conversation so far")),
        report=(
            "report",
            f"session={finished}",
            ("Your report", "What to look at first", f"{answers} of {answers} answers graded", "Question 5"),
        ),
    )


def at_the_second_question(app: App, session_id: str) -> str:
    """Answer the first question and begin to answer the one behind it; its text."""
    question: Any = submit(app, session_id, 0)["nextQuestion"]
    address = f"/api/interview/sessions/{session_id}/answers"
    draft = {"questionIndex": question["questionIndex"], "answer": ANSWER, "revision": 1, "writer": "bench"}
    assert app.call("PUT", address, draft)[1]["stored"]
    return str(question["question"])


def grow_history(store: Store, source: str, sessions: int, owner: str = "") -> None:
    """Copies of a finished interview until its owner, or another one, has this many, an hour apart."""
    with store.transaction() as db:
        whose = owner or db.scalar(select(col(SessionRow.owner)).where(col(SessionRow.id) == source))
        there = db.scalar(select(func.count()).select_from(SessionRow).where(col(SessionRow.owner) == whose)) or 0
        numbers: Select[tuple[Any]] = select(literal_column("value").label("n")).select_from(
            func.json_each(str(list(range(there, sessions))))
        )
        copies = numbers.cte("copies")
        for table in SQLModel.metadata.sorted_tables:
            key = "id" if table.name == SessionRow.__tablename__ else "session_id"
            if key in table.c:
                values = {name: _copied(column, key, copies.c.n, owner) for name, column in table.c.items()}
                if key != "id":
                    values.pop("id", None)
                rows = select(*values.values()).select_from(table.join(copies, true())).where(table.c[key] == source)
                db.execute(insert(table).from_select(list(values), rows))


def _copied(column: Column[Any], key: str, number: ColumnElement[Any], owner: str) -> ColumnElement[Any]:
    if column.name == key:
        return func.printf(f"copy{owner}%06d", number)
    if column.name == "owner" and owner:
        return literal(owner)
    if column.name == "open_slot":
        return null()
    if column.name in ("created_at", "completed_at", "submitted_at"):
        return func.strftime("%Y-%m-%d %H:%M:%S.000000", column, func.printf("-%d hours", number))
    return column


async def opened(app: App, count: int, page: str, query: str, words: tuple[str, ...]) -> list[Tab]:
    tabs = [Tab(app.port, page, query, words) for _ in range(count)]
    for tab in tabs:
        await tab.open()
        await tab.look()
    return tabs


@dataclass(frozen=True)
class Runs:
    """What all tabs together did: runs a second, their times, and CPU seconds of the server and of the clients."""

    a_second: float
    times: Spread
    server_s: float
    clients_s: float


async def measure(app: App, tabs: list[Tab], seconds: float) -> Runs:
    """Run the page of every tab again and again for this time."""
    web, me = app.children()["web"], os.getpid()

    async def keep_running(tab: Tab, until: float) -> None:
        while time.perf_counter() < until:
            await tab.run()

    await asyncio.gather(*(keep_running(tab, time.perf_counter() + 1) for tab in tabs))
    for tab in tabs:
        tab.seconds.clear()
    server, own, began = cpu_seconds(web), cpu_seconds(me), time.perf_counter()
    await asyncio.gather(*(keep_running(tab, began + seconds) for tab in tabs))
    took = time.perf_counter() - began
    server, own = cpu_seconds(web) - server, cpu_seconds(me) - own
    for tab in tabs:
        await tab.look()
    times = spread([each for tab in tabs for each in tab.seconds])
    return Runs(times.count / took, times, server, own)


@contextmanager
def running(**environment: str) -> Iterator[App]:
    """The app, which lets its one person ask as often as many people together would."""
    environment.setdefault("RATE_LIMIT_REQUESTS", "100000/second")
    with tempfile.TemporaryDirectory() as folder:
        app = App(Path(folder), **environment)
        try:
            yield app
        finally:
            app.stop()


def grow(app: App, pages: Pages, sessions: int, of_others: int = 0) -> None:
    """As many sessions as this, some of other people beside them, and a job to prepare for."""
    store = Store(Settings(data_dir=app.folder / "data", database_url="").database)
    source = pages.report[1].removeprefix("session=")
    grow_history(store, source, sessions)
    if of_others:
        grow_history(store, source, of_others, "others")
    store.engine.dispose()
    assert app.call("POST", "/api/interview/targets", {"title": "Backend engineer", "jobText": JOB})[0] in (200, 201)


async def throughput(app: App, label: str, follow_ups: int, count: int, seconds: float) -> None:
    pages = seed(app, follow_ups)
    for page in (pages.answer, pages.report, pages.progress, pages.history):
        if page is pages.progress:
            grow(app, pages, SESSIONS)
        tabs = await opened(app, count, *page)
        found = await measure(app, tabs, seconds)
        times, runs = found.times, found.times.count
        print(
            f"{page[0]:8} {label:10} {found.a_second:8.1f} {times.p50:8.1f} {times.p95:8.1f} "
            f"{1000 * found.server_s / runs:10.2f} {1000 * found.clients_s / runs:11.2f} {tabs[0].messages:9} "
            f"{resident_mib(app.children()['web']):8.0f}",
            flush=True,
        )
        for tab in tabs:
            await tab.close()


async def by_history(app: App, follow_ups: int) -> None:
    pages = seed(app, follow_ups)
    for sessions in sorted({*HISTORY, *HOME}):
        grow(app, pages, sessions)
        if sessions in HISTORY:
            await tell_openings(app, sessions, pages.report)
        if sessions in HOME:
            await tell_openings(app, sessions, pages.start)
            await tell_openings(app, sessions, pages.progress)


async def tell_openings(app: App, sessions: int, page: tuple[str, str, tuple[str, ...]]) -> None:
    first, again = await openings(app, page, OPENINGS)
    print(f"{page[0] or 'start':8} {sessions:8} {first:8.1f} {again:8.1f}", flush=True)


async def openings(app: App, page: tuple[str, str, tuple[str, ...]], times: int) -> tuple[float, float]:
    """How long a page takes to open, and to run again: medians in ms, of this many tabs with as many runs each."""
    first, again = [], []
    for _ in range(times):
        tab = Tab(app.port, *page)
        began = time.perf_counter()
        await tab.open()
        first.append(1000 * (time.perf_counter() - began))
        await tab.look()
        for _ in range(times):
            await tab.run()
        again += tab.seconds
        await tab.close()
    return statistics.median(first), 1000 * statistics.median(again)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tabs", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--follow-ups", type=int, default=0, help="behind each question of the report (0-3)")
    parser.add_argument("--history", action="store_true")
    chosen = parser.parse_args()
    if chosen.history:
        print(f"{'page':8} {'sessions':>8} {'open ms':>8} {'again ms':>8}")
        with running() as app:
            asyncio.run(by_history(app, chosen.follow_ups))
        return
    print(
        f"{'page':8} {'collection':10} {'runs/s':>8} {'p50 ms':>8} {'p95 ms':>8} {'server ms':>10} {'clients ms':>11} "
        f"{'messages':>9} {'RSS MiB':>8}"
    )
    for label, environment in (("off", {}), ("each run", {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"})):
        with running(**environment) as app:
            asyncio.run(throughput(app, label, chosen.follow_ups, chosen.tabs, chosen.seconds))


if __name__ == "__main__":
    main()
