"""The built-in grader's own published agreement, from the record beside its weights; of other weights it says nothing.

The record is written by `python -m bench.model FILE --built-in --publish`.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from interview.core.measured import GradedAs, Measurement

RECORD = Path(__file__).parent / "weights" / "agreement.json"


@lru_cache(maxsize=1)
def published() -> tuple[Measurement, ...]:
    """What was measured of the weights in place; nothing without a record."""
    return (read(RECORD),) if RECORD.exists() else ()


def read(path: Path) -> Measurement:
    """The measurement of a record."""
    found = json.loads(path.read_text(encoding="utf-8"))
    by = GradedAs("", "", found["weights"], found["rubric"])
    when = datetime.fromisoformat(found["measured_at"])
    return Measurement(
        by,
        found["sample"],
        found["by_people"],
        found["answers"],
        found["agreement"],
        found["low"],
        found["high"],
        found["mean_error"],
        when,
    )


def as_text(found: Measurement) -> str:
    """The record of a measurement."""
    values = {
        "weights": found.graded_as.prompt_version,
        "rubric": found.graded_as.rubric_version,
        "sample": found.sample,
        "by_people": found.by_people,
        "answers": found.answers,
        "agreement": found.agreement,
        "low": found.low,
        "high": found.high,
        "mean_error": found.mean_error,
        "measured_at": found.measured_at.isoformat(timespec="seconds"),
    }
    return json.dumps(values, indent=1) + "\n"
