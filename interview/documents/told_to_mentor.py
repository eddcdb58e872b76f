"""What of a report is put otherwise for somebody who reads it in the candidate's place: nobody asks them to settle.

Sentences that speak to the candidate have a form for mentors (Words.for_mentors), in which their view is made. Numbers
are whole. It decides no score.
"""

from __future__ import annotations

from interview.core.grading import Outcome
from interview.core.identity import PRACTICE
from interview.documents.mentor_view import word_of
from interview.documents.question_view import PointView, QuestionView
from interview.documents.report_view import WHAT_IS_MEASURED, ReportView
from interview.i18n.names import verdict_name
from interview.i18n.translate import Words
from interview.text.excerpts import one_line


def point_told(point: PointView, say: Words) -> str:
    """The verdict on a key point as somebody else than the candidate is told of it."""
    if point.settled is None:
        return point.word
    return say(
        "{judged} (in their own view: {settled})",
        judged=verdict_name(point.judged, say),
        settled=word_of(point.settled, say).lower(),
    )


def score_told(question: QuestionView, say: Words) -> str:
    """An answer's score as somebody else is told of it: a whole number or range, or why there is none. What went wrong
    with the interviewer, and what to do about it, is the candidate's to know."""
    if question.outcome is Outcome.UNGRADED and not question.nobody_can_grade:
        return say("Not graded, and left out of every average.")
    if not question.is_graded:
        return question.status
    return _told(question.score, question.low, question.high, say, is_undecided=question.is_undecided)


def who_is_meant(say: Words) -> str:
    """Whom what is left of "you" speaks to: questions, and what a model wrote, stay as they are."""
    return say("“You” in a question, or in words of a model, is the person who answered.")


def overall_told(report: ReportView) -> str:
    """What stands in place of an overall score that is not one number."""
    return _told(None, report.low, report.high, report.say, is_undecided=_is_undecided(report))


def behind_the_numbers(report: ReportView) -> tuple[str, ...]:
    """What the scores mean: how they were counted, what they measure, how far they agree with others, how the interview
    was taken and what an interviewer did not see. What the candidate can do about any of it is theirs to know."""
    if report.low is None:
        return (*report.how_taken, *report.cuts)
    measured = report.say.message(WHAT_IS_MEASURED)
    is_told = PRACTICE not in report.graders or _is_undecided(report) or measured in report.feedback_for_others
    return (
        *report.how_taken,
        *report.cuts,
        *(() if is_told else (measured,)),
        *(one_line(line, 300) for line in report.agreement),
        report.rubric,
    )


def feedback_told(question: QuestionView) -> str:
    """What the interviewer says of an answer but to settle it; "" where they judged nothing."""
    return "" if question.is_undecided else question.feedback_for_others


def _is_undecided(report: ReportView) -> bool:
    graded = [question for group in report.groups for question in group if question.is_graded]
    return any(question.is_undecided for question in graded)


def _told(score: float | None, low: float | None, high: float | None, say: Words, *, is_undecided: bool) -> str:
    if score is not None:
        return say("{score} of 100", score=round(score))
    if low is None or high is None or is_undecided:
        return say("No score yet")
    return say("Most likely between {low} and {high} of 100", low=round(low), high=round(high))
