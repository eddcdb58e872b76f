"""What of a report is put otherwise for somebody who reads it in the candidate's place: nobody asks them to settle.

Numbers are whole. It decides no score.
"""

from __future__ import annotations

from interview.documents.mentor_view import word_of
from interview.documents.question_view import PointView, QuestionView
from interview.documents.report_view import ReportView
from interview.i18n.names import verdict_name
from interview.i18n.translate import Words


def point_told(point: PointView, say: Words) -> str:
    """The verdict on a key point as somebody else than the candidate is told of it."""
    if point.settled is None:
        return verdict_name(point.judged, say)
    return say(
        "{judged} (in their own view: {settled})",
        judged=verdict_name(point.judged, say),
        settled=word_of(point.settled, say).lower(),
    )


def score_told(question: QuestionView, say: Words) -> str:
    """An answer's score as somebody else is told of it: a whole number or range, or why there is none."""
    if not question.is_graded:
        return question.status
    return _told(question.score, question.low, question.high, say, is_undecided=question.is_undecided)


def overall_told(report: ReportView) -> str:
    """What stands in place of an overall score that is not one number."""
    return _told(None, report.low, report.high, report.say, is_undecided=_is_undecided(report))


def coverage_told(report: ReportView) -> str:
    """What the overall score rests on."""
    total = report.counts.total
    if not _is_undecided(report):
        return report.coverage
    say = report.say
    return say("1 answer") if total == 1 else say("{count} answers", count=total)


def feedback_told(question: QuestionView) -> str:
    """What the interviewer says of an answer but to settle it; "" where they judged nothing."""
    return "" if question.is_undecided else question.feedback_for_others


def _is_undecided(report: ReportView) -> bool:
    graded = [question for group in report.groups for question in group if question.is_graded]
    return bool(graded) and all(question.is_undecided for question in graded)


def _told(score: float | None, low: float | None, high: float | None, say: Words, *, is_undecided: bool) -> str:
    if score is not None:
        return say("{score} of 100", score=round(score))
    if low is None or high is None or is_undecided:
        return say("No score yet")
    return say("Most likely between {low} and {high} of 100", low=round(low), high=round(high))
