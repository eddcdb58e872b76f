"""Key points and remarks of one answer in words."""

from __future__ import annotations

from collections.abc import Set

from interview.core.evidence import Remark, RemarkKind
from interview.core.grading import Grade, PointJudgement, Verdict
from interview.core.turn import Turn
from interview.documents.question_view import PointView, RemarkView
from interview.documents.verdict_words import verdict_word
from interview.i18n.names import point_text
from interview.i18n.translate import Words
from interview.messages import Message
from interview.text.whole_sentences import whole_sentences

_SIGNS = {
    Verdict.COVERED: "✓",
    Verdict.TOUCHED: "◐",
    Verdict.MISSED: "○",
    Verdict.CONTRADICTED: "✕",
    Verdict.UNSURE: "?",
}
_REMARK_SIGNS = {RemarkKind.STRENGTH: "+", RemarkKind.WEAKNESS: "–"}


def point_view(say: Words, judged: PointJudgement, turn: Turn, grade: Grade, made_behind: Set[str]) -> PointView:
    verdict, said = judged.verdict, judged.by_interviewer
    quote = "" if verdict is Verdict.MISSED else judged.quote
    note = None
    if judged.settled:
        note = Message.of("point.settled", judged=Message.of(f"verdict.{said}"))
    elif verdict is not Verdict.COVERED and judged.point.id in made_behind:
        note = Message.of("point.made_behind")
    return PointView(
        id=judged.point.id,
        verdict=verdict,
        sign=_SIGNS[verdict],
        word=verdict_word(judged, grade, say),
        text=point_text(judged.point, say),
        quote=quote,
        sentence=whole_sentences(quote, turn.answer.text or ""),
        settled=judged.settled,
        judged=said,
        note=say.message(note) if note else "",
    )


def remark_view(say: Words, remark: Remark, answer: str) -> RemarkView:
    return RemarkView(
        kind=remark.kind,
        sign=_REMARK_SIGNS[remark.kind],
        word=say(remark.kind.capitalize()),
        text=say.message(remark.said),
        quote=remark.quote,
        sentence=whole_sentences(remark.quote, answer),
        repeats_point=bool(remark.point),
    )
