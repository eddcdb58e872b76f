"""Tells the worker that an evaluation waits. The database row is the truth, so this may fail softly."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence

from redis import Redis, RedisError
from rq import Queue
from rq.exceptions import InvalidJobOperation, NoSuchJobError
from rq.serializers import JSONSerializer

from interview.core.evaluation import MOST_CLAIMS, Evaluation
from interview.storage.queued_jobs import EVALUATE, JOB_TIMEOUT_S, GradingJob, GradingQueue, job_id
from interview.storage.redis_connection import NoRedis, RedisState, state_of

log = logging.getLogger("interview.queue")

_KEEP_FAILED_S = 600
_TRIES = 3


class EvaluationQueue:
    """One RQ queue, named after the installation. A job that is stuck past every time bound is ended."""

    def __init__(self, redis: Redis, namespace: str) -> None:
        self._redis = redis
        self.name = f"{namespace}-evaluation"
        self._rq = GradingQueue(self.name, connection=redis, serializer=JSONSerializer, default_timeout=JOB_TIMEOUT_S)

    @property
    def rq(self) -> Queue:
        """For the worker process alone."""
        return self._rq

    def enqueue(self, evaluation: Evaluation) -> bool:
        """Enqueue the next attempt of an evaluation; False when Redis is away (it is found again later).

        A job that is done leaves nothing behind: the database row says how it ended.
        """
        try:
            self._rq.enqueue(
                EVALUATE,
                evaluation.owner,
                evaluation.session_id,
                job_id=job_id(evaluation.session_id, evaluation.attempt),
                result_ttl=0,
                failure_ttl=_KEEP_FAILED_S,
            )
        except (RedisError, OSError):
            log.warning("redis is away; session %s is graded by a worker that looks for it", evaluation.session_id)
            return False
        return True

    def cancel(self, session_id: str) -> bool:
        """Forget every job of a session that was deleted; False when that has to be tried again, as Redis is away."""
        ids = [job_id(session_id, attempt) for attempt in range(MOST_CLAIMS + 2)]
        try:
            with self._redis.pipeline(transaction=False) as pipeline:
                for each in ids:
                    pipeline.exists(GradingJob.key_for(each))
                there = pipeline.execute()
                # RQ takes an id out of the list once, but it may be in there twice.
                for each in ids:
                    pipeline.lrem(self._rq.key, 0, each)
                    pipeline.lrem(self._rq.intermediate_queue_key, 0, each)
                pipeline.execute()
            known = [name for name, is_there in zip(ids, there, strict=True) if is_there]
            left = [name for name in known if not self._is_deleted(name)]
            return not left
        except NoRedis:
            return True
        except (RedisError, OSError):
            log.warning("redis is away; a job of a deleted session is taken out when it is back")
            return False

    def count(self, session_ids: Sequence[str]) -> int | None:
        """How many jobs there are of these sessions, waiting or at work; None when Redis is away."""
        keys = [
            GradingJob.key_for(job_id(session_id, attempt))
            for session_id in session_ids
            for attempt in range(MOST_CLAIMS + 2)
        ]
        try:
            return int(self._redis.exists(*keys)) if keys else 0
        except (RedisError, OSError):
            return None

    def _is_deleted(self, name: str) -> bool:
        """Delete a job. RQ breaks off with one error or another where the worker ends the job meanwhile."""
        for _ in range(_TRIES):
            with contextlib.suppress(InvalidJobOperation, ValueError):
                with contextlib.suppress(NoSuchJobError):
                    GradingJob.fetch(name, connection=self._redis).delete()
                return True
        return False

    def state(self) -> RedisState:
        """How the Redis with the queue stands right now."""
        return state_of(self._redis, self.name)

    def depth(self) -> int | None:
        """Jobs waiting, or None when Redis is away."""
        try:
            return len(self._rq)
        except (RedisError, OSError):
            return None
