"""Whose work a sentence of a resume tells of: that of who wrote it, or a wife's, an employer's, a firm's.

The subject in front of the verb decides, and where there is none the sentence is about the person. It knows no
grammar beyond that: what is denied, or may be another's, is not told of this person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from interview.text.words import FUNCTION_WORDS

# Behind at least two small letters no abbreviation of a title or a month ends.
_SENTENCE_BEGINS = re.compile(r"(?:[a-z)%]{3}|\d)[.!?]\s+(?=[A-Z“\"])|;\s+")
_FINITE = r"(?:has|is|was|works|serves|sails|practi[sc]es|became|becomes)"
_VERB = (
    rf"(?:{_FINITE}|have|had|are|were|work|worked|serve|served|employs?|employed|engaged|appointed|hires?|hired|took|made|"
    r"promoted|joined|started|began|came|went|moved|returned)"
)
_BEFORE_VERB = r"(?:,[^,.;]{0,80},)?\s+(?:(?:now|also|still|always|currently|never|only|once|later|then)\s+)?"
# A subject of its own begins another clause: "the last ten years I have been".
_OTHER_WORD = r"(?!(?:I|we|s?he|they|who|which|that)\b)[\w'’&-]+"
_OF_SOMEBODY = (
    rf"\b(?:my|our|his|her|their)\s+(?:{_OTHER_WORD}\s+){{0,4}}?(?P<kin>{_OTHER_WORD}){_BEFORE_VERB}{_VERB}\b"
)
_CLAUSE = (
    r"(?:^|(?<=[,;:(]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bwhile\s)|(?<=\bwhere\s)|(?<=\bwhen\s)|(?<=\bbecause\s)|"
    r"(?<=\bthat\s))"
)
_SOMETHING = (
    rf"{_CLAUSE}(?:the|this|that|these|those|an?|one|every|each|both|another|its)\s+"
    rf"(?:{_OTHER_WORD}\s+){{0,5}}?(?P<thing>{_OTHER_WORD}){_BEFORE_VERB}{_VERB}\b"
)
_NAMED = (
    r"(?P<name>(?-i:[A-Z][\w'’-]+(?:\s+[A-Z][\w'’.-]+){0,2}))(?:\s+(?:of|at|from|in)\s+[\w'’-]+)?"
    rf"{_BEFORE_VERB}{_FINITE}\b"
)
_SUBJECT = re.compile(
    r"(?P<own>\b(?:(?-i:I)|we)\b(?!\.))|(?P<third>\bs?he\b)|"
    r"(?P<other>\b(?:they|who|which|whose|it|you|nobody|everybody|everyone|somebody|someone)\b)|"
    rf"{_OF_SOMEBODY}|{_SOMETHING}|{_CLAUSE}{_NAMED}",
    re.IGNORECASE,
)
# What somebody has of a work is not somebody else.
_OF_A_WORK = re.compile(
    r"(?:jobs?|posts?|positions?|roles?|work|career|employment|experience|service|trade|time|days?|months?|years?|title|duties)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\w+ly|now|then|today|still|also|later|once|here|there|next|first", re.IGNORECASE)
_THIRD_PERSON = re.compile(r"\b(?:has|is|works|serves|sails|practi[sc]es)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:never|not(?!\s+only\b)|no|neither|nor|without|cannot|would|could|might|should)\b|n['’]t\b",
    re.IGNORECASE,
)
# What is denied before it is no longer.
_GOES_ON = re.compile(
    r"\b(?:and|but)\s+(?:now\s+|then\s+|instead\s+)?(?:have|has|am|is|was|work|works|worked|became)\b", re.IGNORECASE
)
_ME, _THEM = re.compile(r"\s*(?:me|us)\b", re.IGNORECASE), re.compile(r"\s*(?:him|her)\b", re.IGNORECASE)
_SAYS_NO = re.compile(
    r"(?:I|we)(?:['’]m| (?:am|are|was|were|have|had|do|did))(?: (?:not|never|no)|n['’]t)\b"
    r"(?:(?<=m not)|(?<=m no)|(?<=was no)|(?<=was not)|(?<=wasn['’]t)|"
    r"\s+(?:yet\s+)?(?:been|be|work|train|qualif|serve|becom|becam)\w*)",
    re.IGNORECASE,
)

_FOR_FAMILY = (
    r"\s+(?:for|of|to)\s+(?:my|our|his|her)\s+(?:\w+\s+){0,2}(?:mother|mum|mom|father|dad|parents?|wife|husband|partner|"
    r"sons?|daughters?|children|kids|brothers?|sisters?|family|grand\w+|aunt|uncle)\b"
)
_BEHIND_A_TITLE = re.compile(_FOR_FAMILY, re.IGNORECASE)
_IS_FOR_FAMILY = re.compile(rf"\b(?:am|['’]m|was|been)(?:\s+[\w-]+){{1,4}}?{_FOR_FAMILY}", re.IGNORECASE)


def is_ones_own(text: str, end: int, *, is_first_person: bool, names: Collection[str]) -> bool:
    """Whether a sentence whose verb ends at `end` affirms something of the person; `names` has words of their name."""
    begin = max((match.end() for match in _SENTENCE_BEGINS.finditer(text, 0, end)), default=0)
    before = text[begin:end]
    subject = next(reversed(list(_subjects(before))), None)
    since = subject.start() if subject else 0
    since = max((match.start() for match in _GOES_ON.finditer(before, since)), default=since)
    if _DENIED.search(before, since):
        return False
    if subject is None:
        return not (is_first_person and _THIRD_PERSON.search(before))
    if subject["own"]:
        return True
    if subject["third"]:
        return not is_first_person
    if subject["name"]:
        return subject["name"].split()[0] in names
    # "The hospital hired me as"
    return (_ME if is_first_person else _THEM).match(text, end) is not None


def is_for_family(behind: str) -> bool:
    """Whether what stands behind a title says that it is for somebody's own family: a carer for their mother."""
    return _BEHIND_A_TITLE.match(behind) is not None


def is_of_another(text: str) -> bool:
    """Whether a text begins with a sentence about somebody else or something, or that says what somebody is not or is
    for their family alone."""
    subject = next(_subjects(text), None)
    is_others = subject is not None and subject.start() == 0 and (subject["kin"] or subject["thing"])
    return bool(is_others) or _SAYS_NO.match(text) is not None or _IS_FOR_FAMILY.search(text) is not None


def _subjects(text: str) -> Iterator[re.Match[str]]:
    for match in _SUBJECT.finditer(text):
        first = (match["name"] or "").partition(" ")[0]
        is_name = not first or not (first.lower() in FUNCTION_WORDS or _NO_NAME.fullmatch(first))
        if is_name and not _OF_A_WORK.fullmatch(match["kin"] or match["thing"] or ""):
            yield match
