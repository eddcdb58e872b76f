"""What a model costs: tokens, and money in whole micro-dollars, which add up without rounding.

A price is what a table or an operator says; without one there is no money, only tokens. Nothing here is in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from itertools import pairwise

MICRO = 1_000_000
MICRO_A_CENT = 10_000
ASKING, FOLLOWING_UP, GRADING = "ask", "follow_up", "grade"


@dataclass(frozen=True)
class Tokens:
    """What a model read and wrote; `cached` of those read had been read before and cost less. What was spoken or heard
    has no tokens: it counts in `seconds` of sound and, where a text was read aloud, in its `characters`."""

    read: int = 0
    written: int = 0
    cached: int = 0
    seconds: int = 0
    characters: int = 0

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    @property
    def are_sound(self) -> bool:
        return bool(self.seconds or self.characters)

    @property
    def all(self) -> int:
        return self.read + self.written

    def times(self, factor: float) -> Tokens:
        """So many times as many, rounded."""
        return Tokens(round(self.read * factor), round(self.written * factor), round(self.cached * factor))


@dataclass(frozen=True)
class Price:
    """Micro-dollars for a million tokens; `cached` None where it is not known, and then the same as for any other.
    Sound is paid for by the `minute` or by a million `characters` that are read aloud.

    `as_of` is the day of the price table (ISO 8601), "" for a price that whoever runs the app set.
    """

    read: int
    written: int
    cached: int | None = None
    as_of: str = ""
    minute: int = 0
    characters: int = 0

    @property
    def is_free(self) -> bool:
        return not (self.read or self.written or self.minute or self.characters)

    def is_for(self, tokens: Tokens) -> bool:
        """Whether it says what these cost: a price of tokens says nothing of sound."""
        return self.is_free or tokens.are_sound == bool(self.minute or self.characters)

    def of(self, tokens: Tokens) -> int:
        """Micro-dollars for these tokens, rounded up."""
        cached = min(tokens.cached, tokens.read)
        of_cached = self.read if self.cached is None else self.cached
        parts = (tokens.read - cached) * self.read + cached * of_cached + tokens.written * self.written
        of_sound = 60 * tokens.characters * self.characters + MICRO * tokens.seconds * self.minute
        return -(-(60 * parts + of_sound) // (60 * MICRO))


FREE = Price(0, 0, 0)


@dataclass(frozen=True)
class Spent:
    """What calls used. `micro_dollars` is None unless the price of every call was known; `as_of` is the day of the
    prices ("": set by whoever runs the app, or there is no charge).

    Of the calls, `speech` are for words written down or read aloud; the money has nothing of those `without_price`.
    """

    calls: int = 0
    tokens: Tokens = Tokens()
    micro_dollars: int | None = None
    as_of: str = ""
    speech: int = 0
    without_price: int = 0


@dataclass(frozen=True)
class Expected:
    """The least and the most that something will probably use."""

    low: Tokens
    high: Tokens

    def __add__(self, other: Expected) -> Expected:
        return Expected(self.low + other.low, self.high + other.high)


# Of whole interviews with one follow-up and one opinion each: questions, tokens read, tokens written.
_MEASURED = ((5, 29_000, 7_000), (12, 68_000, 17_000), (24, 142_000, 35_000))
# Which part of them goes to what, read and written; the summary is with asking.
_SHARES = {ASKING: (0.38, 0.50), FOLLOWING_UP: (0.37, 0.10), GRADING: (0.25, 0.40)}
# A reply that cannot be used is asked for again.
_ASKED_AGAIN = 1.2
# Calls for each follow-up beside the one that is used, where drafts are asked about (bench.follow_ups).
_AHEAD = 2


def expected(questions: int, follow_ups: int, opinions: int = 1, ahead: int = 0) -> dict[str, Expected]:
    """What an interview will use, by what for: half of the follow-ups at the least; at the most all, with those that
    were asked for `ahead` of the end of an answer and came to nothing."""
    return {what: _expected(what, questions, follow_ups, opinions, ahead) for what in _SHARES}


def _expected(what: str, questions: int, follow_ups: int, opinions: int, ahead: int) -> Expected:
    low, high = (_of(what, questions, each, opinions) for each in (follow_ups / 2, follow_ups))
    calls = 1 + min(ahead, _AHEAD) if what == FOLLOWING_UP else 1
    return Expected(low, high.times(_ASKED_AGAIN * calls))


def _of(what: str, questions: int, follow_ups: float, opinions: int) -> Tokens:
    measured = _session(questions)
    factor = {ASKING: 1.0, FOLLOWING_UP: follow_ups, GRADING: opinions * (1 + follow_ups) / 2}[what]
    read, written = _SHARES[what]
    return Tokens(round(measured.read * read * factor), round(measured.written * written * factor))


def _session(questions: int) -> Tokens:
    """On the line through the two measured lengths that are nearest, also beyond the shortest and the longest."""
    pairs = list(pairwise(_MEASURED))
    below, above = next((pair for pair in pairs if questions <= pair[1][0]), pairs[-1])
    along = (questions - below[0]) / (above[0] - below[0])
    return Tokens(*(round(one + along * (other - one)) for one, other in zip(below[1:], above[1:], strict=True)))


def summed(parts: Iterable[Spent]) -> Spent:
    """All of them together; money only where every part has some."""
    known = [part for part in parts if part.calls]
    tokens = sum((part.tokens for part in known), Tokens())
    money = [part.micro_dollars for part in known if part.micro_dollars is not None]
    return Spent(
        calls=sum(part.calls for part in known),
        tokens=tokens,
        micro_dollars=sum(money) if known and len(money) == len(known) else None,
        as_of=max((part.as_of for part in known), default=""),
        speech=sum(part.speech for part in known),
        without_price=sum(part.without_price for part in known),
    )


def cents(micro_dollars: int) -> int:
    """Whole cents, halves up."""
    return (micro_dollars + MICRO_A_CENT // 2) // MICRO_A_CENT
