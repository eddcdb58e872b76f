"""The one formula: from verdicts and a level of clarity to points, and the range that open verdicts leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interview.core.grading import Grade, PointJudgement, Scores, Verdict
from interview.core.rubric import RUBRIC, Breadth, DimensionName, Rubric, rubric_of

_Said = tuple[Verdict, float | None]
"""What counts of a key point: its verdict, and the credit where it was given in parts."""


def score(
    points: Sequence[PointJudgement],
    clarity_level: float | None,
    agreement: float | None = None,
    rubric: Rubric = RUBRIC,
) -> Scores:
    """Turn verdicts, a clarity level (0 to 4) and, where it was measured, an agreement (0 to 1) into points.

    With n key points, s the sum of their credits and w the number contradicted:
    completeness = 30·s/n; accuracy = 40·s/(s + w)·breadth; clarity = 30·(level/4)·max(breadth, floor),
    where breadth is the agreement, or without one min(1, (s/n)/full_breadth): one right remark does not earn full
    accuracy, and clear words that say nothing of what was asked earn next to nothing. More credit or agreement never
    lowers a part, a contradiction never raises one. Rubric 2026.1 divided by the number of key points that were not
    missed, a: accuracy = 40·s/a·breadth, breadth = min(1, (a/n)/full_breadth). Ours, see docs/evaluation.md.

    Without a level, 100 is spread over the other two in whole numbers. Where something is open, the range goes from the
    total with all of it as bad as it can be to that with all as good; where the odds of all of it are known, it leaves
    out as much of the least and of the most probable totals as the rubric says, and the points are those to be
    expected; from 2026.19 on verdicts that were given count by their odds, too. Points are taken for independent of
    each other, but for parts of a story that may be about something else: these are all missed, or each is open by
    itself. Else the points are in the middle.
    """
    if not points:
        raise ValueError("an answer without key points cannot be scored")
    if clarity_level is not None and not 0 <= clarity_level <= len(rubric.clarity_levels) - 1:
        raise ValueError("clarity level out of range")
    if agreement is not None and not 0 <= agreement <= 1:
        raise ValueError("agreement out of range")
    least, most = (_points(_said(ends), clarity_level, agreement, rubric) for ends in _ends(points))
    weighed = [point for point in points if is_weighed(point, rubric)]
    is_wide = least != most or rubric.possible is not None
    if weighed and is_wide and rubric.likely < 1 and all(point.odds for point in weighed):
        return _expected(points, clarity_level, agreement, rubric)
    if least == most:
        return least
    clarity = None if least.clarity is None or most.clarity is None else _middle(least.clarity, most.clarity)
    return Scores(
        _middle(least.accuracy, most.accuracy),
        _middle(least.completeness, most.completeness),
        clarity,
        least.total,
        most.total,
    )


def is_open(point: PointJudgement) -> bool:
    """Whether nobody is sure of a verdict: the interviewer is not, and the candidate said nothing of it."""
    return point.settled is None and point.verdict is Verdict.UNSURE


def is_weighed(point: PointJudgement, rubric: Rubric) -> bool:
    """Whether a verdict counts by how probable it is: it is open, or the rubric counts given ones so, too, and another
    one is possible."""
    if rubric.possible is None or point.settled is not None or point.odds is None:
        return is_open(point)
    return is_open(point) or sum(share >= rubric.possible for share in point.odds) > 1


def _ends(points: Sequence[PointJudgement]) -> tuple[list[PointJudgement], list[PointJudgement]]:
    """The points with what is open counted against the answer, and for it."""
    against = [replace(point, verdict=point.worst, credit=None) if is_open(point) else point for point in points]
    for_it = [replace(point, verdict=point.best, credit=None) if is_open(point) else point for point in points]
    return against, for_it


def _expected(
    points: Sequence[PointJudgement], clarity_level: float | None, agreement: float | None, rubric: Rubric
) -> Scores:
    """The mean of the scores of all ways the open points can turn out, and a range that holds it and the total with the
    rubric's probability, as much being cut off at either end."""
    known = _said([point for point in points if not is_weighed(point, rubric)])

    weighed = [point for point in points if is_weighed(point, rubric)]
    about = _about_asked(points, rubric)
    scored = [
        (
            _points([*known, *((verdict, None) for verdict in way)], clarity_level, agreement, rubric),
            probability * share,
        )
        for is_about, share in ((True, about), (False, 1 - about))
        for way, probability in (_ways(weighed, rubric, is_about=is_about) if share else {}).items()
    ]
    scored.sort(key=lambda each: each[0].total)
    sum_of_all = sum(probability for _, probability in scored)

    def mean(name: DimensionName) -> float:
        parts = [float(getattr(scores, name)) * probability for scores, probability in scored]
        return round(sum(parts) / sum_of_all, 1)

    clarity = None if clarity_level is None else mean(DimensionName.CLARITY)
    likely = Scores(mean(DimensionName.ACCURACY), mean(DimensionName.COMPLETENESS), clarity)
    cut_off = rubric.cut_off * sum_of_all
    low, high = _beyond(scored, cut_off).total, _beyond(scored[::-1], cut_off).total
    return replace(likely, low=min(low, likely.total), high=max(high, likely.total))


def _about_asked(points: Sequence[PointJudgement], rubric: Rubric) -> float:
    """How probable it is that a story is about what was asked, where parts hang on that, else 1; who says that they
    told a part of it says that it is."""
    hanging = [point for point in points if _hangs(point, rubric)]
    if any(point.verdict in (Verdict.COVERED, Verdict.TOUCHED) for point in hanging):
        return 1.0
    return next((point.about_asked for point in hanging if point.about_asked is not None), 1.0)


