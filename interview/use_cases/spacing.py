"""When a missed key point should be asked for again, and how probable it is that a point is still known: FSRS, the
scheduler of the fsrs library, without its chance.

A pure function of what became of the point, so that the due list is derived from grades and never stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from interview.core.grading import Verdict

if TYPE_CHECKING:
    from fsrs import Scheduler

FIRST_STEP = timedelta(minutes=10)
LONGEST_DAYS = 90
_RETENTION = 0.9
_MISSES = (Verdict.MISSED, Verdict.CONTRADICTED)
_RATINGS = {Verdict.COVERED: "Good", Verdict.TOUCHED: "Hard", Verdict.MISSED: "Again", Verdict.CONTRADICTED: "Again"}


@dataclass(frozen=True)
class Memory:
    """What is left of a point in memory after its last review: when it is due again (UTC), and how it fades."""

    due: datetime
    reviewed_at: datetime
    stability: float

    def recall(self, at: datetime) -> float:
        """How probable it is that the point is still known at a time, by FSRS: 1 right after the review."""
        from fsrs import Card

        card = Card(card_id=0, stability=self.stability, last_review=self.reviewed_at)
        return float(_scheduler().get_card_retrievability(card, at.astimezone(UTC)))


def memory_of(reviews: Sequence[tuple[datetime, Verdict]]) -> Memory:
    """The memory of a point after one or more reviews (aware time, verdict), oldest first; none of them unsure.

    What was recognised before it was ever missed was known already: FSRS's "easy".
    """
    from fsrs import Card, Rating

    card, was_missed = Card(card_id=0), False
    for at, verdict in reviews:
        was_missed = was_missed or verdict in _MISSES
        rating = "Easy" if verdict is Verdict.COVERED and not was_missed else _RATINGS[verdict]
        card, _ = _scheduler().review_card(card, Rating[rating], at.astimezone(UTC))
    assert card.last_review is not None
    assert card.stability is not None
    return Memory(card.due, card.last_review, card.stability)


def due_at(reviews: Sequence[tuple[datetime, Verdict]]) -> datetime:
    """When the point is due again, in UTC, after one or more reviews (aware time, verdict), oldest first.

    A miss is due ten minutes later; each time it is covered the wait grows, up to 90 days, so that nine of ten points
    are still known when they come. Covered counts as FSRS's "good", touched as "hard", missed and contradicted as
    "again".
    """
    return memory_of(reviews).due


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=_RETENTION,
        learning_steps=(FIRST_STEP,),
        relearning_steps=(FIRST_STEP,),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )
