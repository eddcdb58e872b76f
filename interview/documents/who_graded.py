"""Who graded the answers of a report, and how many of them: what an interviewer judged, what is left for the candidate
to mark, and what they marked are three different things. It decides no score."""

from __future__ import annotations

from interview.core.grading import Grade, Outcome
from interview.core.identity import CANDIDATE
from interview.core.report import Report
from interview.core.settling import open_verdicts
from interview.i18n.names import interviewer_name
from interview.i18n.translate import Words
from interview.messages import Message

NOTHING_COULD_BE = "Nobody: no answer could be graded"
NOTHING_HAD_TO_BE = "Nobody: no answer needed grading"


def who_graded(report: Report, say: Words) -> str:
    """Everyone who gave a score, or why nobody did."""
    others = say.listed(interviewer_name(each, say) for each in report.graded_by if each != CANDIDATE)
    if CANDIDATE in report.graded_by:
        if others:
            return say("{others}, and whoever answered, by marking key points", others=others)
        return say("whoever answered, by marking the key points")
    if others:
        return others
    if any(grade.outcome is Outcome.UNGRADED for grade in report.grades.values()):
        return say(NOTHING_COULD_BE)
    return say(NOTHING_HAD_TO_BE)


def grader_of(grade: Grade | None, report: Report, say: Words) -> str:
    """Who graded an answer of a report that several graded; "" elsewhere, and where no interviewer judged it."""
    is_told = report.has_several_graders and grade is not None and grade.outcome is Outcome.GRADED
    return interviewer_name(grade.provenance.graded_by, say) if grade is not None and is_told else ""


def nobody_judged(report: Report) -> bool:
    """Whether no interviewer could read any of the graded answers."""
    return report.graded_by == (CANDIDATE,)


def coverage(report: Report, say: Words) -> str:
    """What the overall score rests on, in one sentence."""
    numbers = report.totals
    unread = [grade for grade in report.grades.values() if grade.nobody_judged]
    to_mark = sum(open_verdicts(grade) > 0 for grade in unread)
    marked = len(unread) - to_mark
    graded = numbers.graded - len(unread)
    parts = []
    if graded or not unread:
        parts.append(say("{graded} of {total} {total:answer|answers} graded", graded=graded, total=numbers.total))
    for alone, beside, count in (
        ("report.to_mark", "report.to_mark_too", to_mark),
        ("report.marked", "report.marked_too", marked),
    ):
        if count and parts:
            parts.append(say.message(Message.of(beside, count=count)))
        elif count:
            parts.append(say.message(Message.of(alone, graded=count, total=numbers.total)))
    if report.waiting_for_marks:
        parts.append(say.message(Message.of("report.waiting", count=len(report.waiting_for_marks))))
    if numbers.unanswered:
        silent = numbers.unanswered - report.unknown - report.not_reached
        if silent:
            parts.append(say("{count} left without an answer, counted as 0", count=silent))
        if report.not_reached:
            parts.append(say("{count} not answered before the end, counted as 0", count=report.not_reached))
        if report.unknown:
            parts.append(say("{count} passed on or not known, counted as 0", count=report.unknown))
    if numbers.ungraded:
        parts.append(say("{count} not graded, left out of the score", count=numbers.ungraded))
    return say("; ").join(parts)
