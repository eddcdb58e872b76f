"""What a score is made of, as bars and in counts, of an answer and of a whole report. It decides no number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from interview.core.grading import PointJudgement, Verdict
from interview.core.report import Report
from interview.core.rubric import RUBRIC, DimensionName, Rubric
from interview.documents.question_view import Bar, bar
from interview.i18n.names import dimension_name
from interview.i18n.translate import Words


def bars(parts: Mapping[str, int | None], points: Iterable[PointJudgement], say: Words) -> tuple[Bar, ...]:
    """The `parts` of a score that `points` were judged for. Where nothing was recognised and nothing seems turned
    round, there is nothing that could agree or not: its number is no 0 in words."""
    is_empty = all(point.verdict in (Verdict.MISSED, Verdict.UNSURE) for point in points)
    drawn = [
        bar(say, d.name, dimension_name(d.name, say), parts[d.name], d.maximum)
        for d in RUBRIC.dimensions
        if d.name in parts
    ]
    return tuple(
        replace(each, number="–") if is_empty and each.code == DimensionName.ACCURACY and each.value == 0 else each
        for each in drawn
    )


def of_report(report: Report, say: Words) -> tuple[Bar, ...]:
    """The same of all answers: each part without a number where nothing has a score."""
    numbers = report.totals
    parts: Mapping[str, int | None] = numbers.dimensions
    if numbers.low is None:
        parts = dict.fromkeys(d.name for d in RUBRIC.dimensions)
    return bars(parts, _judged(report), say)


def changed(changes: Mapping[str, int], say: Words) -> str:
    """What a later answer has more or less than an earlier one, in all and in each part; "" where that is not known."""
    if not changes:
        return ""
    parts = (
        say("{dimension} {change:+d}", dimension=dimension_name(d.name, say).lower(), change=changes[d.name])
        for d in RUBRIC.dimensions
        if d.name in changes
    )
    return say("{change:+d} {change:point|points}: {parts}", change=changes["score"], parts=say.listed(parts))


def in_counts(report: Report, say: Words) -> str:
    """How many key points were recognised, in part, or are open, and how many the candidate's own word alone counts so;
    "" without any."""
    points = _judged(report)
    if not points:
        return ""
    found = Counter(point.verdict for point in points if point.verdict is point.by_interviewer)
    own = Counter(point.verdict for point in points if point.verdict is not point.by_interviewer)
    counts = (
        say("{count} of {total} key {total:point|points} recognised", count=found[Verdict.COVERED], total=len(points)),
        say("{count} said, by your own word", count=own[Verdict.COVERED]) if own[Verdict.COVERED] else "",
        say("{count} in part", count=found[Verdict.TOUCHED]) if found[Verdict.TOUCHED] else "",
        say("{count} in part, by your own word", count=own[Verdict.TOUCHED]) if own[Verdict.TOUCHED] else "",
        say("{count} not said, by your own word", count=own[Verdict.MISSED]) if own[Verdict.MISSED] else "",
        say("{count} wrong, by your own word", count=own[Verdict.CONTRADICTED]) if own[Verdict.CONTRADICTED] else "",
        say("{count} open", count=found[Verdict.UNSURE]) if found[Verdict.UNSURE] else "",
    )
    return say("; ").join(filter(None, counts))


def rules(say: Words, report: Report, rubric: Rubric, versions: str) -> str:
    """By which rules the scores were counted, and what each part and question weighs."""
    scores = [grade.scores for grade in report.grades.values() if grade.scores is not None]
    has_clarity = not scores or any(each.clarity is not None for each in scores)
    counted = [d for d in rubric.dimensions if has_clarity or d is not rubric.clarity]
    parts = say.listed(
        say("{dimension} {points}", dimension=dimension_name(d.name, say).lower(), points=d.maximum) for d in counted
    )
    if not has_clarity:
        parts = say("{parts}, together counted as 100 and rounded; clarity was not measured", parts=parts)
    return say(
        "Scores follow scoring rules {versions}: {parts}. A main question weighs {main:g}, a follow-up {follow_up:g}. "
        "Unanswered questions count 0. Questions that nobody can grade are left out, answered or not, and so are "
        "answers that could not be graded.",
        versions=versions,
        parts=parts,
        main=rubric.main_weight,
        follow_up=rubric.follow_up_weight,
    )


def _judged(report: Report) -> Sequence[PointJudgement]:
    return [point for _, _, grade in report.lines() if grade is not None for point in grade.points]
