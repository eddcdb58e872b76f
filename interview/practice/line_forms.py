"""How well each question about own work suits a line of a resume, by what the line says.

A question can take for granted a figure, other people, an end or a choice that a line does not have, or ask what it
says already. That is learned from lines of which people who had not written the questions said which of them they would
ask (training/resume_lines). It knows English lines alone, and the questions that there were then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from interview.resume.profile.line_features import of_what_it_says
from interview.text import linear_model

WEIGHTS = Path(__file__).with_name("line_forms.tsv")
LEAST = 0.55
"""So probably somebody would ask it of a line (training/resume_lines/README.md)."""
OFTEN = "often"
"""The row of the weights that has for how many lines in a hundred each question is asked."""
# So much counts against a question that it is asked of many lines: what is asked of few is better where it suits.
COMMON = 0.5


@dataclass(frozen=True)
class Suits:
    """How probable it is that somebody would ask a question of a line (0 to 1), and a number that is the higher the
    sooner it is to be asked."""

    share: float
    rank: float


def how_well(line: str) -> Mapping[str, Suits]:
    """Id of a question → how well it suits an English line."""
    often = _weights()[OFTEN]
    shares = [1 / (1 + exp(-each)) for each in linear_model.sums(_weights(), of_what_it_says(line))]
    return {
        name: Suits(share, share - COMMON * of_a_hundred / 100)
        for name, share, of_a_hundred in zip(_questions(), shares, often, strict=True)
    }


@lru_cache(maxsize=1)
def _weights() -> linear_model.Weights:
    return linear_model.read(WEIGHTS)


@lru_cache(maxsize=1)
def _questions() -> tuple[str, ...]:
    """The questions in the order of the weights, which the first row has."""
    with WEIGHTS.open(encoding="utf-8") as rows:
        return tuple(next(rows).removeprefix("# ").partition(";")[0].split())
