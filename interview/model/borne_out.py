"""What a model says of an answer beside its verdicts, as far as those bear it out: nothing that they call wrong is
praised.

Of each of two sentences that go against each other a verdict counts: scores rest on verdicts, and each has its quote.
"""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.coaching import coaching
from interview.core.evidence import Remark, RemarkKind, quote_spans
from interview.core.grading import PointJudgement, Verdict
from interview.messages import Message, written
from interview.model.gaps import kept
from interview.model.reply_schemas import GradeItem, RemarkItem
from interview.text.praise_and_blame import praises

_RECOGNISED = frozenset({Verdict.COVERED, Verdict.TOUCHED})


def remarks_of(item: GradeItem, points: Sequence[PointJudgement], answer: str) -> tuple[Remark, ...]:
    """The remarks, without strengths where no key point was recognised, or on words that say the opposite of one."""
    wrong = [point.quote for point in points if point.verdict is Verdict.CONTRADICTED]
    strengths = (each for each in item.strengths if not any(_overlap(each.quote, quote, answer) for quote in wrong))
    kinds: tuple[tuple[RemarkKind, Sequence[RemarkItem]], ...] = (
        (RemarkKind.STRENGTH, tuple(strengths) if _is_any_recognised(points) else ()),
        (RemarkKind.WEAKNESS, item.weaknesses),
    )
    return tuple(
        Remark(kind, written(text), remark.quote)
        for kind, listed in kinds
        for remark in listed
        if (text := kept(remark.text))
    )


def feedback_of(item: GradeItem, points: Sequence[PointJudgement], *, goes_on: bool) -> tuple[Message, ...]:
    """The feedback; where it seems to praise an answer in which no key point was recognised, coaching from the verdicts
    in its place: what else it says rests on the same reading. `goes_on`: the answer is one to a follow-up."""
    if not _is_any_recognised(points) and praises(item.feedback):
        return coaching(points, None, goes_on=goes_on)
    text = kept(item.feedback)
    return (written(text),) if text else ()


def _is_any_recognised(points: Sequence[PointJudgement]) -> bool:
    return any(point.verdict in _RECOGNISED for point in points)


def _overlap(one: str, other: str, text: str) -> bool:
    spans = quote_spans(other, text)
    return any(start < end_of and begin < end for start, end in quote_spans(one, text) for begin, end_of in spans)
