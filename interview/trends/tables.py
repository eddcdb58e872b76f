"""The trends as tables: for the screen, and as CSV whose cells no spreadsheet program runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from interview.core.grading import Verdict
from interview.core.rubric import RUBRIC
from interview.i18n.names import category_name, category_names, dimension_name, point_text
from interview.i18n.translate import ENGLISH, Words
from interview.trends.missed_points import MissedPoint
from interview.trends.names import NO_NAMES, measure_name, resume_name
from interview.trends.values import AnswerTime, CategoryLine, CategoryStrength, ScorePoint, Week

Row = dict[str, str | float]
Number = Callable[[float], float]
# Excel takes the list separator of Windows, ";" where a comma is the decimal sign, and LibreOffice the one that people
# choose as they open a file: a cell begins inside a text, too, and a quotation mark there is no quote. Spaces that
# nobody sees and full-width signs count like the plain ones. No formula begins with a closing bracket, as ";-)" does.
_INVISIBLE = r"[\s\"\x01-\x1f\u200b-\u200f\u2060\ufeff]"
_RUN = re.compile(rf"(?:^|(?<=[;\t\r\n])(?![\t\r\n]))(?={_INVISIBLE}*[=+\-@＝＋－＠](?!\)))|^(?=[\t\r\n])")


def interviews(
    points: Sequence[ScorePoint],
    when: Callable[[datetime], str],
    say: Words = ENGLISH,
    number: Number = round,
    pasted: Mapping[str, str] = NO_NAMES,
) -> list[Row]:
    """One row per graded interview, oldest first; `when` puts its moment into words, `number` cuts its numbers,
    `pasted` has the names of pasted resumes by their ids."""
    parts = [
        (say("{dimension} of {most}", dimension=dimension_name(each.name, say), most=each.maximum), each.name)
        for each in RUBRIC.dimensions
    ]
    return [
        {
            say("Interview"): when(point.at),
            say("Resume"): resume_name(point.resume_name, say, pasted),
            say("Score of 100"): number(point.overall),
            say("Expected"): "" if point.predicted is None else str(point.predicted),
            **{title: _or_nothing(getattr(point, name), number) for title, name in parts},
            say("Answers scored"): say("{scored} of {total}", scored=point.scored, total=point.total),
            say("Measured with"): measure_name(point.measure, say),
            say("Role or job"): point.role,
            say("Before your own marks"): _before(point, number, say),
        }
        for point in points
    ]


def categories(strengths: Sequence[CategoryStrength], say: Words = ENGLISH) -> list[Row]:
    """One row per category, strongest first."""
    names = category_names((each.category for each in strengths), say)
    return [
        {
            say("Category"): names[each.category],
            say("Average of 100"): round(each.mean),
            say("Latest"): round(each.latest),
            say("Average of earlier ones"): "" if each.earlier is None else str(round(each.earlier)),
            say("Interviews"): each.sessions,
            say("Graded answers"): each.answers,
            say("Questions asked"): each.asked,
        }
        for each in strengths
    ]


def category_scores(lines: Sequence[CategoryLine], when: Callable[[datetime], str], say: Words = ENGLISH) -> list[Row]:
    """One row per interview and category, oldest first in each category."""
    names = category_names((line.category for line in lines), say)
    return [
        {
            say("Category"): names[line.category],
            say("Interview"): when(at),
            say("Score of 100"): round(score),
        }
        for line in lines
        for at, score in line.points
    ]


def missed(points: Sequence[MissedPoint], say: Words = ENGLISH) -> list[Row]:
    """One row per key point, most missed first."""
    return [
        {
            say("Key point"): point_text(each.point, say),
            say("Not counted as said"): each.missed,
            say("In part"): each.touched,
            say("Answers judged"): each.asked,
            say("Last time"): _counted(each.latest, say),
            say("Category"): category_name(each.category, say),
            say("Question"): each.question,
        }
        for each in points
    ]


def _counted(verdict: Verdict, say: Words) -> str:
    """What a verdict counted as, be it the interviewer's or the candidate's own word."""
    if verdict is Verdict.COVERED:
        return say("Counted as said")
    return say("Counted in part") if verdict is Verdict.TOUCHED else say("Not counted as said")


def times(times: Sequence[AnswerTime], when: Callable[[datetime], str], say: Words = ENGLISH) -> list[Row]:
    """The median time per answer of each interview, oldest first."""
    return [{say("Interview"): when(each.at), say("Seconds per answer"): round(each.seconds)} for each in times]


def weeks(weeks: Sequence[Week], say: Words = ENGLISH) -> list[Row]:
    """One row per week."""
    return [
        {
            say("Week from"): each.monday.isoformat(),
            say("Finished"): each.interviews,
            say("Answers"): each.answers,
        }
        for each in weeks
    ]


def _before(point: ScorePoint, number: Number, say: Words) -> str | float:
    """The interviewer's own score where the candidate's word counts, that there is none, or "" where it is the same
    score anyway."""
    if not point.has_own_word:
        return ""
    return say("none") if point.by_interviewer is None else number(point.by_interviewer)


def _or_nothing(value: float | None, number: Number) -> str | float:
    return "" if value is None else number(value)


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
    """A cell as text; what a spreadsheet program would run as a formula gets an apostrophe in front, whichever sign it
    takes for the end of a cell."""
    if not isinstance(value, str):
        # As many digits as a number has.
        return f"{value:.15g}"
    return _RUN.sub("'", value.replace("\0", ""))
