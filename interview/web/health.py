"""What an operator wants to know at a glance; each part answers for itself and none can break the others."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from pydantic.alias_generators import to_camel

from interview.core.cost import Spent
from interview.core.model_calls import CallStatistics
from interview.errors import InterviewError
from interview.scrape import workers_seen
from interview.services import Services
from interview.storage.redis_connection import RedisState


def in_a_word(services: Services) -> dict[str, Any]:
    """What everybody may know: `status` as below."""
    return {"status": _status(_database(services), services.queue.state())}


def _status(database: str, queue: RedisState) -> str:
    """ "failing" without a database, "degraded" while it takes no writes, or nothing can be queued that should be:
    grading takes longer."""
    if database == "away":
        return "failing"
    return "ok" if database == "up" and queue in (RedisState.UP, RedisState.NONE) else "degraded"


def _database(services: Services) -> str:
    """ "up", "read-only" where the last write of this process found no room or no leave, or "away"."""
    if not services.store.ping():
        return "away"
    return "read-only" if services.store.refuses_writes else "up"


def look(services: Services) -> dict[str, Any]:
    """`status` is "ok", "degraded" or "failing" (_status); `redis` is that of the queue, `cache` that of the snapshots.

    `evaluations` counts by what they do now, `deletionsWaiting` what Redis or a file has still had for an hour, or
    until the next start (`mock-interview check` says which), `modelCalls` sums up the last 24 hours; all None without a
    database.
    """
    database, queue = _database(services), services.queue.state()
    return {
        "status": _status(database, queue),
        "database": database,
        "redis": queue.value,
        "cache": services.cache.state().value,
        "queueDepth": services.queue.depth(),
        "workerSeenSecondsAgo": _worker_seen(services),
        "interviewer": str(services.interviewer.identity),
        "gradesEarly": services.settings.grades_early,
        "evaluations": count(services),
        "deletionsWaiting": _deletions_waiting(services),
        "modelCalls": [
            {to_camel(name): value for name, value in asdict(line).items()} for line in model_calls(services) or ()
        ],
    }


def _worker_seen(services: Services) -> float | None:
    seen = workers_seen(services)
    return round(min(seen), 1) if seen else None


def count(services: Services) -> dict[str, int] | None:
    """Evaluations waiting, running, stranded (due or left, and nobody at work), failed and completed."""
    try:
        found = services.operation.evaluations()
    except InterviewError:
        return None
    return {
        "waiting": found.waiting,
        "running": found.running,
        "stranded": found.stalled,
        "failed": found.failed,
        "completed": found.completed,
    }


def _deletions_waiting(services: Services) -> int | None:
    try:
        return services.operation.deletions_waiting()
    except InterviewError:
        return None


def model_calls(services: Services) -> tuple[CallStatistics, ...] | None:
    """Statistics of the last 24 hours' model calls, one line per operation; None without a database."""
    try:
        return services.operation.model_calls()
    except InterviewError:
        return None


def spent(services: Services) -> list[tuple[date, Spent]]:
    """What models cost on each of the last seven days, the newest first; nothing without a database."""
    try:
        return services.spending.by_day()
    except InterviewError:
        return []
