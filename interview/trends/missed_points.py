"""Which key points were missed most often, counted over answers that were judged; retakes and reviews count here too,
and an answer with those to its follow-ups is one.

Skipped questions do not: nothing was said that could lack a point.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from interview.core.grading import Verdict
from interview.core.key_point import KeyPoint
from interview.core.practice_again import MISSES, GradedAnswer, identity
from interview.core.question import Origin

_CREDIT = {Verdict.COVERED: 2, Verdict.TOUCHED: 1}


@dataclass(frozen=True)
class MissedPoint:
    """A key point of a question: missed or contradicted in `missed` of `asked` answers, touched in `touched`. Answers
    of which nobody could tell are not counted.

    `latest` is the last verdict, `origin` where the question was asked last.
    """

    point: KeyPoint
    question: str
    category: str
    missed: int
    touched: int
    asked: int
    latest: Verdict
    origin: Origin


def by_question(points: Sequence[MissedPoint]) -> list[tuple[MissedPoint, ...]]:
    """The points grouped by question, in the order of each question's first."""
    found: dict[tuple[str, Origin], list[MissedPoint]] = {}
    for point in points:
        found.setdefault((point.question, point.origin), []).append(point)
    return [tuple(group) for group in found.values()]


def counted_as(answer: GradedAnswer) -> Hashable:
    """The same for what counts as one answer: the one to a main question and those to its follow-ups."""
    return answer.origin


def most_missed(judged: Sequence[GradedAnswer], category: str = "", most: int | None = None) -> tuple[MissedPoint, ...]:
    """The points missed most often, of one category or all, `most` or every one; those that were covered last stand
    behind the others.

    `judged` is oldest first. Points of a follow-up count where its main question has them: what was made behind it is
    no longer missed in that answer. A point that the question did not have when it was asked last is left out: nobody
    would be asked for it.
    """
    verdicts: dict[tuple[str, KeyPoint], dict[Hashable, Verdict]] = {}
    last: dict[str, GradedAnswer] = {}
    for answer in judged:
        if category not in ("", answer.question.category):
            continue
        name = identity(answer.question)
        last[name] = answer
        for point in answer.points:
            if point.point in answer.question.key_points and point.verdict is not Verdict.UNSURE:
                of_answer = verdicts.setdefault((name, point.point), {})
                if _CREDIT.get(point.verdict, 0) >= _CREDIT.get(of_answer.get(counted_as(answer), point.verdict), 0):
                    of_answer[counted_as(answer)] = point.verdict
    found = [
        MissedPoint(
            point=point,
            question=last[name].question.text,
            category=last[name].question.category,
            missed=sum(verdict in MISSES for verdict in given),
            touched=given.count(Verdict.TOUCHED),
            asked=len(given),
            latest=given[-1],
            origin=last[name].origin,
        )
        for (name, point), given in ((key, [*of_answer.values()]) for key, of_answer in verdicts.items())
        if point in last[name].question.key_points
    ]
    return tuple(sorted((each for each in found if each.missed), key=_order)[:most])


def _order(each: MissedPoint) -> tuple[bool, int, float, int, str]:
    known = each.point.text or each.point.id
    return each.latest is Verdict.COVERED, -each.missed, -each.missed / each.asked, -each.touched, known
