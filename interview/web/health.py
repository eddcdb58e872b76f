"""What an operator wants to know at a glance; each part answers for itself and none can break the others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from redis import RedisError
from rq import Worker

from interview.errors import InterviewError
from interview.services import Services
from interview.storage import evaluations


def look(built: Services) -> dict[str, Any]:
    """`status` is "ok" when the database answers; everything else may be away for a while without harm to answers."""
    database = built.store.ping()
    return {
        "status": "ok" if database else "failing",
        "database": "up" if database else "away",
        "redis": "up" if built.cache.is_up() else "away",
        "queueDepth": built.queue.depth(),
        "workerSeenSecondsAgo": _worker_seen(built),
        "interviewer": built.interviewer.identity,
        "evaluations": _evaluations(built),
    }


def _worker_seen(built: Services) -> float | None:
    try:
        workers = Worker.all(queue=built.queue.rq)
    except (RedisError, OSError):
        return None
    beats = [worker.last_heartbeat for worker in workers if worker.last_heartbeat is not None]
    if not beats:
        return None
    latest = max(beat if beat.tzinfo else beat.replace(tzinfo=UTC) for beat in beats)
    return round((datetime.now(UTC) - latest).total_seconds(), 1)


def _evaluations(built: Services) -> dict[str, int] | None:
    try:
        with built.store.reading() as db:
            return evaluations.count_evaluations(db)
    except InterviewError:
        return None
