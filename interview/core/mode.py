"""The two ways to take an interview, and how long a real one lasts.

Minutes are what an answer usually takes; nobody is cut off by them but in real mode, where their sum is the time for
the whole interview. It knows no clock.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from interview.core.rounds import Round

SHORTER_MINUTES, USUAL_MINUTES = 2, 4
"""How long an answer usually takes: to a follow-up or on the phone, and otherwise."""

GRACE = timedelta(seconds=10)
"""How long after its end a real interview still takes words that were typed before it and are on their way."""


class Mode(StrEnum):
    """practice: hints, pauses and going back · real: against the clock, with none of these."""

    PRACTICE = "practice"
    REAL = "real"


def minutes_for(round: Round, *, is_follow_up: bool) -> int:
    """How many minutes one answer usually takes."""
    return SHORTER_MINUTES if is_follow_up or round is Round.PHONE else USUAL_MINUTES


def minutes_in_all(round: Round, questions: int, follow_ups: int) -> int:
    """How many minutes a real interview has: for each main question and the most follow-ups that may come behind it."""
    each = minutes_for(round, is_follow_up=False) + follow_ups * minutes_for(round, is_follow_up=True)
    return questions * each
