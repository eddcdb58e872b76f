"""How fast a model writes, from one reply to the check of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from interview.messages import Message
from interview.model.check_results import Finding, State, Step
from interview.model.probing import Answer

_CHARS_PER_TOKEN = 4
"""Where the server does not count."""
_USUAL = 20
"""Tokens a second from which an interview is no test of patience."""
_LEAST = 2
"""Tokens a second below which grades do not come: those of two answers take about 1,000, and a reply may take ten
minutes (addresses.TOTAL_WAITS, of a minute each)."""


@dataclass(frozen=True)
class Speed:
    """Seconds until the first word (0 where the reply came in one piece), and tokens a second from then on."""

    first_s: float
    rate: float
    was_streamed: bool


def speed_of(answer: Answer) -> Speed:
    """The speed at which a reply came."""
    tokens = answer.tokens_out or -(-answer.written // _CHARS_PER_TOKEN)
    first_s = answer.first_s if answer.was_streamed else 0.0
    return Speed(first_s, tokens / max(answer.seconds - first_s, 0.001), answer.was_streamed)


def finding_of(speed: Speed) -> Finding:
    """What is told of it, with a next step where it is slow; bad where it is too slow for an interview."""
    if speed.rate < _LEAST:
        return Finding(Step.SPEED, State.BAD, Message.of("check.speed_least"), Message.of("check.next_faster"))
    shown = _two_digits(speed.rate)
    if speed.was_streamed:
        told = Message.of("check.speed", rate=shown, first=max(1, math.ceil(speed.first_s)))
    else:
        told = Message.of("check.speed_whole", rate=shown)
    if speed.rate >= _USUAL:
        return Finding(Step.SPEED, State.GOOD, told)
    return Finding(Step.SPEED, State.NOTE, told, Message.of("check.next_faster"))


def _two_digits(rate: float) -> int:
    """A rate as exactly as it was measured: a second time it differs in the third digit."""
    return int(float(f"{rate:.2g}"))
