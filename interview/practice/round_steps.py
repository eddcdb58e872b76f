"""In which order the questions of a round of one topic are asked: what opens it, steps of a case, what closes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from interview.practice.choice import Choice
from interview.practice.options import Open
from interview.question_bank.bank import CLOSES, OPENS, BankQuestion


def opened_and_closed(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """What opens a round comes first of its topic, what closes it last."""
    places = [place for place, choice in enumerate(choices) if choice.is_of_round]
    ordered = sorted(places, key=lambda place: choices[place].question.step or (OPENS + CLOSES) / 2)
    moved = dict(zip(places, ordered, strict=True))
    return tuple(choices[moved.get(place, place)] for place in range(len(choices)))


def in_between(left: Sequence[Open]) -> BankQuestion:
    """The nearest in difficulty, of those that neither open nor close a round where there are others."""
    return min(left, key=lambda each: (_is_at_an_end(each.question), each.distance, each.draw)).question


def _is_at_an_end(question: BankQuestion) -> bool:
    return not question.case and question.step in (OPENS, CLOSES)


class RoundSteps:
    """Remembers which case was begun; `draw` gives a number from 0 to 1 for a name."""

    def __init__(self, draw: Callable[[str], float]) -> None:
        self._draw = draw
        self._case = ""

    def in_order(self, left: Sequence[Open], *, is_first: bool) -> BankQuestion:
        """The next step of a case, or what opens a round where it `is_first`, or else the nearest in difficulty."""
        return self._next_step([each.question for each in left]) or self._opening(left, is_first=is_first)

    def _opening(self, left: Sequence[Open], *, is_first: bool) -> BankQuestion:
        opens = [each.question for each in left if each.question.step == OPENS and is_first]
        return opens[0] if opens else min(left, key=lambda each: (each.distance, each.draw)).question

    def _next_step(self, left: Sequence[BankQuestion]) -> BankQuestion | None:
        """Of questions that are steps of cases: the next of the case begun, or the first of one with the most left."""
        steps = [question for question in left if question.case]
        if steps and not any(question.case == self._case for question in steps):
            sizes = Counter(question.case for question in steps)
            self._case = max(sizes, key=lambda case: (sizes[case], self._draw(case)))
        return min((each for each in steps if each.case == self._case), key=lambda each: each.step, default=None)
