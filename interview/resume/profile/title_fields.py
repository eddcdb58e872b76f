"""Which skills the title of a job shows: a data engineer does data engineering, a primary teacher teaches.

It derives the name of the work from the name of who does it, and knows no title by itself; what no list of skills has
is no skill. A title that somebody wishes for shows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview.core.profile import Profile
from interview.occupations.occupation import occupations
from interview.occupations.recognise import recognised
from interview.resume.profile.lexicon import lexicon
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.roles import role_of
from interview.resume.profile.sections import Section

# How who does a work is called at the end, the longest first, and how the work is called.
_ENDINGS = (
    ("tist", ("ce",)),
    ("eer", ("eering",)),
    ("yst", ("ysis", "ytics")),
    ("ant", ("ing",)),
    ("ist", ("", "y", "ics")),
    ("ian", ("s",)),
    ("er", ("ing", "ment", "ement", "ry", "")),
    ("or", ("ing", "oring", "ion", "")),
    ("ch", ("ching",)),
    ("e", ("ing",)),
    ("k", ("king",)),
)
# Behind these stand employers, subjects and other people.
_OF = re.compile(r"\b(?:of|for|at|in|with|to|on|since|under|by|from)\b", re.IGNORECASE)
_PART = re.compile(r"[^\w\s-]|\b(?:and|i{1,3}|iv)\b|\d+|\s[-–—]\s", re.IGNORECASE)
_TOP_LINES, _LONGEST_TOP = 8, 4_000
_MOST_WORDS = 3
_SHORTEST_ROOT = 3
WISHED = re.compile(
    r"\b(?:aspiring|future|prospective|would-be|seek\w*|look\w* for|appl(?:y|ying|ied|ication)"
    r"|wish\w*|want\w*|hop(?:e|es|ing)|objective|goal|become|becoming|students?|studying|desired|target)\b|求职|应聘|意向|目标",
    re.IGNORECASE,
)
"""How somebody says what they want to become."""


def fields_of(title: str) -> Iterator[str]:
    """The usual names of the skills that a job title shows, the longest of each part."""
    for part in _PART.split(_OF.split(title, maxsplit=1)[0]):
        words = part.lower().split()[-_MOST_WORDS:]
        for start in range(len(words)):
            found = [lexicon().lookup(" ".join([*words[start:-1], work])) for work in _works(words[-1])]
            known = [entry.name for entry in found if entry is not None and not entry.is_quality]
            if known and (start == len(words) - 1 or _is_same_work(part, " ".join(words[start:]))):
                yield from known
                break


def _is_same_work(whole: str, title: str) -> bool:
    """Whether the words in front of a title leave it what it is: a front office manager manages no office."""
    if whole.strip().lower() == title:
        return True
    one, other = recognised(whole), recognised(title)
    return one is not None and other is not None and one.profession == other.profession


def titles_of(profile: Profile, resume: ReadResume) -> Iterator[tuple[str, str]]:
    """(title, the line to show for it) of jobs held, and of what somebody calls themselves at the top of a resume or in
    its summary, where nothing else says otherwise."""
    lines = resume.lines_as_headed
    for project in profile.projects:
        if project.is_job and project.role and not WISHED.search(project.role):
            held = (line.raw for line in lines if line.section is not Section.EDUCATION and project.role in line.raw)
            yield project.role, project.line if project.role in project.line else next(held, project.role)
    profession = _profession(profile.occupation)
    top = [line for line in resume.text[:_LONGEST_TOP].splitlines() if line.strip()][:_TOP_LINES]
    for line in (*top, *(line.raw for line in lines if line.section is Section.SUMMARY)):
        title = "" if WISHED.search(line) else role_of(line.strip())
        named = recognised(title) if title else None
        if named is not None and profession in ("", named.profession):
            yield title, title


def _profession(occupation: str) -> str:
    known = occupations().get(occupation)
    return known.profession if known is not None else ""


def _works(who: str) -> Iterator[str]:
    ending, of_work = next(((ending, works) for ending, works in _ENDINGS if who.endswith(ending)), ("", ()))
    root = who.removesuffix(ending)
    if len(root) >= _SHORTEST_ROOT or ending == "eer":
        yield from (root + work for work in of_work)
