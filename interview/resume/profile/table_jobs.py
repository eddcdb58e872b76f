"""Jobs in the rows of a table: below a line that names the columns stands in each row what somebody was or for whom
they worked, when, and perhaps what they did. It reads tables whose cells are divided by bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from interview.resume.profile.dates import Span, spans
from interview.resume.profile.roles import role_of, title_at_end
from interview.resume.profile.sections import Line, Section

_FEWEST_CELLS = 3
_TITLE = re.compile(r"(?:job )?(?:title|position|designation|rank|role|post)(?: held)?", re.IGNORECASE)
_FROM = re.compile(r"from|start(?:ed)?|begin|joined|joining|sign(?:ed)?[ -]on|date of joining", re.IGNORECASE)
_UNTIL = re.compile(r"to|until|till|end(?:ed)?|left|leaving|sign(?:ed)?[ -]off|date of leaving", re.IGNORECASE)
_PERIOD = re.compile(r"period|dates?|duration|years?|from\s*[-–—/]\s*to", re.IGNORECASE)
_EMPLOYER = re.compile(
    r"(?:name of )?(?:the )?(?:employer|company|firm|organi[sz]ation|workplace|place of work)(?: name)?|where",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"what i (?:did|do)|(?:(?:main|key|my) )?(?:duties|tasks|responsibilities|achievements|activities)"
    r"(?: (?:and|&) (?:duties|tasks|responsibilities|achievements|activities))?|job description|description|work done",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3}")
_OF_NO_WORK = (Section.EDUCATION, Section.CERTIFICATES)


@dataclass(frozen=True)
class Row:
    """A job in a row of a table; `title` is "" where none is told in words, `employer` and `done`, what was done there,
    where no column has them."""

    title: str
    span: Span
    line: Line
    employer: str = ""
    done: str = ""


@dataclass(frozen=True)
class _Columns:
    title: int | None
    employer: int | None
    done: int | None
    first: int
    last: int
    count: int


def jobs_in_tables(lines: Sequence[Line], today: date) -> Iterator[Row]:
    """Every range of dates in a row that has a title or an employer."""
    columns: _Columns | None = None
    for line in lines:
        cells = [cell.strip() for cell in line.text.strip("|").split("|")]
        if len(cells) < _FEWEST_CELLS or line.section in _OF_NO_WORK:
            columns = None
        elif (named := _columns(cells)) is not None:
            columns = named
        elif columns is not None and len(cells) == columns.count:
            when = cells[columns.first]
            if columns.last != columns.first:
                when = f"{when} - {cells[columns.last]}"
            title, employer, done = (
                "" if place is None else cells[place] for place in (columns.title, columns.employer, columns.done)
            )
            is_title = columns.title is None and done in (role_of(done), title_at_end(done))
            for span in spans(when, today) if title or (columns.title is None and employer) else ():
                yield Row(done if is_title else _title_in(title), span, line, employer, "" if is_title else done)


def _title_in(cell: str) -> str:
    """The title in a cell, "" where a short form such as "2/E" says it to those of the trade alone."""
    return cell if title_at_end(cell) or _WORD.search(cell) else ""


def _columns(cells: Sequence[str]) -> _Columns | None:
    title, employer, done = (_place(cells, each) for each in (_TITLE, _EMPLOYER, _DONE))
    first, last, period = (_place(cells, each) for each in (_FROM, _UNTIL, _PERIOD))
    if title is None and employer is None:
        return None
    if period is not None:
        first = last = period
    return None if first is None or last is None else _Columns(title, employer, done, first, last, len(cells))


def _place(cells: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((place for place, cell in enumerate(cells) if pattern.fullmatch(cell)), None)
