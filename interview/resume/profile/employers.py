"""Which part of a job's head is the employer: by the form of its name, or by what kind of organisation it says it is.

The name comes first, and only what surely is an organisation stands before it: "College Park" is a place and "Trust &
Safety" a team. A ward or a team is part of one, and stands for it only where nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from interview.resume.profile.roles import PARTS, role_of, trimmed

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
# Part of an organisation, how large it is, or what somebody became there.
_PART = re.compile(
    r"^\d|^(?:later|then|formerly|previously)\b|"
    r"\b(?:ward|unit|department|dept|team|squad|division|section|floor|shift|theatres?|beds)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:street|square|park|road|city|station)\W*$", re.IGNORECASE)
# "a logistics startup" says what an employer is; "A Plus Tutors" is a name.
_DESCRIPTION = re.compile(r"[Aa]n?\s+(?![A-Z])")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])")
_UNCLOSED = re.compile(r"\s*[(（\[][^)）\]]*$")


def names_a_firm(name: str) -> bool:
    """Whether a name has the form of a firm's, whoever wrote it down."""
    return _FIRM.search(name) is not None


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
    """The first part that surely is an organisation, or else the first that is no part of one; "" without any."""
    return min(parts, key=_doubt, default="")


def _doubt(part: str) -> int:
    if names_a_firm(part):
        return 0
    if _PART.search(part) or _DESCRIPTION.match(part) or role_of(part) == part:
        return 2
    return 0 if _ORGANISATION.search(part) and not _PLACE.search(part) else 1
