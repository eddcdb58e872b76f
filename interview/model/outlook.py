"""What an interview with a model will be like, computed from what was measured of it: time, money, follow-ups.

The counts of tokens are those of whole sessions of 5, 12 and 24 questions, follow-ups and grading included.
"""

from __future__ import annotations

import math

from interview.messages import Message
from interview.model.check_results import Offered, Price

QUESTIONS = 24
_TOKENS_PER_QUESTION = (5_900, 1_450)
_QUESTION_TOKENS = 670
_PLANNED_TOKENS = 25
_SHORT_TOKENS = 150
"""What the words of one question take, or a follow-up."""


def follow_up_s(reading_s: float, rate: float) -> float:
    """Seconds until a follow-up is there."""
    return reading_s + _SHORT_TOKENS / rate


def outlook(model: str, offered: Offered, reading_s: float, rate: float, price: Price) -> Message:
    """An interview of QUESTIONS questions in a sentence or two. `reading_s` is how long until the first word of a
    reply, `rate` tokens a second from then on."""
    opening = reading_s + _SHORT_TOKENS / rate
    rounds = math.ceil((QUESTIONS - 1) / offered.parallel)
    planning = reading_s + QUESTIONS * _PLANNED_TOKENS / rate
    whole = opening + planning + rounds * (reading_s + _QUESTION_TOKENS / rate)
    first = _duration(opening)
    last = _duration(whole)
    follow_ups = _follow_ups(offered, reading_s, rate)
    cents = price(model, *(QUESTIONS * tokens for tokens in _TOKENS_PER_QUESTION))
    if cents is None:
        return Message.of("check.summary", count=QUESTIONS, first=first, last=last, follow_ups=follow_ups)
    money = _money(cents)
    return Message.of(
        "check.summary_money", count=QUESTIONS, first=first, last=last, follow_ups=follow_ups, money=money
    )


def _follow_ups(offered: Offered, reading_s: float, rate: float) -> Message:
    """Whether they come in time, where this model writes them."""
    if offered.follow_up_model:
        return Message.of("check.by_another", model=offered.follow_up_model)
    in_time = follow_up_s(reading_s, rate) <= offered.follow_up_s
    return Message.of("check.in_time" if in_time else "check.not_in_time")


def _money(cents: float) -> Message:
    if not cents:
        return Message.of("check.free")
    return Message.of("check.cents", cents=round(cents)) if cents >= 1.5 else Message.of("check.a_cent")


def _about(seconds: float) -> int:
    return max(1, round(seconds)) if seconds < 20 else 5 * round(seconds / 5)


def _duration(seconds: float) -> Message:
    if seconds < 90:
        return Message.of("check.seconds", count=_about(seconds))
    return Message.of("check.minutes", count=round(seconds / 60))
