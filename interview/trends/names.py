"""What trends call a resume and a scale, from the codes in their facts."""

from __future__ import annotations

from interview.core.comparability import Scale
from interview.i18n.names import scale_name, source_name
from interview.i18n.translate import ENGLISH, Words
from interview.trends.session_facts import NO_RESUME, PASTED
from interview.trends.values import ScorePoint


def measure_name(code: str, say: Words = ENGLISH) -> str:
    """A scale in words, by its code."""
    return scale_name(Scale.of_code(code), say)


def resume_name(value: str, say: Words = ENGLISH) -> str:
    """What a resume is called, by its value in the facts."""
    if value == NO_RESUME:
        return say("No resume")
    return source_name("" if value == PASTED else value, say)


def about(point: ScorePoint, say: Words = ENGLISH) -> str:
    """What to call an interview: its resume, or what it was for where there was none or it was pasted."""
    is_nameless = point.resume_name in (NO_RESUME, PASTED)
    return (point.role if is_nameless else "") or resume_name(point.resume_name, say)
