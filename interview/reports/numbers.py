"""The trends as a table: for the screen, and as CSV whose cells no spreadsheet program runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime

from interview.core.rubric import RUBRIC
from interview.reports.analytics import ScorePoint

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def table(points: Sequence[ScorePoint], when: Callable[[datetime], str]) -> list[dict[str, str | float]]:
    """One row per graded interview, oldest first; `when` puts its moment into words."""
    accuracy, completeness, clarity = RUBRIC.dimensions
    return [
        {
            "Interview": when(point.at),
            "Resume": point.resume_name,
            "Score of 100": point.overall,
            "Expected": "" if point.predicted is None else str(point.predicted),
            f"Accuracy of {accuracy.maximum}": point.accuracy,
            f"Completeness of {completeness.maximum}": point.completeness,
            f"Clarity of {clarity.maximum}": point.clarity,
            "Answers scored": f"{point.scored} of {point.total}",
            "Measured with": point.measure,
        }
        for point in points
    ]


def as_csv(points: Sequence[ScorePoint]) -> bytes:
    """The table as CSV (UTF-8 with a byte order mark, times in UTC, ISO 8601)."""
    rows = table(points, lambda moment: moment.isoformat(timespec="seconds"))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([cell_text(name) for name in row] for row in rows[:1])
    writer.writerows([cell_text(value) for value in row.values()] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def cell_text(value: str | float) -> str:
    """A cell as text; a text that a spreadsheet program would run as a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return f"{value:g}"
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def calibration(points: Sequence[ScorePoint]) -> str:
    """How far guesses lie from the results, in a sentence; "" when there are none. `points` are of one measure."""
    off = [point.predicted - point.overall for point in points if point.predicted is not None]
    if not off:
        return ""
    mean = round(sum(off) / len(off), 1)
    away = round(sum(map(abs, off)) / len(off), 1)
    side = f"{abs(mean):g} points too {'high' if mean > 0 else 'low'}" if mean else "neither too high nor too low"
    if len(off) == 1:
        return f"Your one guess was {side}."
    return f"Your {len(off)} guesses were on average {side}, and {away:g} points away from the result."


def measures(points: Sequence[ScorePoint]) -> list[str]:
    """What the interviews were measured with, the latest first."""
    return list(dict.fromkeys(point.measure for point in reversed(points)))


def measured_with(points: Sequence[ScorePoint], measure: str) -> list[ScorePoint]:
    """The interviews of one measure."""
    return [point for point in points if point.measure == measure]


def against_earlier(point: ScorePoint) -> str:
    """How a score stands to the earlier ones of its measure, in a sentence; "" for the first."""
    change = point.against_earlier
    if change is None:
        return ""
    if change == 0:
        return "Exactly the mean of your earlier interviews measured in the same way."
    direction = "above" if change > 0 else "below"
    return f"{abs(change):g} points {direction} the mean of your earlier interviews measured in the same way."
