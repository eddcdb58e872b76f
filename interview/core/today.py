"""The few things worth practising today: what is due, what the job asks for and was never asked, what is half known.

It chooses from what it is given and gives each choice its true reason. It knows no clock and no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interview.core.question import Origin, Question

MOST_TODAY = 5
MOST_NEW = 3
"""Of what was never asked, where something else is to be practised, too."""


class Why(StrEnum):
    """missed: key points are due that are not fully recognised yet · fading: they were recognised after a miss, and it
    is time to look again · partly: key points were recognised in part only · never_asked: the job asks for it, and no
    judged answer is about it."""

    MISSED = "missed"
    FADING = "fading"
    PARTLY = "partly"
    NEVER_ASKED = "never_asked"


@dataclass(frozen=True)
class Task:
    """One thing to practise. A question with `points` key points in question and when it was answered last, or, with
    `never_asked`, a `skill` with the `topic` it is asked in. `skill` is what of the job it is about, "" where none."""

    why: Why
    skill: str = ""
    topic: str = ""
    origin: Origin | None = None
    question: Question | None = None
    points: int = 0
    answered_at: datetime | None = None
    is_required: bool = False


def todays(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """At most five: first what the job asks for and was not recognised, then what it asks for and was never asked, then
    the rest; in each what came first."""
    ranked = sorted(tasks, key=_rank)
    new = [task for task in ranked if task.why is Why.NEVER_ASKED]
    room = MOST_TODAY if len(new) == len(ranked) else MOST_NEW
    kept, chosen = set(map(id, new[:room])), []
    for task in ranked:
        if task.why is not Why.NEVER_ASKED or id(task) in kept:
            chosen.append(task)
    return tuple(chosen[:MOST_TODAY])


def _rank(task: Task) -> tuple[int, bool]:
    if task.why is Why.NEVER_ASKED:
        return (1 if task.is_required else 4), False
    order: Sequence[Why] = (Why.MISSED, Why.FADING, Why.PARTLY)
    place = order.index(task.why)
    return ((0, 2, 3)[place] if task.skill else (2, 3, 4)[place]), not task.is_required
