"""Times that stand among jobs and are work of no trade: military and civilian service, leave, travel, a search for
work, an illness, children at home, and training for a trade. Told by what a line begins with.
"""

from __future__ import annotations

import re

from interview.resume.profile.roles import role_of

_WHERE = (
    r"(?=\s+(?:in|through|around|across|to|the|abroad|from|due|for|after|following|and|with|at)\b|\W*(?:$|[(,:;–—-]))"
)
_NO_WORK = re.compile(
    r"\W*(?:(?:career|family|personal|planned|short|on|my|a|an|full[- ]time|extended|basic|compulsory|mandatory|"
    r"obligatory)\s+){0,2}"
    r"(?:"
    r"(?:national |alternative |basic |compulsory )*"
    r"(?:military|civilian|national|alternative|conscript|community|voluntary) service\b"
    r"(?!\s+(?:officer|manager|worker|advis\w+|desk|cent\w+|overseas))|"
    r"zivildienst|wehrdienst|bundesfreiwilligendienst|conscription|"
    r"voluntary (?:social |ecological )?year|gap year|year (?:abroad|off|out)|sabbatical|"
    rf"(?:(?:career|family|employment) )?(?:break|pause|gap){_WHERE}|family (?:time|phase|care)\b|time (?:off|out)\b|"
    r"(?:parental|maternity|paternity|sick|unpaid|family|carer['’]?s|caregiving|childcare) (?:leave|time|break)\b|"
    r"unemploy(?:ed|ment)\b|job[- ]?(?:seeking|search|hunting)\b|"
    r"(?:looking|searching) for (?:a |new )?(?:work|job|position)\b|"
    r"seeking work\b|between jobs\b|"
    r"(?:rehabilitation|convalescence|recovery|recovering|recuperation) (?:after|from|following|and)\b|illness\b|"
    rf"(?:world )?(?:travel(?:l?ing|s)?|backpacking|tour|trip){_WHERE}|"
    r"(?:housewife|homemaker|stay[- ]at[- ]home|house ?husband)\b|(?:mom|mum|mother|dad|father|parent)\b(?: of\b|\W*$)|"
    r"(?:raising|raised|bringing up|brought up|caring for|cared for|looking after|looked after)\s+"
    r"(?:my|our|an? (?:sick|ill|elderly)|"
    r"(?:two|three|four|five|\d) (?:children|kids|sons|daughters|boys|girls)|children|family)\b|"
    r"apprenticeship\b|vocational (?:training|preparation|school|college)|retraining\b|further training\b|"
    r"兵役|服役|产假|待业|求职期"
    r")",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(?:(?<!salvation )army|royal navy|us navy|navy(?=\s*(?:$|[,(–-]))|air force|marine corps|royal marines|"
    r"national guard|coast guard|bundeswehr|territorials?|reserves|armed forces|infantry|regiment|battalion)\b",
    re.IGNORECASE,
)


def is_no_work(text: str) -> bool:
    """Whether the line of a time, without its dates, tells of no work, or of the armed forces without a title there."""
    return _NO_WORK.match(text) is not None or (_ARMED.search(text) is not None and not role_of(text))
