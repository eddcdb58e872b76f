"""Lines that say with a label what they are: "Company: …", "Designation: …", "Project: …", "Client: …".

Such a line is a part of the head of a job, also with a number before it, and tells of nothing done.
"""

from __future__ import annotations

import re
from enum import Enum

from interview.resume.profile.deeds import IRREGULAR


class Label(Enum):
    """What a labelled line of a job names. DETAIL is all that says neither who, as what, when nor which project."""

    EMPLOYER = "employer"
    POSITION = "position"
    PERIOD = "period"
    PROJECT = "project"
    DETAIL = "detail"


_WORDS = {
    Label.EMPLOYER: r"(?:company|employer|organi[sz]ation|firm|hospital|school|institution|agency)(?:['’]s)?(?: name)?",
    Label.POSITION: r"(?:designation|position|post|job title|title|rank)(?: held)?",
    Label.PERIOD: r"(?:period|duration|tenure|from|(?:inclusive )?dates?)(?: of (?:employment|service|work))?",
    Label.PROJECT: r"project(?: (?:name|title|(?:#|no\.?)? ?\d{1,2}))?",
    Label.DETAIL: r"(?:main )?(?:client|consultant|contractor|pmc|location|place|department|"
    r"(?:project|contract) (?:cost|value)|nature of (?:work|project|business)|reporting to|"
    r"reports to|team size)(?: name)?",
}
_LABELS = {
    label: re.compile(rf"(?:name of (?:the )?)?{words}\s*[:：]\s*(?=\S)", re.IGNORECASE)
    for label, words in _WORDS.items()
}
_LOOKED_FOR = r"(?:position|job|role|post|work|contract|opportunit(?:y|ies)|vacancy|place|title|employment)s?"
_WISH = re.compile(
    rf"\W*(?:(?:my )?(?:desired|wanted|wished|target|preferred) {_LOOKED_FOR}\b|(?:career )?(?:objective|goal)s?\s*:|"
    r"(?:i(?:['’]m| am)? )?(?:now |currently )?(?:want(?:ing)?|hop(?:e|ing)|wish(?:ing)?|would like|['’]d like) to\b|"
    rf"i(?:['’]m| am)? (?:now |currently )?(?:search|seek)(?:ing)?\b|"
    rf"(?:i(?:['’]m| am)? )?(?:now |currently )?(?:look|search|seek)(?:ing)?(?: for)?\b[^.;]*\b{_LOOKED_FOR}\b)",
    re.IGNORECASE,
)
# "Seeking places for 40 children, found 38": what was done with what, and no "fixed contract".
_DONE = re.compile(rf"(?:,|\band)\s+(?:\w+ed|{IRREGULAR})\s+(?:the\b|an?\b|our\b|in\s+\d|\d)", re.IGNORECASE)
# What of the name of a project says where, how large or of which kind it is.
_MORE = re.compile(r"\s*[,;|]\s*(?![^()]*\))|\s+[-–—]\s+(?![^()]*\))|\s{3,}")
_MOST_WORDS, _FEWEST_WORDS = 12, 2


def label_of(text: str) -> Label | None:
    """What a line says that it names, None where it says nothing of the kind."""
    return next((label for label, pattern in _LABELS.items() if pattern.match(text)), None)


def is_wish(text: str) -> bool:
    """Whether a line says which work somebody looks for, and tells of none."""
    return _WISH.match(text) is not None and _DONE.search(text) is None


def unlabelled(text: str) -> str:
    """A line without its label; itself where it has none."""
    label = label_of(text)
    return text if label is None else _LABELS[label].sub("", text, count=1)


def project_named(text: str) -> str:
    """The name of the project that a line names, without what follows it; "" where it names none."""
    if label_of(text) is not Label.PROJECT:
        return ""
    name = _MORE.split(unlabelled(text))[0].strip(" .:")
    return name if _FEWEST_WORDS <= len(name.split()) <= _MOST_WORDS else ""
