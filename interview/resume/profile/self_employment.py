"""Whether a resume says that somebody works for themselves today: who does has no boss, no manager and no department.

Told by the head of the jobs that go on, by what somebody calls themselves at the top, or in the first person. Who was
self-employed before, or works for people who are, has an employer. Where nothing is said of it, nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from interview.resume.profile.dates import is_over, range_places
from interview.resume.profile.paragraphs import unwrapped
from interview.resume.profile.projects import Entry, read_entries
from interview.resume.profile.sections import Line, Section, read_sections
from interview.resume.profile.title_fields import WISHED
from interview.resume.profile.unheaded import with_work_found

_HEAD_LINES = 4
_LONGEST_HEADLINE = 120
# What belongs to somebody, by what an owner is called: a product owner and a process owner own nothing.
_OWNED = (
    r"business|firm|company|shop|store|salon|studio|farm|practice|restaurant|caf[eé]|bar|pub|bakery|garage|workshop|"
    r"nursery|gallery|franchise|agency|gym|clinic|kennels?|surgery|round|boat|taxi"
)
_SELF = r"self[- ]employed|free[- ]?lanc(?:e|er|ing)|sole[- ](?:trader|proprietor|practitioner|owner)|trading as|t/a"
_BEGINS = r"^|[,|/&+(:：·•]\s*|\s[-–—]\s+"
_TITLE = re.compile(
    rf"\b(?:{_SELF})\b(?!\s+(?:clients?|customers?|people|staff|team|pool|management|coordinator|manager|marketplace|"
    r"platform|brands))|"
    rf"(?:{_BEGINS}|\band\s+(?!founder)|\b(?:{_OWNED})\s+)(?:co-?\s?)?(?:owner(?!['’]s)|founder(?!['’]s)|proprietor)\b|"
    rf"\bown\s+(?:{_OWNED}|account)\b(?!\s+(?:manager|brands?))|"
    rf"(?:{_BEGINS})independent\s+(?:[a-z]+\s+)?(?:consultant|contractor|translator|journalist|photographer|designer|"
    r"artist|tutor|craftsman|trader)\b|"
    r"个体(?:户|经营|工商户)|自由职业|自雇|自主创业|自己(?:开|经营)|创始人|店主|老板$",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"\bI(?:['’]m|['’]ve|\s+am|\s+have|\s+work|\s+run|\s+own|\s+trade|\s+now|\s+currently)\b"
    # Not "I work for a firm that serves self-employed people".
    r"(?:(?!\bfor an?\b|\bat\b)[^.;]){0,60}?"
    rf"(?:\b(?:{_SELF}|for myself|on my own account)\b|\bmy own (?:small |little )?(?:{_OWNED})\b)|"
    r"我(?:现在|目前)?(?:自己|独自)(?:开|经营)",
    re.IGNORECASE,
)
_NOT_TODAY = re.compile(r"\bex-|\bformer|\bavailable for\b|\bopen to\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:until|till|used to|sold|closed|gave up|in the past|before)\b|曾|以前", re.IGNORECASE)


def is_self_employed(resume_text: str) -> bool:
    """Whether somebody says that they work for themselves today, and for nobody else."""
    lines = with_work_found(read_sections(resume_text))
    if any(map(_says_who_they_are, _headlines(lines))):
        return True
    today = list(_jobs_of_today(lines))
    if today:
        return all(map(_is_own, today))
    return any(_SAID.search(text) and not _PAST.search(text) for text in _told(lines))


def _says_who_they_are(text: str) -> bool:
    """Whether it stands for itself: a "teacher and freelance photographer" may have an employer."""
    found = _TITLE.search(text)
    if found is None or any(pattern.search(text) for pattern in (WISHED, _PAST, _NOT_TODAY)):
        return False
    before = text[: found.start()].rstrip()
    return not before or not (before[-1].isalnum() or found.group().startswith("and"))


def _headlines(lines: Iterable[Line]) -> Iterator[str]:
    head = [line.text for line in lines if line.section is Section.HEAD][:_HEAD_LINES]
    return (text for text in head if len(text) <= _LONGEST_HEADLINE and not range_places(text))


def _jobs_of_today(lines: Sequence[Line]) -> Iterator[Entry]:
    """The jobs that go on; of jobs without dates the first."""
    entries, _ = read_entries([line for line in lines if line.section is Section.EXPERIENCE], Section.EXPERIENCE)
    dated = [each for each in entries if any(range_places(line.text) for line in each.head_lines)]
    if not dated:
        yield from entries[:1]
    for each in dated:
        if not is_over(" ".join(line.text for line in each.head_lines)):
            yield each


def _is_own(job: Entry) -> bool:
    return any(_TITLE.search(line.text) for line in job.head_lines)


def _told(lines: Sequence[Line]) -> Iterator[str]:
    return (text for line, text in unwrapped(lines) if line.section is not Section.ASIDE)
