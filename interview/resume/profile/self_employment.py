"""Whether a resume says that somebody works for themselves today: who does has no boss, no manager and no department.

Told by the head of the jobs that go on, by what somebody calls themselves at the top, or by what is said of them, in
the first or the third person. Who was self-employed before, or works for people who are, has an employer. Where nothing
is said of it, nothing is known.
"""

from __future__ import annotations

import re

from interview.resume.profile.of_today import headlines, jobs_of_today, said_of_oneself
from interview.resume.profile.projects import Entry
from interview.resume.profile.sections import read_sections
from interview.resume.profile.title_fields import WISHED
from interview.resume.profile.unheaded import with_work_found

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
_OWN = r"(?:my|his|her|their)"
_SUBJECT = r"(?:^|[,;]\s+|\b(?:and|where|when)\s+)(?:I|s?he|they)"
_SAID = re.compile(
    rf"{_SUBJECT}(?:['’](?:m|ve|s|re)|\s+(?:am|is|are|have|has|works?|runs?|owns?|trades?|now|currently))\b"
    # Not "I work for a firm that serves self-employed people".
    r"(?:(?!\bfor an?\b|\bat\b)[^.;]){0,60}?"
    rf"(?:\b(?:{_SELF}|for (?:my|him|her)self|for themselves|on {_OWN} own account)\b|"
    rf"\b{_OWN} own (?:small |little )?(?:{_OWNED})\b|\bone[- ](?:man|woman|person)\b)|"
    # Who writes their own bills is paid by customers; who works at their own house has no other place of work.
    rf"{_SUBJECT}\s+(?!had\b|did\b|\w+ed\b)\w+\b[^.;]{{0,60}}?\b{_OWN} own\b[^.;]{{0,40}}?"
    r"\b(?:billing|bills|invoic(?:es|ing)|marketing|quotes)\b|"
    rf"{_SUBJECT}\s+(?:am|is|are|have|has|works?|makes?|repairs?|runs?|keeps?|builds?)\b[^.;]{{0,60}}?"
    rf"\b(?:from|in|at)\s+(?:an?|the|{_OWN})\b[^.;]{{0,30}}?\b(?:shop|workshop|studio|salon|garage|barn|shed|kitchen)\b"
    rf"[^.;]{{0,20}}?\b(?:behind|beside|under|at|next to|in the garden of)\s+{_OWN}\s+(?:own\s+)?(?:\w+\s+)?"
    r"(?:house|home|flat)\b|"
    r"我(?:现在|目前)?(?:自己|独自)(?:开|经营)",
    re.IGNORECASE,
)
_NOT_TODAY = re.compile(r"\bex-|\bformer|\bavailable for\b|\bopen to\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:until|till|used to|sold|closed|gave up|in the past|before)\b|曾|以前", re.IGNORECASE)


def is_self_employed(resume_text: str) -> bool:
    """Whether somebody says that they work for themselves today, and for nobody else."""
    lines = with_work_found(read_sections(resume_text))
    if any(map(_says_who_they_are, headlines(lines))):
        return True
    today = list(jobs_of_today(lines))
    if today:
        return all(map(_is_own, today))
    return any(_SAID.search(text) and not _PAST.search(text) for text in said_of_oneself(lines))


def _says_who_they_are(text: str) -> bool:
    """Whether it stands for itself: a "teacher and freelance photographer" may have an employer."""
    found = _TITLE.search(text)
    if found is None or any(pattern.search(text) for pattern in (WISHED, _PAST, _NOT_TODAY)):
        return False
    before = text[: found.start()].rstrip()
    return not before or not (before[-1].isalnum() or found.group().startswith("and"))


def _is_own(job: Entry) -> bool:
    return any(_TITLE.search(line.text) for line in job.head_lines)
