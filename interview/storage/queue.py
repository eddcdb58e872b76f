"""Tells the worker that an evaluation waits. Only a doorbell: the database row is the truth, so it may fail softly."""

from __future__ import annotations

import logging

from redis import Redis, RedisError
from rq import Queue
from rq.exceptions import NoSuchJobError
from rq.job import Job
from rq.serializers import JSONSerializer

from interview.core.evaluation import Evaluation

log = logging.getLogger("interview.queue")

EVALUATE = "interview.jobs.evaluate"
_KEEP_S = 600


class EvaluationQueue:
    """One RQ queue, named after the installation. `job_timeout_s` ends a job that is stuck past every time bound."""

    def __init__(self, redis: Redis, namespace: str, job_timeout_s: int = 7200) -> None:
        self._redis = redis
        self.name = f"{namespace}-evaluation"
        self._rq = Queue(self.name, connection=redis, serializer=JSONSerializer, default_timeout=job_timeout_s)

    @property
    def rq(self) -> Queue:
        """For the worker process alone."""
        return self._rq

    def ring(self, evaluation: Evaluation) -> bool:
        """Enqueue the next attempt of an evaluation; False when Redis is away (it is found again later)."""
        try:
            self._rq.enqueue(
                EVALUATE,
                evaluation.owner,
                evaluation.session_id,
                job_id=_job_id(evaluation.session_id, evaluation.attempt),
                result_ttl=_KEEP_S,
                failure_ttl=_KEEP_S,
            )
        except (RedisError, OSError):
            log.warning("redis is away; session %s is graded when it is back", evaluation.session_id)
            return False
        return True

    def cancel(self, session_id: str, attempt: int) -> None:
        """Forget a queued job, for a session that was deleted."""
        try:
            Job.fetch(_job_id(session_id, attempt), connection=self._redis, serializer=JSONSerializer).delete()
        except NoSuchJobError:
            return
        except (RedisError, OSError):
            log.warning("redis is away; a job of a deleted session will find nothing to do")

    def depth(self) -> int | None:
        """Jobs waiting, or None when Redis is away."""
        try:
            return len(self._rq)
        except (RedisError, OSError):
            return None


def _job_id(session_id: str, attempt: int) -> str:
    return f"evaluate-{session_id}-{attempt}"
