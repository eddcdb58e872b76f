"""Two reports side by side: overall score, dimensions, categories. Their difference is worked out only on one scale.

Scores of another interviewer or rubric, or of other questions asked on purpose, are shown and never subtracted, nor are
two whose ranges overlap.
"""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.comparability import is_in_doubt, scale_of
from interview.core.identity import CANDIDATE
from interview.core.practice_again import identity
from interview.core.report import Report
from interview.core.rubric import RUBRIC, DimensionName
from interview.core.session import SessionKind
from interview.core.totals import Totals, ends
from interview.messages import Message

_Range = tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """One number of both reports; None where there is none. `change` is later minus earlier, None off one scale and
    where it is within what nobody is sure of (`is_in_doubt`)."""

    label: str
    maximum: int
    earlier: int | None
    later: int | None
    change: int | None
    dimension: DimensionName | None = None
    is_in_doubt: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is a number on either side."""
        return self.earlier is not None or self.later is not None


@dataclass(frozen=True)
class SideBySide:
    """`earlier` and `later` in order of their beginning. `caution` says why they are not on one scale, None when so.
    `by_interviewer` are the overall scores before the candidate's own word, None where it counts in neither;
    `questions` are how many main questions each has, and `has_same_questions` says whether these are the same ones."""

    earlier: Report
    later: Report
    caution: Message | None
    overall: Pair
    by_interviewer: Pair | None
    questions: tuple[int, int]
    has_same_questions: bool
    dimensions: tuple[Pair, ...]
    categories: tuple[Pair, ...]

    @property
    def has_doubt(self) -> bool:
        """Whether a difference is within what nobody is sure of."""
        own = (self.by_interviewer,) if self.by_interviewer else ()
        return any(pair.is_in_doubt for pair in (self.overall, *own, *self.dimensions, *self.categories))


def side_by_side(one: Report, other: Report) -> SideBySide:
    """Both reports compared, whichever is given first."""
    earlier, later = sorted((one, other), key=lambda each: (each.session.created_at, each.session.id))
    caution = _caution(earlier, later)

    def pair(
        label: str,
        maximum: int,
        before: int | None,
        after: int | None,
        ranges: tuple[_Range | None, _Range | None],
        dimension: DimensionName | None = None,
    ) -> Pair:
        if caution is not None or before is None or after is None:
            return Pair(label, maximum, before, after, None, dimension)
        was, now = ranges
        # What has a number has a range.
        assert was is not None
        assert now is not None
        doubt = is_in_doubt(was, now)
        return Pair(label, maximum, before, after, None if doubt else after - before, dimension, doubt)

    def overall(label: str, before: Totals, after: Totals) -> Pair:
        return pair(label, 100, before.overall, after.overall, (_range(before), _range(after)))

    def category(name: str) -> Pair:
        was, now = (each.comparable_categories.get(name) for each in (earlier, later))
        return pair(name, 100, was, now, (_range_of(name, earlier), _range_of(name, later)))

    before, after = earlier.totals, later.totals
    names = dict.fromkeys([*earlier.comparable_categories, *later.comparable_categories])
    known = {*before.dimensions, *after.dimensions}
    return SideBySide(
        earlier=earlier,
        later=later,
        caution=caution,
        overall=overall("Overall", before, after),
        by_interviewer=overall("Before your own marks", earlier.by_interviewer, later.by_interviewer)
        if earlier.judged or later.judged
        else None,
        questions=(_questions(earlier), _questions(later)),
        has_same_questions=_asked(earlier) == _asked(later),
        # What is open of a dimension alone is not kept: it is as sure as the score that it is a part of.
        dimensions=tuple(
            pair(
                d.name.capitalize(),
                d.maximum,
                before.dimensions.get(d.name),
                after.dimensions.get(d.name),
                (_range(before), _range(after)),
                d.name,
            )
            for d in RUBRIC.dimensions
            if d.name in known or not known
        ),
        categories=tuple(map(category, names)),
    )


def _range(totals: Totals) -> _Range | None:
    return None if totals.low is None or totals.high is None else (totals.low, totals.high)


def _range_of(category: str, report: Report) -> _Range | None:
    scored = [
        (turn.position, grade.scores)
        for _, turn, grade in report.lines()
        if turn.question.category == category and grade is not None and grade.scores is not None
    ]
    return ends(scored, report.rubric)


def _asked(report: Report) -> set[str]:
    return {identity(turn.question) for turn in report.session.turns if not turn.position.is_follow_up}


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
