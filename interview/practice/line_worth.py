"""Whether an interviewer would want to hear about a line of a resume: there is something in it, or it is a heading, the
size of a place, praise of oneself, a bare duty.

Learned from lines that the product took for work, and of which people said how much there is to ask about
(training/resume_lines). It knows English lines alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.practice.line_meaning import meaning

MUCH, SOMETHING = "much", "something"
"""What people said of lines: that an interviewer would want to hear about it, or at least could ask about it."""


@dataclass(frozen=True)
class Worth:
    """How probable it is that somebody would say so of a line (0 to 1)."""

    much: float
    something: float


def worth(line: str) -> Worth | None:
    """How much there is to ask about an English line; None where that cannot be told."""
    # numpy is loaded with the first line, not with the app.
    from interview.scorer.meanings import LINE_WORTH, fitted

    model = fitted(LINE_WORTH)
    if model is None or (said := meaning(line)) is None:
        return None
    found = model.shares(said)
    return Worth(found[MUCH], found[SOMETHING])
