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
_FIRST_AGAIN = 3


class Why(StrEnum):
    """missed: key points are due that did not earn all of their points when last judged · fading: they did after a
    miss, and it is time to look again · partly: key points last earned only part of their points · never_asked: the job
    asks for it, and no judged answer is about it."""

    MISSED = "missed"
    FADING = "fading"
    PARTLY = "partly"
    NEVER_ASKED = "never_asked"


@dataclass(frozen=True)
class Task:
    """One thing to practise. A question with `points` key points in question and when it was answered last, or, with
    `never_asked`, a `skill` with the `topic` it is asked in and its `alternatives`. `skill` is what of the job it is
    about, "" where none;
    `is_of_job`: it was asked in an interview for the job."""

    why: Why
    skill: str = ""
    topic: str = ""
    origin: Origin | None = None
    question: Question | None = None
    points: int = 0
    answered_at: datetime | None = None
    is_required: bool = False
    is_of_job: bool = False
    alternatives: tuple[str, ...] = ()

    @property
    def is_about_job(self) -> bool:
        return bool(self.skill) or self.is_of_job


def todays(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """At most five, what the job asks for first: three questions again, two new ones, then what else there is. What has
    nothing to do with the job comes behind all that has."""
    ranked = sorted(tasks, key=_rank)
    about = [task for task in ranked if task.is_about_job]
    return tuple([*_mixed(about), *_mixed([task for task in ranked if not task.is_about_job])][:MOST_TODAY])


def _mixed(ranked: Sequence[Task]) -> list[Task]:
    new = [task for task in ranked if task.why is Why.NEVER_ASKED]
    again = [task for task in ranked if task.why is not Why.NEVER_ASKED]
    chosen = [*again[:_FIRST_AGAIN], *new[: MOST_TODAY - _FIRST_AGAIN]]
    rest = [*again[_FIRST_AGAIN:], *new[MOST_TODAY - _FIRST_AGAIN :]]
    return [*chosen, *rest]


def _rank(task: Task) -> tuple[int, bool]:
    """What was not recognised before what fades, and what is known in part last; what the job asks for before the rest,
    and what it requires first."""
    order = {Why.NEVER_ASKED: 0, Why.MISSED: 0, Why.FADING: 1, Why.PARTLY: 2}
    return order[task.why] + (0 if task.skill else 2), not task.is_required
