"""How far a grader agrees with answers whose grade is known: a measurement, and for which grades it holds.

It holds for the model that answered, its version, the prompts and the rubric it was made with, and for no other. This
module measures nothing (bench/model.py does) and puts nothing into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from interview.core.grading import Grade, Provenance

LEAST_ANSWERS = 60
"""With fewer graded answers the interval is so wide that a figure says nothing."""


@dataclass(frozen=True, order=True)
class GradedAs:
    """What has to be the same for two grades to come from the same grader: the model as the server names it, the
    server's name for its state ("" where it gives none), our prompts and the rubric."""

    model: str
    fingerprint: str
    prompt_version: str
    rubric_version: str


@dataclass(frozen=True)
class Measurement:
    """What bench/model.py found of a grader on `answers` graded answers of `sample`.

    `agreement` is the quadratic weighted kappa of scores in five bands, from `low` to `high` in 95 of 100 draws of
    questions; None where all scores are in one band. `mean_error` is in points of 100. `by_people`: whoever
    measured said that people gave the grades it is compared with; else nobody knows that they did. `figures` is
    everything else, by name.
    """

    graded_as: GradedAs
    sample: str
    by_people: bool
    answers: int
    agreement: float | None
    low: float | None
    high: float | None
    mean_error: float | None
    measured_at: datetime
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        """Whether the agreement may be shown as a figure."""
        return self.answers >= LEAST_ANSWERS and self.agreement is not None


def graded_as(provenance: Provenance) -> GradedAs:
    """The grader of a grade. Without the server's own name for its model, the configured one stands for it."""
    # Grades of servers that do not name themselves, and all older ones, have neither.
    served, state = provenance.served_model, provenance.fingerprint
    return GradedAs(served or provenance.graded_by.model, state, provenance.prompt_version, provenance.rubric_version)


def model_graders(grades: Iterable[Grade]) -> tuple[GradedAs, ...]:
    """The models that gave these grades a score, in order of their names."""
    signed = (grade.provenance for grade in grades if grade.scores is not None)
    return tuple(sorted({graded_as(each) for each in signed if each.graded_by.is_model}))


def most_telling(known: Iterable[Measurement]) -> dict[GradedAs, Measurement]:
    """Of each grader the measurement to show: on enough answers before too few, by people before labels, the last."""
    found: dict[GradedAs, Measurement] = {}
    for each in known:
        other = found.get(each.graded_as)
        if other is None or _rank(each) > _rank(other):
            found[each.graded_as] = each
    return found


def _rank(measurement: Measurement) -> tuple[bool, bool, datetime]:
    return measurement.is_enough, measurement.by_people, measurement.measured_at
