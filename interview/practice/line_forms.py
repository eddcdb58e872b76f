"""How well each question about own work suits a line of a resume, by what the line says.

A question can take for granted a figure, other people, an end or a choice that a line does not have, or ask what it
says already. That is learned from lines of which people who had not written the questions said which of them they would
ask (training/resume_lines). It knows English lines alone, and the questions that there were then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interview.practice.line_meaning import meaning
from interview.scorer.meanings import LINE_FORMS, fitted

LEAST = 0.5
"""So probably somebody would ask it of a line (training/resume_lines/README.md)."""
# So much counts against a question that it is asked of many lines: what is asked of few is better where it suits.
COMMON = 0.5


@dataclass(frozen=True)
class Suits:
    """How probable it is that somebody would ask a question of a line (0 to 1), and a number that is the higher the
    sooner it is to be asked."""

    share: float
    rank: float


def how_well(line: str) -> Mapping[str, Suits]:
    """Id of a question → how well it suits an English line; nothing where that cannot be told."""
    model, said = fitted(LINE_FORMS), meaning(line)
    if model is None or said is None:
        return {}
    often = dict(zip(model.names, map(float, model.often), strict=True))
    return {name: Suits(share, share - COMMON * often[name]) for name, share in model.shares(said).items()}
