"""Whether a profession is what somebody did before, as jobs that are over name it and nothing else does, while a job of
another name goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from interview.occupations.kin import is_kin
from interview.occupations.recognise import recognised
from interview.resume.profile.dates import is_over, spans
from interview.resume.profile.sections import Line, Section

# So far from its dates the title of a job may stand, in lines.
_NEAR = 2


def is_past(profession: str, lines: Sequence[Line], today: date) -> bool:
    """Whether these lines of a resume name a profession beside dates that are over alone."""
    lines = [line for line in lines if line.section is not Section.EDUCATION]
    over = {place for place, line in enumerate(lines) if is_over(line.text)}
    going_on = [place for place, line in enumerate(lines) if place not in over and spans(line.text, today)]
    beside_over = {other for place in over for other in (place - 1, place, place + 1)}
    naming = {place for place, line in enumerate(lines) if _is_of(profession, line.text)}
    beside_today = {other for place in going_on for other in range(place - _NEAR, place + _NEAR + 1)} - over
    return bool(going_on) and bool(naming) and naming <= beside_over - beside_today


def _is_of(profession: str, text: str) -> bool:
    """Whether a line names a profession, or has a word of it."""
    known = recognised(text)
    return is_kin(text, profession) if known is None else known.profession == profession
