"""Whether somebody speaks of themselves or of several with them, by the pronouns, in English and Chinese."""

from __future__ import annotations

import re

# "I/O" and "i.e." name nobody; "我们自己" is still "we", and behind another person 自己 is theirs.
_I = re.compile(
    r"\b(?:I(?![./]\w)|me|my|mine|myself)\b|我(?!们)|(?:^|[，。；！？、\s])(?:都是|全是|是)?自己|本人", re.I
)
_WE = re.compile(r"\b(?:we|us|our)\b|我们|咱", re.I)

# "Our ward" says whose a thing is, not who did it.
_SPOKEN_WE = re.compile(r"\bwe\b|我们|咱", re.I)


def says_i(text: str) -> bool:
    """Whether somebody speaks of themselves alone in it, not only as one of several."""
    return _I.search(text) is not None


def says_we(text: str, times: int = 1) -> bool:
    """Whether somebody speaks in it of several, as often as that, of whom they are one."""
    return len(_WE.findall(text)) >= times


def says_only_we(text: str) -> bool:
    """Whether somebody speaks of several and never of themselves alone, so that nobody can tell whose part is whose."""
    return _SPOKEN_WE.search(text) is not None and not says_i(text)


def is_own(text: str) -> bool:
    """Whether somebody speaks of themselves in it, alone or with others."""
    return says_i(text) or says_we(text)
