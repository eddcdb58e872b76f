"""Text that was laid out with blanks, bars or tabs → the same words in the order in which they are read.

Columns side by side come one below the other, and an item that goes on in more indented lines becomes one line. Only
what has headings side by side is taken for columns: the cells of any other row belong together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from interview.resume.bullets import bullets_of
from interview.resume.profile.experience import range_places
from interview.resume.profile.items import LABELLED
from interview.resume.profile.sections import heading_section

_Cells = tuple[str, str]
_Row = Callable[[str], _Cells | None]

# Longer lines are prose of a page that nobody laid out by hand.
_WIDEST = 300
# So many rows have to be filled on either side, and so many more items than none tell columns from a table.
_FEWEST_ROWS, _FEWEST_ITEMS = 3, 2
_LONGEST_HEADING = 40
# Bounds for a text that nobody wrote as a resume.
_MOST_ROWS, _MOST_TRIES = 300, 20
_GAP = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
# A line that ends so near to the longest had no more room for the word that begins the next one.
_RAGGED = 10
_UNFINISHED = re.compile(r"[,，、/&]$|\b(?:and|of|the|for|with|to|in|a|an|by|using|on|from|or)$", re.IGNORECASE)
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uff0c\uff1b]")


def in_reading_order(text: str) -> str:
    """The lines of `text`, columns apart and items whole."""
    is_bullet = bullets_of(text).match
    parts = _columns_apart(text.splitlines(), lambda cell: is_bullet(cell.strip()) is not None)
    return "\n".join(line for part in parts for line in _whole_items(part, bullets_of("\n".join(part))))


def _columns_apart(lines: Sequence[str], is_item: Callable[[str], bool]) -> Iterator[list[str]]:
    """The text in parts, each of one column."""
    plain: list[str] = []
    at = tries = 0
    while at < len(lines):
        is_head = tries < _MOST_TRIES and next(_headed(lines[at]), None) is not None
        tries += is_head
        rows = _rows_of_columns(lines, at, is_item) if is_head else []
        if not rows:
            plain.append(lines[at])
            at += 1
            continue
        yield plain
        # A column is apart from what stands above it.
        yield ["", *(left.rstrip() for left, _ in rows)]
        yield ["", *(right.rstrip() for _, right in rows)]
        plain, at = [""], at + len(rows)
    yield plain


def _rows_of_columns(lines: Sequence[str], at: int, is_item: Callable[[str], bool]) -> list[_Cells]:
    """Both cells of every row of the two columns that begin at a line with a heading for each; none where none do."""
    for row, first in _headed(lines[at]):
        rows = [first]
        for line in lines[at + 1 : at + _MOST_ROWS]:
            cells = row(line) if len(line) <= _WIDEST else None
            if cells is None:
                break
            rows.append(cells)
        rows = rows[: _end(rows)]
        if _are_columns(rows[1:], is_item):
            return rows
    return []


def _headed(line: str) -> Iterator[tuple[_Row, _Cells]]:
    """The ways to cut a row in two, each with the two headings that it makes of this line."""
    for row in _ways(line):
        cells = row(line)
        if cells is not None and _are_headings(cells):
            yield row, cells


def _ways(line: str) -> Iterator[_Row]:
    """How a row may be cut into two cells, as the row with the headings has it."""
    if len(line) > _WIDEST:
        return
    if "|" in line:
        yield _at_bar(line.index("|"))
    if "\t" in line.strip():
        yield _at_tab
    gaps = list(_GAP.finditer(line.expandtabs()))
    if len(gaps) == 1:
        yield _at_place(gaps[0].end())


def _at_bar(place: int) -> _Row:
    def row(line: str) -> _Cells | None:
        if "|" not in line:
            return (line, "") if len(line.rstrip()) <= place else None
        bar = place if line[place : place + 1] == "|" else line.index("|")
        return line[:bar], line[bar + 1 :]

    return row


def _at_tab(line: str) -> _Cells | None:
    left, tab, right = line.partition("\t")
    return (left, right.lstrip("\t")) if tab or len(left) <= _LONGEST_HEADING else None


def _at_place(place: int) -> _Row:
    def row(line: str) -> _Cells | None:
        wide = line.expandtabs()
        if len(wide.rstrip()) <= place:
            return wide, ""
        return (wide[:place], wide[place:]) if wide[place - 2 : place].isspace() else None

    return row


def _are_headings(cells: _Cells) -> bool:
    """Whether both are headings: one that is known, and another or one in capitals."""
    plain = [cell.strip() for cell in cells]
    if not all(0 < len(cell) <= _LONGEST_HEADING for cell in plain):
        return False
    known = [heading_section(cell) is not None for cell in plain]
    return any(known) and all(is_known or cell.isupper() for is_known, cell in zip(known, plain, strict=True))


def _end(rows: Sequence[_Cells]) -> int:
    """Where the columns end: behind the last row with both sides, and what goes on below it without a gap."""
    last = max(place for place, (_, right) in enumerate(rows) if right.strip())
    while last + 1 < len(rows) and rows[last + 1][0].strip():
        last += 1
    return last + 1


def _are_columns(rows: Sequence[_Cells], is_item: Callable[[str], bool]) -> bool:
    """Whether each side goes its own way: a table has a cell in every row, and no items."""
    filled = [(bool(left.strip()), bool(right.strip())) for left, right in rows]
    if min(sum(side) for side in zip(*filled, strict=True)) < _FEWEST_ROWS if filled else True:
        return False
    items = sum(is_item(cell) for row in rows for cell in row)
    return items >= _FEWEST_ITEMS or any(left != right for left, right in filled)


def _whole_items(lines: Sequence[str], bullet: re.Pattern[str]) -> Iterator[str]:
    """Each line, an item with all the lines into which it was broken."""
    wide = [line.expandtabs(4).rstrip() for line in lines]
    longest = max(map(len, wide), default=0)
    said, last, is_item = "", "", False
    for line in wide:
        text = line.strip()
        begins = bullet.match(text) is not None
        if said and text and not begins and _goes_on(said, last, line, longest, is_item=is_item):
            is_unspaced = _IDEOGRAPH.match(said[-1]) and _IDEOGRAPH.match(text)
            said, last = f"{said}{text}" if is_unspaced else f"{said} {text}", line
            continue
        if said:
            yield said
        if not text:
            yield line
        said, last, is_item = line, line, begins or LABELLED.match(text) is not None
    if said:
        yield said


def _goes_on(said: str, last: str, line: str, longest: int, *, is_item: bool) -> bool:
    """Whether a line goes on with what was said in those above it, whose `last` is the one above: more indented than an
    item, or as far in as a line that is none."""
    text = line.strip()
    label = LABELLED.match(text)
    is_other = heading_section(text) is not None or (label is not None and len(label[1].split()) <= 2)
    if is_other or _is_dated_at_an_end(text) or _is_dated_at_an_end(said):
        return False
    is_full = len(last) + 1 + len(text.split()[0]) > longest - _RAGGED
    if is_item:
        return _indent(line) > _indent(said) and (text[0].islower() or is_full or _UNFINISHED.search(said) is not None)
    return _indent(line) == _indent(said) > 0 and text[0].islower() and is_full and said[-1] not in ".!?:"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_dated_at_an_end(text: str) -> bool:
    """Whether a line begins or ends with a range of dates, as the head of a job does."""
    ends: Iterable[tuple[int, int]] = range_places(text)
    bare = text.strip("() .")
    return any(bare.startswith(text[start:end]) or bare.endswith(text[start:end]) for start, end in ends)
