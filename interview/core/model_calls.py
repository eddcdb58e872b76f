"""What calls to a model cost, for operators: one record per call, and its statistics. No text of anybody is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

SPEAKING, WRITING_DOWN = "speak", "transcribe"
SPEECH = (SPEAKING, WRITING_DOWN)


@dataclass(frozen=True)
class ModelCall:
    """One request to a model. `outcome` is "ok", "salvaged" or an error code."""

    operation: str
    model: str
    milliseconds: int
    tokens_in: int
    tokens_out: int
    outcome: str


@dataclass(frozen=True)
class CallStatistics:
    """Calls of one operation. Times are milliseconds: the median, and what 95 of 100 calls stayed within."""

    operation: str
    calls: int
    failed: int
    median_ms: int
    p95_ms: int
    tokens_in: int
    tokens_out: int


def statistics(calls: Iterable[ModelCall]) -> tuple[CallStatistics, ...]:
    """One line per operation, in alphabetical order."""
    by_operation: dict[str, list[ModelCall]] = {}
    for call in calls:
        by_operation.setdefault(call.operation, []).append(call)
    return tuple(_of(operation, by_operation[operation]) for operation in sorted(by_operation))


def _of(operation: str, calls: list[ModelCall]) -> CallStatistics:
    times = sorted(call.milliseconds for call in calls)
    return CallStatistics(
        operation=operation,
        calls=len(calls),
        failed=sum(call.outcome not in ("ok", "salvaged") for call in calls),
        median_ms=round(median(times)),
        p95_ms=times[-(-95 * len(times) // 100) - 1],
        tokens_in=sum(call.tokens_in for call in calls),
        tokens_out=sum(call.tokens_out for call in calls),
    )
