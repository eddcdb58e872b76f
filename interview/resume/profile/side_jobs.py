"""Whether a job is one beside another: it says so, is done on free days or for a few hours a week, or is an office of
honour. By its line, the heading above it and its words alone; whether there is another job is not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interview.resume.profile.dates import range_places, without_dates
from interview.resume.profile.roles import PARTS
from interview.resume.profile.sections import Line

_BESIDE = re.compile(
    # "Buy-side business analyst", the Sunday Times and "37.5 hours per week" are none.
    r"(?<![\w-])(?<!buy )(?<!sell )side[- ]?(?:jobs?|gigs?|hustles?|business|lines?|work)\b|\bon the side\b(?! of)|"
    r"\bsecond job\b|^\W*(?:saturday|sunday|weekend)s?\b(?!\s+(?:times|telegraph|mirror|express|post)\b)|"
    r"\b(?:on )?(?:saturdays|sundays|weekends)\s*$|"
    r"(?<![\w.,])(?:\d|1[0-2]) ?(?:hours|hrs|h) (?:a|per) week\b|副业",
    re.IGNORECASE,
)
_SPORT = (
    r"basketball|football|soccer|hockey|wrestling|tennis|track|baseball|softball|volleyball|rugby|swim(?:ming)?|cricket|"
    r"athletics|handball|netball|gymnastics|league|under-?\d+s?|u-?\d+"
)
# Their staff, and who is at the head of a firm, are paid, and credit unions are firms.
_MEMBER_OF = (
    r"(?<!executive and )(?<!officer and )(?<!director and )(?<!manager and )member of (?:the|an?) "
    r"(?!(?:[\w'’-]+ ){0,2}(?:management|executive) board\b)(?:[\w'’-]+ ){0,3}"
    r"(?:committee|board|(?<!credit )union|guild|club|(?<!building )society|(?<!housing )association|"
    r"council\b(?! (?:\w+ )?(?:team|staff))|chamber\b(?! (?:\w+ )?(?:orchestra|choir|ensemble)))\b"
    r"(?! (?:[\w-]+ ){0,2}(?:staff|coaches)\b)"
)
# What nobody does for a living, as long as there is another job. Bills are unpaid, too.
_FOR_NOTHING = re.compile(
    r"\b(?:volunteer(?!s?\s+(?:co-?ordinator|manager|officer|services|recruit\w+|program\w*)\b)|voluntary|honorary|"
    r"unpaid(?!\s+(?:\w+s|rent|debt|tax|invoice|bill|wage|fine)\b)|"
    r"(?:school|college|academy|parent|foundation) governor|trustee(?!\s+(?:services|manager|officer))|"
    r"justice of the peace|church ?warden|lay reader|"
    r"(?:scout|guide|cub|youth|brownie)s?[ -](?:leader|master|group leader)|"
    r"(?:committee|board|branch|council) member|"
    rf"{_MEMBER_OF}|"
    r"(?:union|works council) rep(?:resentative)?"
    r"(?! (?:\w+ )?(?:manager|co-?ordinator|officer|organi[sz]er)\b)(?!\W*(?:full[- ]time|released))|"
    r"(?:club|branch|society|association|choir) (?:secretary|treasurer|president|chair(?:man|woman)?))\b|义工|志愿",
    re.IGNORECASE,
)
# What some do for a living and most beside another job.
_OF_HONOUR = re.compile(
    r"\b(?:magistrate|(?:parish|town|community|local|borough|district) councill?or|deacon|precentor|notary(?: public)?|"
    rf"umpire|referee|(?:{_SPORT})\s+(?:[\w-]+\s+)?(?:official|coach|judge|captain|timekeeper))\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\W*(?:side|outside|other|voluntary|volunteer(?:ing)?|community|honou?rary|honou?rs?|public|civic|memberships?|offices?)"
    r"(?:(?:\s+|\s*[&,/]\s*)(?:and|work|jobs?|gigs?|activit(?:y|ies)|service|interests?|involvement|posts?|roles?|offices?|"
    r"duties|experience|life|memberships?|volunteer(?:ing)?|community|voluntary|honou?rs?|the|of))*\W*",
    re.IGNORECASE,
)
_OF_WORK = re.compile(r"\W*other (?:work|jobs?|posts?|roles?|experience)\W*", re.IGNORECASE)
# What is told of free time and of those who are together in it.
_OF_FREE_TIME = re.compile(
    r"\bvolunt\w+|\bunpaid\b|\bhonorary\b|\b(?:clubs?|church(?:es)?|chapel|choirs?|parish|parishioners|lifeboat|scouts?|guides|shinty|"
    r"guild|(?:local|village|residents['’]?|allotment)\s+(?:\w+\s+)?(?:group|society|association)|"
    r"community council|councillor|magistrate|trustee|governors?|hunters|spare time|free time|outside (?:of )?work)\b",
    re.IGNORECASE,
)
_MOST_HEADING_WORDS = 5


def is_side_job(text: str) -> bool:
    """Whether the line of a job says that it is one beside another."""
    return _BESIDE.search(text) is not None or is_for_nothing(text) or is_of_honour(text)


def is_of_honour(text: str) -> bool:
    """Whether the line of a job begins with an office of honour that some do for a living, too."""
    return _OF_HONOUR.search(_first(text)) is not None


def is_for_nothing(text: str) -> bool:
    """Whether the line of a job begins with voluntary work, or an office that nobody is paid for."""
    return _FOR_NOTHING.search(_first(text)) is not None


def _first(text: str) -> str:
    return next((part for part in PARTS.split(without_dates(text)) if part.strip()), "")


def is_of_free_time(sentence: str) -> bool:
    """Whether a sentence is about what somebody does for nothing, for their parish or in a club."""
    return _OF_FREE_TIME.search(sentence) is not None


def below_heading_of_side_jobs(lines: Sequence[Line]) -> frozenset[int]:
    """The ids of lines below headings such as "Voluntary" and "Side work", up to the next heading."""
    found: set[int] = set()
    is_below = False
    for line in lines:
        if _is_heading(line):
            is_below = _HEADING.fullmatch(line.text) is not None and _OF_WORK.fullmatch(line.text) is None
        elif line.after_heading:
            is_below = False
        if is_below:
            found.add(id(line))
    return frozenset(found)


def _is_heading(line: Line) -> bool:
    """Whether a line stands alone like a heading whose words name no section."""
    if (
        line.is_bullet
        or not line.after_blank
        or range_places(line.text)
        or len(line.text.split()) > _MOST_HEADING_WORDS
    ):
        return False
    return line.text.isupper() or line.text.endswith(":") or _HEADING.fullmatch(line.text) is not None
