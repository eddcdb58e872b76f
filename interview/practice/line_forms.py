"""How well each question about own work suits a line of a resume, by what the line says.

A question can take for granted a figure, other people, an end or a choice that a line does not have, or ask what it
says already. That is learned from lines of which people who had not written the questions said which of them they would
ask (training/resume_lines). It knows English lines alone, and the questions that there were then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interview.practice.line_meaning import meaning

LEAST = 0.6
"""So probably somebody would ask it of a line: of questions that were asked from 0.4 to 0.6 judges who compared whole
interviews called 48 of 114 bad, of those from 0.6 on 22 of 226 (training/resume_lines/README.md)."""
BEST = "/best"
"""Behind the id of a question: whether it is one of the three that somebody would ask of a line first."""
# So much counts against a question that it is asked of many lines first: what is asked of few is better where it suits.
COMMON = 0.5


@dataclass(frozen=True)
class Suits:
    """How probable it is that somebody would ask a question of a line (0 to 1), and a number that is the higher the
    sooner it is to be asked."""

    share: float
    rank: float


def how_well(line: str) -> Mapping[str, Suits]:
    """Id of a question → how well it suits an English line; nothing where that cannot be told."""
    # numpy is loaded with the first line, not with the app.
    from interview.scorer.meanings import LINE_FORMS, fitted

    model = fitted(LINE_FORMS)
    if model is None or (said := meaning(line)) is None:
        return {}
    shares, often = model.shares(said), dict(zip(model.names, map(float, model.often), strict=True))
    return {
        name: Suits(share, shares[name + BEST] - COMMON * often[name + BEST])
        for name, share in shares.items()
        if not name.endswith(BEST)
    }
