"""For which level an interview is planned: that of the person, moved by what the title of the posting says.

It reads a title's plain words only, and plans no question.
"""

from __future__ import annotations

import re

from interview.core.profile import Level

_LEVELS = tuple(Level)
# Whose work is for those who learn, and what else these words begin.
_JUNIOR = re.compile(
    r"\b(?:junior|jr)\b(?!\s+(?:schools?|high|college|sports?|football|rugby|league))|"
    r"\b(?:graduate|trainee|apprentice(?:ship)?|intern(?:ship)?)\b"
    r"(?!\s+(?:schools?|college|programmes?|programs?|schemes?|recruit\w*|admissions|co-?ordinator|manager|officer|"
    r"instructor|trainer|supervisor|assessor|mentor|coach|tutor|advis[eo]r|counsell?or|services|support))|"
    r"初级|应届|实习|学徒",
    re.IGNORECASE,
)
_SENIOR = re.compile(
    r"(?<!\bto )(?<!\bto the )(?:"
    r"\b(?:senior|sr)\b(?!\s+(?:living|citizens?|schools?|college|cent(?:er|re)|residence|home|high))|"
    r"\blead(?:er)?\b(?!\s+gen)(?![\s-]+(?:paint|free|work)\b)|"
    r"\bhead\b(?!\s+(?:offices?|quarters|(?:and|&)\s+neck|injur(?:y|ies)|lice|start)\b))|高级|资深|首席|负责人",
    re.IGNORECASE,
)


def planned_level(own: Level, title: str, *, is_other_work: bool) -> Level:
    """The level to plan for. A title that says one moves it by a step; who comes from other work (`is_other_work`) is
    not asked as a senior there."""
    most = Level.MID if is_other_work else Level.SENIOR
    is_junior, is_senior = _JUNIOR.search(title) is not None, _SENIOR.search(title) is not None
    place = min(_LEVELS.index(own), _LEVELS.index(most)) + is_senior - is_junior
    return _LEVELS[max(0, min(place, _LEVELS.index(most)))]
