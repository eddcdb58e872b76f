"""One request for speech, counted like any other call: for whom, in the figures, and refused when a budget is used up.

It knows neither sound nor words. A call that fails has used nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from interview import metrics
from interview.core.cost import Tokens
from interview.core.model_calls import ModelCall
from interview.core.spending import Meter, Payer, Ticket
from interview.errors import InterviewError

log = logging.getLogger("interview.model")

_WAIT_S = 5.0


@dataclass
class Use:
    """What a call has used, as far as is known when it ends."""

    tokens: Tokens


@dataclass(frozen=True)
class Counted:
    """Calls of one model at an address; without a `meter` nobody pays."""

    operation: str
    model: str
    address: str
    meter: Meter | None = None

    @contextmanager
    def call(self, payer: Payer | None, most: Tokens) -> Iterator[Use]:
        """Around one request that may use `most`. Before it, AI_BUDGET_REACHED or AI_BUDGET_HELD may be raised."""
        ticket = self._begun(payer, most)
        use, outcome, before = Use(most), "ok", time.monotonic()
        try:
            yield use
        except InterviewError as exc:
            outcome = str(exc.code)
            raise
        except BaseException:
            outcome = "error"
            raise
        finally:
            call = ModelCall(self.operation, self.model, round(1000 * (time.monotonic() - before)), 0, 0, outcome)
            log.info("operation=%s model=%s ms=%d outcome=%s", call.operation, call.model, call.milliseconds, outcome)
            self._ended(ticket, call, use.tokens if outcome == "ok" else Tokens())

    def _begun(self, payer: Payer | None, most: Tokens) -> Ticket | None:
        if self.meter is None:
            return None
        try:
            return self.meter.begin(payer, self.address, self.model, most, _WAIT_S)
        except InterviewError as exc:
            metrics.budget_refusals.labels(exc.code.value).inc()
            raise

    def _ended(self, ticket: Ticket | None, call: ModelCall, used: Tokens) -> None:
        metrics.count_call(call)
        money = None
        if self.meter is not None and ticket is not None:
            money = self.meter.end(ticket, used, "")
            self.meter.note(ticket, call)
        metrics.count_speech(call.operation, used.seconds, used.characters, money)
