"""The questions that an interviewer asks right behind one sentence of an answer, having repeated it."""

from __future__ import annotations

from enum import StrEnum


class AskedBehind(StrEnum):
    """What is asked: why it was done that way, what else could have been done, how somebody took it, which part was
    the speaker's own, how they know that it worked, and what has come of it since."""

    WHY = "why"
    ANOTHER_WAY = "another_way"
    REACTION = "reaction"
    OWN_PART = "own_part"
    MEASURE = "measure"
    SINCE = "since"
