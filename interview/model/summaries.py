"""From a model's words on an interview to the summary of a report, without sentences that quote what nobody said.

It knows verdicts and answers only as words; what a model concludes from them is its own, and signed with its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from interview.core.evidence import quoted_in
from interview.core.grading import Summary
from interview.core.identity import InterviewerId
from interview.core.session import InterviewSession
from interview.messages import written
from interview.model.failures import UNUSABLE
from interview.model.gaps import kept as without_gaps
from interview.model.reply_schemas import SummaryReply
from interview.text.languages import NAMES, is_in
from interview.text.quotations import QUOTED
from interview.text.whole_sentences import sentence_spans

_NOTHING_LEFT = "its sentences quote words that stand in no answer, or have brackets that are not in the material."


def problem_of_summary(session: InterviewSession) -> Callable[[SummaryReply], str]:
    """A check of a reply: says "" or, to be sent back, that it is in another language or that no sentence holds."""

    def problem(reply: SummaryReply) -> str:
        said = " ".join((reply.overall_feedback, *reply.strengths, *reply.improvements))
        if not is_in(said, session.language):
            return f"it must be written in {NAMES.get(session.language, NAMES['en'])}."
        return "" if supported(reply.overall_feedback, _answers(session)) else _NOTHING_LEFT

    return problem


def summary_of(reply: SummaryReply, session: InterviewSession, written_by: InterviewerId) -> Summary:
    """The summary of a reply without the sentences that quote what nobody said; Unavailable when the words on the whole
    are among them all."""
    answers = _answers(session)
    overall = supported(reply.overall_feedback, answers)
    if not overall:
        raise UNUSABLE.error(UNUSABLE.code, UNUSABLE.message)
    strengths, improvements = (
        tuple(written(kept) for said in listed if (kept := supported(said, answers)))
        for listed in (reply.strengths, reply.improvements)
    )
    return Summary((written(overall),), strengths, improvements, written_by)


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


def _answers(session: InterviewSession) -> tuple[str, ...]:
    return tuple(turn.answer.text or "" for turn in session.turns)
