"""Times that stand among jobs and are work of no trade: military and civilian service, leave, travel, a search for
work, an illness, children at home, and training for a trade. Told by what a line begins with, or by who comes back from
them; a title of which these are words ("unemployment benefits officer") is work.
"""

from __future__ import annotations

import re

from interview.occupations.recognise import recognised
from interview.resume.profile.roles import PARTS, role_of

_WHERE = (
    r"(?=\s+(?:in|through|around|across|to|the|abroad|from|due|for|after|following|and|with|at)\b|\W*(?:$|[(,:;–—-]))"
)
_FIRST = (
    r"\W*(?:(?:career|family|personal|planned|short|on|my|a|an|full[- ]time|extended|basic|compulsory|mandatory|"
    r"obligatory)\s+){0,2}"
)
# What is nobody's title, whatever follows.
_SURELY = (
    r"unemployed\b|(?:looking|searching) for (?:a |new )?(?:work|job|position)\b|seeking work\b|between jobs\b|"
    r"(?:rehabilitation|convalescence|recovery|recovering|recuperation) (?:after|from|following|and)\b|"
    r"(?:raising|raised|bringing up|brought up|caring for|cared for|looking after|looked after)\s+"
    r"(?:my|our|an? (?:sick|ill|elderly)|"
    r"(?:two|three|four|five|\d) (?:children|kids|sons|daughters|boys|girls)|children|family)\b"
)
_BREAK = re.compile(
    rf"{_FIRST}(?:"
    r"(?:national |alternative |basic |compulsory )*"
    r"(?:military|civilian|national|alternative|conscript|community|voluntary) service\b"
    r"(?!\s+(?:desk|cent\w+|overseas))|"
    r"zivildienst|wehrdienst|bundesfreiwilligendienst|conscription\b|"
    r"voluntary (?:social |ecological )?year|gap year|year (?:abroad|off|out)|sabbatical|"
    rf"(?:(?:career|family|employment) )?(?:break|pause|gap){_WHERE}|family (?:time|phase|care)\b|"
    rf"time (?:off|out){_WHERE}|job[- ]?seeker{_WHERE}|"
    r"(?:parental|maternity|paternity|sick|unpaid|family|carer['’]?s|caregiving|childcare) (?:leave|time|break)\b"
    r"(?!\s+(?:cover|replacement|substitut\w+))|"
    r"unemployment\b|job[- ]?(?:seeking|search|hunting)\b|illness\b|"
    rf"(?:world )?(?:travel(?:l?ing|s)?|backpacking|tour|trip){_WHERE}|"
    r"(?:housewife|homemaker|stay[- ]at[- ]home|house ?husband)\b|(?:mom|mum|mother|dad|father|parent)\b(?: of\b|\W*$)|"
    r"兵役|服役|(?:陪)?产假|育儿假|病假|待业|失业|求职期|间隔年|全职(?:妈妈|宝妈|爸爸|奶爸|太太|主妇|家庭主妇)|家庭主妇"
    r")",
    re.IGNORECASE,
)
# Who comes back tells of the time away by a title, which is that of the work before it; who helps those that do works,
# and these are several.
_COMES_BACK = re.compile(
    r"(?:^|[.;])(?:(?!\b(?:for|of|with|who|support\w*|help\w*)\b)[^.;])*"
    r"(?<!s )(?<!men )(?<!people )(?<!staff )(?<!children )\breturn(?:ing|er)\b(?!\s+(?:program|scheme|service))"
    r"[^.;]{0,40}?\b(?:after|following|from)\b[^.;]{0,40}?\b(?:at home|break|leave|pause|"
    r"time (?:off|out)|years? (?:off|out|away)|raising|bringing up|caring|looking after|illness)\b|"
    r"\byears? at home (?:with|raising|looking after|caring for) (?:my|our)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(rf"{_FIRST}(?:{_SURELY})", re.IGNORECASE)
_TRAINING = re.compile(
    rf"{_FIRST}(?:apprenticeship|vocational (?:training|preparation|school|college)|retraining|further training)\b",
    re.IGNORECASE,
)
# Who teaches or leads those that are trained; any other title behind a training is what is learned there.
_TRAINS = re.compile(
    r"\b(?:manager|officer|advis[eo]r|co-?ordinator|teacher|lecturer|instructor|trainer|tutor|assessor|director|"
    r"administrator|consultant|head|principal|lead|leader|specialist|supervisor|counsell?or|mentor|coach|inspector)$",
    re.IGNORECASE,
)
# Behind these a title is no longer that of who writes: "parental leave from my post as teacher".
_OF_IT = re.compile(
    r"\W*(?:$|(?:as|in|for|from|after|following|with|at|to|and|of|while|until|before|during|due|on|by|the)\b)|\W*[(（]",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\W*(?:(?:the|[A-Z][\w.’'-]*|\d+\w*)\s+){0,3}"
    r"(?i:(?<!salvation )army|navy|air force|marine corps|marines|national guard|coast guard|bundeswehr|armed forces|"
    r"territorials|infantry|regiment|battalion)"
    r"(?i:\s+(?:reserves?|corps|regiment|battalion|division|brigade))?(?:\s+of\s+\w+)?(?=\s*(?:$|[(–-]))|"
    r"\W*(?i:(?:the\s+)?(?:naval\s+|military\s+)?reserves)\W*$"
)


def is_no_work(text: str) -> bool:
    """Whether the line of a time, without its dates, tells of no work, or of the armed forces without a title there."""
    return is_break(text) or _is_training(text) or (_ARMED.match(_first(text)) is not None and not role_of(text))


def is_break(text: str) -> bool:
    """Whether the line of a time tells of a break, behind which somebody is still of the trade that was theirs."""
    if _NO_TITLE.match(text) or _COMES_BACK.search(text):
        return True
    first = _first(text)
    begun = _BREAK.match(first)
    return begun is not None and (_OF_IT.match(first[begun.end() :]) is not None or not _has_a_title(first))


def _is_training(text: str) -> bool:
    first = _first(text)
    return _TRAINING.match(first) is not None and _TRAINS.search(first) is None


def _has_a_title(part: str) -> bool:
    return bool(role_of(part)) or recognised(part) is not None


def _first(text: str) -> str:
    """The first part of a line that says anything."""
    return next((part.strip() for part in PARTS.split(text) if part.strip(" \t-–—:|,")), "")
