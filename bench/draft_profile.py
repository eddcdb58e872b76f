"""Where the time of a draft goes, how many a process saves, and 200 people who type, with a model and without one:

    python -m bench.draft_profile [--write] [--typists 200] [--seconds 30]

Starts the same things as bench/load.py. `--write` makes docs/draft-profile.md of it; else it is printed.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import sys
import textwrap
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.candidates import SAVE_EVERY_S, SENTENCE, Candidate, Connection, Tally
from bench.draft_layers import USUAL, layers
from bench.load import BORNE_MS, Installation, Typed, begin, installed, typed
from bench.load_page import table
from bench.processes import cpu_seconds, cpu_seconds_of_family
from tests.servers import ROOT

PAGE = ROOT / "docs" / "draft-profile.md"
WITHOUT_MODEL = {"OPENAI_BASE_URL": "", "OPENAI_MODEL": ""}
# Each is let in some eight times a second (interview/web/pace.py): so many keep two processes busy.
WITHOUT_A_PAUSE = 60
LAYERED = 300
LEFT = (
    "**The web server.** uvicorn reads HTTP with h11, written in Python. httptools, in C, would take less; it is one"
    " more library that reads what strangers send.",
    "**Streamlit's layers.** A draft passes its session, compression and path checks and needs none of them. A route in"
    " front would leave them out, and what Streamlit may check there in a later release with them.",
    "**The pool** asks PostgreSQL before each use whether the connection still lives: one of five round trips. Without"
    " that, a request of each connection fails after a restart of the database, and is sent again by the page.",
    "**Early follow-ups.** One costs as much as ten drafts: its prompt is cleaned of names, three transactions count"
    " what it costs, its reply is checked. A process beside could do the first and the last.",
)


@dataclass(frozen=True)
class Rate:
    """How many drafts a second so many processes saved that were never without one to save, and ms of a processor for
    each: in the web processes and in PostgreSQL."""

    processes: int
    way: str
    a_second: float
    web_ms: float
    database_ms: float


async def without_a_pause(people: list[Candidate], kind: str, seconds: float) -> tuple[int, float]:
    """How many drafts were saved, and seconds, by people who send the next as soon as the last is saved."""
    saved, began = 0, time.perf_counter()

    async def one(person: Candidate, number: int) -> None:
        nonlocal saved
        connection = Connection(person.port, {**person.headers, "Content-Type": kind})
        path, revision = f"/api/interview/sessions/{person.session_id}/answers", number
        while time.perf_counter() < began + seconds:
            revision += 1
            body = {"questionIndex": 0, "answer": SENTENCE.format(revision, 0), "revision": revision, "writer": "bench"}
            status, reply = await connection.call("PUT", path, body)
            if status != 200:
                raise SystemExit(f"a draft was not saved: {status} {reply}")
            saved += 1
        connection.close()

    # Revisions of a later round are above all of an earlier one.
    first = int(time.monotonic() * 1000) % 2**29
    await asyncio.gather(*(one(person, first) for person in people))
    return saved, time.perf_counter() - began


def rates(site: Installation, seconds: float) -> list[Rate]:
    """One process and both, each by the short way and by the usual one, in turn."""
    people = asyncio.run(begin(site, "hurried", WITHOUT_A_PAUSE, Tally()))
    pids = site.machines.processes("web")
    found = []
    for processes in (1, len(pids)):
        for way, kind in (("short", "application/json"), ("usual", USUAL)):
            sent = [each for each in people if processes > 1 or each.port == site.ports[0]]
            asyncio.run(without_a_pause(sent, kind, 1))
            web, database = sum(map(cpu_seconds, pids)), cpu_seconds_of_family(site.postgres.process)
            count, lasted = asyncio.run(without_a_pause(sent, kind, seconds))
            web, database = (
                sum(map(cpu_seconds, pids)) - web,
                cpu_seconds_of_family(site.postgres.process) - database,
            )
            found.append(Rate(processes, way, count / lasted, 1000 * web / count, 1000 * database / count))
    return found


def layered(database: str, redis_url: str, folder: Path) -> dict[str, float]:
    """As bench/draft_layers.py, in a fresh process, which has loaded nothing else."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(layers, database, redis_url, folder, LAYERED).result()


