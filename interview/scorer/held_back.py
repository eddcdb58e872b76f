"""Verdicts that say less than the judge is sure of, for what it does not know of an answer."""

from __future__ import annotations

from dataclasses import replace

from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import KeyPoint
from interview.scorer.claims import RATHER


def unless_told_by_asking(point: PointJudgement) -> PointJudgement:
    """A part that was asked for by name: it can be told or not, whatever is heard of it.

    Of 18 answers to such questions, in ten interviews that two readers took, 17 told it, three of which were called not
    told, and one refused."""
    if point.verdict is Verdict.COVERED or point.odds is None or point.odds[0] >= RATHER:
        return point
    return replace(
        point, verdict=Verdict.UNSURE, worst=Verdict.MISSED, best=Verdict.COVERED, odds=(RATHER, 0.0, 1 - RATHER)
    )


def unless_unread(point: PointJudgement) -> PointJudgement:
    """Where a part of the answer was not read, nothing is known of a point that was not found in the rest."""
    if point.verdict not in (Verdict.MISSED, Verdict.UNSURE):
        return point
    return PointJudgement(point.point, Verdict.UNSURE, point.quote, worst=worst(point.point), example=point.example)


def at_most_touched(point: PointJudgement) -> PointJudgement:
    """Terms without sentences show that a word is known, not what it means. That holds of how probable it is, too, that
    a point is made which is called open, not recognised or the opposite."""
    verdict = Verdict.TOUCHED if point.verdict is Verdict.COVERED else point.verdict
    return replace(point, verdict=verdict, best=Verdict.TOUCHED)


def worst(point: KeyPoint) -> Verdict:
    """The least that an answer nobody read may do with a point: no story says the opposite of one of its parts."""
    return Verdict.CONTRADICTED if point.part is None else Verdict.MISSED
