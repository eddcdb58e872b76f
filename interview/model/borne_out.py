"""What a model says of an answer beside its verdicts, with no room to call an answer good: what is right is told from
the verdicts, and its own words are about what a verdict finds lacking or about words of the answer that hold it back.

Of a verdict and a sentence that go against each other the verdict counts: scores rest on it, and it has its quote.
"""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.coaching import coaching
from interview.core.evidence import Remark, RemarkKind
from interview.core.grading import PointJudgement, Verdict
from interview.messages import Message, written
from interview.model.gaps import kept
from interview.model.reply_schemas import GradeItem
from interview.text.praise_and_blame import judges, praises
from interview.text.whole_sentences import sentence_spans

# What is wrong comes first, and more than so much nobody works on at once.
_LACKING = (Verdict.CONTRADICTED, Verdict.MISSED, Verdict.TOUCHED)
_MOST_ADVICE = 3


def remarks_of(item: GradeItem) -> tuple[Remark, ...]:
    """What holds the answer back, each with its quote. Strengths are what the verdicts say."""
    return tuple(
        Remark(RemarkKind.WEAKNESS, written(text), remark.quote)
        for remark in item.weaknesses
        if (text := without_praise(kept(remark.text)))
    )


def feedback_of(item: GradeItem, points: Sequence[PointJudgement], *, goes_on: bool) -> tuple[Message, ...]:
    """The advice on key points that are not covered, each under its point; coaching from the verdicts where there is
    none. `goes_on`: the answer is one to a follow-up."""
    said = {each.number: without_praise(kept(each.advice)) for each in item.points}
    lacking = [
        (judged, said[number])
        for verdict in _LACKING
        for number, judged in enumerate(points, start=1)
        if judged.verdict is verdict and said.get(number)
    ]
    advice = (_on_point(judged, text) for judged, text in lacking[:_MOST_ADVICE])
    return tuple(advice) or coaching(points, None, goes_on=goes_on)


def own_words(item: GradeItem) -> tuple[str, ...]:
    """The model's own words of an item, all advice and all weaknesses, for whoever looks at their language."""
    advice = (point.advice for point in item.points if point.verdict is not Verdict.COVERED)
    told = (" ".join(advice), " ".join(remark.text for remark in item.weaknesses))
    return tuple(text for text in told if text.strip())


def without_praise(text: str) -> str:
    """The sentences on what is lacking but those that plainly say that something was good or right. Where the language
    is not known, what they stand under tells what is lacking."""
    spans = sentence_spans(text)
    left = [text[start:end] for start, end in spans if not _is_praise(text[start:end])]
    if len(left) == len(spans):
        return text
    return (" " if any(map(str.isspace, text.strip())) else "").join(left)


def _is_praise(sentence: str) -> bool:
    return judges(sentence) and praises(sentence)


def _on_point(judged: PointJudgement, said: str) -> Message:
    point = judged.point.said
    return Message.of("grade.advice", point=point.rstrip(".。") if isinstance(point, str) else point, said=said)
