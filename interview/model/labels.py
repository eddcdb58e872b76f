"""What a question is called in front of a model: "q1a" for the first main question, "q1b" for the follow-up behind it.

Unlike "0.0" no reader takes such a label for a number, and no model writes it as one.
"""

from __future__ import annotations

from collections.abc import Sequence

from interview.core.question import Position
from interview.core.turn import Turn

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def label_of(position: Position) -> str:
    """The label of a question at this place."""
    return f"q{position.main + 1}{_LETTERS[position.follow_up]}"


def labelled(label: str, turns: Sequence[Turn]) -> Turn | None:
    """The turn of this label, however it is capitalised; None where none of them has it."""
    plain = label.strip().casefold()
    return next((turn for turn in turns if label_of(turn.position) == plain), None)
