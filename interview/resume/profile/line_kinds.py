"""What each line of a resume is: something done, a duty, the head of a job, study, a hobby … with how sure that is.

A linear model of what lines look like (line_features.py), learned from resumes that were written for it and labelled
line by line (training/resume_lines). It knows English resumes alone, in whatever layout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from math import exp
from pathlib import Path

from interview.resume.profile.line_features import Features, Unit, features

WEIGHTS = Path(__file__).with_name("line_weights.tsv")
SCALE = 100
"""Weights are whole hundredths."""


class LineKind(StrEnum):
    """The letter that stands for it where lines are labelled. DUTY is what was done again and again, VOLUNTARY what
    was done for no pay, ABOUT what somebody is or wants."""

    NAME = "N"
    HEADING = "H"
    JOB = "J"
    DEED = "D"
    DUTY = "U"
    STUDY = "E"
    CERTIFICATE = "C"
    SKILLS = "S"
    PRIVATE = "P"
    VOLUNTARY = "V"
    ABOUT = "X"


Shares = Mapping[LineKind, float]
"""How probable each kind is, adding up to 1."""


def kinds_of_lines(units: Sequence[Unit]) -> list[Shares]:
    """The kinds of the lines of one English resume, in order."""
    return [_shares(said) for said in features(units)]


def _shares(said: Features) -> Shares:
    known = _weights()
    sums: list[float] = list(known["always"])
    for name, much in said.items():
        for place, weight in enumerate(known.get(name, ())):
            sums[place] += much * weight
    most = max(sums)
    shares = [exp((each - most) / SCALE) for each in sums]
    return {kind: share / sum(shares) for kind, share in zip(LineKind, shares, strict=True)}


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[int, ...]]:
    """Of each feature the weights of the kinds, in the order of LineKind."""
    lines = (line.split("\t") for line in WEIGHTS.read_text(encoding="utf-8").splitlines())
    return {name: tuple(map(int, weights)) for name, *weights in lines if not name.startswith("#")}