def _hangs(point: PointJudgement, rubric: Rubric) -> bool:
    return point.about_asked is not None and rubric.is_doubtful(point.about_asked)


def _ways(opened: Sequence[PointJudgement], rubric: Rubric, *, is_about: bool) -> dict[tuple[Verdict, ...], float]:
    """How often each verdict can come of the weighed points, and how probable that is, if a story is about what was
    asked or not."""
    ways: dict[tuple[Verdict, ...], float] = {(): 1.0}
    for point in opened:
        longer: dict[tuple[Verdict, ...], float] = {}
        for way, probability in ways.items():
            for verdict, share in _turns(point, rubric, is_about=is_about).items():
                made = tuple(sorted((*way, verdict)))
                longer[made] = longer.get(made, 0.0) + probability * share
        ways = longer
    return ways


def _turns(point: PointJudgement, rubric: Rubric, *, is_about: bool) -> dict[Verdict, float]:
    covered, contradicted, missed = (_possible(share, rubric) for share in point.odds or (0.0, 0.0, 1.0))
    if point.about_asked is not None and _hangs(point, rubric):
        share = 1 / point.about_asked if is_about else 0.0
        covered, contradicted = covered * share, contradicted * share
        missed = max(0.0, 1 - covered - contradicted)
    # A list of keywords is recognised in part at most, whatever its odds.
    is_list = Verdict.TOUCHED in (point.verdict, point.best)
    recognised = Verdict.TOUCHED if is_list else Verdict.COVERED
    every = covered + contradicted + missed
    return {recognised: covered / every, Verdict.CONTRADICTED: contradicted / every, Verdict.MISSED: missed / every}


def _possible(share: float, rubric: Rubric) -> float:
    return 0.0 if share < (rubric.possible or 0.0) else share


def _beyond(scored: Sequence[tuple[Scores, float]], cut_off: float) -> Scores:
    """The first score with more than this probability up to it."""
    passed = 0.0
    for scores, probability in scored:
        passed += probability
        if passed > cut_off:
            return scores
    return scored[-1][0]


def _middle(one: float, other: float) -> float:
    return round((one + other) / 2, 1)


def _said(points: Sequence[PointJudgement]) -> list[_Said]:
    return [(point.verdict, point.credit) for point in points]


def _points(said: Sequence[_Said], clarity_level: float | None, agreement: float | None, rubric: Rubric) -> Scores:
    gained, addressed, wrong = _counts(said, rubric)
    covers = _breadth(gained, addressed, len(said), rubric, agreement)
    against = addressed if rubric.breadth is Breadth.ADDRESSED else gained + wrong
    correctness = gained / against if gained else 0.0
    clear = None if clarity_level is None else clarity_level / (len(rubric.clarity_levels) - 1)
    return Scores(
        accuracy=round(rubric.accuracy.maximum * correctness * covers, 1),
        completeness=round(rubric.completeness.maximum * gained / len(said), 1),
        clarity=None if clear is None else round(rubric.clarity.maximum * clear * max(covers, rubric.clarity_floor), 1),
    )


def clarity_level(grade: Grade) -> float | None:
    """The level of clarity (0 to 4) behind the points of a graded answer; None where it was not measured.

    Of a grade that does not keep it, it is found by score() the other way round, as exactly as the points are rounded.
    """
    if grade.clarity_level is not None:
        return grade.clarity_level
    if grade.scores is None or not grade.points:
        raise ValueError("without scores there is no clarity")
    if grade.scores.clarity is None:
        return None
    rubric = rubric_of(grade.provenance.rubric_version)
    highest = len(rubric.clarity_levels) - 1
    breadths = [breadth(points, rubric, grade.agreement) for points in _ends(grade.points)]
    counted = sum(max(share, rubric.clarity_floor) for share in breadths) / len(breadths)
    return min(float(highest), grade.scores.clarity / rubric.clarity.maximum / counted * highest)


def breadth(points: Sequence[PointJudgement], rubric: Rubric, agreement: float | None = None) -> float:
    """How far an answer covers what is asked, 0 to 1: its agreement where the rubric counts it, else its credits."""
    gained, addressed, _ = _counts(_said(points), rubric)
    return _breadth(gained, addressed, len(points), rubric, agreement)


def _breadth(gained: float, addressed: int, count: int, rubric: Rubric, agreement: float | None) -> float:
    if agreement is not None and rubric.breadth is Breadth.AGREEMENT:
        return agreement
    counted = addressed if rubric.breadth is Breadth.ADDRESSED else gained
    return min(1.0, counted / count / rubric.full_breadth)


def _counts(said: Sequence[_Said], rubric: Rubric) -> tuple[float, int, int]:
    """The sum of the credits; how many points are addressed; how many are contradicted."""
    gained = sum(_credit(verdict, credit, rubric) for verdict, credit in said)
    addressed = sum(verdict not in (Verdict.MISSED, Verdict.UNSURE) for verdict, _ in said)
    return gained, addressed, sum(verdict is Verdict.CONTRADICTED for verdict, _ in said)


def _credit(verdict: Verdict, credit: float | None, rubric: Rubric) -> float:
    if verdict in (Verdict.MISSED, Verdict.CONTRADICTED, Verdict.UNSURE):
        return 0.0
    if credit is not None:
        if not 0 <= credit <= 1:
            raise ValueError("credit out of range")
        return credit
    return 1.0 if verdict is Verdict.COVERED else rubric.touched_credit
