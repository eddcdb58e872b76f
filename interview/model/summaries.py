"""From a model's words on an interview to the summary of a report: what to work on is said by the model, without
sentences that quote what nobody said; how it went and what was good is counted from the verdicts.

It knows verdicts and answers only as words; what a model concludes from them is its own, and signed with its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from interview.core.evidence import quoted_in
from interview.core.grading import Grade, Summary, Verdict
from interview.core.session import InterviewSession
from interview.core.summing_up import AT_MOST
from interview.messages import Message, written
from interview.model.borne_out import without_praise
from interview.model.gaps import kept as without_gaps
from interview.model.reply_schemas import SummaryReply
from interview.text.languages import is_in, name_in_english
from interview.text.quotations import QUOTED
from interview.text.whole_sentences import sentence_spans

_NOTHING_LEFT = "its sentences quote words that stand in no answer, or have brackets that are not in the material."
_RECOGNISED = "summary.recognised"
_OPPOSITE = ("summary.opposite", "summary.opposite_and_more")


def problem_of_summary(session: InterviewSession) -> Callable[[SummaryReply], str]:
    """A check of a reply: says "" or, to be sent back, that it is in another language or that no sentence holds."""

    def problem(reply: SummaryReply) -> str:
        said = " ".join(reply.improvements)
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
    answers = [turn.answer.text or "" for turn in session.turns]
    texts = (without_praise(supported(said, answers)) for said in reply.improvements)
    return tuple(written(text) for text in texts if text)


def supported(text: str, answers: Iterable[str]) -> str:
    """The sentences of a text whose quotations all stand in one of the answers, as they are, without those that speak
    of what stands for nothing; "" when none is left."""
    known, text = tuple(answers), without_gaps(text)
    strange = [
        found.span()
        for found in QUOTED.finditer(text)
        if not any(quoted_in(next(part for part in found.groups() if part is not None), answer) for answer in known)
    ]
    if not strange:
        return text
    spans = sentence_spans(text)
    kept = [at for at in spans if not any(at[0] < end and start < at[1] for start, end in strange)]
    gap = "" if text and not any(map(str.isspace, text.strip())) else " "
    return gap.join(text[start:end] for start, end in kept)
