"""For whom a model is called, and how much it may cost: a budget for each interview, and for each person and day.

Whoever counts is a Meter; an interviewer knows nothing else of money.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from interview.core.cost import Price, Tokens
from interview.core.model_calls import ModelCall
from interview.messages import Message

# Why a question is one of the question bank, though a model interviews.
NO_BUDGET = Message.of("reason.budget")
# Why an answer has no grade.
UNTIL_TOMORROW = Message.of("ungraded.budget_of_day")
FOR_GOOD = Message.of("ungraded.budget_of_interview")
OUT_OF_BUDGET = (UNTIL_TOMORROW, FOR_GOOD)


@dataclass(frozen=True)
class Payer:
    """The interview, and its owner, for which a model is called."""

    owner: str
    session_id: str


@dataclass(frozen=True)
class Amount:
    """Tokens, and micro-dollars as far as prices are known."""

    tokens: int = 0
    micro_dollars: int = 0

    @classmethod
    def of(cls, tokens: Tokens, price: Price | None) -> Amount:
        return cls(tokens.all, price.of(tokens) if price is not None else 0)


@dataclass(frozen=True)
class Limit:
    """The most that may be used; None means no limit. A call without a known price counts in tokens alone."""

    tokens: int | None = None
    micro_dollars: int | None = None

    @property
    def is_set(self) -> bool:
        return self.tokens is not None or self.micro_dollars is not None

    def is_used_up(self, spent: Amount) -> bool:
        return any(used >= most for most, used in self._pairs(spent))

    def has_room(self, amount: Amount) -> bool:
        return all(used <= most for most, used in self._pairs(amount))

    def _pairs(self, amount: Amount) -> list[tuple[int, int]]:
        both = ((self.tokens, amount.tokens), (self.micro_dollars, amount.micro_dollars))
        return [(most, used) for most, used in both if most is not None]


@dataclass(frozen=True)
class Budgets:
    """The limits of this installation: for one interview, and for one person on one day (UTC)."""

    session: Limit = field(default_factory=Limit)
    person_day: Limit = field(default_factory=Limit)

    @property
    def are_set(self) -> bool:
        return self.session.is_set or self.person_day.is_set


class Answer(StrEnum):
    """Whether a call may begin: go · wait until a call under way has ended · reached, so it may not."""

    GO = "go"
    WAIT = "wait"
    REACHED = "reached"


def may_call(limit: Limit, spent: Amount, held: Amount, wanted: Amount) -> Answer:
    """What a limit says of one more call that may use `wanted`, while calls under way hold `held`.

    Calls go side by side as long as all of them fit; the last ones go one by one, so that one call at most goes beyond.
    """
    if limit.is_used_up(spent):
        return Answer.REACHED
    together = Amount(
        spent.tokens + held.tokens + wanted.tokens,
        spent.micro_dollars + held.micro_dollars + wanted.micro_dollars,
    )
    return Answer.GO if held == Amount() or limit.has_room(together) else Answer.WAIT


def day_begun(now: datetime) -> datetime:
    """When the day of the budgets began."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def seconds_left_of_day(now: datetime) -> float:
    """Seconds until a new day's budget can be used."""
    return (day_begun(now) + timedelta(days=1) - now).total_seconds()


@dataclass(frozen=True)
class Ticket:
    """A call of a model at an address that was allowed; `id` is None where it could not be noted."""

    id: int | None
    address: str
    model: str


class Meter(Protocol):
    """Counts calls to a model. Refusing is an InterviewError with AI_BUDGET_REACHED, or AI_BUDGET_HELD for a moment."""

    def begin(self, payer: Payer | None, address: str, model: str, most: Tokens, wait_s: float) -> Ticket:
        """Before a call that may use `most`; waits so long where calls under way may use up what is left."""
        ...

    def end(self, ticket: Ticket, used: Tokens, served: str) -> int | None:
        """After it, whatever came of it; `served` is the model that the reply names, "" without.

        Returns micro-dollars, None without a known price."""
        ...

    def note(self, ticket: Ticket, call: ModelCall) -> None:
        """What it was for, how long it took and what came of it, for statistics."""
        ...


def charged_to(interviewer: Any, payer: Payer) -> Any:
    """The interviewer, with every call it makes counted for `payer`; the same one where its calls cost nothing."""
    charge = getattr(interviewer, "charged_to", None)
    return interviewer if charge is None else charge(payer)
