"""What the product costs and how that grows, as one page from one run: python -m bench.capacity [--quick] [--out FILE]

Writes docs/capacity.md (`make bench`), unless another file is named. `--quick` tries every part with little data in
some minutes: its numbers say nothing. `--without-load` leaves the many candidates out (bench/load.py has them alone).
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ParamSpec, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import evaluation, load, pages, pdf
from bench.capacity_parts import drafts, growth_of_texts, judgements, submissions, views, without_cache
from bench.load_page import lines, table
from bench.processes import cpu_seconds_of_family
from bench.tabs import Tab
from tests.servers import ROOT, App, NewApp

PAGE = ROOT / "docs" / "capacity.md"
STARTED_WITHIN_S = 5.0
START_PAGE_MS = 150.0

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Plan:
    """How much is measured: interviews of one person in three sizes (others have ten times as many), and how often."""

    sizes: tuple[int, int, int]
    repeats: int
    openings: int
    tabs: int
    seconds: float
    model_s: float
    candidates: tuple[int, ...]
    typists: int
    workers: int
    most_s: float
    drain_s: float


WHOLE = Plan((10, 100, 1_000), 100, 10, 20, 5, 1.0, (50, 200, 500), load.TYPISTS, 8, 75, 60)
QUICK = Plan((2, 4, 8), 5, 2, 3, 1, 0.2, (3,), 3, 2, 20, 30)


@dataclass
class Measured:
    """What the page says: rows of growth (what, the three sizes, unit), and what stands beside what."""

    growth: list[tuple[str, list[float], str]] = field(default_factory=list)
    beside: list[tuple[str, str, float, str, float, str]] = field(default_factory=list)
    wanted: list[tuple[str, str, str]] = field(default_factory=list)


def apart(function: Callable[Asked, Found], *arguments: Asked.args, **named: Asked.kwargs) -> Found:
    """The result of a function in a fresh process, which has loaded nothing of what it measures."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(function, *arguments, **named).result()


@contextmanager
def told(what: str) -> Iterator[None]:
    began = time.monotonic()
    sys.stderr.write(f"{what} …\n")
    yield
    sys.stderr.write(f"{what}: {time.monotonic() - began:.0f} s\n")


