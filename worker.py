"""The worker process: once the tables are there that it needs, it finds stalled evaluations every two seconds and ends
interviews whose time is over; it grades early, writes what is left of interviews that have begun, and works the queue,
or without one what waits.

Jobs run in this process, so the grader's weights load once; when the process is killed the database lease runs out and
the next worker takes over.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from redis import RedisError
from redis.client import Pipeline
from rq import SimpleWorker, worker_registration
from rq.serializers import JSONSerializer

from interview.errors import InterviewError
from interview.jobs import PROCESS, worker_name
from interview.log_lines import write_log_lines
from interview.scrape import serve
from interview.services import services
from interview.settings import Settings
from interview.storage.private_files import keep_private, refuse_loose
from interview.storage.queued_jobs import GradingJob, GradingQueue
from interview.storage.redis_connection import LOCAL, waiting_client
from interview.use_cases.preparing.run import Preparer

log = logging.getLogger("interview.worker")

SWEEP_EVERY_S = 2
EARLY_EVERY_S = 3
UNQUEUED_EVERY_S = 3
WRITE_EVERY_S = 0.5
TABLES_EVERY_S = 2.0
WRITTEN_AT_ONCE = 4
WORKER_TTL_S = 45
# Whoever asked for the end kills what is still there after some seconds.
SIGN_OFF_S = 1.0

NO_DATABASE = "the database is away; nothing is graded or written until it answers"
OLDER_TABLES = "the tables are older than this release; nothing is graded or written before `mock-interview migrate`"


class GradingWorker(SimpleWorker):
    """Runs grading jobs one after the other, in this process; see storage/queued_jobs.py for what it does not run."""

    queue_class = GradingQueue
    job_class = GradingJob

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """As in RQ, and stand in the list of workers again: a Redis that was emptied or restarted has none."""
        super().heartbeat(timeout, pipeline)
        if not self._stop_requested:
            worker_registration.register(self, pipeline)

    def request_stop(self, _number: Any, _frame: Any) -> None:
        """Whoever asked for the end does not wait for a model: what is under way here, another worker goes on with."""
        self._stop_requested = True
        leave(self.register_death)

    def handle_payload(self, _message: Any) -> None:
        """Signals end this process; what is published in Redis does not."""
        log.warning("a command sent over Redis was passed over")


def leave(sign_off: Callable[[], Any] = lambda: None) -> None:
    """Hand back in the database what is graded and written here, and end this process, whether Redis answers or not;
    `sign_off` tells Redis. In a thread: the signal may have come in the middle of a transaction."""

    def hand_back() -> None:
        _try("handing back what is graded here", lambda: services().evaluator.hand_back(PROCESS))

    def tell_redis() -> None:
        with contextlib.suppress(RedisError, OSError):
            sign_off()

    def end() -> None:
        hand_back()
        telling = threading.Thread(target=tell_redis, name="signing off", daemon=True)
        telling.start()
        telling.join(SIGN_OFF_S)
        # Other threads may have claimed something since.
        hand_back()
        # Threads that wait for a model would hold the process up for minutes.
        os._exit(0)

    threading.Thread(target=end, name="leaving").start()


def wait_for_tables() -> None:
    """Work on nothing before the database answers and has the tables of this release, or of a later one beside it."""
    told = ""
    while not (built := services()).operation.is_ready():
        why = OLDER_TABLES if built.store.ping() else NO_DATABASE
        if why != told:
            log.warning(why)
            told = why
        time.sleep(TABLES_EVERY_S)
    if told:
        log.info("the tables are there; work begins")


def sweep() -> None:
    """Tell the queue of what stalled and take deleted sessions out of Redis, for as long as the process lives."""
    while True:
        built = services()
        _try("looking for waiting evaluations", built.evaluator.enqueue_stalled)
        _try("clearing Redis", built.deletion.sweep)
        _try("removing what is older than it is kept", built.own_data.remove_old)
        _try("removing old copies of the database", built.deletion.remove_old_copies)
        _try("ending interviews whose time is over", built.candidate.end_overdue)
        _try("forgetting for whom a model was called", built.spending.forget)
        _try("grading what a budget had stopped", built.evaluator.grade_what_budgets_stopped)
        time.sleep(SWEEP_EVERY_S)


def _try(what: str, step: Callable[[], int]) -> None:
    try:
        found = step()
        if found:
            log.info("%s: %d found", what, found)
    except InterviewError as exc:
        log.warning("%s found no database (%s)", what, exc.code)
    except Exception:
        log.exception("%s stopped unexpectedly; it goes on at the next look", what)


def grade_early() -> None:
    """Grade finished answers of interviews under way, for as long as the process lives and the settings want it."""
    name = worker_name()
    while True:
        if services().settings.grades_early:
            _try("grading early", lambda: services().early_grader.look(name))
        time.sleep(EARLY_EVERY_S)


def grade_unqueued() -> None:
    """Grade what waits while Redis is away, full or not there at all, for as long as the process lives."""
    while True:
        _try("grading without a queue", lambda: services().evaluator.run_unqueued(worker_name))
        time.sleep(UNQUEUED_EVERY_S)


def write_interviews() -> None:
    """Write what is left of interviews that have begun, several at the same time, for as long as the process lives."""
    free = threading.BoundedSemaphore(WRITTEN_AT_ONCE)

    def write(preparer: Preparer, owner: str, session_id: str) -> None:
        try:
            _try("writing an interview", lambda: preparer.run(owner, session_id, worker_name()))
        finally:
            free.release()

    def begin() -> int:
        begun = 0
        preparer = services().preparer
        for owner, session_id in preparer.waiting():
            if not free.acquire(blocking=False):
                break
            threading.Thread(target=write, args=(preparer, owner, session_id), name="writing", daemon=True).start()
            begun += 1
        return begun

    while True:
        _try("looking for interviews to write", begin)
        time.sleep(WRITE_EVERY_S)


def main() -> None:
    # Everything is loaded: until now no garbage was looked for (interview/command_line/process.py).
    gc.freeze()
    gc.enable()
    write_log_lines()
    keep_private()
    refuse_loose(Settings())
    built = services()
    # Until there is a Redis, and a worker of RQ that hears signals itself.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: leave())
    serve(built.settings, services)
    wait_for_tables()
    threading.Thread(target=sweep, name="sweep", daemon=True).start()
    threading.Thread(target=write_interviews, name="write", daemon=True).start()
    threading.Thread(target=grade_early, name="early", daemon=True).start()
    threading.Thread(target=grade_unqueued, name="unqueued", daemon=True).start()
    # Its own connection without a read timeout: the worker waits in a blocking call for the next job.
    connection = waiting_client(built.settings.redis_url or LOCAL)
    is_away = False
    while True:
        try:
            connection.ping()
            is_away = False
            worker = GradingWorker(
                [built.queue.rq.name],
                connection=connection,
                serializer=JSONSerializer,
                worker_ttl=WORKER_TTL_S,
                maintenance_interval=15,
            )
            worker.work(with_scheduler=False, logging_level="WARNING")
            return
        except (RedisError, OSError):
            if not is_away:
                log.warning("redis is away; what waits is graded without it")
            is_away = True
            time.sleep(1)


if __name__ == "__main__":
    main()
