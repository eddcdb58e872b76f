"""What the trends say in sentences: calm, in whole numbers, and never more than the numbers hold."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from interview.core.grading import Verdict
from interview.core.whole_numbers import whole
from interview.i18n.names import category_name, duration
from interview.i18n.translate import ENGLISH, Words, sentences
from interview.trends.missed_points import MissedPoint
from interview.trends.values import AnswerTime, CategoryStrength, ScorePoint

_ENOUGH_ANSWERS = 3


def against_earlier(point: ScorePoint, say: Words = ENGLISH, *, is_ordinary: bool = False) -> str:
    """How a score stands to the earlier ones of its measure that the filters let through, in a sentence; "" for the
    first. What is within the ordinary ups and downs is first of all no change."""
    if point.against_earlier is None:
        return ""
    if is_ordinary:
        return sentences((say("No clear change: this is within your ordinary ups and downs."), _distance(point, say)))
    return _distance(point, say)


def own_words(points: Sequence[ScorePoint], say: Words = ENGLISH) -> str:
    """Whether the candidate's own word counts in the latest score, and in the earlier ones of its measure that it is
    held against, in a sentence; "" where it counts in none."""
    *before, latest = points
    is_before = any(each.has_own_word for each in before if each.measure == latest.measure)
    if latest.has_own_word:
        return (
            say("Your own word on key points counts in this score, and in some of the earlier ones.")
            if is_before
            else say("Your own word on key points counts in this score.")
        )
    return say("Your own word on key points counts in some of the earlier scores.") if is_before else ""


def _distance(point: ScorePoint, say: Words) -> str:
    assert point.against_earlier is not None
    change = round(point.against_earlier)
    if change == 0:
        return say(
            "About the average of the earlier interviews chosen here with the same interviewer and scoring rules."
        )
    if change > 0:
        return say(
            "{points} {points:point|points} above the average of the earlier interviews chosen here with the same "
            "interviewer and scoring rules.",
            points=change,
        )
    return say(
        "{points} {points:point|points} below the average of the earlier interviews chosen here with the same "
        "interviewer and scoring rules.",
        points=-change,
    )


def strongest_and_weakest(strengths: Sequence[CategoryStrength], say: Words = ENGLISH) -> str:
    """The two ends of the categories with enough answers, in a sentence; an end that several have in common is named of
    none, "" where there is no other.

    `strengths` are strongest first. Only those with enough answers are compared, and the sentence says so.
    """
    known = [each for each in strengths if each.answers >= _ENOUGH_ANSWERS]
    if len(known) < 2:
        return ""
    best, worst = known[0], known[-1]
    means = [round(each.mean) for each in known]
    is_highest, is_lowest = means.count(means[0]) == 1, means.count(means[-1]) == 1
    if not is_highest and not is_lowest:
        return ""
    if is_highest != is_lowest:
        end = best if is_highest else worst
        return say(
            "Of the topics with at least {enough} answers, {topic} has the highest average ({average})."
            if is_highest
            else "Of the topics with at least {enough} answers, {topic} has the lowest average ({average}).",
            enough=_ENOUGH_ANSWERS,
            topic=category_name(end.category, say),
            average=_average(end, say),
        )
    return say(
        "Of the topics with at least {enough} answers, {best} has the highest average ({high}) and {worst} the lowest "
        "({low}).",
        enough=_ENOUGH_ANSWERS,
        best=category_name(best.category, say),
        high=_average(best, say),
        worst=category_name(worst.category, say),
        low=_average(worst, say),
    )


def _average(strength: CategoryStrength, say: Words) -> str:
    """An average with what it is of: a question without an answer counts 0 in it."""
    return say(
        "{mean} of 100, {answers} of {asked} questions answered",
        mean=round(strength.mean),
        answers=strength.answers,
        asked=strength.asked,
    )


def guessed(points: Sequence[ScorePoint]) -> list[tuple[ScorePoint, int, float]]:
    """The interviews with a guess, each with the guess and what the interviewer gave before any word of the
    candidate's own."""
    return [
        (point, point.predicted, point.guessed_at)
        for point in points
        if point.predicted is not None and point.guessed_at is not None
    ]


def calibration(points: Sequence[ScorePoint], say: Words = ENGLISH) -> str:
    """How far guesses lie from the interviewer's own scores, in a sentence; "" when there are none. `points` are of one
    measure."""
    found = guessed(points)
    if not found:
        return ""
    said = _off([guess - result for _, guess, result in found], say)
    if any(point.has_own_word for point, _, _ in found):
        said = sentences((said, say("Compared is the interviewer's score before your own marks.")))
    return said


def _off(off: Sequence[float], say: Words) -> str:
    mean, away = whole(sum(off) / len(off)), whole(sum(map(abs, off)) / len(off))
    if len(off) == 1:
        if mean > 0:
            return say("The one guess that can be compared was {points} {points:point|points} too high.", points=mean)
        if mean < 0:
            return say("The one guess that can be compared was {points} {points:point|points} too low.", points=-mean)
        return say("The one guess that can be compared was right.")
    if mean > 0:
        side = say("{points} {points:point|points} too high", points=mean)
    elif mean < 0:
        side = say("{points} {points:point|points} too low", points=-mean)
    else:
        side = say("neither too high nor too low")
    return say(
        "The {count} guesses that can be compared were on average {side}, and {away} {away:point|points} away from "
        "the result.",
        count=len(off),
        side=side,
        away=away,
    )


def pace(times: Sequence[AnswerTime], say: Words = ENGLISH) -> str:
    """The latest time per answer beside the earlier ones, in a sentence; `times` is not empty."""
    said = say(
        "In your latest interview with a score, your middle time per answer was {time}.",
        time=duration(times[-1].seconds, say),
    )
    if len(times) == 1:
        return said
    usual = duration(median(each.seconds for each in times[:-1]), say)
    return sentences((said, say("Before, the usual middle was {time}.", time=usual)))


def misses(point: MissedPoint, say: Words = ENGLISH) -> str:
    """In how many answers a key point did not count as said, whoever said so, and in how many in part: "did not count
    as said in 3 of the 5 answers that could be judged, counted in part in 1; in the latest one it counted as said".
    """
    if point.asked == 1:
        said = say("did not count as said in the 1 answer that could be judged")
    else:
        said = say(
            "did not count as said in {missed} of the {asked} answers that could be judged",
            missed=point.missed,
            asked=point.asked,
        )
    if point.touched:
        said += say(", counted in part in {count}", count=point.touched)
    if point.asked > 1 and point.latest is Verdict.COVERED:
        said += say("; in the latest one it counted as said")
    if point.asked > 1 and point.latest is Verdict.TOUCHED:
        said += say("; in the latest one it counted in part")
    return said
