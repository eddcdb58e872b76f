"""Work and study that stand below another heading than their own, or below none: jobs under "About me", a degree below
the last job.

Work begins with the head of a job: a range of dates at one of its ends, and a title at one of those heads. Where a
heading of work has jobs below it, no other is looked for. It ends with a degree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from interview.resume.profile.dates import has_a_date, range_places, without_dates
from interview.resume.profile.kinds import begins_with_a_deed
from interview.resume.profile.roles import is_title_line, role_in_small, role_of
from interview.resume.profile.sections import Line, Section

_MAY_HIDE_WORK = (Section.HEAD, Section.SUMMARY, Section.SKILLS)
_LONGEST_HEAD = 160
_AROUND = "()[]（） ."
_DEGREE = re.compile(
    r"\b(?:bachelor|master(?:['’]?s)?(?:\s+(?:of|in|degree)\b)|diploma|degree|licence in|licentiate|doctorate|"
    r"(?-i:Ph\.?D|B\.?Sc|M\.?Sc|B\.?A|M\.?A|BS|MS|A\.?A\.?S|B\.?Eng|M\.?Eng|B\.?Tech|M\.?Tech|MBA|LLB|LLM|PGCE|PGDM|"
    r"MLIS|Dip|Dipl)\b\.?)|"
    r"^(?:university|college)\s+of\b",
    re.IGNORECASE,
)
# "MA in Translation"
_IN_A_SUBJECT = re.compile(rf"(?:{_DEGREE.pattern})(?:\s*\([^()]*\))?\s+(?:in|of)\b", re.IGNORECASE)


def with_work_found(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that are work or study below another heading with their own section."""
    if not any(line.section is Section.EXPERIENCE and range_places(line.text) for line in lines):
        lines = [line for block in _blocks(lines) for line in _as_work(block)]
    return [line for block in _blocks(lines) for line in _until_a_degree(block)]


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines below one heading each."""
    number, numbered = 0, []
    for line in lines:
        number += line.after_heading
        numbered.append(((number, line.section), line))
    return [[line for _, line in block] for _, block in groupby(numbered, key=lambda each: each[0])]


def _as_work(block: Sequence[Line]) -> Sequence[Line]:
    heads = [place for place in range(len(block)) if _begins_a_job(block, place)]
    if block[0].section not in _MAY_HIDE_WORK or not any(_has_a_title(block[place].text) for place in heads):
        return block
    return [*block[: heads[0]], *(replace(line, section=Section.EXPERIENCE) for line in block[heads[0] :])]


def _has_a_title(text: str) -> bool:
    return is_title_line(text) or bool(role_in_small(without_dates(text)))


def _begins_a_job(block: Sequence[Line], place: int) -> bool:
    """Whether a line is the head of a job: with dates at one end, or a title right above them."""
    line = block[place]
    if line.is_bullet or _is_of_study(line):
        return False
    below = [each.text for each in block[place + 1 : place + 2] if not (each.is_bullet or each.after_blank)]
    is_above = is_title_line(line.text) and any(all(_at_ends(text)) for text in below)
    return is_above or (len(line.text) <= _LONGEST_HEAD and any(_at_ends(line.text)))


def _at_ends(text: str) -> tuple[bool, bool]:
    """Whether a range of dates stands at the beginning of a text and at its end, brackets apart."""
    places = range_places(text)
    begins = any(not text[:start].strip(_AROUND) for start, _ in places)
    return begins, any(not text[end:].strip(_AROUND) for _, end in places)


def _until_a_degree(block: Sequence[Line]) -> Sequence[Line]:
    """Lines of work; from the first degree behind a job on they are of study, or of nobody knows what, until a job. A
    project may be called after a degree, but is none in a subject."""
    heading = block[0].section
    if heading not in (Section.EXPERIENCE, Section.PROJECTS):
        return block
    found: list[Line] = []
    section: Section = heading
    has_begun = heading is Section.PROJECTS
    for place, line in enumerate(block):
        is_of_a_job = _begins_a_job(block, place)
        has_begun = has_begun or is_of_a_job
        if is_of_a_job:
            section = heading
        elif has_begun and _is_of_study(line) and (heading is Section.EXPERIENCE or _IN_A_SUBJECT.match(line.text)):
            section = Section.EDUCATION
        elif section is Section.EDUCATION:
            section = Section.SUMMARY
        found.append(replace(line, section=section))
    return found


def _is_of_study(line: Line) -> bool:
    """Whether a line names a degree with its year, and neither a job nor something done."""
    is_other = line.is_bullet or len(line.text) > _LONGEST_HEAD or begins_with_a_deed(line.text) or role_of(line.text)
    return not is_other and has_a_date(line.text) and _DEGREE.search(line.text) is not None
