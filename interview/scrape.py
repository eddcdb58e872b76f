"""What a monitoring system is told when it looks: what this process counted, and what database and Redis say now.

Each part answers for itself: where one is away its figures are missing, and the others are there. Every process says
the same of database and Redis, so take the largest of them, not their sum. No text of anybody, and no name.
"""

from __future__ import annotations

import http.server
import logging
import platform
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version

from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from redis import RedisError
from rq import Worker
from sqlalchemy.pool import QueuePool

from interview.errors import InterviewError
from interview.metrics import PATH, REGISTRY, is_token
from interview.services import Services
from interview.settings import Settings
from interview.storage.redis_connection import RedisState
from interview.storage.revisions import newest_revision

log = logging.getLogger("interview.metrics")

LIVE = "/live"
_STATES = ("waiting", "running", "stalled", "failed", "completed")


class _Everything(Collector):
    def __init__(self, services: Services) -> None:
        self._services = services

    def collect(self) -> Iterable[Metric]:
        yield from REGISTRY.collect()
        yield _build()
        yield from _database(self._services)
        yield from _redis(self._services)


def scrape(services: Services, accepts: str = "") -> tuple[bytes, str]:
    """The figures, in the newest form that the asking side reads, and the name of that form."""
    encode, kind = choose_encoder(accepts)
    return encode(_Everything(services)), kind


def release() -> str:
    """The version that is installed; in a checkout there is none."""
    try:
        return version("mock-interview")
    except PackageNotFoundError:
        return "checkout"


def _build() -> Metric:
    told = {"version": release(), "revision": newest_revision(), "python": platform.python_version()}
    return InfoMetricFamily("mock_interview_build", "Which release this is", told)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(f"mock_interview_{name}", what, value)


def _database(services: Services) -> Iterator[Metric]:
    is_up = services.store.ping()
    yield _gauge("database_up", "Whether the database answers", is_up)
    pool = services.store.engine.pool
    if isinstance(pool, QueuePool):
        connections = GaugeMetricFamily(
            "mock_interview_database_connections", "Connections of this process", labels=("state",)
        )
        connections.add_metric(("in_use",), pool.checkedout())
        connections.add_metric(("idle",), pool.checkedin())
        yield connections
    if not is_up:
        return
    try:
        counts = services.operation.evaluations()
        waits_s = services.operation.longest_wait_s()
    except InterviewError:
        return
    evaluations = GaugeMetricFamily("mock_interview_evaluations", "Gradings by what they do now", labels=("state",))
    for state in _STATES:
        evaluations.add_metric((state,), getattr(counts, state))
    yield evaluations
    yield _gauge(
        "queue_age_seconds", "How long the interview that waits longest has waited for its grading to begin", waits_s
    )


def _redis(services: Services) -> Iterator[Metric]:
    if services.queue.state() is RedisState.NONE:
        return
    depth = services.queue.depth()
    yield _gauge("redis_up", "Whether Redis answers", depth is not None)
    if depth is None:
        return
    yield _gauge("queue_jobs", "Gradings in the queue", depth)
    seen = workers_seen(services)
    if seen is not None:
        yield _gauge("workers", "Workers that have reported lately", len(seen))
        if seen:
            yield _gauge("worker_seen_seconds", "Since a worker was last heard of", min(seen))


def workers_seen(services: Services) -> list[float] | None:
    """Seconds since each worker was last heard of; None without Redis."""
    try:
        workers = Worker.all(queue=services.queue.rq)
    except (RedisError, OSError):
        return None
    beats = [worker.last_heartbeat for worker in workers if worker.last_heartbeat is not None]
    now = datetime.now(UTC)
    return [(now - (beat if beat.tzinfo else beat.replace(tzinfo=UTC))).total_seconds() for beat in beats]


def knows_token(settings: Settings, authorization: str) -> bool:
    """Whether this header brings METRICS_TOKEN; never while none is set."""
    return is_token(settings.metrics_token.get_secret_value(), authorization)


def serve(settings: Settings, services: Callable[[], Services]) -> None:
    """Answer on METRICS_PORT, in a thread of its own, for as long as the process lives; nothing without that setting.

    A port that is taken is said in the log, and the worker works: nobody's grade waits for a figure.
    """
    if settings.metrics_port is None:
        return

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == LIVE:
                self._send(HTTPStatus.OK, b"ok\n", "text/plain")
            elif self.path.partition("?")[0] != PATH:
                self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
            elif settings.metrics_token.get_secret_value() and not knows_token(
                settings, self.headers.get("Authorization", "")
            ):
                self._send(HTTPStatus.UNAUTHORIZED, b"", "text/plain")
            else:
                self._send(HTTPStatus.OK, *scrape(services(), self.headers.get("Accept", "")))

        def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Who looks how often is nothing for the log."""

    address = (settings.metrics_address, settings.metrics_port)
    try:
        server = http.server.ThreadingHTTPServer(address, Answer)
    except OSError as exc:
        log.warning("no metrics at %s port %d: %s", *address, exc.strerror)
        return
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
