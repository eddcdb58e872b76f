"""When a missed key point should be asked for again: FSRS, the scheduler of the fsrs library, without its chance.

A pure function of what became of the point, so that the due list is derived from grades and never stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from interview.core.grading import Verdict

if TYPE_CHECKING:
    from fsrs import Scheduler

FIRST_STEP = timedelta(minutes=10)
LONGEST_DAYS = 90
_RETENTION = 0.9
_RATINGS = {Verdict.COVERED: "Good", Verdict.TOUCHED: "Hard", Verdict.MISSED: "Again", Verdict.CONTRADICTED: "Again"}


def due_at(reviews: Sequence[tuple[datetime, Verdict]]) -> datetime:
    """When the point is due again, in UTC, after one or more reviews (aware time, verdict), oldest first.

    A miss is due ten minutes later; each time it is covered the wait grows, up to 90 days, so that nine of ten points
    are still known when they come. Covered counts as FSRS's "good", touched as "hard", missed and contradicted as
    "again".
    """
    from fsrs import Card, Rating

    card = Card(card_id=0)
    for at, verdict in reviews:
        card, _ = _scheduler().review_card(card, Rating[_RATINGS[verdict]], at.astimezone(UTC))
    return card.due


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
