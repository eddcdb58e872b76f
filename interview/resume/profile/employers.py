"""Which part of a job's head is the employer: by the form of its name, or by what kind of organisation it says it is.

The name comes first, and only what surely is an organisation stands before it: "College Park" is a place and "Trust &
Safety" a team. A ward or a team is part of one, and stands for it only where nothing else does. A title, a rank or a
number of something is none: rather no employer is named than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from interview.resume.profile.roles import PARTS, ends_in_known, is_firm_of_names, role_of, trimmed
from interview.text.words import FUNCTION_WORDS

_FIRM = re.compile(
    r"\b(?:inc|ltd|limited|llc|llp|corp|corporation|plc|gmbh|kft|s\.r\.o|sp\. z o\.o|pty|b\.v|s\.a|s\.l)\.?\s*$|"
    r"(?:公司|集团|事务所|医院)$|\b(?-i:AS|ASA|AB|AG|SE|NV|BV|SA|OY|Oy|Oyj|ApS|KG|Co)\.?\s*$",
    re.IGNORECASE,
)
# Where it ends a name or says of or for what: a place or a field may begin with the same word.
_ORGANISATION = re.compile(
    r"\b(?:hospitals?|infirmary|clinic|hospice|(?:care|nursing|children's) home|surgery|pharmacy|school|kindergarten|"
    r"academy|college|university|institute|bank|society|foundation|association|charity|trust|union|council|ministry|authority|"
    r"agency|museum|library|hotel|restaurant|bakery|supermarkets?|airlines?|church|club|technologies|industries|"
    r"logistics|holdings?|studios?|laborator(?:y|ies)|labs)(?:\W*$|\s+(?:of|for)\b)",
    re.IGNORECASE,
)
# Part of an organisation, or how large it is.
_PART = re.compile(
    r"^\d|\b(?:ward|unit|department|dept|team|squad|division|section|floor|shift|theatres?|beds)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:street|square|park|road|city|station)\W*$", re.IGNORECASE)
# "a logistics startup" says what an employer is; "A Plus Tutors" is a name.
_DESCRIPTION = re.compile(r"[Aa]n?\s+(?![A-Z])")
# "Senior Stylist", "later team lead".
_RANK = re.compile(
    r"(?:senior|sr|junior|jr|lead|head|chief|principal|deputy|acting|assistant|trainee|later|then|formerly|previously)\b",
    re.IGNORECASE,
)
# "Tier 2", "Level III" and "600 cows" say how high or how many.
_GRADE = re.compile(r"[^\W\d_]+\s(?:\d{1,2}|[IVX]{1,4})|.*?(?<!\S)\d[\d.,]*\s+[a-z].*")
# "Part II Physics" is what was taught; "Level 10 Construction" may be that, a rank or a firm.
_COURSE = re.compile(r"(?:part|year|stage|key stage|module)\s(?:\d{1,2}|[ivx]{1,4})\b.*", re.IGNORECASE)
_COURSE_OR_FIRM = re.compile(r"(?:level|grade|form)\s(?:\d{1,2}|[ivx]{1,4})\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])")
_UNCLOSED = re.compile(r"\s*[(（\[][^)）\]]*$")


def names_a_firm(name: str) -> bool:
    """Whether a name has the form of a firm's, whoever wrote it down."""
    return _FIRM.search(name) is not None or is_firm_of_names(name)


def without_asides(text: str) -> str:
    """A name without what stands in brackets in it, also where they have no end; itself where nothing else is."""
    plain, before = text, ""
    while plain != before:
        plain, before = _ASIDE.sub("", plain), plain
    return _UNCLOSED.sub("", plain).strip() or text


def parts_of_head(text: str) -> list[str]:
    """What stands between commas and dashes of a head, outside brackets."""
    parts = (trimmed(part) for part in PARTS.split(without_asides(text)))
    return [part for part in parts if part and re.search(r"[^\W\d_]", part)]


def employer_in(parts: Iterable[str]) -> str:
    """The first part that surely is an organisation, or else the first that is no part of one; "" where none may be."""
    return min((part for part in parts if _may_be_one(part)), key=_doubt, default="")


def is_surely_one(name: str) -> bool:
    """Whether a name says by its form or its words that it is a firm's or another organisation's."""
    return names_a_firm(name) or _is_an_organisation(name)


def _may_be_one(part: str) -> bool:
    """Whether a part has the form of a name: a capital, and more than a title, a rank, a number of something or words
    that stand between others."""
    if is_surely_one(part):
        return True
    is_title_of_somebody = _RANK.match(part) is not None or role_of(part) == part or ends_in_known(part)
    is_between = all(word in FUNCTION_WORDS for word in part.lower().split())
    return not (
        part.islower() or is_title_of_somebody or is_between or _GRADE.fullmatch(part) or _COURSE.fullmatch(part)
    )


def _doubt(part: str) -> int:
    if names_a_firm(part):
        return 0
    if _PART.search(part) or _DESCRIPTION.match(part) or _COURSE_OR_FIRM.match(part):
        return 2
    return 0 if _is_an_organisation(part) else 1


def _is_an_organisation(part: str) -> bool:
    return _ORGANISATION.search(part) is not None and not _PLACE.search(part)
