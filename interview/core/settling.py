"""The candidate's own word on verdicts: it counts instead of the interviewer's, and can be taken back.

A settled grade is worked out from the interviewer's own one each time, so that nothing of that is ever lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interview.core.coaching import coaching
from interview.core.grading import Grade, Outcome, PointJudgement, Settled, Verdict, clarity_level, score
from interview.core.identity import PRACTICE
from interview.core.rubric import rubric_of

_COUNTS_AS = {
    Settled.SAID: Verdict.COVERED,
    Settled.PARTLY: Verdict.TOUCHED,
    Settled.NOT_SAID: Verdict.MISSED,
    Settled.WRONG: Verdict.CONTRADICTED,
}


def can_be_settled(grade: Grade) -> bool:
    """Whether an interviewer judged key points of the answer: a 0 by rule or a missing grade has no verdicts."""
    return grade.outcome is Outcome.GRADED and bool(grade.points)


def settle(own: Grade, words: Mapping[str, Settled]) -> Grade:
    """The interviewer's own grade with the candidate's words, by id of key point; ids it does not know count nothing.

    The score follows by the grade's own rubric. An agreement of the whole answer was measured against what the
    candidate now corrects, so the credits speak instead. Remarks on settled points go; the practice interviewer's
    feedback is said again, which only repeats its verdicts.
    """
    points = tuple(_settled(point, words.get(point.point.id)) for point in own.points)
    if points == own.points or not can_be_settled(own):
        return own
    feedback = coaching(points, None) if own.provenance.graded_by == PRACTICE else own.feedback
    return replace(
        own,
        points=points,
        scores=score(points, clarity_level(own), rubric=rubric_of(own.provenance.rubric_version)),
        agreement=None,
        feedback=feedback,
        remarks=tuple(remark for remark in own.remarks if remark.point not in words),
    )


def _settled(point: PointJudgement, word: Settled | None) -> PointJudgement:
    if word is None:
        return point
    return replace(point, verdict=_COUNTS_AS[word], credit=None, settled=word, judged=point.verdict)
