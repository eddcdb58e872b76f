"""What the worker takes out of Redis: jobs that grade one session, and nothing else, whoever wrote to the queue.

RQ runs any function, callback or webhook that a job names. Here a job is checked at the one place where it is read; one
that is not exactly what EvaluationQueue writes is dropped, and its content reaches no log.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from redis import Redis, ResponseError
from rq import Queue
from rq.exceptions import NoSuchJobError
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.utils import as_text

EVALUATE = "interview.jobs.evaluate"
JOB_TIMEOUT_S = 7200

log = logging.getLogger("interview.queue")

_SESSION_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_OWNER = re.compile(r"[a-z0-9-]{1,64}", re.ASCII)
_ID = re.compile(r"evaluate-([0-9a-f]{32})-[0-9]{1,4}", re.ASCII)
# Everything else that a job can carry makes RQ do more than call the function.
_FIELDS = {
    "created_at",
    "data",
    "description",
    "ended_at",
    "enqueued_at",
    "failure_ttl",
    "last_heartbeat",
    "origin",
    "result_ttl",
    "started_at",
    "status",
    "timeout",
    "worker_name",
}


def job_id(session_id: str, attempt: int) -> str:
    """The id of the job for one attempt at grading a session; enqueued twice, it is one job."""
    return f"evaluate-{session_id}-{attempt}"


class GradingJob(Job):
    """A job that grades one session. Anything else is deleted when it is read, as if it had never been there."""

    def __init__(self, id: str | None = None, connection: Redis | None = None, serializer: Any = None) -> None:  # noqa: ARG002
        # Always JSON, whoever makes it: reading a pickle runs what is in it.
        super().__init__(id, connection, JSONSerializer)

    @classmethod
    def fetch(cls, id: str, connection: Redis | None = None, serializer: Any = None) -> Job:
        """NoSuchJobError also when the id is none of ours."""
        if not _ID.fullmatch(id.split(":")[0]):
            _say_dropped("its name")
            raise NoSuchJobError
        return super().fetch(id, connection=connection, serializer=serializer)

    def refresh(self) -> None:
        try:
            super().refresh()  # type: ignore[no-untyped-call]
        except ResponseError:
            # Something other than a job is kept under the name of one.
            self._drop("its kind")

    def restore(self, raw_data: Any) -> None:
        """NoSuchJobError for what is not ours, after it was deleted."""
        try:
            super().restore(raw_data)
            wrong = self._what_is_wrong({as_text(name) for name, value in raw_data.items() if value})
        except Exception:
            wrong = "its form"
        if wrong:
            self._drop(wrong)

    def _what_is_wrong(self, fields: set[str]) -> str:
        if self.func_name != EVALUATE or self.instance is not None:
            return "its function"
        arguments = self.args
        if self.kwargs or not isinstance(arguments, list | tuple) or [type(each) for each in arguments] != [str, str]:
            return "its arguments"
        owner, session_id = arguments
        ours = _ID.fullmatch(self.id)
        if not _OWNER.fullmatch(owner) or not _SESSION_ID.fullmatch(session_id) or ours is None:
            return "its arguments"
        if ours.group(1) != session_id:
            return "its name"
        if fields - _FIELDS:
            return "what it asks for besides"
        return "" if self.timeout is not None and 0 < self.timeout <= JOB_TIMEOUT_S else "its time limit"

    def _drop(self, wrong: str) -> None:
        _say_dropped(wrong)
        self.connection.delete(self.key)
        raise NoSuchJobError


class GradingQueue(Queue):
    """A queue in which only ids of grading jobs are seen: RQ's worker ends at bytes that are no text."""

    job_class = GradingJob

    @classmethod
    def lmove(cls, connection: Redis, queue_key: str, timeout: int | None) -> Any:
        while (found := super().lmove(connection, queue_key, timeout)) is not None:
            if _ID.fullmatch(found[1].decode("ascii", "replace")):
                return found
            _say_dropped("its name")
            connection.lrem(f"{queue_key}:intermediate", 0, found[1])
        return None


def _say_dropped(wrong: str) -> None:
    log.warning("a job that is not ours was dropped from the queue, unread: %s does not fit", wrong)
