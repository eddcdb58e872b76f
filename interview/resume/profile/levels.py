"""How far somebody is: junior, mid or senior, by years, by what their jobs are called and by what they study.

In a profession that is known years of that profession count; where none is known, those of the trade or of any work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interview.core.profile import Level
from interview.resume.profile.roles import is_title_line
from interview.resume.profile.title_levels import JUNIORS, LEARNERS, SENIORS, Rank, ranks

SENIOR_YEARS = 6
JUNIOR_YEARS = 2
# Below two years in a profession somebody is junior, from seven on senior; who leads the craft is so earlier.
JUNIOR_BELOW, TITLED_JUNIOR_BELOW, SENIOR_FROM, TITLED_SENIOR_FROM = 2.0, 3.0, 7.0, 4.0
# Who goes over to another work, or wishes for it.
_NEW_TO_IT = (
    r"aspiring|career[- ](?:chang|switch)(?:er|e|ing)?|(?:for|seeking) my first (?:\w+ )?(?:job|role|position|post)"
)
_STARTING = re.compile(
    r"\b(?:(?:recent|new|fresh)\s+(?:college\s+|university\s+)?grad(?:uate)?|entry[- ]level|fresher|final[- ]year|"
    rf"{_NEW_TO_IT})\b",
    re.I,
)
# A licence that is "current" is no study.
_STUDYING = re.compile(r"\b(?:expected|anticipated|present|ongoing)\b|(?:[-–—]|\bto)\s*current\b|至今|在读|预计", re.I)

_COURSE = (
    r"(?:apprenticeship|course|certificate|diploma|degree|bachelor|master|leaving cert|a-levels|gcses?|btec|nvq|"
    r"traineeship|school|college|university)"
)
_IN_A_YEAR = re.compile(
    rf"\bin (?:the|my) (?:first|second|third|fourth|1st|2nd|3rd|4th|final|last) year of (?:a|an|my|the)\b"
    rf"[^.;]{{0,60}}?\b{_COURSE}\b|"
    r"\bI(?:['’]m| am) (?:1[5-9]|fifteen|sixteen|seventeen|eighteen|nineteen)\b"
    r"(?!\s*(?:years?|months?) (?:in|into|of)\b)|^\W*aged?\W{1,3}1[5-9]\b(?!\s*[-–])",
    re.I,
)
_AM = r"\b(?:I(?:['’]m| am)|am) (?:now |currently |still )?"
_SCHOOL = r"(?:school|college|university)"
_TRAINING = (
    r"(?:apprenticeship|course|certificate|diploma|degree|bachelor|master['’]?s|leaving cert|a-levels|gcses?|btec|nvq|"
    r"traineeship)"
)
# "my nursing degree", and not "charge of the degree" or "the diploma office".
_WHICH = r"(?:(?!(?:of|for|with|who|that|and|to)\b)[\w'’&.-]+\s+){0,5}?"
_TRAINING_ITSELF = (
    rf"{_WHICH}{_TRAINING}s?\b(?=\s*(?:[.,;:(]|$|(?:in|at|with|of|for|to|and|as|on|from|by|level|course)\b))"
)
_STUDIES_NOW = re.compile(
    rf"{_AM}(?:doing|taking|enrolled (?:in|on|for)|in|on|studying(?: for| towards)?)\s+{_TRAINING_ITSELF}|"
    rf"{_AM}(?:studying|enrolled)\b[^.;]{{0,60}}?\b{_COURSE}\b|"
    # Who is at a school may teach or cook there.
    rf"{_AM}(?:at|in)\s+{_WHICH}{_SCHOOL}(?:\s+(?:in|of)\s+[\w'’-]+)?,?\s+(?:and\s+)?"
    rf"(?:studying\b|enrolled\b|(?:doing|taking)\s+{_TRAINING_ITSELF})|"
    rf"{_AM}in (?:the|my) (?:\w+) year (?:at|of) {_SCHOOL}\b(?=\s*(?:[.,;]|$|(?:in|and|doing|studying|taking)\b))",
    re.IGNORECASE,
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NO_WORK_YET = re.compile(
    r"\b(?:do not|don['’]?t|have not|haven['’]?t|have never)\s+(?:have|had)\s+a\s+job\s+(?:yet|so far)\b|"
    r"\bno (?:job|work(?: experience)?) (?:yet|so far)\b|\bmy first (?:\w+ )?(?:job|role|position|post) (?:as|in)\b|"
    r"^\W*(?:I have )?no (?:commercial|work|professional) experience(?: yet| so far)?\W*$|"
    r"\bI(?:['’]ve| have)?(?: just)? (?:left|finished) (?:[\w'’-]+\s+){0,4}?"
    rf"(?:school|high|academy|college|sixth form)\s+(?:(?:this|last)\s+\w+|in\s+(?:{_MONTHS})\b(?!,?\s+\d))",
    re.IGNORECASE | re.MULTILINE,
)
# A number, a comma and a place may be a house; beside no title and no work it is somebody's age.
_AGE = re.compile(r"\W*1[5-9],\s*[A-Z][\w'’-]+\W*")


def has_no_work_yet(texts: Sequence[str]) -> bool:
    """Whether one of these sentences and lines says that who writes has not worked yet, or is of an age to leave school
    and none is a title."""
    is_young = any(map(_AGE.fullmatch, texts)) and not any(map(is_title_line, texts))
    return is_young or any(map(_NO_WORK_YET.search, texts))


def learns_a_trade(title: str) -> bool:
    """Whether a title is that of somebody who learns the work."""
    return Rank.LEARNS in ranks(title)


def is_learner(text: str) -> bool:
    """Whether a sentence says that who writes is in a year of an apprenticeship or a course, or of such an age."""
    return _IN_A_YEAR.search(text) is not None


def studies_now(text: str) -> bool:
    """Whether a sentence says that who writes is at school or takes a course, which may be beside their work."""
    return _STUDIES_NOW.search(text) is not None


def level_of(years: float | None, headline: str, roles: list[str], education: str) -> Level:
    """Junior below two years or while starting out, senior from six years or by title with some experience, else mid.

    `headline` is the head of the resume, `roles` the job titles with the latest first.
    """
    latest, head = ranks(roles[0] if roles else ""), ranks(headline)
    only_interned = bool(roles) and all(LEARNERS & ranks(role) for role in roles)
    starts = _STARTING.search(headline) is not None or Rank.STUDIES in head
    starting_below = SENIOR_YEARS if starts else TITLED_JUNIOR_BELOW if JUNIORS & head else 0
    is_starting = starting_below > (years or 0)
    interns_while_studying = LEARNERS & latest and _STUDYING.search(education) is not None
    if only_interned or interns_while_studying or is_starting:
        return Level.JUNIOR
    if not roles and years is None and _STUDYING.search(education):
        return Level.JUNIOR
    is_titled = SENIORS & (head | latest) and not LEARNERS & latest
    if years is None:
        return Level.SENIOR if is_titled and roles else Level.JUNIOR if Rank.BEGINS in latest else Level.MID
    if years >= SENIOR_YEARS:
        return Level.SENIOR
    if is_titled and years >= JUNIOR_YEARS:
        return Level.SENIOR
    if years < JUNIOR_YEARS or (Rank.BEGINS in latest and years < TITLED_JUNIOR_BELOW):
        return Level.JUNIOR
    return Level.MID


def level_in_profession(titles: str, years: float | None, *, is_beginning: bool) -> Level:
    """The level in a known profession; `titles` are the head of the resume and the latest job in it."""
    if years is not None and years >= SENIOR_FROM:
        return Level.SENIOR
    said = ranks(titles)
    is_new = bool(said & JUNIORS) or _STARTING.search(titles) is not None
    if years is None:
        if is_new or is_beginning:
            return Level.JUNIOR
        return Level.SENIOR if said & SENIORS else Level.MID
    if years < (TITLED_JUNIOR_BELOW if is_new else JUNIOR_BELOW):
        return Level.JUNIOR
    if Rank.LEADS in said or (Rank.SENIOR in said and years >= TITLED_SENIOR_FROM):
        return Level.SENIOR
    return Level.MID
