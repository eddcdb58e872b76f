"""Whether a feeling, a resistance, a thing undone or a fault is left so: nothing told around it says how it passed,
what was done about it, or what is done differently since.

By the words, in English. Where that is in doubt it is not left so: nobody is asked for what they may just have said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from interview.text.deeds import is_general, takes_a_step, tells_a_deed

# Another clause behind it may tell how it went on, also one of the speaker's that no such word begins ("so nervous that
# I …"); why it was so does not.
_GOES_ON = re.compile(
    r"[,;:–—](?! because\b)| - |\b(?:and|but|until|till|so|then|though|although|however|I|we)\b", re.I
)
_WHY = re.compile(r"[,;]?\s*\bbecause\b.*", re.I | re.S)
_PASSED = re.compile(
    r"\b(?:first|initially|(?:in|at) the beginning|(?:to begin|to start) with|"
    r"for an? (?:\w+ )?(?:moment|second|minute|hour|while|day|night|week|bit))\b",
    re.I,
)
_SINCE = re.compile(
    r"\b(?:since then|ever since|since that|from (?:then|now|that \w+) on|from that (?:day|moment|point)|after that|"
    r"nowadays|these days|never again|(?:I|we) now)\b|(?:^|[,;] |\b(?:and|but|so) )(?:now|today)\b",
    re.I,
)
# What somebody began, or does time and again, they do differently.
_BEGAN = re.compile(r"\b(?:I|we|and|then) (?:\w+ly |then )?(?:started|began|stopped|changed)\b", re.I)
_TIME_AND_AGAIN = re.compile(r"\b(?:I|we)\b[^.!?]*\b(?:every|each|always|twice|no longer|any ?more)\b", re.I)


def is_left_so(text: str, end: int) -> bool:
    """Whether what ends there in a sentence is the last thing that it tells, and is not said to have passed."""
    behind = _WHY.sub("", text[end:])
    return _GOES_ON.search(behind) is None and _PASSED.search(text) is None


def left_unchanged(told: Sequence[str], faults: Mapping[int, int]) -> Iterator[int]:
    """At which of these sentences (place → where in it a fault ends) nothing tells what is done differently since. Each
    sentence is read once, however many faults there are."""
    last = max((at for at, text in enumerate(told) if _is_kept_up(text)), default=-1)
    since = {at for at, text in enumerate(told) if _SINCE.search(text)}
    for at, end in faults.items():
        behind = told[at][end:]
        is_changed = last > at or not since <= {at} or _is_kept_up(behind) or _SINCE.search(behind) is not None
        if not is_changed:
            yield at


def _is_kept_up(text: str) -> bool:
    """Whether a sentence tells what somebody began, or does time and again."""
    if _BEGAN.search(text) or (is_general(text) and takes_a_step(text)):
        return True
    return _TIME_AND_AGAIN.search(text) is not None and (tells_a_deed(text) or is_general(text))
