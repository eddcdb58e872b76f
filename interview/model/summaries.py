"""From a model's words on an interview to the summary of a report: what to work on is said by the model, without
sentences that may not be shown (borne_out.py); how it went and what was good is counted from the verdicts.

It knows verdicts and answers only as words; what a model concludes from them is its own, and signed with its name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from interview.core.grading import Grade, Summary, Verdict
from interview.core.session import InterviewSession
from interview.core.summing_up import AT_MOST
from interview.messages import Message, written
from interview.model.borne_out import Beside, shown
from interview.model.reply_schemas import SummaryReply
from interview.text.languages import is_in, name_in_english
from interview.text.praise import READ_IN

_NOTHING_LEFT = (
    "its sentences quote words that stand in no answer, have brackets that are not in the material, give praise or a "
    "score, or name nothing to learn or do."
)
_RECOGNISED = "summary.recognised"
_OPPOSITE = ("summary.opposite", "summary.opposite_and_more")


def problem_of_summary(session: InterviewSession) -> Callable[[SummaryReply], str]:
    """A check of a reply: says "" or, to be sent back, that it is in another language or that no sentence holds."""

    def problem(reply: SummaryReply) -> str:
        said = " ".join(reply.improvements)
        if session.language not in READ_IN:
            # None of it is shown, so nothing is to be put right.
            return ""
        if said and not is_in(said, session.language):
            return f"it must be written in {name_in_english(session.language)}."
        return "" if not said or _improvements(reply, session) else _NOTHING_LEFT

    return problem


def summary_of(reply: SummaryReply, session: InterviewSession, grades: Sequence[Grade], counted: Summary) -> Summary:
    """What was `counted` from the grades, with what the model would work on where something was not covered. How many
    key points were recognised is said first, however few they are."""
    graded = [point for grade in grades for point in grade.points]
    right = sum(point.is_recognised for point in graded)
    overall = Message.of(_RECOGNISED, count=right, total=len(graded))
    is_lacking = any(point.verdict is not Verdict.COVERED for point in graded)
    improvements = _improvements(reply, session) if is_lacking else ()
    # What turns a key point round is counted, so it is told beside the model's words, too.
    opposite = [said for said in counted.improvements if said.code in _OPPOSITE]
    return replace(
        counted,
        overall_feedback=(overall,),
        strengths=tuple(said for said in counted.strengths if said.code != _RECOGNISED),
        improvements=(*opposite, *improvements)[:AT_MOST] if improvements else counted.improvements,
    )


def _improvements(reply: SummaryReply, session: InterviewSession) -> tuple[Message, ...]:
    beside = Beside(session.language, [turn.answer.text or "" for turn in session.turns])
    return tuple(written(text) for said in reply.improvements if (text := shown(said, beside)))
