"""Whether a resume says that somebody works for themselves today: who does has no boss, no manager and no department.

Told by the head of the jobs that go on, by what somebody calls themselves at the top, or by what is said of them, in
the first or the third person. Who was self-employed before, or works for people who are, has an employer. Where nothing
is said of it, nothing is known.
"""

from __future__ import annotations

import re

from interview.resume.profile.of_today import parts_of_title
from interview.resume.profile.projects import Entry
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.title_fields import WISHED

# What belongs to somebody, by what an owner is called: a product owner and a process owner own nothing.
_OWNED = (
    r"business|firm|company|shop|store|salon|studio|farm|practice|restaurant|caf[eé]|bar|pub|bakery|garage|workshop|"
    r"nursery|gallery|franchise|agency|gym|clinic|kennels?|surgery|round|boat|taxi"
)
_SELF = r"self[- ]employed|free[- ]?lanc(?:e|er|ing)|sole[- ](?:trader|proprietor|practitioner|owner)|trading as|t/a"
# What is there for those who work for themselves, and who works there.
_FOR_THEM = (
    r"clients?|customers?|people|staff|team|pool|management|co-?ordinator|manager|marketplace|platform|brands|desk|"
    r"department|unit|section|recruit\w*|advis\w+|liaison|relations|support|services|accounts?|and|or|&"
)
_WORD = r"[^\W\d_][\w'’/&-]*"
_OF_OTHERS = r"to|for|of|with|by|the"
_OWNER = (
    rf"(?:(?:{_OWNED})[ -])?(?:co-?\s?)?(?:owner|founder|proprietor)"
    r"(?:[ -](?:operator|driver|manager|director|occupier|trader|editor|designer|chef|ceo|cto))?"
)
_ONLY_SELF = (
    rf"(?:now |currently |fully |(?:on )?an? )?(?:{_SELF})"
    r"(?:\s+(?:contractor|consultant|basis|work|worker|trader|status))?|"
    rf"(?:(?!(?:{_OF_OTHERS}|key)\b){_WORD}\s+){{0,3}}?own\s+(?:small\s+|little\s+)?(?:{_OWNED}|account)"
)
# Beside a title, in brackets and behind it, stands that alone.
_BESIDE = re.compile(rf"{_ONLY_SELF}|{_OWNER}", re.IGNORECASE)
_TITLE = re.compile(
    rf"{_ONLY_SELF}|(?:{_SELF})\s+(?!(?:{_FOR_THEM})\b)(?:{_WORD}\s+|[&>→]\s+){{0,4}}(?!(?:{_FOR_THEM})$){_WORD}|"
    rf"(?:(?!(?:{_OF_OTHERS})\b){_WORD}\s+){{1,5}}(?:{_SELF})|"
    r"independent\s+(?:[a-z]+\s+)?(?:consultant|contractor|translator|journalist|photographer|designer|artist|tutor|"
    r"craftsman|trader)",
    re.IGNORECASE,
)
_OWNS = re.compile(rf"{_OWNER}(?:\s+of\s+(?!the year).+)?", re.IGNORECASE)
_AND = re.compile(r"\s*[/&+]\s*|\s+and\s+")
_OWNS_BESIDE = re.compile(rf"\band\s+{_OWNER}\b", re.IGNORECASE)
_FAMILY = re.compile(r"(?:sons?|daughters?|brothers?|co|partners?|family)\b(?!-)", re.IGNORECASE)
_WHOSE = re.compile(rf"\b(?:{_OF_OTHERS})\b.*(?:&|\band\b)", re.IGNORECASE)
_TRADES_AS = re.compile(r"\b(?:trading as|t/a)\b", re.IGNORECASE)
_CHINESE = re.compile(
    r"个体(?:户|经营|工商户)|自由职业|自雇|自主创业|自己(?:开|经营)|(?:创始人|店主)(?!助理|秘书|办公室|关系)|老板$"
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


def is_self_employed(resume: ReadResume) -> bool:
    """Whether somebody says that they work for themselves today, and for nobody else."""
    if any(map(_says_who_they_are, resume.headlines)):
        return True
    if resume.jobs_of_today:
        return all(map(_is_own, resume.jobs_of_today))
    return any(_SAID.search(text) and not _PAST.search(text) for text in resume.said_of_oneself)


def _says_who_they_are(text: str) -> bool:
    """Whether it stands for itself: a "teacher and freelance photographer" may have an employer."""
    stands_alone = not any(pattern.search(text) for pattern in (WISHED, _PAST, _NOT_TODAY, _OWNS_BESIDE))
    return stands_alone and _names_one(text)


def _is_own(job: Entry) -> bool:
    return any(_names_one(line.text) for line in job.head_lines)


def _names_one(text: str) -> bool:
    """Whether a part of a line is the title of somebody who works for themselves, or says no more than that they do."""
    if _CHINESE.search(text) or _TRADES_AS.search(text):
        return True
    return any(
        _is_title(part) if may_be_title else bool(_BESIDE.fullmatch(part))
        for part, may_be_title in parts_of_title(text)
    )


def _is_title(part: str) -> bool:
    if _TITLE.fullmatch(part) or _OWNS.fullmatch(part):
        return True
    each = _AND.split(part)
    return not (_WHOSE.search(part) or any(map(_FAMILY.match, each))) and any(map(_OWNS.fullmatch, each))
