"""How somebody answers and tells nothing on purpose, by their words."""

from __future__ import annotations

from interview.core.none_made import Silence
from interview.text.general_claims import says_only_not_knowing
from interview.text.refusals import asks_back, only_refuses


def silence_of(answer: str) -> Silence | None:
    """None of an answer that tells something, or tries to."""
    if says_only_not_knowing(answer):
        return Silence.DOES_NOT_KNOW
    if only_refuses(answer):
        return Silence.REFUSES
    return Silence.ASKS_BACK if asks_back(answer) else None
