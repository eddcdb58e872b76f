"""What this process counts for a monitoring system, in the form of Prometheus (docs/deploy.md, "What to watch").

A label is one of a few words of our own: never a person, an interview, an address that somebody typed, or a text. What
the database and Redis know is not counted here, but asked when somebody looks (scrape.py).
"""

from __future__ import annotations

import hmac

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from interview.core.model_calls import ModelCall
from interview.errors import Code

PATH = "/metrics"
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

# A draft is saved while somebody types: they must not notice it.
_DRAFT_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_CALL_S = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 60.0, 120.0, 300.0)
_MICRO = 1_000_000
_OUTCOMES = frozenset({"ok", "salvaged", *(code.value for code in Code)})
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"

requests = Counter(
    "mock_interview_requests",
    "Requests that were answered, by method, route and status",
    ("method", "route", "status"),
    registry=REGISTRY,
)
errors = Counter(
    "mock_interview_errors", "Replies that say what went wrong, by route and code", ("route", "code"), registry=REGISTRY
)
draft_seconds = Histogram(
    "mock_interview_draft_save_seconds", "Time to save a draft", buckets=_DRAFT_S, registry=REGISTRY
)
websockets = Gauge("mock_interview_websockets", "Open pages: each holds one websocket", registry=REGISTRY)
cache_lookups = Counter(
    "mock_interview_cache_lookups",
    "Looks for an interview that was read before: in memory, a hit or a miss in Redis, or Redis away",
    ("result",),
    registry=REGISTRY,
)
for _result in ("memory", "hit", "miss", "away"):
    cache_lookups.labels(_result)
model_calls = Counter(
    "mock_interview_model_calls",
    "Calls to a model, by what for and outcome",
    ("operation", "outcome"),
    registry=REGISTRY,
)
model_seconds = Histogram(
    "mock_interview_model_call_seconds",
    "Time of a call to a model",
    ("operation",),
    buckets=_CALL_S,
    registry=REGISTRY,
)
model_retries = Counter(
    "mock_interview_model_retries", "Calls to a model that repeat one before", ("operation",), registry=REGISTRY
)
model_tokens = Counter(
    "mock_interview_model_tokens",
    "Tokens that models read and wrote; estimated where a server does not say",
    ("operation", "direction"),
    registry=REGISTRY,
)
model_dollars = Counter(
    "mock_interview_model_dollars",
    "Dollars that models cost, where prices are known",
    ("operation",),
    registry=REGISTRY,
)
speech_seconds = Counter(
    "mock_interview_speech_seconds",
    "Seconds of recordings that were written down; by their size where a server does not say",
    registry=REGISTRY,
)
speech_characters = Counter(
    "mock_interview_speech_characters", "Characters of questions that were read aloud", registry=REGISTRY
)
budget_refusals = Counter(
    "mock_interview_budget_refusals", "Calls to a model that a budget did not allow", ("code",), registry=REGISTRY
)
# Told as 0 before the first: what begins at 1 has grown for nobody who watches.
budget_refusals.labels(Code.AI_BUDGET_REACHED.value)


def count_request(method: str, route: str, status: int, error: str = "") -> None:
    """One reply; `error` is the code that it says."""
    requests.labels(method if method in _METHODS else OTHER, route, str(status)).inc()
    if error:
        errors.labels(route, error if error in _OUTCOMES else OTHER).inc()


def count_call(call: ModelCall) -> None:
    """One call to a model, whatever came of it."""
    model_calls.labels(call.operation, call.outcome if call.outcome in _OUTCOMES else OTHER).inc()
    model_seconds.labels(call.operation).observe(call.milliseconds / 1000)


def count_use(operation: str, read: int, written: int, micro_dollars: int | None) -> None:
    """What a call used, and what that cost where it is known."""
    model_tokens.labels(operation, "read").inc(read)
    model_tokens.labels(operation, "written").inc(written)
    if micro_dollars:
        model_dollars.labels(operation).inc(micro_dollars / _MICRO)


def count_speech(operation: str, seconds: int, characters: int, micro_dollars: int | None) -> None:
    """What writing down (`seconds`) or reading aloud (`characters`) used, and what that cost where it is known."""
    # A question read aloud has seconds too, by which nobody charges.
    if characters:
        speech_characters.inc(characters)
    else:
        speech_seconds.inc(seconds)
    if micro_dollars:
        model_dollars.labels(operation).inc(micro_dollars / _MICRO)


def is_token(token: str, authorization: str) -> bool:
    """Whether the header is `Bearer` and this token; never where the token is empty."""
    kind, _, shown = authorization.partition(" ")
    return bool(token) and kind.lower() == "bearer" and hmac.compare_digest(shown.strip().encode(), token.encode())
