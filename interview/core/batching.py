"""Which answers go to the interviewer together: batches, their halves, and what may be graded before the end.

It judges nothing and asks nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interview.core.lengths import MAX_ANSWER_TOKENS, MAX_BATCH_TOKENS, estimated_tokens
from interview.core.session import InterviewSession
from interview.core.turn import Awaits, Turn


def batches(turns: Iterable[Turn], size: int, most_tokens: int = MAX_BATCH_TOKENS) -> list[tuple[Turn, ...]]:
    """Cut turns into batches of at most `size` and about `most_tokens`, a main question and its follow-ups together
    where they fit; a turn that is longer by itself is a batch."""
    groups: dict[int, list[Turn]] = {}
    for turn in turns:
        groups.setdefault(turn.position.main, []).append(turn)
    cut: list[tuple[Turn, ...]] = []
    open_batch: list[Turn] = []
    for group in groups.values():
        if not _fits([*open_batch, *group], size, most_tokens):
            cut.append(tuple(open_batch))
            open_batch = []
        for turn in group:
            if not _fits([*open_batch, turn], size, most_tokens):
                cut.append(tuple(open_batch))
                open_batch = []
            open_batch.append(turn)
    return [batch for batch in (*cut, tuple(open_batch)) if batch]


def _fits(batch: Sequence[Turn], size: int, most_tokens: int) -> bool:
    return len(batch) <= size and sum(map(_tokens, batch)) <= most_tokens


def _tokens(turn: Turn) -> int:
    """About what it takes to tell a model of a turn."""
    question = turn.question
    told = (question.text, question.reference_answer, *(str(point.text) for point in question.key_points))
    return sum(map(estimated_tokens, told)) + min(estimated_tokens(turn.answer.text or ""), MAX_ANSWER_TOKENS)


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
    open_mains = {turn.position.main for turn in session.turns if turn.is_open or turn.awaits is Awaits.DETAILS}
    return tuple(turn for turn in session.turns if turn.position.main not in open_mains)
