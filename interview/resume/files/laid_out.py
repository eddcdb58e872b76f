"""Text that was laid out with blanks, bars or tabs → the same words in the order in which they are read.

Columns side by side come one below the other, and an item that goes on in more indented lines becomes one line. Only
what has headings side by side, or on both sides of a gap that stays at its place over many rows, is taken for columns:
the cells of any other row belong together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from interview.resume.bullets import bullets_of
from interview.resume.files.run_together import lines_of
from interview.resume.profile.dates import range_places, without_dates
from interview.resume.profile.items import LABELLED
from interview.resume.profile.sections import heading_section

_Cells = tuple[str, str]
_Row = Callable[[str], _Cells | None]
# How many lines of the text they are, and the columns in the order in which they are read.
_Apart = tuple[int, list[list[str]]]

# Longer lines are prose of a page that nobody laid out by hand.
_WIDEST = 300
# So many rows have to be filled on either side, and so many more items than none tell columns from a table.
_FEWEST_ROWS, _FEWEST_ITEMS = 3, 2
_LONGEST_HEADING = 40
# Bounds for a text that nobody wrote as a resume.
_MOST_ROWS, _MOST_TRIES, _MOST_PLACES = 300, 20, 4
_GAP = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
# Where headings are not side by side: the gap, how far left of its place a row may begin, how far right of it a further
# line of an item does, and how many rows there have to be.
_WIDE_GAP = re.compile(r"(?<=\S)[ ]{3,}(?=[^\s|])")
_EARLY, _INDENTED = 3, 4
_FEWEST_ON_THE_RIGHT, _FEWEST_APART = 6, 3
# Of the cells in a column most stand in it, and few are no more than the date or the label of the cell beside them.
_MOST_OF, _FEW_OF = 0.8, 0.25
# Nobody reads so long an item; each further line copies it.
_LONGEST_ITEM = 2000
# A range of dates has room in so many characters.
_LONGEST_RANGE = 60
# A line that ends so near to the longest had no more room for the word that begins the next one.
_RAGGED = 10
# In a narrower column stand items, and no sentence that goes on.
_NARROWEST = 30
_UNFINISHED = re.compile(r"[,，、/&]$|\b(?:and|of|the|for|with|to|in|a|an|by|using|on|from|or)$", re.IGNORECASE)
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uff0c\uff1b]")


def in_reading_order(text: str) -> str:
    """The lines of `text`, columns apart, items whole, and what was run together in lines of its own."""
    is_bullet = bullets_of(text).match
    parts = _columns_apart(list(lines_of(text)), lambda cell: is_bullet(cell.strip()) is not None)
    lines = (
        line
        for part, is_column in parts
        for line in _whole_items(part, bullets_of("\n".join(part)), is_column=is_column)
    )
    return "\n".join(lines)


def _columns_apart(lines: Sequence[str], is_item: Callable[[str], bool]) -> Iterator[tuple[list[str], bool]]:
    """The text in parts, each of one column, and whether another stands beside it."""
    plain: list[str] = []
    beside = _by_their_gap(lines, is_item)
    at = tries = 0
    while at < len(lines):
        found = beside.get(at)
        if found is None and tries < _MOST_TRIES and next(_headed(lines[at]), None) is not None:
            tries += 1
            rows = _rows_of_columns(lines, at, is_item)
            found = (len(rows), [[left for left, _ in rows], [right for _, right in rows]]) if rows else None
        if found is None:
            plain.append(lines[at])
            at += 1
            continue
        yield plain, False
        # The right column may end long before the left one, which goes on up to a heading.
        below = at + found[0]
        at = next((at for at in range(below, len(lines)) if at in beside or _opens_a_part(lines[at])), len(lines))
        *before, left, right = found[1]
        # A column is apart from what stands above it.
        for column in (*before, [*left, *lines[below:at]], right):
            yield ["", *(cell.rstrip() for cell in column)], True
        plain = [""]
    yield plain, False


def _opens_a_part(line: str) -> bool:
    return _is_a_heading(line) or line.isupper() or next(_headed(line), None) is not None


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
        # A heading may stand a little before what is below it, and a long line on the left reach further.
        at = next((at for at in range(place, place + _EARLY + 1) if wide[at - 2 : at].isspace()), None)
        return None if at is None else (wide[:at], wide[at:])

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


def _by_their_gap(lines: Sequence[str], is_item: Callable[[str], bool]) -> dict[int, _Apart]:
    """The columns that a gap at the same place over many rows tells apart, by the line at which they begin."""
    places = Counter(
        gap.end() for line in lines if len(line) <= _WIDEST for gap in _WIDE_GAP.finditer(line.expandtabs())
    )
    found: dict[int, _Apart] = {}
    tries = 0
    for place, times in places.most_common(_MOST_PLACES):
        if times < _FEWEST_ROWS:
            break
        for start, rows in _runs(lines, _near(place)):
            if tries == _MOST_TRIES:
                return found
            if not _stand_in_line(rows):
                continue
            tries += 1
            begin, apart = _told_apart(rows, is_item)
            if apart is not None:
                found.setdefault(start + begin, apart)
    return found


def _near(place: int) -> _Row:
    """Cuts at a place, or at the end of a gap a little before it."""

    def row(line: str) -> _Cells | None:
        wide = line.expandtabs()
        if len(wide.rstrip()) <= place:
            return wide, ""
        at = next((at for at in range(place, place - _EARLY - 1, -1) if wide[max(0, at - 2) : at].isspace()), None)
        return None if at is None else (wide[:at], wide[at:])

    return row


def _runs(lines: Sequence[str], cut: _Row) -> Iterator[tuple[int, list[_Cells]]]:
    """The rows between lines that cannot be cut, with the place of the first."""
    rows: list[_Cells] = []
    for at, line in enumerate(lines):
        cells = cut(line) if len(line) <= _WIDEST else None
        if cells is None or len(rows) == _MOST_ROWS:
            yield at - len(rows), rows
            rows = []
        if cells is not None:
            rows.append(cells)
    yield len(lines) - len(rows), rows


def _stand_in_line(rows: Sequence[_Cells]) -> bool:
    """Whether the right side of enough rows begins at one place, some of them beside a left one."""
    right = [cell for _, cell in rows if cell.strip()]
    both = sum(bool(left.strip() and right.strip()) for left, right in rows)
    in_line = sum(_indent(cell) <= _INDENTED for cell in right)
    return len(right) >= _FEWEST_ON_THE_RIGHT and both >= _FEWEST_ROWS and in_line >= _MOST_OF * len(right)


def _told_apart(rows: Sequence[_Cells], is_item: Callable[[str], bool]) -> tuple[int, _Apart | None]:
    """At which row the columns begin, and they themselves; None where rows may be what belongs together."""
    columns = [[left for left, _ in rows], [right for _, right in rows]]
    headings = [_headings(column, is_item) for column in columns]
    first = [
        next((at for at in places if _says_more(column, at)), None)
        for places, column in zip(headings, columns, strict=True)
    ]
    if first[0] is None or first[1] is None:
        return 0, None
    begin, ends = min(first[0], first[1]), max(at for at, (_, right) in enumerate(rows) if right.strip())
    # Behind the right column the text may be as wide as the page: the left one ends before the next heading.
    end = next((at for at in range(ends + 1, len(rows)) if at in headings[0] or columns[0][at].isupper()), len(rows))
    left, right = (column[begin:end] for column in columns)
    if not all(_is_a_column(column) for column in (left, right)) or not _go_their_ways(rows[begin:end], is_item):
        return 0, None
    # What stands on the right above its first heading goes on with what is above both.
    opens = first[1] - begin
    before = [right[:opens]] if any(cell.strip() for cell in right[:opens]) else []
    return begin, (end - begin, [*before, left, right[opens:]])


def _headings(column: Sequence[str], is_item: Callable[[str], bool]) -> list[int]:
    """Where known headings stand out in a column: in capitals, or with nothing above."""
    return [
        at
        for at, cell in enumerate(column)
        if _is_a_heading(cell) and not is_item(cell) and (cell.isupper() or at == 0 or not column[at - 1].strip())
    ]


def _says_more(column: Sequence[str], at: int) -> bool:
    """Whether soon below a heading its own column says something."""
    return any(below.strip() and not _is_a_heading(below) for below in column[at + 1 : at + 3])


def _is_a_heading(cell: str) -> bool:
    plain = cell.strip()
    return 0 < len(plain) <= _LONGEST_HEADING and heading_section(plain) is not None


def _is_a_column(column: Sequence[str]) -> bool:
    """Whether its cells say something by themselves: neither headings alone, nor dates or labels of what is beside."""
    said = [cell.strip() for cell in column if cell.strip()]
    own = [cell for cell in said if not _is_a_heading(cell)]
    of_others = sum(cell.endswith((":", "：")) or not without_dates(cell) for cell in own)
    return len(own) >= _FEWEST_ROWS and 2 * len(own) >= len(said) and of_others < _FEW_OF * len(own)


def _go_their_ways(rows: Sequence[_Cells], is_item: Callable[[str], bool]) -> bool:
    """Whether the right side goes on without the left one or beside items, or has headings beside what is none: no cell
    of a table does."""
    apart = sum(
        bool(right.strip()) and (not left.strip() or is_item(left) or is_item(right) or _is_a_heading(right))
        for left, right in rows
        if not _is_a_heading(left)
    )
    return apart >= _FEWEST_APART


def _whole_items(lines: Sequence[str], bullet: re.Pattern[str], *, is_column: bool) -> Iterator[str]:
    """Each line, an item with all the lines into which it was broken."""
    wide = [line.expandtabs(4).rstrip() for line in lines]
    longest = max(map(len, wide), default=0)
    said, last, is_item = "", "", False
    for line in wide:
        text = line.strip()
        begins = bullet.match(text) is not None
        is_open = bool(said and text) and not begins and len(said) < _LONGEST_ITEM
        if is_open and _goes_on(said, last, line, longest, is_item=is_item, is_column=is_column):
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


def _goes_on(said: str, last: str, line: str, longest: int, *, is_item: bool, is_column: bool) -> bool:
    """Whether a line goes on with what was said in those above it, whose `last` is the one above: more indented than an
    item, or as far in as a line that is none."""
    text = line.strip()
    label = LABELLED.match(text)
    is_other = heading_section(text) is not None or (label is not None and len(label[1].split()) <= 2)
    if is_other or _is_dated_at_an_end(text) or _is_dated_at_an_end(said):
        return False
    is_full = len(last) + 1 + len(text.split()[0]) > longest - _RAGGED
    if is_item:
        return _indent(line) > _indent(said) and (
            text[0].islower() or is_full or _UNFINISHED.search(said[-_LONGEST_RANGE:]) is not None
        )
    is_told = _indent(line) > 0 or (is_column and longest >= _NARROWEST)
    is_in_line = is_told and _indent(line) == _indent(said)
    return is_in_line and text[0].islower() and is_full and said[-1] not in ".!?:"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_dated_at_an_end(text: str) -> bool:
    """Whether a line begins or ends with a range of dates, as the head of a job does."""
    bare = text.strip("() .")
    first, last = bare[:_LONGEST_RANGE], bare[-_LONGEST_RANGE:]
    return any(start == 0 for start, _ in range_places(first)) or any(end == len(last) for _, end in range_places(last))
