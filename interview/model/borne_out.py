"""What a model says of an answer beside its verdicts, with no room to call an answer good: what is right is told from
the verdicts, and its own words are about what a verdict finds lacking or about words of the answer that hold it back.

Of a verdict and a sentence that go against each other the verdict counts: scores rest on it, and it has its quote. In
doubt a sentence is left out, and what is counted from the verdicts says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interview.core.coaching import coaching
from interview.core.evidence import Remark, RemarkKind, quote_spans, quoted_in
from interview.core.grading import PointJudgement, Verdict
from interview.core.turn import Turn
from interview.i18n.names import point_text
from interview.messages import Message, written
from interview.model.gaps import has_gap
from interview.model.reply_schemas import GradeItem
from interview.text.praise import READ_IN, praises
from interview.text.praise_and_blame import denies, judges
from interview.text.quotations import QUOTED, quotations
from interview.text.scores_given import scores_given
from interview.text.whole_sentences import sentence_spans

# What is wrong comes first, and more than so much nobody works on at once.
_LACKING = (Verdict.CONTRADICTED, Verdict.MISSED, Verdict.TOUCHED)
_MOST_ADVICE = 3
# In single marks three words are somebody's words; fewer are a name.
_LETTER = r"(?:[^'’‘\s]|(?<=\w)['’](?=\w))"
_IN_SINGLE_MARKS = re.compile(rf"(?<!\w)['‘‚]({_LETTER}+(?:\s+{_LETTER}+){{2,}})['’](?!\w)")


@dataclass(frozen=True)
class Beside:
    """What a sentence of a model stands beside: the texts whose words it may quote, and whether the words that it is
    about were recognised as right. `language` is the interview's."""

    language: str
    texts: Sequence[str]
    is_right: bool = False


def may_be_shown(sentence: str, beside: Beside) -> bool:
    """Whether a sentence goes against nothing that it stands beside: it quotes what stands there, has no score of its
    own and nothing made up, praises nothing, and blames nothing that was recognised. Where praise is not seen, as in a
    language outside READ_IN, none may."""
    if beside.language not in READ_IN or has_gap(sentence) or praises(sentence, beside.language):
        return False
    if beside.is_right and (judges(sentence) or denies(sentence)):
        return False
    claimed = (*quotations(sentence), *_IN_SINGLE_MARKS.findall(sentence), *scores_given(sentence))
    return all(any(quoted_in(words, text) for text in beside.texts) for words in claimed)


def shown(text: str, beside: Beside) -> str:
    """The sentences of a text that may be shown, as they are; "" when none is left."""
    spans = _with_whole_quotations(text)
    left = [text[start:end] for start, end in spans if may_be_shown(text[start:end], beside)]
    if len(left) == len(spans):
        return text
    return (" " if any(map(str.isspace, text.strip())) else "").join(left)


def beside_answer(turn: Turn, language: str) -> Beside:
    """What the words on one answer stand beside."""
    question = turn.question
    points = map(point_text, question.key_points)
    return Beside(language, (turn.answer.text or "", question.text, *points, question.reference_answer))


def remarks_of(item: GradeItem, points: Sequence[PointJudgement], answer: str, beside: Beside) -> tuple[Remark, ...]:
    """What holds the answer back, each with its quote. Strengths are what the verdicts say."""
    found = []
    for remark in item.weaknesses:
        is_right = _is_recognised(remark.quote, points, answer)
        if text := shown(remark.text, replace(beside, is_right=is_right)):
            found.append(Remark(RemarkKind.WEAKNESS, written(text), remark.quote))
    return tuple(found)


def feedback_of(
    item: GradeItem, points: Sequence[PointJudgement], beside: Beside, *, goes_on: bool
) -> tuple[Message, ...]:
    """The advice on key points that are not covered, each under its point; coaching from the verdicts where there is
    none. `goes_on`: the answer is one to a follow-up."""
    said = {each.number: shown(each.advice, beside) for each in item.points}
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


def _is_recognised(quote: str, points: Sequence[PointJudgement], answer: str) -> bool:
    """Whether a verdict recognised some of these words as right and none took them for wrong."""
    verdicts = {judged.verdict for judged in points if _overlap(quote, judged.quote, answer)}
    return Verdict.COVERED in verdicts and Verdict.CONTRADICTED not in verdicts


def _overlap(one: str, other: str, text: str) -> bool:
    found = (quote_spans(one, text), quote_spans(other, text) if other else ())
    return any(a < d and c < b for a, b in found[0] for c, d in found[1])


def _with_whole_quotations(text: str) -> list[tuple[int, int]]:
    """Where sentences begin and end; those that one quotation goes through are one."""
    quoted = [found.span() for marks in (QUOTED, _IN_SINGLE_MARKS) for found in marks.finditer(text)]
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if spans and any(a < spans[-1][1] and start < b for a, b in quoted):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _on_point(judged: PointJudgement, said: str) -> Message:
    point = judged.point.said
    return Message.of("grade.advice", point=point.rstrip(".。") if isinstance(point, str) else point, said=said)
