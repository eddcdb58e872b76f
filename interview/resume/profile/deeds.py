"""How much of a line one question can be about: one thing of the several that it tells, and no more than can be quoted.

A line is cut only where a sentence or a clause ends, and told apart only where each side says what somebody did, or
what changed by how much: behind a semicolon may stand what came of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

# Who reads more than that in a question has lost what is asked.
MOST_CHARS = 240
# Longer ones are no items of a resume.
_LONGEST = 1_000
# Past forms that do not end in "-ed".
IRREGULAR = (
    r"beat|became|began|bought|broke|brought|built|caught|chose|cut|dealt|did|drew|drove|fed|fought|found|gave|got|grew|"
    r"held|hit|kept|laid|led|left|lent|lost|made|met|oversaw|paid|put|ran|rebuilt|rewrote|rose|saw|sent|set|shot|sold|"
    r"dug|flew|froze|hung|overcame|recast|rid|rode|sang|shod|sought|struck|strung|swam|tore|upheld|withdrew|wove|"
    r"spent|spoke|stood|sped|swept|taught|took|threw|told|undertook|won|wrote"
)
# What a person does: what replaced, helped or served may be a thing.
DID = (
    r"led|built|wrote|created|designed|developed|introduced|launched|set up|migrated|opened|started|founded|"
    r"redesigned|rewrote|rebuilt|implemented|moved|made|organi[sz]ed|planned|ran|run(?!\s+(?:times?|rates?)\b)|"
    r"rolled out|automated|fixed|found|"
    r"prepared|presented|solved|agreed|owned|managed|looked after|took over|taught|trained|mentored|coached|hired|"
    r"recruited|supervised|onboarded|negotiated|stopped|switched|split|chose|decided|evaluated|tested|maintained|"
    r"coordinated|kept|sold|repaired|installed|answered|reconciled|filed|filled|counted|chased"
)
_OUTSIDE_BRACKETS = r"(?![^(（]*[)）])"
# Behind a comma "built by hand" tells how, "built the app" what was done next.
_DID_NEXT = rf"(?=(?:and\s+)?(?:{DID})\s+(?!(?:by|in|with|on|at|from|for|of|to|as|under|through|via|and|or)\b)[\w£$€])"
_CLAUSE = re.compile(rf"[;；]\s*{_OUTSIDE_BRACKETS}|,\s+{_DID_NEXT}{_OUTSIDE_BRACKETS}", re.IGNORECASE)
# The last of an enumeration that has begun.
_LAST = re.compile(rf"\s+and\s+{_DID_NEXT}{_OUTSIDE_BRACKETS}", re.IGNORECASE)
_TELLS = re.compile(
    rf"\b(?:{DID}|responsible for|in charge of)\b|"
    r"负责|主导|搭建|开发|设计|实现|编写|建立|推动|组织|制定|策划|完成|带领|培训",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    rf"(?:(?:and|also|then)\s+)*(?:(?:I|we)\s+(?:also\s+|then\s+)?[a-z]|(?:{DID})\b)|"
    r"(?:并|同时|还)?(?:负责|主导|搭建|开发|设计|实现|编写|建立|推动|组织|制定|策划|带领|培训)",
    re.IGNORECASE,
)
# What is done, as a noun: "the preparation of", "periodic maintenance of", "laying and testing of".
_DOING = r"(?:\w{2,}(?:ing|[st]ion|ment|ance|sis)|care|repairs?|conduct|upkeep|removal|renewal|take[- ]?off)"
_DOES = re.compile(
    rf"(?:responsible|accountable) for\b|in[- ]?charge of\b|"
    r"(?:involved|participat(?:ed|ing)|assist(?:ed|ing)?) (?:in|with)\b|"
    rf"(?!\w+ed\b)(?:[\w/&-]+,?\s+){{0,4}}?{_DOING}(?:\s+(?:up|out|over))?\s+(?:of|with)\s|"
    # "Handling team of 6", not "Planning, reporting" or "Spring Boot".
    r"(?:handl|assist|guid|liais|coordinat|co-ordinat|prepar|maintain|monitor|check|manag|supervis|conduct|ensur|provid|attend|"
    r"arrang|review|updat|process|record|operat|repair|install|issu|order|receiv|verify|reconcil|post|oversee|organi[sz]|"
    r"teach|help|serv|clean|inspect|driv|load|cook|sell|deal|perform|carry|implement|develop|design|creat|analy[sz]|look|"
    r"answer|keep|tak|mak|giv|support|interact|follow|administer|document|calculat|comput|draft|rais|collect|deliver)ing"
    r"\s+(?!and\b|skills?\b)[\w(]",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"(?:[\w-]+,?\s+){0,3}?(?:knowledge|understanding|experience|training|familiarity|proficiency|ability|command|grasp|"
    r"competence|certification|qualification)s?\b",
    re.IGNORECASE,
)
_BORDER = re.compile(r"(?:[;；,\s]|\s+and\s*)+$", re.IGNORECASE)
_FEWEST_WORDS, _FEWEST_SIGNS = 4, 6
# No item of a resume tells more things one after the other.
_MOST_BORDERS = 20
_END = re.compile(r"(?<=[\w)%])[.!?](?=\s+[^\W\d_a-z])|[;；。！？]")


def things_told(text: str, is_change: Callable[[str], bool]) -> list[str]:
    """The things that a line tells one after the other, each in its own words; the line itself where it is not sure.

    Two that each are a change by a figure are two things, too."""
    if len(text) > _LONGEST:
        return [text]
    begins = _told_apart(text, _CLAUSE, [0], is_change)
    if len(begins) > 1:
        begins = _told_apart(text, _LAST, begins, is_change)
    return [_BORDER.sub("", text[start:end]) for start, end in pairwise([*begins, len(text)])]


def _told_apart(text: str, border: re.Pattern[str], begins: list[int], is_change: Callable[[str], bool]) -> list[int]:
    """Where the things told begin: those known, and what stands behind a border with a thing told on either side."""
    borders = [found.span() for found in islice(border.finditer(text, begins[-1]), _MOST_BORDERS)]
    ends = [*(start for start, _ in borders[1:]), len(text)]
    for (stop, start), end in zip(borders, ends, strict=False):
        before, clause = text[begins[-1] : stop], text[start:end]
        if not (_is_long(before) and _is_long(clause)):
            continue
        if (_TELLS.search(before) and _BEGINS.match(clause)) or (is_change(before) and is_change(clause)):
            begins = [*begins, start]
    return begins


def quotable(text: str) -> str:
    """A text from its beginning to the last end of a sentence or clause that it has room for; "" without one."""
    if len(text) <= MOST_CHARS:
        return text
    return next((text[:end] for end in reversed(list(_ends(text))) if end <= MOST_CHARS), "")


def _ends(text: str) -> Iterator[int]:
    return (found.start() for found in _END.finditer(text[: 2 * MOST_CHARS]))


def _is_long(text: str) -> bool:
    is_chinese = re.search(r"[\u4e00-\u9fff]", text) is not None
    return len(text) >= _FEWEST_SIGNS if is_chinese else len(text.split()) >= _FEWEST_WORDS


def is_duty(text: str) -> bool:
    """Whether a text begins with what somebody does, said as a noun ("Preparation of", "Checking of", "Handling the")
    or as what one is there for ("Responsible for"); what one has or knows ("Knowledge of") is none."""
    return not is_known(text) and _DOES.match(text) is not None


def is_known(text: str) -> bool:
    """Whether a text begins with what somebody knows or can do ("Knowledge of")."""
    return _HAS.match(text) is not None
