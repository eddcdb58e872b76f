"""Questions that may be asked next, with what speaks against each. It weighs nothing."""

from __future__ import annotations

from typing import NamedTuple

from interview.practice.candidate import Candidate
from interview.question_bank.bank import BankQuestion


class Open(NamedTuple):
    """A question that was not asked, how far it is from the difficulty that is wanted, and a number drawn for it."""

    distance: int
    draw: float
    question: BankQuestion


class Against(NamedTuple):
    """What speaks against asking a question next, most weighty first."""

    is_unrelated: bool
    uses: float
    lacks_a_tool: bool
    meets_no_need: bool
    rank_of_need: tuple[object, ...]
    sounds_like_another: bool
    distance: int
    place_of_need: int
    order: float
    was_asked_elsewhere: bool
    speaks_of_no_tool: bool
    irrelevance: int
    draw: float


class Option(NamedTuple):
    against: Against
    question: BankQuestion
    candidate: Candidate
