"""The candidate's own word on verdicts: it counts instead of the interviewer's, and can be taken back.

A settled grade is worked out from the interviewer's own one each time, so that nothing of that is ever lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from interview.core.coaching import advice, coaching
from interview.core.grading import Grade, Outcome, PointJudgement, Settled, Verdict, is_narrow
from interview.core.identity import PRACTICE
from interview.core.rubric import Rubric, rubric_of
from interview.core.scoring import breadth, clarity_level, is_open, is_weighed, score
from interview.core.totals import span

_COUNTS_AS = {
    Settled.SAID: Verdict.COVERED,
    Settled.PARTLY: Verdict.TOUCHED,
    Settled.NOT_SAID: Verdict.MISSED,
    Settled.WRONG: Verdict.CONTRADICTED,
}


def can_be_settled(grade: Grade) -> bool:
    """Whether an interviewer judged key points of the answer: a 0 by rule or a missing grade has no verdicts."""
    return grade.outcome is Outcome.GRADED and bool(grade.points)


def open_verdicts(grade: Grade) -> int:
    """How many verdicts of a grade nobody is sure of."""
    return sum(is_open(point) for point in grade.points) if can_be_settled(grade) else 0


def to_settle(grades: Iterable[Grade], rubric: Rubric) -> int:
    """About how many verdicts have to be settled until the overall score has a number; 0 when it has one.

    Each is taken to narrow the range by its answer's share of it, the widest first.
    """
    scored = [(grade, grade.scores) for grade in grades if grade.scores is not None]
    ends = span([(grade.position, scores) for grade, scores in scored], rubric)
    if ends is None or is_narrow(ends, rubric):
        return 0
    weights = [rubric.follow_up_weight if grade.position.is_follow_up else rubric.main_weight for grade, _ in scored]
    steps: list[float] = []
    for weight, (grade, scores) in zip(weights, scored, strict=True):
        count = sum(is_weighed(point, rubric) for point in grade.points) if can_be_settled(grade) else 0
        if not count:
            continue
        steps += [weight * (scores.highest - scores.lowest) / count / sum(weights)] * count
    too_wide, needed = ends[1] - ends[0] - rubric.widest_range, 0
    for step in sorted(steps, reverse=True):
        if too_wide <= 0:
            break
        too_wide, needed = too_wide - step, needed + 1
    return max(1, needed)


def settle(own: Grade, words: Mapping[str, Settled]) -> Grade:
    """The interviewer's own grade with the candidate's words, by id of key point; ids it does not know count nothing.

    The score follows by the grade's own rubric: "said it" never lowers it, "had it wrong" never raises it. An agreement
    of the whole answer moves as far as the breadth of the credits does. Remarks on settled points go; the practice
    interviewer's feedback, which only repeats its verdicts, is said again of those that are left.
    """
    points = tuple(_settled(point, words.get(point.point.id)) for point in own.points)
    if points == own.points or not can_be_settled(own):
        return own
    left = [point for point in points if point.settled is None]
    feedback = own.feedback
    if own.provenance.graded_by == PRACTICE:
        feedback = coaching(left, advice(own.feedback), len(points))
    rubric, agreement = rubric_of(own.provenance.rubric_version), own.agreement
    if agreement is not None:
        agreement = min(1.0, max(0.0, agreement + breadth(points, rubric) - breadth(own.points, rubric)))
    return replace(
        own,
        points=points,
        scores=score(points, clarity_level(own), agreement, rubric),
        agreement=agreement,
        feedback=feedback,
        remarks=tuple(remark for remark in own.remarks if remark.point not in words),
    )


def _settled(point: PointJudgement, word: Settled | None) -> PointJudgement:
    if word is None:
        return point
    return replace(point, verdict=_COUNTS_AS[word], credit=None, settled=word, judged=point.verdict)
