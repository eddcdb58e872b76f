"""Several grades of one answer made into one: the median is shown, the others stand beside it as a spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from interview.core.grading import Grade
from interview.messages import Message


def combined(opinions: Sequence[Grade]) -> Grade:
    """The opinion with the median total (of an even number the lower one in the middle), costs of all added up.

    Whole opinions are compared, never mixed, so that points, quotes and sum still belong together; of the flags those
    count that most of them have. Opinions without a score do not count; when none has one, the first says why. At least
    one opinion is needed, and of one alone it stays known that there was no other.
    """
    scored = sorted((grade for grade in opinions if grade.scores is not None), key=_total)
    shown = scored[(len(scored) - 1) // 2] if scored else opinions[0]
    costs = [grade.provenance for grade in opinions]
    return replace(
        shown,
        flags=_of_most(scored) if scored else shown.flags,
        provenance=replace(
            shown.provenance,
            tokens=sum(cost.tokens for cost in costs),
            milliseconds=max(cost.milliseconds for cost in costs),
        ),
        opinions=tuple(_total(grade) for grade in scored),
    )


def _of_most(opinions: Sequence[Grade]) -> tuple[Message, ...]:
    """What more than half of the opinions saw in the answer."""
    counted = Counter(flag for grade in opinions for flag in dict.fromkeys(grade.flags))
    return tuple(flag for flag, times in counted.items() if 2 * times > len(opinions))


def _total(grade: Grade) -> float:
    return grade.scores.total if grade.scores is not None else 0.0
