"""How advertisements say that they ask for something, wish for it, do not need it, offer it, or only tell of the firm.

A table of wordings by what they say and of which names they say it; what they reach in a line is decided elsewhere.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple


class Stance(Enum):
    """ASKED where nothing is said. OF_THE_FIRM: what it does, or whom somebody talks to."""

    ASKED = auto()
    WISHED = auto()
    NOT_NEEDED = auto()
    OFFERED = auto()
    OF_THE_FIRM = auto()


class Reach(Enum):
    """Of which names a wording speaks: those within it, of its whole clause, in front of it or behind it. Where none
    stands there, and no word either, of those on the other side."""

    WITHIN = auto()
    CLAUSE = auto()
    FRONT = auto()
    BEHIND = auto()


class Wording(NamedTuple):
    stance: Stance
    reach: Reach
    pattern: re.Pattern[str]


def _told(stance: Stance, reach: Reach, *patterns: str) -> Wording:
    return Wording(stance, reach, re.compile("|".join(patterns), re.IGNORECASE))


_NOT = r"(?:\b(?:is|are|was|were|do|does)n['’]t|\bnot)\s+(?:\w+ly\s+|at all\s+)?"
_NEEDED = (
    r"(?:required|needed|necessary|essential|mandatory|compulsory|important|relevant|expected|asked(?: for)?|"
    r"an?\s+(?:must|requirement|necessity)|something\s+(?:that\s+)?(?:you|we)\s+(?:need|expect|require|ask for)|"
    r"matter)\b"
)
NOT_NEEDED = rf"(?:{_NOT}{_NEEDED}|\birrelevant\b)"
_PLUS = r"(?:(?:definite|definitely|big|huge|strong|real)\s+)*(?:plus|bonus|advantage|asset)\b"
_HELPS = r"(?:useful|helpful|advantageous|desirable|desired|preferred|optional|welcome)\b"
_FIRM = (
    r"(?:bureau|compan(?:y|ies)|agenc(?:y|ies)|firms?|providers?|consultanc(?:y|ies)|start-?ups?|manufacturers?|"
    r"suppliers?|retailers?|charity|practices?|clinics?|hospitals?|schools?|hotels?|surgery|bank|home)"
)
# Up to where the text turns from the firm to the reader.
_TO_THE_READER = (
    r"(?:(?!\b(?:you|your|who|whose|need|needs|want|wants|looking|seek\w*|requires?|must|hiring|recruiting|searching)\b)"
    r"[^.;])*"
)
_COURSES = r"(?:training|trainings|courses?|class(?:es)?|lessons?|workshops?|sessions?|certificat\w+)"
_GIVEN = r"(?:(?:is|are|will be|can be)\s+)?(?:provided|given|offered|funded|sponsored|paid(?:\s+for)?)\b"
_TEAMS = r"(?:\s+(?:the|our|other))?\s+[\w-]+(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*/\s*)[\w-]+)*"

WORDINGS = (
    _told(
        Stance.WISHED,
        Reach.FRONT,
        rf"(?:\b(?:is|are|would be|be|as|considered)\s+)(?:an?\s+)?{_PLUS}|\ban?\s+{_PLUS}|\b(?:pluses|bonus)\b",
        rf"(?:\b(?:is|are|would be|be)\s+)?(?:\w+ly\s+)?\b{_HELPS}",
        r"\b(?:would|will|can)\s+help\b(?!\s+(?:us|the|our|to)\b)",
        r"\b(?:nice|good|great)[ -]to[ -]have\b|\bnice (?:if|extras?|additions?)\b|\bwould be great\b",
        r"\A\W*(?:nice|plus)\W*\Z",
    ),
    _told(
        Stance.WISHED,
        Reach.BEHIND,
        r"\b(?:ideally|preferably|optionally|we would like|we['’]d love|good to know|(?:extra|bonus) points)\b",
    ),
    _told(Stance.WISHED, Reach.CLAUSE, r"加分|优先|更佳|最好|非必须"),
    _told(Stance.NOT_NEEDED, Reach.FRONT, NOT_NEEDED),
    _told(Stance.NOT_NEEDED, Reach.BEHIND, r"不要求"),
    _told(
        Stance.NOT_NEEDED,
        Reach.WITHIN,
        # What somebody is to learn later is nothing that they must have now.
        r"\b(?:willing(?:ness)?|eager|keen|happy|ready|open|interest(?:ed)?)\s+(?:to|in)\s+"
        r"(?:be(?:ing)? trained in|train(?:ing)? in|study(?:ing)?|learn(?:ing)?|work(?:ing)? towards?)\b[^,;.]*",
        r"(?<![^\s.;(])not (?:required|needed|necessary)\s*[:：][^.;)]*|(?:不要求|无需)[:：][^。；;]*",
    ),
    _told(
        Stance.OFFERED,
        Reach.WITHIN,
        rf"\b{_COURSES}\s+(?:in|on|for)\b[^;.]*?\b{_GIVEN}",
        r"\b(?:full )?training (?:is |will be )?(?:given|provided|offered) (?:in|on|for)\b[^,;.]*",
        rf"\bfree\s+[^,;.]*?\b{_COURSES}|\bbudget\s+for\b[^,;.]*?\b{_COURSES}",
        r"\b(?:chance|opportunity|possibility)\s+to\s+(?:gain|learn|get|earn|obtain|train|qualify|study)\b[^;.]*",
        r"\bwe(?:['’]ll| will| can)?\s+(?:also\s+)?(?:(?:train|teach)\s+you|pay for your)\b[^;.]*",
        rf"\blearn\b[^;.]*?\b(?:in|at|during)\s+our\b[^;.]*?\b{_COURSES}",
    ),
    _told(Stance.OFFERED, Reach.FRONT, rf"\b{_COURSES}\s+{_GIVEN}(?!\s+(?:in|on|for)\b)"),
    _told(
        Stance.OFFERED,
        Reach.CLAUSE,
        r"\A\W*(?:(?:in return,? )?we (?:also )?(?:offer|provide|pay)\b|in return\b"
        r"|(?:our |the |your )?(?:benefits|perks) (?:are|include)\b|我们(?:还|将)?提供)",
    ),
    # What an advertisement says of itself and of how one applies.
    _told(
        Stance.OFFERED,
        Reach.WITHIN,
        r"\bwe(?:['’]re| are)(?: \w+)? (?:recruiting|hiring)\b",
        r"\b(?:our|the|this) (?:recruitment|hiring|selection) process\b|\brecruitment (?:agenc(?:y|ies)|team)\b",
        r"\b(?:in line with|in accordance with|according to|as per|under|see|read) our\b[^.;,]*?\bpolic(?:y|ies)\b",
    ),
    _told(
        Stance.OF_THE_FIRM,
        Reach.WITHIN,
        rf"\bwe(?:['’]re| are) (?:an?|the|one of)\b[^.;,]*?\b{_FIRM}\b{_TO_THE_READER}",
        rf"\b(?:we|(?:the|our|this) {_FIRM})\s+(?:also\s+)?"
        rf"(?:speciali[sz]es?|offers|provides|(?:is|are) (?:well[- ])?known)\b{_TO_THE_READER}",
        rf"\b{_FIRM}\s+(?:well[- ])?known for\b{_TO_THE_READER}",
        rf"\bwe have\s+(?:\d+|many|several)\s+(?!openings|vacancies|positions|roles|jobs)[\w-]+\s+in\b{_TO_THE_READER}",
        r"\bour (?:departments|services|practice areas|speciali?ties|brands|clients|customers)\s*"
        rf"(?::|\bare\b|\binclude\b){_TO_THE_READER}",
        r"\bwe (?:build|make|sell|develop|offer|provide|supply|produce)\b"
        r"(?:(?!\b(?:in|with|using|on|you|your|we|who|need|want|looking)\b)[^.;])*",
        rf"\b(?:liais(?:e|es|ing)|(?:collaborat|co-?ordinat)(?:e|es|ing)|work(?:ing)? closely) with{_TEAMS}",
        rf"\b(?:(?:co-?operation|liaison|collaboration|co-?ordination|contact) with|sit(?:ting)? next to){_TEAMS}",
        rf"\b(?:link|interface|contact) between{_TEAMS}",
    ),
)


def calls_a_plus(text: str) -> bool:
    """Whether a heading calls what stands below it a wish."""
    return any(wording.stance is Stance.WISHED and wording.pattern.search(text) for wording in WORDINGS)
