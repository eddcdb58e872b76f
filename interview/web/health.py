"""What an operator wants to know at a glance; each part answers for itself and none can break the others."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic.alias_generators import to_camel
from redis import RedisError
from rq import Worker

from interview.core.evaluation import EvaluateStatus, Evaluation
from interview.core.model_calls import CallStatistics, statistics
from interview.errors import InterviewError
from interview.services import Services
from interview.storage import evaluations
from interview.storage import model_calls as calls

CALLS_OF = timedelta(hours=24)


def look(services: Services) -> dict[str, Any]:
    """`status` is "ok" when the database answers; everything else may be away for a while without harm to answers.

    `evaluations` counts by what they do now, `modelCalls` sums up the last 24 hours; both None without a database.
    """
    database = services.store.ping()
    return {
        "status": "ok" if database else "failing",
        "database": "up" if database else "away",
        "redis": "up" if services.cache.is_up() else "away",
        "queueDepth": services.queue.depth(),
        "workerSeenSecondsAgo": _worker_seen(services),
        "interviewer": str(services.interviewer.identity),
        "gradesEarly": services.settings.grades_early,
        "evaluations": count(services),
        "modelCalls": [
            {to_camel(name): value for name, value in asdict(line).items()} for line in model_calls(services) or ()
        ],
    }


def _worker_seen(services: Services) -> float | None:
    try:
        workers = Worker.all(queue=services.queue.rq)
    except (RedisError, OSError):
        return None
    beats = [worker.last_heartbeat for worker in workers if worker.last_heartbeat is not None]
    if not beats:
        return None
    latest = max(beat if beat.tzinfo else beat.replace(tzinfo=UTC) for beat in beats)
    return round((datetime.now(UTC) - latest).total_seconds(), 1)


def count(services: Services) -> dict[str, int] | None:
    """Evaluations waiting, running, stranded (due or left, and nobody at work), failed and completed."""
    try:
        with services.store.reading() as db:
            by_status = evaluations.count_evaluations(db)
            stranded = evaluations.count_stalled(db, datetime.now(UTC))
    except InterviewError:
        return None
    return {
        "waiting": by_status.get(EvaluateStatus.PENDING, 0),
        "running": by_status.get(EvaluateStatus.PROCESSING, 0),
        "stranded": stranded,
        "failed": by_status.get(EvaluateStatus.FAILED, 0),
        "completed": by_status.get(EvaluateStatus.COMPLETED, 0),
    }


def model_calls(services: Services) -> tuple[CallStatistics, ...] | None:
    """Statistics of the last 24 hours' model calls, one line per operation; None without a database."""
    try:
        with services.store.reading() as db:
            return statistics(calls.list_calls(db, datetime.now(UTC) - CALLS_OF))
    except InterviewError:
        return None


def failed(services: Services) -> list[Evaluation]:
    """The last evaluations that ended in an error, newest first."""
    with services.store.reading() as db:
        return evaluations.list_failed(db)
