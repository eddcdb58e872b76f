"""How ready somebody is for a job on a day: how much of what it asks for they will know then, as far as they showed it.

Coverage × mastery × recall, requirement by requirement, as a range: what was not asked about makes it wide. No number
from fewer answers than FEWEST_ANSWERS. The rules are published in docs/readiness.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from interview.core.grading import PointJudgement, Verdict

FEWEST_ANSWERS = 6
FEWEST_REQUIREMENTS = 3
REQUIRED_WEIGHT, NICE_WEIGHT = 1.0, 0.5
PARTLY = 0.5
"""The credit of a key point that was recognised in part."""
LIKELY = 0.8
"""How often the range shall hold what is true of the person."""
_REACH = 1.2816
UNASKED = 0.75
"""What was not asked about counts like so much of what was; at the low end of the range 0, at the high end 1."""
# As if one key point had been recognised and one not before anything was asked.
_BEFORE = 1.0
# Points of one answer stand and fall together: an answer counts like so many on their own.
_POINTS_OF_AN_ANSWER = 1


class ReadyBand(StrEnum):
    """Named ranges of readiness, from the lowest."""

    NOT_YET = "not_yet"
    GETTING_THERE = "getting_there"
    NEARLY = "nearly"
    READY = "ready"


AT_LEAST = {ReadyBand.NOT_YET: 0, ReadyBand.GETTING_THERE: 30, ReadyBand.NEARLY: 55, ReadyBand.READY: 70}
"""From which middle (of 100) a band begins."""
ASKED_AT_LEAST = {ReadyBand.NOT_YET: 0.0, ReadyBand.GETTING_THERE: 0.0, ReadyBand.NEARLY: 0.5, ReadyBand.READY: 0.75}
"""How much of what the job asks for has to have been asked about for a band, 0 to 1 by weight."""


@dataclass(frozen=True)
class ShownPoint:
    """A key point as it was judged last: how much credit it is expected to have (0 to 1), how unsure that is (as a
    variance), and how probable it is that it is still known on the day."""

    verdict: Verdict
    credit: float
    doubt: float
    recall: float


@dataclass(frozen=True)
class Need:
    """What a job asks for, several skills where one of them is enough, and what was shown of it in `answers` in which
    something was judged. `has_question` says whether one can be asked about it at all; it is to come from the first of
    `topics`, where there are any. What is asked in `subjects` is about it, whichever question it is."""

    skills: tuple[str, ...]
    is_required: bool = True
    answers: int = 0
    points: tuple[ShownPoint, ...] = ()
    topics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    has_question: bool = True

    @property
    def weight(self) -> float:
        return REQUIRED_WEIGHT if self.is_required else NICE_WEIGHT

    @property
    def is_judged(self) -> bool:
        return bool(self.answers and self.points)


@dataclass(frozen=True)
class Readiness:
    """`band` is None, and so are all numbers but the counts, while too little is known: `missing` answers are needed
    more, at least `missing_needs` of them about something that no judged answer is about yet. `is_out_of_reach` says
    that there are no questions here on as much as that takes.

    Of `needs` so many were `asked` about in judged answers. `low` to `high` of 100 is the range. Of 100 key points
    there so many counted as `said`, `in_part`, or were `undecided`; of those said, at least in part, `recall` in 100
    will still be known, None where there are none.
    """

    needs: int
    asked: int
    answers: int
    missing: int = 0
    missing_needs: int = 0
    is_out_of_reach: bool = False
    band: ReadyBand | None = None
    low: int = 0
    high: int = 0
    said: int = 0
    in_part: int = 0
    undecided: int = 0
    recall: int | None = None
    expected: float = 0.0


def shown(judged: PointJudgement, recall: float) -> ShownPoint:
    """A key point by its verdict. An open one counts by how probable it is that it was said, and half where nobody
    knows."""
    if judged.verdict is Verdict.UNSURE:
        credit = 0.5 if judged.odds is None else judged.odds[0]
        return ShownPoint(judged.verdict, credit, credit * (1 - credit), recall)
    credit = {Verdict.COVERED: 1.0, Verdict.TOUCHED: PARTLY}.get(judged.verdict, 0.0)
    return ShownPoint(judged.verdict, credit, 0.0, recall)


def readiness(needs: Sequence[Need], answers: int) -> Readiness:
    """Of one or more needs; `answers` is in how many different answers something of them was judged."""
    asked = [need for need in needs if need.is_judged]
    fewest_needs = min(FEWEST_REQUIREMENTS, len(needs))
    missing_needs = max(0, fewest_needs - len(asked))
    missing = max(FEWEST_ANSWERS - answers, missing_needs, 0)
    if missing:
        can_be_asked = sum(need.is_judged or need.has_question for need in needs)
        return Readiness(len(needs), len(asked), answers, missing, missing_needs, can_be_asked < fewest_needs)
    whole = sum(need.weight for need in needs)
    kept = variance = 0.0
    for need in asked:
        share, doubt, recall = _of_need(need)
        part = need.weight / whole
        kept += part * share * recall
        variance += (part * recall) ** 2 * doubt
    coverage = sum(need.weight for need in asked) / whole
    reach = _REACH * math.sqrt(variance)
    rest = (1 - coverage) * kept / coverage
    middle = kept + UNASKED * rest
    points = [point for need in asked for point in need.points]
    known = [point for point in points if point.verdict in (Verdict.COVERED, Verdict.TOUCHED)]
    credit = sum(point.credit for point in known)

    def of_100(verdict: Verdict) -> int:
        return round(100 * sum(point.verdict is verdict for point in points) / len(points))

    return Readiness(
        needs=len(needs),
        asked=len(asked),
        answers=answers,
        band=band_of(100 * middle, coverage),
        low=round(100 * max(0.0, kept - reach)),
        high=round(100 * min(1.0, kept + rest + reach / coverage)),
        said=of_100(Verdict.COVERED),
        in_part=of_100(Verdict.TOUCHED),
        undecided=of_100(Verdict.UNSURE),
        recall=round(100 * sum(point.credit * point.recall for point in known) / credit) if credit else None,
        expected=middle,
    )


def band_of(middle: float, coverage: float) -> ReadyBand:
    """The highest band for a middle (of 100) where so much was asked about (0 to 1, by weight)."""
    return [band for band in ReadyBand if middle >= AT_LEAST[band] and coverage >= ASKED_AT_LEAST[band]][-1]


def _of_need(need: Need) -> tuple[float, float, float]:
    """Mastery of what was asked about, how unsure it is (a variance), and how much of it will still be known."""
    count, credit = len(need.points), sum(point.credit for point in need.points)
    share = (credit + _BEFORE) / (count + 2 * _BEFORE)
    independent = min(count, _POINTS_OF_AN_ANSWER * need.answers)
    variance = share * (1 - share) / (independent + 2 * _BEFORE + 1)
    variance += sum(point.doubt for point in need.points) / count**2
    recall = sum(point.credit * point.recall for point in need.points) / credit if credit else 1.0
    return share, variance, recall
