"""How well each question about own work suits a line of a resume, by what the line says.

A question can take for granted a figure, other people, an end or a choice that a line does not have, or ask what it
says already. That is learned from lines of which people who had not written the questions said which of them they would
ask (training/resume_lines). It knows English lines alone, and the questions that there were then.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import exp
from pathlib import Path

from interview.resume.profile.line_features import of_what_it_says
from interview.text import linear_model

WEIGHTS = Path(__file__).with_name("line_forms.tsv")
LEAST = 0.45
"""So probably somebody would ask it of a line. Of lines of which nothing was learned 70 of 100 questions above it suit,
where rules by kind and traits allowed 60 (training/resume_lines/README.md)."""


def how_well(line: str) -> Mapping[str, float]:
    """Id of a question → how probable it is that it suits an English line (0 to 1)."""
    sums = linear_model.sums(_weights(), of_what_it_says(line))
    return {name: 1 / (1 + exp(-each)) for name, each in zip(_questions(), sums, strict=True)}


@lru_cache(maxsize=1)
def _weights() -> linear_model.Weights:
    return linear_model.read(WEIGHTS)


@lru_cache(maxsize=1)
def _questions() -> tuple[str, ...]:
    """The questions in the order of the weights, which the first row has."""
    with WEIGHTS.open(encoding="utf-8") as rows:
        return tuple(next(rows).removeprefix("# ").partition(";")[0].split())