def by_data(plan: Plan, found: Measured) -> None:
    """Drafts, answers, views and pages with more and more in the database."""
    rows: dict[str, list[float]] = {}
    with pages.running() as app:
        seen = pages.seed(app, 0)
        for size in plan.sizes:
            pages.grow(app, seen, size, 10 * size)
            rows.setdefault("save a draft", []).append(drafts(app, plan.repeats).p50)
            rows.setdefault("submit an answer", []).append(submissions(app, plan.repeats // 5).p50)
            rows.setdefault("an interview over the API", []).append(views(app, plan.repeats).p50)
            for name, page in (
                ("open the start page", seen.start),
                ("open Progress", seen.progress),
                ("open History", seen.history),
                ("open a report", seen.report),
                ("open the page of an interview", seen.answer),
            ):
                first, again = asyncio.run(pages.openings(app, page, plan.openings))
                rows.setdefault(name, []).append(first)
                rows.setdefault(name.replace("open", "run", 1) + " again", []).append(again)
        cached, uncached = without_cache(app, seen.report[1].removeprefix("session="), plan.repeats)
    found.growth += [(what, values, "ms") for what, values in rows.items()]
    found.beside.append(("view of an interview", "with the cache", cached, "from the database", uncached, "ms"))
    start = rows["open the start page"][-1]
    found.wanted.append(
        (f"start page with {plan.sizes[-1]:,} interviews", f"{START_PAGE_MS:.0f} ms", f"{start:.0f} ms")
    )


def by_collection(plan: Plan, found: Measured) -> None:
    """Page runs of many tabs at once, as configured and with Streamlit's own default."""
    rates = []
    for environment in ({}, {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}):
        with pages.running(**environment) as app:
            seen = pages.seed(app, 0)

            async def runs(app: App = app, page: tuple[str, str, tuple[str, ...]] = seen.answer) -> float:
                tabs = await pages.opened(app, plan.tabs, *page)
                made = await pages.measure(app, tabs, plan.seconds)
                for tab in tabs:
                    await tab.close()
                return made.a_second

            rates.append(asyncio.run(runs()))
    what = f"page of an interview, {plan.tabs} tabs at once"
    found.beside.append((what, "as configured", rates[0], "Streamlit's default collection", rates[1], "runs a second"))


def start_up(found: Measured) -> None:
    """From the start of the process until the first page is drawn, with and without data of an earlier start; and what
    all processes together use of the processor for that, which says the same on a busy machine."""
    seconds, used = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            began = time.monotonic()
            app = NewApp(Path(folder))
            try:
                asyncio.run(Tab(app.port, "", "", ()).open())
                seconds.append(time.monotonic() - began)
                used.append(cpu_seconds_of_family(app.pid))
            finally:
                app.stop()
    what = "start of everything to the first page"
    found.beside.append((what, "again", seconds[1], "with an empty folder", seconds[0], "s"))
    found.beside.append((what, "again", used[1], "with an empty folder", used[0], "s of CPU"))
    found.wanted.append((f"{what}, warm", f"{STARTED_WITHIN_S:.0f} s", f"{seconds[1]:.1f} s"))


def beside_each_other(plan: Plan, found: Measured) -> None:
    """PDF against Markdown, and grading in parallel against one batch after the other."""
    for case in list(pdf.CASES)[:2]:
        made = apart(pdf.measure, case)
        name = f"report of {case}"
        found.beside.append((name, "Markdown", 1000 * made.markdown_s, "PDF", 1000 * made.next_s, "ms of CPU"))
    with tempfile.TemporaryDirectory() as folder:
        graded = {each.title: each for each in evaluation.measure(Path(folder), 24, plan.model_s)}
    ours, base = graded["ours"], graded["sequential"]
    what, other = f"grading 24 answers, {plan.model_s:g} s a call", "one batch after the other"
    found.beside.append((what, "in parallel", ours.whole_s, other, base.whole_s, "s"))
    found.beside.append((f"{what}, first grade", "in parallel", ours.first_s, other, base.first_s, "s"))


def machine() -> str:
    """What it was measured on."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    cpu = models[0].partition(": ")[2] if models else platform.machine()
    revision = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout
    busy = os.getloadavg()[2]
    return (
        f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}, Python"
        f" {platform.python_version()}; revision {revision.strip() or 'unknown'}; {date.today()}. In the quarter of"
        f" an hour before, {busy:.1f} processes wanted a core."
    )


def short(value: float) -> str:
    """A number with the digits that mean something."""
    return f"{value:.2g}" if value < 10 else f"{value:.0f}"


def page(plan: Plan, found: Measured, about: str, loaded: list[str]) -> str:
    sizes = [f"{factor}x" for factor in (1, 10, 100)]
    growth = [
        (
            what,
            *(f"{each:.2g}" if each < 10 else f"{each:.0f}" for each in values),
            unit,
            f"{values[2] / values[0]:.1f}",
        )
        for what, values, unit in found.growth
    ]
    beside = [
        (what, f"{one}: {short(first)} {unit}", f"{other}: {short(second)} {unit}", f"{second / first:.2f}")
        for what, one, first, other, second, unit in found.beside
    ]
    people = ", ".join(f"{size:,}" for size in plan.sizes)
    parts = [
        "# Capacity",
        "",
        "What things cost, how that grows, and how many people a machine bears: one run of `make bench`. Trust ratios,",
        "which were measured side by side; the times are those of the machine. How it is laid out for many:",
        "[deploy.md](deploy.md#how-large). Where each millisecond of a draft goes:",
        "[draft-profile.md](draft-profile.md).",
        "",
        about,
        "",
        "## What is wanted",
        "",
        *table(("", "wanted, at most", "measured"), found.wanted),
        "## Growth",
        "",
        f"Of data: a person has {people} interviews, others ten times as many (SQLite, no model). Of texts:",
        "as said. Medians; 100x ÷ 1x is the growth.",
        "",
        *table(("", *sizes, "", "growth"), growth),
        "## Side by side",
        "",
        *table(("", "this", "beside", "ratio"), beside),
    ]
    if loaded:
        parts += ["## Many candidates", "", *loaded]
    return "\n".join(parts).rstrip() + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--without-load", action="store_true")
    parser.add_argument("--out", type=Path, help="docs/capacity.md, or with --quick the terminal")
    chosen = parser.parse_args()
    plan = QUICK if chosen.quick else WHOLE
    about, found, loaded = machine(), Measured(), []
    with told("start-up"):
        start_up(found)
    with told("growth with data"):
        by_data(plan, found)
    with told("page runs"):
        by_collection(plan, found)
    with told("texts"):
        found.growth += apart(growth_of_texts, plan.repeats // 5)
        found.growth.append(apart(judgements, plan.repeats // 10 or 1))
    with told("documents and grading"):
        beside_each_other(plan, found)
    if not chosen.without_load:
        with told("many candidates"):
            many = load.loaded(plan.candidates, plan.workers, plan.most_s, plan.drain_s, plan.typists)
        loaded = lines(many)
        what = f"draft on the server, p95, {many.typed.people} people who type"
        found.wanted.append((what, f"{load.BORNE_MS:.0f} ms", f"{many.typed.server_p95_ms:.0f} ms"))
    text = page(plan, found, about, loaded)
    if chosen.out or not chosen.quick:
        (chosen.out or PAGE).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
