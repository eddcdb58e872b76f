"""Coaching sentences from verdicts: what was covered, what was touched, what to add next. No word about the person."""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.grading import PointJudgement, Verdict

LISTED = 2
# Where no point was made.
START_AGAIN = "Nothing was found that speaks of these points. Start with one sentence on each."


def coaching(points: Sequence[PointJudgement], advice: str) -> str:
    """One to five plain sentences that name key points; `advice` comes last ("" for none), or, where no point
    was made, how to start again."""
    by_verdict = {verdict: [p.point for p in points if p.verdict is verdict] for verdict in Verdict}
    covered, touched = by_verdict[Verdict.COVERED], by_verdict[Verdict.TOUCHED]
    missed, contradicted = by_verdict[Verdict.MISSED], by_verdict[Verdict.CONTRADICTED]
    lines: list[str] = []
    if covered:
        lines.append(
            f"All {len(covered)} key points are there."
            if len(covered) == len(points) > 1
            else f"Well covered: {_named(covered)}."
        )
    if touched:
        lines.append(f"Only touched, say more: {_named(touched)}.")
    if contradicted:
        lines.append(f"Look this up again, you may have it the wrong way round: {_named(contradicted)}.")
    if missed:
        lines.append(f"Still missing: {_named(missed)}.")
    if not (covered or touched or contradicted):
        lines.append(START_AGAIN)
    elif advice and (covered or touched):
        lines.append(advice)
    return " ".join(lines)


def _named(points: Sequence[str]) -> str:
    named = "; ".join(point.strip().rstrip(".") for point in points[:LISTED])
    rest = len(points) - LISTED
    return f"{named}; and {rest} more" if rest > 0 else named
