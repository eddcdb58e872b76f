"""Jobs in the rows of a table: below a line that names the columns stands in each row what somebody was, from when and
until when. It reads tables whose cells are divided by bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from interview.resume.profile.dates import Span, spans
from interview.resume.profile.roles import title_at_end
from interview.resume.profile.sections import Line, Section

_FEWEST_CELLS = 3
_TITLE = re.compile(r"(?:job )?(?:title|position|designation|rank|role|post)(?: held)?", re.IGNORECASE)
_FROM = re.compile(r"from|start(?:ed)?|begin|joined|joining|sign(?:ed)?[ -]on|date of joining", re.IGNORECASE)
_UNTIL = re.compile(r"to|until|till|end(?:ed)?|left|leaving|sign(?:ed)?[ -]off|date of leaving", re.IGNORECASE)
_PERIOD = re.compile(r"period|dates?|duration|years?|from\s*[-–—/]\s*to", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3}")
_OF_NO_WORK = (Section.EDUCATION, Section.CERTIFICATES)


@dataclass(frozen=True)
class Row:
    """A job in a row of a table; `title` is "" where none is told in words."""

    title: str
    span: Span
    line: Line


@dataclass(frozen=True)
class _Columns:
    title: int
    first: int
    last: int
    count: int


def jobs_in_tables(lines: Sequence[Line], today: date) -> Iterator[Row]:
    """Every range of dates in a row that has a title."""
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
            for span in spans(when, today) if cells[columns.title] else ():
                yield Row(_title_in(cells[columns.title]), span, line)


def _title_in(cell: str) -> str:
    """The title in a cell, "" where a short form such as "2/E" says it to those of the trade alone."""
    return cell if title_at_end(cell) or _WORD.search(cell) else ""


def _columns(cells: Sequence[str]) -> _Columns | None:
    title, first, last, period = (_place(cells, each) for each in (_TITLE, _FROM, _UNTIL, _PERIOD))
    if title is None:
        return None
    if period is not None:
        return _Columns(title, period, period, len(cells))
    return _Columns(title, first, last, len(cells)) if first is not None and last is not None else None


def _place(cells: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((place for place, cell in enumerate(cells) if pattern.fullmatch(cell)), None)
