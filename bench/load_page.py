"""The load of many candidates as a page: tables of what was measured, and arithmetic from it to more people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bench.load import BORNE_MS, MODEL_S, WEB, Group, Loaded, Typed

SHOWN = ("save a draft", "submit an answer", "see the page after it", "open the page")
# Of all people of an installation, those who answer at the busiest minute: one of a hundred. Nobody has measured that.
AT_ONCE = 0.01
BUSY = 0.6
PEOPLE = (200, 10_000, 1_000_000)

Row = tuple[Any, ...]


def table(head: Sequence[str], rows: Iterable[Row]) -> list[str]:
    """A Markdown table; the first column is words, the others are numbers."""
    made = [f"| {' | '.join(head)} |", f"|{'|'.join(['---', *['---:'] * (len(head) - 1)])}|"]
    return [*made, *(f"| {' | '.join(map(str, row))} |" for row in rows), ""]


def lines(made: Loaded) -> list[str]:
    """The whole part of the page."""
    found = made.groups
    return [
        f"{len(WEB)} web processes, {made.workers} workers, PostgreSQL that waits for the disk, Redis, a scripted",
        f"model server of {MODEL_S:g} s a call and the candidates share this computer. Each opens a page, types",
        "four answers with a draft saved every two seconds, and submits. Times are what a candidate waits, in ms;",
        "behind a submitted answer the model decides its follow-up. The last group is at least twice",
        f"what was borne: no error, and less than {BORNE_MS:g} ms on the server for 95 of 100 drafts.",
        "`RATE_LIMIT_ANSWER`, ten answers a second of everybody together, was raised: it would hold up more than some",
        "hundred at once.",
        "",
        f"First {made.typed.people} people who only type, as nearly everybody does at any moment: an answer takes",
        "minutes. The candidates behind them submit one every ten seconds, as fast as some twenty times as many do.",
        "",
        *_typed(made.typed),
        *table(("", "done", "p50", "p95", "p99", "worst"), (row for group in found for row in _times(group))),
        *_rightness(found),
        *_costs(found),
        "Where the time of a draft goes while nobody else is there, in ms; each part is within the one behind it:",
        "",
        *table(
            ("", "p50", "p95", "p99"),
            ((what, f"{each.p50:.1f}", f"{each.p95:.1f}", f"{each.p99:.1f}") for what, each in made.draft),
        ),
        *_arithmetic(found),
    ]


def _typed(typed: Typed) -> list[str]:
    took, server = typed.drafts, f"{typed.server_p95_ms:.0f}"
    times = (f"{each:.0f}" for each in (took.p50, took.p95, took.p99, took.worst))
    used = (f"{100 * seconds / typed.lasted_s:.0f}" for seconds in (typed.cpu["web"], typed.cpu["database"]))
    head = ("", "done", "p50", "p95", "p99", "worst", "p95 on the server", "web, % of a core", "database, % of a core")
    errors = sum(typed.errors.values())
    return [
        *table(
            head,
            [(f"{typed.people} people who type: save a draft", took.count, *times, server, *used)],
        ),
        f"The last draft of {typed.kept} of {typed.people} stands in the database; {errors} errors.",
        "",
    ]


def _times(group: Group) -> Iterable[Row]:
    for action in SHOWN:
        if action in group.actions:
            took = group.actions[action]
            times = (took.p50, took.p95, took.p99, took.worst)
            yield (f"{group.candidates} candidates: {action}", took.count, *(f"{each:.0f}" for each in times))
    yield (
        f"{group.candidates} candidates: the server's own part of a draft",
        "",
        "",
        f"{group.server_p95_ms:.0f}",
        "",
        "",
    )


def _rightness(found: Sequence[Group]) -> list[str]:
    head = (
        "candidates",
        "answers kept",
        "drafts kept",
        "errors",
        "calls repeated",
        "graded",
        "after",
        "graded a minute",
    )
    rows = [
        (
            group.candidates,
            f"{group.stored} of {group.sent}",
            f"{group.drafts_stored} of {group.drafts}",
            sum(group.errors.values()),
            group.repeats,
            f"{group.graded} of {group.finished}",
            f"{group.drained_s:.0f} s",
            f"{60 * group.graded / (group.lasted_s + group.drained_s):.0f}",
        )
        for group in found
    ]
    errors = [
        f"- {group.candidates} candidates: {what} ({count})" for group in found for what, count in group.errors.items()
    ]
    return [*table(head, rows), *errors, *([""] if errors else [])]


def _costs(found: Sequence[Group]) -> list[str]:
    head = (
        "candidates",
        *(f"{part}, % of a core" for part in found[0].cpu),
        "CPU ms each a minute",
        "MiB each",
        "MiB in all",
    )
    rows = [
        (
            group.candidates,
            *(f"{100 * used / group.lasted_s:.0f}" for used in group.cpu.values()),
            f"{60_000 * (group.cpu['web'] + group.cpu['database']) / group.lasted_s / group.candidates:.0f}",
            f"{_memory(group):.2f}",
            f"{group.memory_most:.0f}",
        )
        for group in found
    ]
    return [
        "CPU of web processes and database, and memory of the web processes, for each candidate:",
        "",
        *table(head, rows),
    ]


def _memory(group: Group) -> float:
    return max(0.0, group.memory_most - group.memory_before) / group.candidates


def _arithmetic(found: Sequence[Group]) -> list[str]:
    """What the largest group that was borne says of more people; every assumption stands there."""
    borne = max((group for group in found if group.is_borne), key=lambda group: group.candidates, default=found[0])
    web, database = (borne.cpu[part] / borne.lasted_s / borne.candidates / BUSY for part in ("web", "database"))
    calls_a_second = borne.model_calls / borne.lasted_s / borne.candidates
    drafts_a_second = borne.actions["save a draft"].count / borne.lasted_s / borne.candidates
    head = (
        "people",
        "at once",
        "drafts a second",
        "web: cores",
        "web: GiB of pages",
        "PostgreSQL: cores",
        "model: calls at once",
    )
    rows = []
    for people in PEOPLE:
        typing = max(1, round(AT_ONCE * people))
        rows.append(
            (
                f"{people:,}",
                f"{typing:,}",
                f"{typing * drafts_a_second:,.0f}",
                f"{typing * web:,.1f}",
                f"{typing * _memory(borne) / 1024:,.1f}",
                f"{typing * database:,.1f}",
                f"{typing * calls_a_second * MODEL_S:,.0f}",
            )
        )
    return [
        f"Arithmetic from the group of {borne.candidates}, with one of a hundred people at work in the busiest minute",
        f"(an assumption: count yours) and cores that are busy for {100 * BUSY:.0f} of 100 seconds:",
        "",
        *table(head, rows),
    ]
