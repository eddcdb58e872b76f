"""Which marks begin the items of a resume: those that always do, and what several lines of this text begin with."""

from __future__ import annotations

import re
from collections import Counter

from interview.core.list_marks import LOOSE_SIGNS, NUMBER, SIGNS

_ALWAYS = rf"[{SIGNS}]|[{LOOSE_SIGNS}](?=\s)|{NUMBER}(?=\D)"
# What opens a heading or a row, or goes on with the line above ("& Sons"), is none. Word writes a small "o".
_OWN = re.compile(r"^[ \t]*([^\w\s#&|/,;:()\[\]{}]|o)[ \t]+(?=\w)", re.MULTILINE)
_FEWEST = 2
# "~ WHERE I HAVE WORKED ~" is a heading.
_FRAMED = r"(?!(?P<frame>[^\w\s])+\s.*\s(?P=frame)+$)"


def bullets_of(text: str) -> re.Pattern[str]:
    """What matches the mark at the beginning of a trimmed line, and the blanks behind it."""
    seen = Counter(_OWN.findall(text))
    own = "".join(re.escape(mark) for mark in sorted(seen) if seen[mark] >= _FEWEST)
    return re.compile(rf"{_FRAMED}(?:{_ALWAYS}|[{own}](?=\s))\s*" if own else rf"{_FRAMED}(?:{_ALWAYS})\s*")
