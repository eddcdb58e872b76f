"""What calls to a model cost, for operators: one record per call, and its statistics. No text of anybody is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

SPEAKING, WRITING_DOWN = "speak", "transcribe"
SPEECH = (SPEAKING, WRITING_DOWN)
OF_USE = ("ok", "salvaged")
"""Outcomes of calls that did not fail."""


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
class CallCounts:
    """All calls of one operation, and what they used."""

    operation: str
    calls: int
    failed: int
    tokens_in: int
    tokens_out: int


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


def statistics(counts: Iterable[CallCounts], times: Mapping[str, Sequence[int]]) -> tuple[CallStatistics, ...]:
    """One line per operation, in alphabetical order; `times` are milliseconds of some calls of each, at least one."""
    return tuple(
        _of(counted, sorted(times[counted.operation])) for counted in sorted(counts, key=lambda each: each.operation)
    )


def _of(counted: CallCounts, times: Sequence[int]) -> CallStatistics:
    return CallStatistics(
        operation=counted.operation,
        calls=counted.calls,
        failed=counted.failed,
        median_ms=round(median(times)),
        p95_ms=times[-(-95 * len(times) // 100) - 1],
        tokens_in=counted.tokens_in,
        tokens_out=counted.tokens_out,
    )
