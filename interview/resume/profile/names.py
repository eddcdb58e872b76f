"""The name at the head of a resume where it would read as a title: a Turner need not turn anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interview.occupations.recognise import is_title_alone
from interview.resume.profile.sections import Line, Section

# A name with a surname first, or with a letter for another: "Turner, Tina", "J. Mason", "Mason A. Smith".
_NAME = re.compile(
    r"\W*(?:(?P<surname>[\w'’-]+),\s+[A-Z][\w'’-]*(?:\s+[A-Z]\w*\.?)?(?=\s*(?:$|[|•·–—(]))"
    r"|(?:(?P<first>[A-Z][\w'’-]*)\s+)?(?:[A-Z]\.\s*)+(?P<last>[A-Z][\w'’-]*)(?=\s*(?:$|[,|•·–—(])))"
)
# "SIOBHÁN MAGUIRE, RM RGN", "Ada B. Moss, RN, BSN"
_LETTERS = re.compile(
    r"^((?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w.'’-]*),\s*[A-Z][A-Za-z.-]{1,7}(?:[,\s]+[A-Z][A-Za-z.-]{1,7})*$"
)


def without_letters(line: str) -> str:
    """A name without the letters behind it, which say what somebody once qualified as."""
    return _LETTERS.sub(r"\1", line)


def without_name(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, the first without a name that would read as a title."""
    for place, line in enumerate(lines):
        name = _NAME.match(line.text) if place == 0 and line.section is Section.HEAD else None
        if name and any(is_title_alone(word) for word in name.groupdict().values() if word):
            line = replace(line, text=line.text[name.end() :])
        yield line
