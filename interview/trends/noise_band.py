"""Which changes of a score are more than the usual ups and downs: the band of an individuals (XmR) control chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview.core.whole_numbers import whole, whole_range
from interview.i18n.translate import ENGLISH, Words, sentences

FEWEST_SCORES = 4
_LIMIT = 2.66
_RULES = ((3, 2, 2), (5, 4, 1), (8, 8, 0))


@dataclass(frozen=True)
class Band:
    """Where scores of one measure lie when nothing changes, 0–100; `sigma` is their standard deviation then."""

    middle: int
    low: int
    high: int
    sigma: float


def band(count: int, mean: float | None, moving_range: float | None) -> Band | None:
    """The natural process limits, mean ± 2.66 times the mean distance of neighbours; None for fewer than four scores.

    2.66 is 3 / 1.128: three standard deviations, estimated from ranges of two. The ranges of neighbours are used
    because a slow improvement hardly widens them. Source: W. A. Shewhart's limits for individual values, as in NIST/
    SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, and D. J. Wheeler, Understanding Variation.
    """
    if count < FEWEST_SCORES or mean is None or moving_range is None:
        return None
    reach = _LIMIT * moving_range
    low, high = whole_range(max(0.0, mean - reach), min(100.0, mean + reach))
    return Band(whole(mean), low, high, reach / 3)


def is_ordinary(found: Band | None, scores: Sequence[float]) -> bool:
    """Whether the latest of these scores (oldest first) is one of the ordinary ups and downs, with no sign of a lasting
    change; False where nobody can tell yet."""
    if found is None or not found.low <= scores[-1] <= found.high:
        return False
    return next(_lasting(found, scores), None) is None


def told(found: Band | None, scores: Sequence[float], say: Words = ENGLISH) -> str:
    """What can be said of the latest of these scores (oldest first, two or more), in plain words.

    How far two interviews of the same person differ by chance was never measured, so no number is named before there
    is a band.
    """
    if found is None:
        return say(
            "{count} interviews are too few to tell a change from chance: other questions alone move a score up and "
            "down. From the {fewest}th on, this page shows how far.",
            count=len(scores),
            fewest=FEWEST_SCORES,
        )
    usual = say(
        "Scores from {low} to {high} are your ordinary ups and downs.", low=round(found.low), high=round(found.high)
    )
    return sentences((usual, _latest(found, scores, say)))


def _latest(found: Band, scores: Sequence[float], say: Words) -> str:
    if scores[-1] > found.high:
        return say("Your latest score lies above them. This may be a real change.")
    if scores[-1] < found.low:
        return say("Your latest score lies below them. This may be a real change.")
    for side, of, many, sigmas in _lasting(found, scores):
        if not sigmas:
            return say(
                "Yet all of your last {of} scores lie above your average. This may be a lasting change."
                if side > 0
                else "Yet all of your last {of} scores lie below your average. This may be a lasting change.",
                of=of,
            )
        return say(
            "Yet {many} of your last {of} scores lie well above your average. This may be a lasting change."
            if side > 0
            else "Yet {many} of your last {of} scores lie well below your average. This may be a lasting change.",
            many=many,
            of=of,
        )
    return say("Your latest score is one of them: no clear change yet.")


def _lasting(found: Band, scores: Sequence[float]) -> Iterator[tuple[int, int, int, int]]:
    """(side: 1 above or -1 below, of how many, how many, beyond how many standard deviations) for each sign of a shift
    in the latest scores.

    Two of three beyond two standard deviations, four of five beyond one, eight of eight beyond the middle, all on one
    side: Western Electric, Statistical Quality Control Handbook (1956), zone rules 2 to 4.
    """
    for of, needed, sigmas in _RULES:
        if len(scores) < of or not found.sigma:
            continue
        distances = [(score - found.middle) / found.sigma for score in scores[-of:]]
        for side in (1, -1):
            many = sum(side * distance > sigmas for distance in distances)
            if many >= needed:
                yield side, of, many, sigmas