def lines(about: str, layers: dict[str, float], found: list[Rate], by_model: dict[bool, Typed]) -> list[str]:
    """The page."""
    alone = next(each for each in found if each.processes == 1 and each.way == "short")
    parts = [
        ("the commit of one changed row: PostgreSQL's driver", layers["commit"]),
        ("the use case: decide, two statements, a connection from the pool", layers["use case"] - layers["commit"]),
        (
            "door, sign-in, pace, counting, guard, JSON, permit, a thread, the reply",
            layers["door"] - layers["use case"],
        ),
        ("the web server and Streamlit's layers: HTTP, sockets", alone.web_ms - layers["door"]),
    ]
    people = by_model[True].people
    a_second = people / SAVE_EVERY_S
    cores = a_second * (alone.web_ms + alone.database_ms) / 1000
    early = (by_model[True].cpu["web"] - by_model[False].cpu["web"]) / by_model[True].lasted_s
    return [
        "# Where the time of a draft goes",
        "",
        "Everybody who types saves a draft every two seconds, so this request decides how many people a machine bears.",
        "One run of `python -m bench.draft_profile --write`; what else is measured: [capacity.md](capacity.md).",
        "",
        about,
        "",
        "## One draft",
        "",
        "What a processor works on it in the web process, in ms, layer by layer:",
        "",
        *table(
            ("", "ms", "of all"),
            [(what, f"{ms:.2f}", f"{100 * ms / alone.web_ms:.0f} %") for what, ms in parts]
            + [("in all, in a web process that is asked without a pause", f"{alone.web_ms:.2f}", "")],
        ),
        "PostgreSQL works on it besides. Two shorter ways are already in these figures, and what they save stands here",
        "beside what was before them ([0114](decisions/0114-a-short-way-for-drafts.md)):",
        "",
        *table(
            ("", "ms now", "ms without it", "ratio"),
            [
                _beside(
                    "decided on the interview in memory, written where the database has that version",
                    layers["use case"],
                    layers["use case, not in memory"],
                ),
                _beside(
                    "taken to its route without looking among all of them", layers["door"], layers["door, usual way"]
                ),
            ],
        ),
        "## Drafts a second",
        "",
        f"{WITHOUT_A_PAUSE} people (half of them for one process) send the next draft as soon as the last is saved;",
        "they share this computer. Both ways in turn:",
        "",
        *table(
            ("web processes", "way", "drafts a second", "web, ms each", "PostgreSQL, ms each"),
            (
                (each.processes, each.way, f"{each.a_second:.0f}", f"{each.web_ms:.2f}", f"{each.database_ms:.2f}")
                for each in found
            ),
        ),
        "## People who type",
        "",
        *_wrapped(
            f"{people} people save a draft every two seconds at the first question, somewhere in its first 150 words,"
            " in two web processes. With a model, which answers at once, up to five follow-ups are asked for from the"
            f" draft of each answer. Wanted on the server: less than {BORNE_MS:.0f} ms for 95 of 100."
        ),
        *table(
            ("", "drafts a second", "p50", "p95", "server: p95", "web: % of a core", "database: % of a core", "kept"),
            (_typists(name, by_model[which]) for name, which in (("without", False), ("with a model", True))),
        ),
        "## What it takes for two cores",
        "",
        *_wrapped(
            f"{a_second:.0f} drafts a second take {cores:.2f} cores of web processes and database, by the figures"
            f" above. Early follow-ups took {early:.2f} cores more: in each process one begins every quarter of a"
            " second at most. What is left of two cores is for everything else on the computer, and for not waiting:"
            " where more than 60 of 100 seconds are busy, drafts queue behind each other."
        ),
        "What else could be cheaper, by the first table, and was left as it is:",
        "",
        *(line for each in LEFT for line in _wrapped(f"- {each}")[:-1]),
    ]


def _wrapped(text: str) -> list[str]:
    return [*textwrap.wrap(text, 118, subsequent_indent="  " if text.startswith("- ") else ""), ""]


def _beside(what: str, now: float, before: float) -> tuple[str, ...]:
    return what, f"{now:.2f}", f"{before:.2f}", f"{before / now:.1f}"


def _typists(name: str, typed: Typed) -> tuple[str, ...]:
    took, lasted = typed.drafts, typed.lasted_s
    return (
        f"{typed.people} people, {name}",
        f"{took.count / lasted:.0f}",
        f"{took.p50:.0f}",
        f"{took.p95:.0f}",
        f"{typed.server_p95_ms:.0f}",
        *(f"{100 * typed.cpu[part] / lasted:.0f}" for part in ("web", "database")),
        f"{typed.kept} of {typed.people}",
    )


def measured(typists: int, seconds: float) -> tuple[dict[str, float], list[Rate], dict[bool, Typed]]:
    """Layers, rates, and people who type by whether there is a model."""
    by_model: dict[bool, Typed] = {}
    with installed(2, **WITHOUT_MODEL) as site:
        found = layered(site.database, site.redis_url, site.folder / "parts")
        rated = rates(site, seconds / 3)
        by_model[False] = asyncio.run(typed(site, typists, seconds))
    with ExitStack() as ends:
        site = ends.enter_context(installed(8))
        asyncio.run(typed(site, 4, 4))
        by_model[True] = asyncio.run(typed(site, typists, seconds))
    return found, rated, by_model


def main() -> None:
    from bench.capacity import machine

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--typists", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30)
    chosen = parser.parse_args()
    about = machine()
    text = "\n".join(lines(about, *measured(chosen.typists, chosen.seconds))) + "\n"
    if chosen.write:
        PAGE.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
