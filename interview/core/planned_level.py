"""For which level an interview is planned: that of the person, moved by what the title of the posting says.

It reads no title and plans no question.
"""

from __future__ import annotations

from interview.core.profile import Level

_LEVELS = tuple(Level)
_STEPS = {Level.JUNIOR: -1, Level.SENIOR: 1}


def planned_level(own: Level, said: Level | None, *, is_other_work: bool) -> Level:
    """The level to plan for. Where the title of the posting says junior or senior (`said`), it is one
    below or above the own; who comes from other work (`is_other_work`) is not asked as a senior there."""
    most = _LEVELS.index(Level.MID if is_other_work else Level.SENIOR)
    step = _STEPS.get(said, 0) if said else 0
    return _LEVELS[max(0, min(min(_LEVELS.index(own), most) + step, most))]
