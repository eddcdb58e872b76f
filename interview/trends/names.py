"""What trends call a resume and a scale, from the codes in their facts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from interview.core.comparability import Scale
from interview.i18n.names import scale_name, source_name
from interview.i18n.translate import ENGLISH, Words
from interview.trends.session_facts import NO_RESUME, PASTED
from interview.trends.values import ScorePoint

NO_NAMES: Mapping[str, str] = MappingProxyType({})


def measure_name(code: str, say: Words = ENGLISH) -> str:
    """A scale in words, by its code."""
    return scale_name(Scale.of_code(code), say)


def is_pasted(value: str) -> bool:
    """Whether a value in the facts stands for a resume that was pasted."""
    return value == PASTED or value.startswith(f"{PASTED}/")


def resume_name(value: str, say: Words = ENGLISH, pasted: Mapping[str, str] = NO_NAMES) -> str:
    """What a resume is called, by its value in the facts; `pasted` has the names of pasted ones by their ids."""
    if value == NO_RESUME:
        return say("No resume")
    return source_name(pasted.get(value.removeprefix(f"{PASTED}/"), "") if is_pasted(value) else value, say)


def about(point: ScorePoint, say: Words = ENGLISH) -> str:
    """What to call an interview: its resume, or what it was for where there was none or it was pasted."""
    is_nameless = point.resume_name == NO_RESUME or is_pasted(point.resume_name)
    return (point.role if is_nameless else "") or resume_name(point.resume_name, say)
