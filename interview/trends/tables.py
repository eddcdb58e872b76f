"""The trends as tables: for the screen, and as CSV whose cells no spreadsheet program runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime

from interview.core.rubric import RUBRIC
from interview.i18n.names import point_text, verdict_name
from interview.trends.missed_points import MissedPoint
from interview.trends.names import measure_name, resume_name
from interview.trends.values import AnswerTime, CategoryLine, CategoryStrength, ScorePoint, Week

Row = dict[str, str | float]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def interviews(points: Sequence[ScorePoint], when: Callable[[datetime], str]) -> list[Row]:
    """One row per graded interview, oldest first; `when` puts its moment into words."""
    accuracy, completeness, clarity = RUBRIC.dimensions
    return [
        {
            "Interview": when(point.at),
            "Resume": resume_name(point.resume_name),
            "Score of 100": point.overall,
            "Expected": "" if point.predicted is None else str(point.predicted),
            f"Accuracy of {accuracy.maximum}": point.accuracy,
            f"Completeness of {completeness.maximum}": point.completeness,
            f"Clarity of {clarity.maximum}": "" if point.clarity is None else point.clarity,
            "Answers scored": f"{point.scored} of {point.total}",
            "Measured with": measure_name(point.measure),
        }
        for point in points
    ]


def categories(strengths: Sequence[CategoryStrength]) -> list[Row]:
    """One row per category, strongest first."""
    return [
        {
            "Category": each.category,
            "Mean of 100": each.mean,
            "Latest": each.latest,
            "Mean of earlier ones": "" if each.earlier is None else f"{each.earlier:g}",
            "Interviews": each.sessions,
            "Graded answers": each.answers,
        }
        for each in strengths
    ]


def category_scores(lines: Sequence[CategoryLine], when: Callable[[datetime], str]) -> list[Row]:
    """One row per interview and category, oldest first in each category."""
    return [
        {"Category": line.category, "Interview": when(at), "Score of 100": score}
        for line in lines
        for at, score in line.points
    ]


def missed(points: Sequence[MissedPoint]) -> list[Row]:
    """One row per key point, most missed first."""
    return [
        {
            "Key point": point_text(each.point),
            "To practise": each.missed,
            "In part": each.touched,
            "Asked": each.asked,
            "Last time": verdict_name(each.latest),
            "Category": each.category,
            "Question": each.question,
        }
        for each in points
    ]


def times(times: Sequence[AnswerTime], when: Callable[[datetime], str]) -> list[Row]:
    """The median time per answer of each interview, oldest first."""
    return [{"Interview": when(each.at), "Seconds per answer": each.seconds} for each in times]


def weeks(weeks: Sequence[Week]) -> list[Row]:
    """One row per week."""
    return [
        {"Week from": each.monday.isoformat(), "Finished": each.interviews, "Answers": each.answers} for each in weeks
    ]


def as_csv(rows: Sequence[Row]) -> bytes:
    """A table as CSV (UTF-8 with a byte order mark)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([cell_text(name) for name in row] for row in rows[:1])
    writer.writerows([cell_text(value) for value in row.values()] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def exact(moment: datetime) -> str:
    """A moment for a CSV: ISO 8601, in UTC."""
    return moment.isoformat(timespec="seconds")


def cell_text(value: str | float) -> str:
    """A cell as text; a text that a spreadsheet program would run as a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return f"{value:g}"
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def duration(seconds: float) -> str:
    """A time in words, as "45 s", "2 min 10 s" or "3 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    large, small, names = (
        (whole // 60, whole % 60, ("min", "s"))
        if whole < 3600
        else (
            whole // 3600,
            whole % 3600 // 60,
            ("h", "min"),
        )
    )
    return f"{large} {names[0]} {small} {names[1]}" if small else f"{large} {names[0]}"
