"""What trends call a resume and a scale, from the codes in their facts."""

from __future__ import annotations

from interview.core.comparability import Scale
from interview.i18n.names import scale_name, source_name
from interview.trends.session_facts import PASTED


def measure_name(code: str) -> str:
    """A scale in words, by its code."""
    return scale_name(Scale.of_code(code))


def resume_name(value: str) -> str:
    """What a resume is called, by its value in the facts."""
    return source_name("" if value == PASTED else value)
