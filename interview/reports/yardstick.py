"""Which scores may stand on one line: those given by the same interviewer with the same rubric, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interview.core.grading import Grade, Outcome
from interview.reports.words import ENGLISH, Words


@dataclass(frozen=True, order=True)
class Yardstick:
    """Who graded a session and by which rubric versions, each sorted. `graded_by` is empty when nobody had to."""

    graded_by: tuple[str, ...]
    rubric_versions: tuple[str, ...]

    @property
    def label(self) -> str:
        """The yardstick in English words, for a legend."""
        return self.told(ENGLISH)

    def told(self, say: Words) -> str:
        """The yardstick in the words of a language."""
        both = say(" and ")
        who = both.join(interviewer_name(name, say) for name in self.graded_by) or say("Unanswered, 0 by rule")
        return say("{who}, rubric {versions}", who=who, versions=both.join(self.rubric_versions))


def yardstick(marks: Iterable[tuple[Outcome, str, str]]) -> Yardstick:
    """What a session was measured with, from (outcome, graded by, rubric version) of its grades.

    Rule-given zeros count only where nobody graded anything; ungraded answers never do.
    """
    known = [mark for mark in marks if mark[0] is not Outcome.UNGRADED]
    given = [mark for mark in known if mark[0] is Outcome.GRADED]
    return Yardstick(
        tuple(sorted({graded_by for _, graded_by, _ in given})),
        tuple(sorted({rubric for _, _, rubric in given or known})),
    )


def measured_with(grades: Iterable[Grade]) -> Yardstick:
    """What these grades were measured with."""
    return yardstick((g.outcome, g.provenance.graded_by, g.provenance.rubric_version) for g in grades)


def interviewer_name(identity: str, say: Words = ENGLISH) -> str:
    """An interviewer's identity ("practice", "model:NAME" or "rule") in words."""
    if identity == "practice":
        return say("Practice interviewer")
    if identity == "rule":
        return say("By rule")
    return say("Model {name}", name=identity.removeprefix("model:"))
