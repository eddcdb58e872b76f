"""Which answers go to the interviewer together: batches, their halves, and what may be graded before the end.

It judges nothing and asks nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interview.core.session import InterviewSession
from interview.core.turn import Awaits, Turn


def batches(turns: Iterable[Turn], size: int) -> list[tuple[Turn, ...]]:
    """Cut turns into batches of at most `size`, a main question and its follow-ups together where they fit."""
    groups: dict[int, list[Turn]] = {}
    for turn in turns:
        groups.setdefault(turn.position.main, []).append(turn)
    cut: list[tuple[Turn, ...]] = []
    open_batch: list[Turn] = []
    for group in groups.values():
        if open_batch and len(open_batch) + len(group) > size:
            cut.append(tuple(open_batch))
            open_batch = []
        open_batch += group
        while len(open_batch) > size:
            cut.append(tuple(open_batch[:size]))
            open_batch = open_batch[size:]
    if open_batch:
        cut.append(tuple(open_batch))
    return cut


def halves(batch: Sequence[Turn]) -> tuple[tuple[Turn, ...], ...]:
    """A batch in two, cut between main questions where it has several; a single turn stays as it is."""
    if len(batch) < 2:
        return (tuple(batch),)
    inside = range(1, len(batch))
    between = [i for i in inside if batch[i].position.main != batch[i - 1].position.main]
    middle = min(between or inside, key=lambda i: abs(2 * i - len(batch)))
    return tuple(batch[:middle]), tuple(batch[middle:])


def finished(session: InterviewSession) -> tuple[Turn, ...]:
    """Turns of main questions that are over and whole: every answer submitted, no follow-up that can still come, and
    key points to judge by."""
    open_mains = {
        turn.position.main
        for turn in session.turns
        if not turn.answer.is_submitted or turn.follow_up_deadline is not None or turn.awaits is Awaits.DETAILS
    }
    return tuple(turn for turn in session.turns if turn.position.main not in open_mains)
