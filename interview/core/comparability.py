"""Which scores may stand on one scale: those given by the same interviewer with the same rubric, and no others. What
candidates marked themselves, because no interviewer read it, is a scale of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from interview.core.grading import Grade, Outcome
from interview.core.identity import InterviewerId, InterviewerKind
from interview.core.session import SessionKind

MOST_BESIDE = 24
"""Beside how many others of the same person a report stands at most."""


@dataclass(frozen=True, order=True)
class Scale:
    """Who graded a session and by which rubric versions, each sorted. `graded_by` is empty when nobody had to."""

    graded_by: tuple[InterviewerId, ...]
    rubric_versions: tuple[str, ...]

    @property
    def code(self) -> str:
        """The scale as one line of JSON, by which scores are grouped and chosen."""
        by = [[identity.kind.value, identity.model] for identity in self.graded_by]
        return json.dumps([by, list(self.rubric_versions)], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of_code(cls, code: str) -> Scale:
        """The scale of such a line; ValueError for any other text."""
        by, versions = json.loads(code)
        return cls(tuple(InterviewerId(InterviewerKind(kind), model) for kind, model in by), tuple(versions))


def scale(marks: Iterable[tuple[Outcome, InterviewerId, str]]) -> Scale:
    """What a session was measured with, from (outcome, graded by, rubric version) of its grades.

    Rule-given zeros count only where nobody graded anything; ungraded answers never do.
    """
    known = [mark for mark in marks if mark[0] is not Outcome.UNGRADED]
    given = [mark for mark in known if mark[0] is Outcome.GRADED]
    return Scale(
        tuple(sorted({graded_by for _, graded_by, _ in given})),
        tuple(sorted({rubric for _, _, rubric in given or known})),
    )


def score_is_measure(kind: SessionKind, *, is_one_question: bool, is_answered: bool) -> bool:
    """Whether the overall score of a graded session, if it has one, may stand on a line with those of others: that of a
    repeat tells of practice, that of the one question without a resume of little, and without an answer there is
    nothing to tell of. storage/scored_interviews.py asks the same of the database."""
    return kind is SessionKind.INTERVIEW and not is_one_question and is_answered


def is_in_doubt(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether nobody knows which of two scores is higher: there is a range, and the least and the most that they most
    likely are (points of 100, both ends included) overlap. Two of which nothing is open differ by what they differ."""
    (least, most), (lowest, highest) = one, other
    has_range = least < most or lowest < highest
    return has_range and least <= highest and lowest <= most


def graders_of(grades: Iterable[Grade]) -> frozenset[InterviewerId]:
    """Everyone who graded one of these answers; a 0 by rule has no grader."""
    return frozenset(grade.provenance.graded_by for grade in grades if grade.outcome is Outcome.GRADED)


def scale_of(grades: Iterable[Grade]) -> Scale:
    """What these grades were measured with."""
    return scale((g.outcome, g.measured_by, g.provenance.rubric_version) for g in grades)
