"""How many of the quotes that a model gives for its verdicts stand in the answers. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interview.core.evidence import quoted_in
from interview.core.grading import Verdict
from interview.core.turn import Turn
from interview.model.labels import labelled
from interview.model.prompts import graded_part
from interview.model.reply_schemas import GradeItem


def quote_counts(items: Iterable[GradeItem], turns: Sequence[Turn]) -> tuple[int, int]:
    """(verdicts that need a quote, those whose quote stands in their answer), of items whose label is known."""
    found = [
        bool(quoted_in(point.quote, graded_part(turn).text))
        for item in items
        if (turn := labelled(item.label, turns)) is not None
        for point in item.points
        if point.verdict is not Verdict.MISSED
    ]
    return len(found), sum(found)
