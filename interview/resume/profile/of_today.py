"""What a resume tells of today: the jobs that go on, and what somebody says of themselves, in the first person or by
their name. It judges neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from interview.resume.profile.dates import is_over, range_places, spans, without_dates
from interview.resume.profile.employers import parts_of_head
from interview.resume.profile.paragraphs import unwrapped
from interview.resume.profile.projects import Entry, read_entries
from interview.resume.profile.roles import is_title_line, role_of
from interview.resume.profile.sections import Line, Section

HEAD_LINES = 4
_LONGEST_HEADLINE = 120
_SENTENCE_ENDS = re.compile(r"(?<=[.;!?。；])\s+|(?<=[。；])")
_NAME = re.compile(r"[^\W\d_]{3,}")
_ASIDE = re.compile(r"[(（]([^()（）]+)[)）]")
# Where, since when and for whom a title is held.
_TAIL = re.compile(r"\s+(?:with|based|from|who|since|for|specialis\w+|specializ\w+|serving|working|offering)\b.*", re.I)
# More words are no name.
_LONGEST_NAME = 6


def headlines(lines: Sequence[Line]) -> Iterator[str]:
    """What stands at the top of a resume, without dates."""
    head = [line.text for line in lines if line.section is Section.HEAD][:HEAD_LINES]
    return (text for text in head if len(text) <= _LONGEST_HEADLINE and not range_places(text))


def jobs_of_today(lines: Sequence[Line]) -> Iterator[Entry]:
    """The jobs that go on; of jobs without dates the first."""
    entries, _ = read_entries([line for line in lines if line.section is Section.EXPERIENCE], Section.EXPERIENCE)
    dated = [each for each in entries if any(range_places(line.text) for line in each.head_lines)]
    if not dated:
        yield from entries[:1]
    for each in dated:
        if not is_over(" ".join(line.text for line in each.head_lines)):
            yield each


def titles_of_today(lines: Sequence[Line]) -> Iterator[str]:
    """What stands in the head, and in or beside a line with dates that go on."""
    yield from (line.text for line in [each for each in lines if each.section is Section.HEAD][:HEAD_LINES])
    for place, line in enumerate(lines):
        if line.section is Section.EDUCATION or not _goes_on(line.text):
            continue
        if is_title_line(line.text):
            yield line.text
        else:
            yield from (each.text for each in _beside(lines, place) if is_title_line(each.text))


def _goes_on(text: str) -> bool:
    """Whether dates in a line lead to this day, as "since 2019" does."""
    return not is_over(text) and bool(spans(text, datetime.now(UTC).date()))


def _beside(lines: Sequence[Line], place: int) -> Iterator[Line]:
    for each in (*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]):
        if not each.is_bullet and not range_places(each.text):
            yield each


def parts_of_title(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a line, with whether each may be the title: what stands behind one or in brackets is a department,
    an employer or an aside."""
    text = without_dates(text)
    may_be_title = True
    for part in parts_of_head(text):
        yield _TAIL.sub("", part).strip(" ."), may_be_title
        may_be_title = may_be_title and not role_of(part)
    for aside in _ASIDE.findall(text):
        yield aside.strip(), False


def said_of_oneself(lines: Sequence[Line]) -> Iterator[str]:
    """Sentences, asides apart; somebody's own name at the beginning of one is "They"."""
    name = next((line.text for line in lines if line.section is Section.HEAD), "")
    words = _NAME.findall(name) if len(name.split()) <= _LONGEST_NAME else []
    own_name = re.compile(rf"(?:(?:{'|'.join(words)})\b[\s\"“”]*)+") if words else None
    for line, text in unwrapped(lines):
        if line.section is Section.ASIDE:
            continue
        for sentence in _SENTENCE_ENDS.split(text):
            yield sentence if own_name is None else own_name.sub(_called, sentence, count=1)


def _called(name: re.Match[str]) -> str:
    return "They " if name.start() == 0 else name.group()
