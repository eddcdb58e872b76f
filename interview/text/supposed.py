"""Answers that tell only what their speaker would do, by their words, in English."""

from __future__ import annotations

import re

from interview.core.speaker import says_i
from interview.text.deeds import is_general, tells_a_deed
from interview.text.sentences import sentences

# "I'd worked", "I'd forgotten" and "I'd better" suppose nothing.
_HAD = (
    r"(?!need\b)\w+ed\b|(?!listen\b|open\b|happen\b)\w{3,}en\b|(?:been|better|begun|bought|brought|built|caught|come|cut|"
    r"done|felt|found|gone|had|heard|held|hit|just|kept|known|led|left|lost|made|met|never|paid|put|read|run|said|sat|seen|"
    r"sent|set|shut|sold|spent|split|taught|thought|thrown|told|won|worn)\b"
)
_WOULD = re.compile(rf"\b(?:I|we)(?: would\b|['’]d (?!{_HAD}))", re.I)
# What a condition tells has not happened.
_CONDITION = re.compile(r"\bif\b.*?(?:,|(?=\b(?:I|we)(?: would|['’]d)\b)|$)", re.I | re.S)
# That there was one of it tells nothing of it.
_HAD_ONE = re.compile(r"\bI(?:['’]ve| have)? had (?:\w+ ){1,3}like (?:that|this|it)\W*$", re.I)


def is_only_supposed(answer: str) -> bool:
    """Whether somebody speaks of themselves, in every such sentence of what they would do, and nothing happened. "We
    had a client, and I would call him each Friday" tells what was usual."""
    texts = [part.of(answer) for part in sentences(answer)]
    told = [text for text in texts if not _HAD_ONE.search(text)]
    own = [text for text in told if says_i(text)]
    happened = any(not is_general(_CONDITION.sub("", text)) for text in told)
    return bool(own) and all(map(_WOULD.search, own)) and not happened and not tells_a_deed(answer)
