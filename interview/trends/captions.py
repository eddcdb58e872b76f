"""What the trends say in sentences: calm, exact, and never more than the numbers hold."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from interview.core.grading import Verdict
from interview.core.whole_numbers import whole
from interview.i18n.names import verdict_name
from interview.trends.missed_points import MissedPoint
from interview.trends.tables import duration
from interview.trends.values import AnswerTime, CategoryStrength, ScorePoint

_ENOUGH_ANSWERS = 3


def against_earlier(point: ScorePoint) -> str:
    """How a score stands to the earlier ones of its measure, in a sentence; "" for the first."""
    change = point.against_earlier
    if change is None:
        return ""
    if change == 0:
        return "Exactly the mean of your earlier interviews measured in the same way."
    direction = "above" if change > 0 else "below"
    return f"{abs(change):g} points {direction} the mean of your earlier interviews measured in the same way."


def strongest_and_weakest(strengths: Sequence[CategoryStrength]) -> str:
    """The two ends of the categories with enough answers, in a sentence; "" where there are no two.

    `strengths` are strongest first.
    """
    known = [each for each in strengths if each.answers >= _ENOUGH_ANSWERS]
    if len(known) < 2 or known[0].mean == known[-1].mean:
        return ""
    best, worst = known[0], known[-1]
    return (
        f"Over all of them, {best.category} is your strongest ({best.mean:g} of 100, {best.answers} answers) "
        f"and {worst.category} has the most to gain ({worst.mean:g}, {worst.answers} answers)."
    )


def calibration(points: Sequence[ScorePoint]) -> str:
    """How far guesses lie from the results, in a sentence; "" when there are none. `points` are of one measure."""
    off = [point.predicted - point.overall for point in points if point.predicted is not None]
    if not off:
        return ""
    mean, away = whole(sum(off) / len(off)), whole(sum(map(abs, off)) / len(off))
    side = f"{abs(mean):g} points too {'high' if mean > 0 else 'low'}" if mean else "neither too high nor too low"
    if len(off) == 1:
        return f"Your one guess was {side}."
    return f"Your {len(off)} guesses were on average {side}, and {away:g} points away from the result."


def pace(times: Sequence[AnswerTime]) -> str:
    """The latest time per answer beside the earlier ones, in a sentence; `times` is not empty."""
    said = f"In the latest interview half of your answers took less than {duration(times[-1].seconds)}, half longer."
    if len(times) == 1:
        return said
    return f"{said} Before, the usual middle was {duration(median(each.seconds for each in times[:-1]))}."


def misses(point: MissedPoint) -> str:
    """How often a key point was not recognised, as "in 3 of 5 answers, in part in 1; recognised the last time"."""
    said = "in 1 answer" if point.asked == 1 else f"in {point.missed} of {point.asked} answers"
    if point.touched:
        said += f", in part in {point.touched}"
    if point.asked > 1 and point.latest in (Verdict.COVERED, Verdict.TOUCHED):
        said += f"; {verdict_name(point.latest).lower()} the last time"
    return said
