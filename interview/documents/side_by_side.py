"""Two reports side by side: overall score, dimensions, categories. Their difference is worked out only on one scale.

Scores of another interviewer or rubric, or of other questions asked on purpose, are shown and never subtracted.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.comparability import scale_of
from interview.core.identity import CANDIDATE
from interview.core.report import Report
from interview.core.rubric import RUBRIC, DimensionName
from interview.core.session import SessionKind
from interview.messages import Message


@dataclass(frozen=True)
class Pair:
    """One number of both reports; None where there is none. `change` is later minus earlier, None off one scale."""

    label: str
    maximum: int
    earlier: int | None
    later: int | None
    change: int | None
    dimension: DimensionName | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a number on either side."""
        return self.earlier is not None or self.later is not None


@dataclass(frozen=True)
class SideBySide:
    """`earlier` and `later` in order of their beginning. `caution` says why they are not on one scale, None when so.
    `by_interviewer` are the overall scores before the candidate's own word, None where it counts in neither;
    `questions` are how many main questions each has."""

    earlier: Report
    later: Report
    caution: Message | None
    overall: Pair
    by_interviewer: Pair | None
    questions: tuple[int, int]
    dimensions: tuple[Pair, ...]
    categories: tuple[Pair, ...]


def side_by_side(one: Report, other: Report) -> SideBySide:
    """Both reports compared, whichever is given first."""
    earlier, later = sorted((one, other), key=lambda each: (each.session.created_at, each.session.id))
    caution = _caution(earlier, later)

    def pair(
        label: str, maximum: int, before: int | None, after: int | None, dimension: DimensionName | None = None
    ) -> Pair:
        known = caution is None and before is not None and after is not None
        change = (after or 0) - (before or 0) if known else None
        return Pair(label, maximum, before, after, change, dimension)

    before, after = earlier.totals, later.totals
    names = dict.fromkeys([*before.categories, *after.categories])
    known = {*before.dimensions, *after.dimensions}
    return SideBySide(
        earlier=earlier,
        later=later,
        caution=caution,
        overall=pair("Overall", 100, before.overall, after.overall),
        by_interviewer=pair("Before your own marks", 100, earlier.by_interviewer.overall, later.by_interviewer.overall)
        if earlier.judged or later.judged
        else None,
        questions=(_questions(earlier), _questions(later)),
        dimensions=tuple(
            pair(d.name.capitalize(), d.maximum, before.dimensions.get(d.name), after.dimensions.get(d.name), d.name)
            for d in RUBRIC.dimensions
            if d.name in known or not known
        ),
        categories=tuple(pair(name, 100, before.categories.get(name), after.categories.get(name)) for name in names),
    )


def _questions(report: Report) -> int:
    return len({turn.position.main for turn in report.session.turns})


def _caution(earlier: Report, later: Report) -> Message | None:
    before, after = scale_of(earlier.grades.values()), scale_of(later.grades.values())
    if not (earlier.is_ready and later.is_ready):
        return Message.of("caution.no_report")
    without = [report.totals.overall is None for report in (earlier, later)]
    is_own_mark = CANDIDATE in (*before.graded_by, *after.graded_by)
    # Before anything is marked, that is what is to be said.
    if before.graded_by != after.graded_by and not (is_own_mark and any(without)):
        return Message.of("caution.own_marks" if is_own_mark else "caution.interviewers")
    if before.rubric_versions != after.rubric_versions:
        return Message.of("caution.rubrics")
    if (earlier.session.kind is SessionKind.INTERVIEW) != (later.session.kind is SessionKind.INTERVIEW):
        return Message.of("caution.repeats")
    if any(without):
        return Message.of("caution.no_scores" if all(without) else "caution.no_score")
    return None
