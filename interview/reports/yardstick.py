"""Which scores may stand on one line: those given by the same interviewer with the same rubric, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interview.core.grading import Grade, Outcome


@dataclass(frozen=True, order=True)
class Yardstick:
    """Who graded a session and by which rubric versions, each sorted. `graded_by` is empty when nobody had to."""

    graded_by: tuple[str, ...]
    rubric_versions: tuple[str, ...]

    @property
    def label(self) -> str:
        """The yardstick in words, for a legend."""
        who = " and ".join(interviewer_name(name) for name in self.graded_by) or "Unanswered, 0 by rule"
        return f"{who}, rubric {' and '.join(self.rubric_versions)}"


def yardstick(grades: Iterable[Grade]) -> Yardstick:
    """What a session was measured with, over the grades somebody gave; rule-given zeros name their rubric only."""
    known = [grade for grade in grades if grade.outcome is not Outcome.UNGRADED]
    given = [grade for grade in known if grade.outcome is Outcome.GRADED] or known
    return Yardstick(
        tuple(sorted({g.provenance.graded_by for g in given if g.outcome is Outcome.GRADED})),
        tuple(sorted({g.provenance.rubric_version for g in given})),
    )


def interviewer_name(identity: str) -> str:
    """An interviewer's identity ("practice", "model:NAME" or "rule") in words."""
    if identity == "practice":
        return "Practice interviewer"
    if identity == "rule":
        return "By rule"
    return f"Model {identity.removeprefix('model:')}"
