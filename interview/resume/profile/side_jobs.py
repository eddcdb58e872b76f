"""Whether a job is one beside another: it says so, or is done on free days or for a few hours a week. By its line
alone; whether there is another job is not looked at here.
"""

from __future__ import annotations

import re

_BESIDE = re.compile(
    # "Buy-side business analyst", the Sunday Times and "37.5 hours per week" are none.
    r"(?<![\w-])(?<!buy )(?<!sell )side[- ]?(?:jobs?|gigs?|hustles?|business|lines?)\b|\bon the side\b(?! of)|"
    r"\bsecond job\b|^\W*(?:saturday|sunday|weekend)s?\b(?!\s+(?:times|telegraph|mirror|express|post)\b)|"
    r"(?<![\w.,])(?:\d|1[0-2]) ?(?:hours|hrs|h) (?:a|per) week\b|副业",
    re.IGNORECASE,
)


def is_side_job(text: str) -> bool:
    """Whether the line of a job says that it is one beside another."""
    return _BESIDE.search(text) is not None
