"""Counts what a model costs and holds it to the budgets: the database is the truth, for every process.

A call is noted before it begins, with the most it may use, so that calls side by side cannot use up the same money.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from interview.core.cost import FREE, Expected, Price, Spent, Tokens, expected
from interview.core.model_calls import ModelCall
from interview.core.spending import (
    Amount,
    Answer,
    Budgets,
    Payer,
    Ticket,
    day_begun,
    may_call,
    seconds_left_of_day,
)
from interview.errors import Code, Failed, InterviewError, Unavailable
from interview.messages import Message
from interview.storage import model_calls
from interview.storage.store import Store

log = logging.getLogger("interview.spending")

_LOOK_AGAIN_S = 0.1
_LONGEST_WAIT_S = 120.0
_HELD_S = 30.0
DAYS = timedelta(days=6)

PriceOf = Callable[[str, str, str], Price | None]


@dataclass(frozen=True)
class Forecast:
    """What an interview will probably use, and micro-dollars for it; `money` None without a known price."""

    tokens: Expected
    money: tuple[int, int] | None = None
    as_of: str = ""
    is_free: bool = False


class Spending:
    """Implements interview.core.spending.Meter. `price_of` knows the price at an address of the model that was
    asked for and the one that was served ("": not known); `models` are those at work, (address, model) by what for; who
    has not ended a call within `longest_call` is gone; `now` gives aware datetimes; so many follow-ups at most are
    asked for `ahead` of the end of an answer."""

    def __init__(
        self,
        *,
        store: Store,
        budgets: Budgets,
        price_of: PriceOf,
        models: Mapping[str, tuple[str, str]],
        longest_call: timedelta,
        now: Callable[[], datetime],
        ahead: int = 0,
    ) -> None:
        self._store = store
        self._budgets = budgets
        self._price_of = price_of
        self._models = models
        self._longest_call = longest_call
        self._now = now
        self._ahead = ahead
        self._forgotten: datetime | None = None

    def begin(self, payer: Payer | None, address: str, model: str, most: Tokens, wait_s: float) -> Ticket:
        """Note a call that may use `most`. Waits where calls under way may use up what is left.

        AI_BUDGET_REACHED: Unavailable until tomorrow for the person's day, Failed for the interview. AI_BUDGET_HELD:
        calls are still under way after `wait_s` seconds, two minutes at the most.
        """
        price = self._price(address, model, "", most)
        held = Amount.of(most, price)
        ends = time.monotonic() + min(wait_s, _LONGEST_WAIT_S)
        while True:
            try:
                with self._store.transaction() as db:
                    answer = Answer.GO
                    if payer is not None and self._budgets.are_set:
                        model_calls.lock_payer(db, payer.owner)
                        session = model_calls.used_by_session(db, payer, self._now(), self._longest_call)
                        day = model_calls.used_on_day(db, payer.owner, self._now(), self._longest_call)
                        answer = self._answer(session, day, held)
                    if answer is Answer.GO:
                        call_id = model_calls.begin_call(db, payer, model, held, self._now())
                        return Ticket(call_id, address, model)
            except InterviewError as exc:
                # Without a budget, statistics must never cost an answer or a grade.
                if exc.code is Code.AI_BUDGET_REACHED or self._budgets.are_set:
                    raise
                log.warning("a model call was not counted (%s)", exc.code)
                return Ticket(None, address, model)
            if time.monotonic() > ends:
                # Nothing is used up yet: in a moment there may be room.
                raise Unavailable(Code.AI_BUDGET_HELD, Message.of("error.budget_held"), retry_after=_HELD_S)
            time.sleep(_LOOK_AGAIN_S)

    def _price(self, address: str, model: str, served: str, tokens: Tokens) -> Price | None:
        price = self._price_of(address, model, served)
        return price if price is not None and price.is_for(tokens) else None

    def _answer(self, session: model_calls.Used, day: model_calls.Used, held: Amount) -> Answer:
        of_session = may_call(self._budgets.session, session.spent, session.held, held)
        if of_session is Answer.REACHED:
            raise Failed(Code.AI_BUDGET_REACHED, Message.of("error.budget_of_interview"))
        of_day = may_call(self._budgets.person_day, day.spent, day.held, held)
        if of_day is Answer.REACHED:
            raise self._day_reached()
        return Answer.WAIT if Answer.WAIT in (of_session, of_day) else Answer.GO

    def _day_reached(self) -> InterviewError:
        wait = seconds_left_of_day(self._now())
        return Unavailable(Code.AI_BUDGET_REACHED, Message.of("error.budget_of_day"), retry_after=wait)

    def end(self, ticket: Ticket, used: Tokens, served: str) -> int | None:
        """Keep what a call used, and the price of it, which is returned."""
        price = self._price(ticket.address, ticket.model, served, used)
        money = price.of(used) if price is not None else None
        as_of = price.as_of if price is not None else ""
        self._write(
            lambda call_id, db: model_calls.end_call(db, call_id, used, money, served=served, prices_of=as_of), ticket
        )
        return money

    def note(self, ticket: Ticket, call: ModelCall) -> None:
        """What a call was for, how long it took and what came of it."""
        self._write(lambda call_id, db: model_calls.note_call(db, call_id, call), ticket)

    def _write(self, change: Callable[[int, Any], None], ticket: Ticket) -> None:
        if ticket.id is None:
            return
        try:
            with self._store.transaction() as db:
                change(ticket.id, db)
        except InterviewError as exc:
            log.warning("a model call was not counted (%s)", exc.code)

    def forget(self) -> int:
        """Once a day, forget for whom calls of deleted interviews were, and old statistics; returns how many."""
        today = day_begun(self._now())
        if self._forgotten == today:
            return 0
        with self._store.transaction() as db:
            count = model_calls.forget_calls(db, self._now())
        self._forgotten = today
        return count

    def of_session(self, owner: str, session_id: str) -> Spent:
        """What was used for an interview so far; nothing for somebody else's."""
        with self._store.reading() as db:
            return model_calls.spent_by_session(db, owner, session_id)

    def by_day(self) -> list[tuple[date, Spent]]:
        """What was used on each of the last seven days (UTC), the newest first."""
        with self._store.reading() as db:
            return model_calls.spent_by_day(db, day_begun(self._now()) - DAYS)

    def forecast(self, questions: int, follow_ups: int, opinions: int = 1) -> Forecast | None:
        """What an interview will probably use; None where no model is at work."""
        if not self._models:
            return None
        parts = expected(questions, follow_ups, opinions, self._ahead)
        tokens = sum(parts.values(), Expected(Tokens(), Tokens()))
        prices = {what: self._price_of(*self._models[what], "") for what in parts}
        known = {what: price for what, price in prices.items() if price is not None}
        if len(known) < len(parts):
            return Forecast(tokens)
        low = sum(known[what].of(part.low) for what, part in parts.items())
        high = sum(known[what].of(part.high) for what, part in parts.items())
        as_of = max(price.as_of for price in known.values())
        return Forecast(tokens, (low, high), as_of, all(price == FREE for price in known.values()))

    def is_used_up(self, owner: str) -> bool:
        """Whether this person's budget for today is used up."""
        if not self._budgets.person_day.is_set:
            return False
        with self._store.reading() as db:
            used = model_calls.used_on_day(db, owner, self._now(), self._longest_call)
        return self._budgets.person_day.is_used_up(used.spent)
