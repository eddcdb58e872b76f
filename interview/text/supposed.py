"""Answers that tell only what their speaker would do, by their words, in English."""

from __future__ import annotations

import re

from interview.core.speaker import says_i
from interview.text.deeds import is_general, tells_a_deed
from interview.text.sentences import sentences

# "I'd worked" and "I'd better" suppose nothing.
_WOULD = re.compile(r"\b(?:I|we)(?: would\b|['’]d (?!(?!need\b)\w+ed\b|better\b))", re.I)
# What a condition tells has not happened.
_CONDITION = re.compile(r"\bif\b.*?(?:,|(?=\b(?:I|we)(?: would|['’]d)\b)|$)", re.I | re.S)
# That there was one of it tells nothing of it.
_HAD_ONE = re.compile(r"\bI(?:['’]ve| have)? had (?:\w+ ){1,3}like (?:that|this|it)\W*$", re.I)


def is_only_supposed(answer: str) -> bool:
    """Whether somebody speaks of themselves, and in every sentence of what they would do."""
    own = [text for part in sentences(answer) if says_i(text := part.of(answer))]
    told = [text for text in own if not _HAD_ONE.search(text)]
    return bool(told) and all(map(_is_supposed, told)) and not tells_a_deed(answer)


def _is_supposed(sentence: str) -> bool:
    return _WOULD.search(sentence) is not None and is_general(_CONDITION.sub("", sentence))
