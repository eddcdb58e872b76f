"""Which lines of a resume tell of work, and which of them stand below no job, by the kinds that the model says.

A line that is surely work is asked about in whatever layout it stands, and one that is surely something else is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from interview.resume.profile.line_kinds import LineKind, Shares
from interview.resume.profile.paragraphs import unwrapped
from interview.resume.profile.projects import Entry
from interview.resume.profile.sections import Line, Section

# So probably a line tells of work for it to be asked about, and so probably of something else for it not to be. Of
# lines by authors of whom nothing was learned 92 of 100 that are taken for work are, and 90 of 100 that are work are
# taken for it (training/resume_lines/README.md).
LEAST_WORK, MOST_OTHER = 0.6, 0.95
# So probably it was done again and again, whatever the rules see in it.
_SURELY = 0.8
# So probably the head of an entry is no head of a job for its name to stand beside no line, and so probably another
# part begins where a heading or something else than work stands.
_LEAST_HEAD, _LEAST_PART = 0.3, 0.85
# Longer lines are no headings.
_HEADING_WORDS = 6
_PARTS = (LineKind.HEADING, LineKind.STUDY, LineKind.PRIVATE, LineKind.VOLUNTARY)
_INSIDE_A_JOB = re.compile(
    r"\b(?:achievements?|accomplishments?|responsibilit(?:y|ies)|duties|tasks|highlights|profile|role|results)\b", re.I
)


def kind_of_work(shares: Shares) -> LineKind | None:
    """Whether a line tells a deed or a duty, at work or for no pay; None where that is not likely."""
    deed, duty, unpaid = (shares[kind] for kind in (LineKind.DEED, LineKind.DUTY, LineKind.VOLUNTARY))
    if deed + duty + unpaid < LEAST_WORK:
        return None
    if unpaid > deed + duty:
        return LineKind.VOLUNTARY if deed + duty >= unpaid / 2 else None
    return LineKind.DEED if deed >= duty else LineKind.DUTY


def is_done_again(shares: Shares) -> bool:
    """Whether a line surely tells what was done again and again."""
    return shares[LineKind.DUTY] >= _SURELY


def is_other(shares: Shares, section: Section) -> bool:
    """Whether a line surely tells no work, nor anything done in a study or project where such stand."""
    work = shares[LineKind.DEED] + shares[LineKind.DUTY]
    if section in (Section.EDUCATION, Section.PROJECTS):
        work += shares[LineKind.STUDY]
    return work <= 1 - MOST_OTHER


def apart(lines: Sequence[Line], entries: Sequence[Entry], kinds: Sequence[Shares]) -> frozenset[int]:
    """The ids of lines that belong to no employer: below another heading, or where what is taken for the name of one
    stands in what is no head of a job."""
    if not kinds:
        return frozenset()
    known = {id(line): shares for (line, _), shares in zip(unwrapped(lines), kinds, strict=True)}
    found: set[int] = set()
    for each in entries:
        named = [line for line in each.head_lines if each.name in line.text and id(line) in known]
        is_apart = bool(named) and max(known[id(line)][LineKind.JOB] for line in named) < _LEAST_HEAD
        for line, below in pairwise([*each.body, None]):
            if line is None:
                break
            shares = known.get(id(line))
            is_part = shares is not None and sum(shares[kind] for kind in _PARTS) >= _LEAST_PART
            if is_part or _opens_a_list(line, below):
                is_apart = is_apart or _INSIDE_A_JOB.search(line.text) is None
            if is_apart:
                found.add(id(line))
    return frozenset(found)


def _opens_a_list(line: Line, below: Line | None) -> bool:
    """Whether a line in the text of a job is a heading of somebody's own: a few words above items."""
    is_short = len(line.text.split()) <= _HEADING_WORDS and not any(map(str.isdigit, line.text))
    return is_short and not line.is_bullet and below is not None and below.is_bullet
