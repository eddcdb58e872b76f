"""Which lines of a resume or a posting tell of work in clauses, and are no items of a list: "Excel" among tools and a
certificate tell what somebody has, and not what they do. It judges no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview.resume.profile.sections import Section, read_sections
from interview.resume.profile.unheaded import with_work_found

_OF_NO_WORK = (Section.SKILLS, Section.EDUCATION, Section.CERTIFICATES, Section.ASIDE)
_SENTENCES = re.compile(r"(?<=[.;!?])\s+|(?<=[。；！？])\s*")
_ITEMS = re.compile(r"[,/|•、，·]")
# Fewer words, or so few characters, name a thing.
_FEWEST_WORDS = 4
_CLAUSE_ZH = re.compile(r"[\u3400-\u9fff]{7}")


def told_in_resume(text: str) -> Iterator[str]:
    """Sentences with a clause below headings of work, and below none."""
    for line in with_work_found(read_sections(text)):
        if line.section not in _OF_NO_WORK:
            yield from _clauses(line.text)


def told_in_posting(text: str) -> Iterator[str]:
    """Sentences with a clause."""
    for line in text.splitlines():
        yield from _clauses(line)


def _clauses(line: str) -> Iterator[str]:
    for sentence in _SENTENCES.split(line):
        if any(len(item.split()) >= _FEWEST_WORDS or _CLAUSE_ZH.search(item) for item in _ITEMS.split(sentence)):
            yield sentence
