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
from interview.text import linear_model

WEIGHTS = Path(__file__).with_name("line_weights.tsv")


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
    sums = linear_model.sums(_weights(), said)
    shares = [exp(each - max(sums)) for each in sums]
    return {kind: share / sum(shares) for kind, share in zip(LineKind, shares, strict=True)}


@lru_cache(maxsize=1)
def _weights() -> linear_model.Weights:
    """Of each feature the weights of the kinds, in the order of LineKind."""
    return linear_model.read(WEIGHTS)
