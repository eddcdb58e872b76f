"""Attaches what an interviewer said to the questions it was said about, by label alone, and checks its quotes.

A reply that cannot be attached without doubt grades nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from interview.core.evidence import Remark, RemarkKind, quoted_in, verified
from interview.core.grading import Grade, Judgement, Outcome, PointJudgement, Provenance, Ungradable, Verdict, ungraded
from interview.core.scoring import score
from interview.core.turn import Turn
from interview.messages import Message


def match(
    turns: Sequence[Turn], replies: Iterable[Judgement | Ungradable], provenance: Provenance
) -> tuple[list[Grade], list[Turn]]:
    """Attach replies to questions by label alone; returns the grades and the turns nobody graded.

    Unknown labels are dropped. A label that comes twice is ambiguous and counts as missing, as does a judgement whose
    key points are not exactly the question's, in number.
    """
    by_label: dict[str, list[Judgement | Ungradable]] = {}
    for reply in replies:
        by_label.setdefault(reply.label, []).append(reply)
    grades: list[Grade] = []
    missing: list[Turn] = []
    shares = _shares(provenance.tokens, len(turns))
    for turn, tokens in zip(turns, shares, strict=True):
        candidates = by_label.get(str(turn.position), [])
        share = replace(provenance, tokens=tokens)
        grade = _grade(turn, candidates[0], share) if len(candidates) == 1 else None
        if grade is None:
            missing.append(turn)
        else:
            grades.append(grade)
    return grades, missing


def _shares(tokens: int, parts: int) -> list[int]:
    """Tokens divided into whole parts that add up to all of them."""
    return [tokens * (part + 1) // parts - tokens * part // parts for part in range(parts)]


def _grade(turn: Turn, reply: Judgement | Ungradable, provenance: Provenance) -> Grade | None:
    if isinstance(reply, Ungradable):
        return ungraded(turn.position, reply.reason, provenance)
    if len(reply.points) != len(turn.question.key_points) or not reply.points:
        return None
    answer = turn.answer.text or ""
    points = tuple(
        replace(judged, point=point, quote=quoted_in(judged.quote, answer))
        for point, judged in zip(turn.question.key_points, reply.points, strict=True)
    )
    without_quote = sum(
        bool(judged.quote) and not point.quote for judged, point in zip(reply.points, points, strict=True)
    )
    given = {remark.kind for remark in reply.remarks}
    spoken = (remark for remark in _spoken_by(points) if remark.kind not in given)
    remarks, dropped = verified((*reply.remarks, *spoken), answer)
    return Grade(
        turn.position,
        Outcome.GRADED,
        score(points, reply.clarity_level, reply.agreement),
        points,
        reply.feedback,
        flags=reply.flags,
        provenance=provenance,
        remarks=remarks,
        dropped_quotes=without_quote + dropped,
        agreement=reply.agreement,
        clarity_level=reply.clarity_level,
    )


_REMARK_OF = {
    Verdict.COVERED: RemarkKind.STRENGTH,
    Verdict.TOUCHED: RemarkKind.WEAKNESS,
    Verdict.CONTRADICTED: RemarkKind.WEAKNESS,
}


def _spoken_by(points: Iterable[PointJudgement]) -> list[Remark]:
    """What verdicts with a quote say as remarks, of a kind of which the interviewer has none of its own."""
    return [
        Remark(
            _REMARK_OF[judged.verdict],
            Message.of(f"remark.{judged.verdict}", point=judged.point.said),
            judged.quote,
            judged.point.id,
        )
        for judged in points
        if judged.quote and judged.verdict in _REMARK_OF
    ]
