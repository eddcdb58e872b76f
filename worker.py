"""The worker process: finds stranded evaluations now and every few seconds, and works the queue.

Jobs run in this process, so the grader's weights load once; when the process is killed the database lease runs out and
the next worker takes over.
"""

from __future__ import annotations

import logging
import threading
import time

from redis import Redis, RedisError
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from interview.errors import InterviewError
from interview.services import Services, services

log = logging.getLogger("interview.worker")

SWEEP_EVERY_S = 5
WORKER_TTL_S = 45


def sweep(built: Services) -> None:
    """Ring for what is stranded, for as long as the process lives."""
    while True:
        try:
            found = built.evaluator.requeue_stranded()
            if found:
                log.info("%d waiting evaluations were put on the queue", found)
        except InterviewError as exc:
            log.warning("the sweep found no database (%s)", exc.code)
        time.sleep(SWEEP_EVERY_S)


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("rq.worker").setLevel(logging.WARNING)
    built = services()
    threading.Thread(target=sweep, args=(built,), name="sweep", daemon=True).start()
    # Its own connection without a read timeout: the worker waits in a blocking call for the next job.
    connection = Redis.from_url(built.settings.redis_url or "redis://127.0.0.1:6379/0", socket_connect_timeout=5)
    while True:
        try:
            worker = SimpleWorker(
                [built.queue.rq.name],
                connection=connection,
                serializer=JSONSerializer,
                worker_ttl=WORKER_TTL_S,
                maintenance_interval=15,
            )
            worker.work(with_scheduler=False, logging_level="WARNING")
            return
        except (RedisError, OSError):
            log.warning("redis is away; waiting for it")
            time.sleep(1)


if __name__ == "__main__":
    main()
