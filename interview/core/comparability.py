"""Which scores may stand on one scale: those given by the same interviewer with the same rubric, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interview.core.grading import Grade, Outcome


@dataclass(frozen=True, order=True)
class Scale:
    """Who graded a session and by which rubric versions, each sorted. `graded_by` is empty when nobody had to."""

    graded_by: tuple[str, ...]
    rubric_versions: tuple[str, ...]


def scale(marks: Iterable[tuple[Outcome, str, str]]) -> Scale:
    """What a session was measured with, from (outcome, graded by, rubric version) of its grades.

    Rule-given zeros count only where nobody graded anything; ungraded answers never do.
    """
    known = [mark for mark in marks if mark[0] is not Outcome.UNGRADED]
    given = [mark for mark in known if mark[0] is Outcome.GRADED]
    return Scale(
        tuple(sorted({graded_by for _, graded_by, _ in given})),
        tuple(sorted({rubric for _, _, rubric in given or known})),
    )


def scale_of(grades: Iterable[Grade]) -> Scale:
    """What these grades were measured with."""
    return scale((g.outcome, g.provenance.graded_by, g.provenance.rubric_version) for g in grades)
