"""Which lines of a resume or a posting tell of work in clauses, and are no items of a list: "Excel" among tools and a
certificate tell what somebody has, and not what they do. It judges no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interview.occupations.recognise import recognised
from interview.resume.profile.dates import is_over, range_places, without_dates
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.roles import role_of
from interview.resume.profile.sections import Line, Section
from interview.resume.profile.trades import shares_a_word, tells_a_trade

_OF_NO_WORK = (Section.SKILLS, Section.EDUCATION, Section.CERTIFICATES, Section.ASIDE)
_SENTENCES = re.compile(r"(?<=[.;!?])\s+|(?<=[。；！？])\s*")
_ITEMS = re.compile(r"[,/|•、，·]")
# Fewer words, or so few characters, name a thing.
_FEWEST_WORDS = 4
# What is longer tells of work, in which words of titles stand, too.
_LONGEST_TITLE = 8
_CLAUSE_ZH = re.compile(r"[\u3400-\u9fff]{7}")


def told_in_resume(resume: ReadResume, title: str = "") -> Iterator[str]:
    """Sentences with a clause below headings of work, and below none. Where work of today is called `title` and not
    known, what was done in jobs of another trade that are over tells nothing of it."""
    for line in _of_today(resume.lines, title):
        if line.section not in _OF_NO_WORK:
            yield from _clauses(line.text)


def told_in_posting(text: str) -> Iterator[str]:
    """Sentences with a clause."""
    for line in text.splitlines():
        yield from _clauses(line)


def _of_today(lines: Sequence[Line], title: str) -> Iterator[Line]:
    heads = [line.text for line in lines if _is_dated_head(line)]
    latest = next((text for text in heads if not is_over(text)), next(iter(heads), ""))
    # Of a title that a list has, what is told today is of another work, and older jobs are of the one in the list.
    is_of_both = recognised(title) is not None
    is_left = False
    for place, line in enumerate(lines):
        if line.after_heading or line.section is not Section.EXPERIENCE:
            is_left = False
        if _is_dated_head(line):
            beside = (*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2])
            around = [each for each in beside if not (each.is_bullet or range_places(each.text))]
            roles = (_title_of(without_dates(each.text)) for each in (line, *around))
            is_other = is_of_both and line.text != latest
            is_left = is_over(line.text) and (is_other or _is_another_trade(next(filter(None, roles), ""), title))
        if not is_left:
            yield line


def _is_dated_head(line: Line) -> bool:
    return line.section is Section.EXPERIENCE and bool(range_places(line.text)) and not line.is_bullet


def _title_of(text: str) -> str:
    """The title in a line; the line itself where only a list of occupations knows that it has one."""
    return role_of(text) or (text if len(text.split()) <= _LONGEST_TITLE and recognised(text) else "")


def _is_another_trade(role: str, title: str) -> bool:
    return tells_a_trade(role) and tells_a_trade(title) and not shares_a_word(role, title)


def _clauses(line: str) -> Iterator[str]:
    for sentence in _SENTENCES.split(line):
        if any(len(item.split()) >= _FEWEST_WORDS or _CLAUSE_ZH.search(item) for item in _ITEMS.split(sentence)):
            yield sentence
