"""What of a resume stands in lines without a mark: prose, which is told apart by its sentences, and items of a list.

It looks at the form of lines only: how long they are, where they end and with which letter they begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from interview.resume.profile.dates import range_places
from interview.resume.profile.items import LABELLED
from interview.resume.profile.sections import LONGEST_LINE, Line, label_section

# Shorter ones are no paragraphs, and longer ones no resume's.
_PARAGRAPH, _LONGEST_PARAGRAPH = 80, 6_000
# Behind at least three small letters or a figure, also with a letter ("19 SEV1s"), no abbreviation ends: "Dr. Weiss",
# "Inc. Built".
_SENTENCE_ENDS = re.compile(r"(?:(?<=[a-z%)]{3}[.!?])|(?<=[\d%)][.!?])|(?<=\d[a-z][.!?]))\s+(?=[A-Z“\"])")
# Signs are not of one width: a line of that share of the longest one may be as long.
_NEARLY_ALL = 0.9
_FEWEST_SIGNS, _SIGNS = 2, 1 / 3
# A page with no longer lines was wrapped by hand: a line nearly as long as the longest goes on below.
_HAND_WRAPPED, _NEARLY = 90, 22
# No line without a mark is wrapped before.
_SHORTEST_FULL = 50
_COLUMNS = re.compile(r"\S(?:\t|\s{3,})\S")
_UNFINISHED = re.compile(
    r"[,;&]$|\b(?:and|or|of|the|for|with|to|in|an?|by|on|at|from|using|that|which)$", re.IGNORECASE
)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; the text itself where it is none."""
    if not _PARAGRAPH < len(text) <= _LONGEST_PARAGRAPH:
        return [text]
    return _SENTENCE_ENDS.split(text)


def with_sentences(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each paragraph as its sentences."""
    for line in lines:
        told = [line.text] if line.is_bullet else sentences(line.text)
        if len(told) == 1:
            yield line
            continue
        for place, text in enumerate(told):
            yield replace(
                line,
                raw=text[:LONGEST_LINE],
                text=text,
                after_blank=line.after_blank and not place,
                after_heading=line.after_heading and not place,
            )


def begins_in_lower_case(lines: Sequence[Line]) -> bool:
    """Whether somebody writes the items of their jobs without a capital, and not only goes on with a line so: where a
    line goes on, its first word had no room in the one above, and none goes on with the head of a job. A wide page
    wraps no short line."""
    had_room = []
    least = min(_SHORTEST_FULL, max((len(line.raw) for line in lines), default=0))
    for block in _blocks(lines):
        width = _NEARLY_ALL * max(least, *(len(line.raw) for line in block))
        for above, line in pairwise(block):
            if line.text[:1].islower():
                is_below_a_head = bool(range_places(above.text)) and not is_unfinished(above.text)
                has_room = len(above.raw) + 1 + len(line.raw.split(maxsplit=1)[0]) <= width
                had_room.append(is_below_a_head or has_room)
    return sum(had_room) >= _FEWEST_SIGNS and sum(had_room) >= _SIGNS * len(had_room)


def items_without_marks(lines: Sequence[Line]) -> frozenset[int]:
    """The ids of lines that stand in a list without marks: at least two below each other in one block, no head, and
    none that goes on in the next."""
    found: set[int] = set()
    for block in _blocks(lines):
        below = [line for line in block if not range_places(line.text)]
        if len(below) > 1:
            going_on = {id(line) for above, line in pairwise(block) if is_unfinished(above.text)}
            found |= {id(line) for line in below} - going_on
    return frozenset(found)


def is_unfinished(text: str) -> bool:
    """Whether a text ends where no sentence or item does."""
    return _UNFINISHED.search(text) is not None


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines without a mark that stand below each other in one section, without a blank line between them."""
    block: list[Line] = []
    for line in lines:
        goes_on = bool(block) and not line.after_blank and line.section is block[-1].section
        if line.is_bullet or not goes_on:
            if block:
                yield block
            block = []
        if not line.is_bullet:
            block.append(line)
    if block:
        yield block


def unwrapped(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Each line that begins something, with the text of those that it goes on in; of a paragraph each sentence."""
    longest = max((len(line.raw) for line in lines), default=0)
    wrapped_at = longest - _NEARLY if longest <= _HAND_WRAPPED else longest + 1
    is_small = begins_in_lower_case(lines)
    current: Line | None = None
    text, last = "", ""
    for line in lines:
        if current is not None and _goes_on(
            current, text, line, is_full=len(last) >= wrapped_at, is_small=is_small, last=last
        ):
            text, last = f"{text} {line.text}", line.raw
            continue
        yield from _told(current, text)
        current, text, last = line, line.text, line.raw
    yield from _told(current, text)


def _told(line: Line | None, text: str) -> Iterator[tuple[Line, str]]:
    if line is not None:
        for each in [text] if line.is_bullet else sentences(text):
            yield line, each


def _goes_on(current: Line, text: str, line: Line, *, is_full: bool, is_small: bool, last: str) -> bool:
    """Whether a line goes on with the text before it; `is_full` says that its last line had no more room, `is_small`
    that items may begin with a small letter here."""
    # "Skills:" and the like begin something else, also inside a job.
    label = LABELLED.match(line.text)
    is_labelled = label is not None and label_section(label[1]) is not None
    is_apart = line.is_bullet or line.after_blank or line.section is not current.section or is_labelled
    # What is set out in columns begins something, too.
    is_apart = is_apart or (not current.is_bullet and _COLUMNS.search(line.raw) is not None)
    if is_apart or range_places(line.text) or text.endswith((".", ":")):
        return False
    if current.is_bullet:
        return is_full or line.text[:1].islower()
    if range_places(current.text):
        return False
    if line.text[:1].islower():
        return is_unfinished(text) or (not is_small and len(last) >= _SHORTEST_FULL)
    return is_unfinished(text) and len(last) >= _SHORTEST_FULL
