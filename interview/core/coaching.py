"""Coaching from verdicts: what was recognised, in part, and not, and what cannot be told. No word about the person."""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import KeyPoint
from interview.messages import Message, Value

LISTED = 2
_SAID = ("all_covered", "covered", "touched", "contradicted", "missed", "unsure", "start_again")
_OF_VERDICTS = frozenset(f"feedback.{name}" for name in _SAID)


def advice(feedback: Sequence[Message]) -> Message | None:
    """The advice on form in such feedback, which no verdict stands behind."""
    found = (said for said in feedback if said.code.startswith("feedback.") and said.code not in _OF_VERDICTS)
    return next(found, None)


def coaching(points: Sequence[PointJudgement], advice: Message | None, of: int = 0) -> tuple[Message, ...]:
    """Messages that name key points; `advice` comes last, or, where no point was made, how to start again.

    `of` is how many key points the question has, where `points` are not all of them.
    """
    by_verdict = {verdict: [p.point for p in points if p.verdict is verdict] for verdict in Verdict}
    covered, touched = by_verdict[Verdict.COVERED], by_verdict[Verdict.TOUCHED]
    everything = of or len(points)
    unsure = by_verdict[Verdict.UNSURE]
    missed, contradicted = by_verdict[Verdict.MISSED], by_verdict[Verdict.CONTRADICTED]
    lines: list[Message] = []
    if covered:
        lines.append(
            Message.of("feedback.all_covered", count=len(covered))
            if len(covered) == everything > 1
            else Message.of("feedback.covered", points=_named(covered))
        )
    if touched:
        lines.append(Message.of("feedback.touched", points=_named(touched)))
    if contradicted:
        lines.append(Message.of("feedback.contradicted", points=_named(contradicted)))
    if missed:
        lines.append(Message.of("feedback.missed", points=_named(missed)))
    if unsure:
        lines.append(Message.of("feedback.unsure", points=_named(unsure)))
    if missed and len(missed) == everything:
        lines.append(Message.of("feedback.start_again"))
    elif advice is not None and (covered or touched):
        lines.append(advice)
    return tuple(lines)


def _named(points: Sequence[KeyPoint]) -> Value:
    named = tuple(_without_stop(point) for point in points[:LISTED])
    rest = len(points) - LISTED
    return Message.of("list.and_more", items=named, count=rest) if rest > 0 else named


def _without_stop(point: KeyPoint) -> str | Message:
    return point.text.strip().rstrip(".") if point.part is None else point.said
