"""One request for speech, counted like any other call: for whom it is made, and refused when a budget is used up.

It knows neither sound nor words. A call that fails has used nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from interview.core.cost import Tokens
from interview.core.model_calls import ModelCall
from interview.core.spending import Meter, Payer
from interview.errors import InterviewError

log = logging.getLogger("interview.model")

_WAIT_S = 5.0


@dataclass
class Use:
    """What a call has used, as far as is known when it ends."""

    tokens: Tokens


@dataclass(frozen=True)
class Counted:
    """Calls of one model at an address; without a `meter` nobody counts."""

    operation: str
    model: str
    address: str
    meter: Meter | None = None

    @contextmanager
    def call(self, payer: Payer | None, most: Tokens) -> Iterator[Use]:
        """Around one request that may use `most`. Before it, AI_BUDGET_REACHED or AI_BUDGET_HELD may be raised."""
        ticket = self.meter.begin(payer, self.address, self.model, most, _WAIT_S) if self.meter is not None else None
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
            milliseconds = round(1000 * (time.monotonic() - before))
            log.info("operation=%s model=%s ms=%d outcome=%s", self.operation, self.model, milliseconds, outcome)
            if self.meter is not None and ticket is not None:
                self.meter.end(ticket, use.tokens if outcome == "ok" else Tokens(), "")
                self.meter.note(ticket, ModelCall(self.operation, self.model, milliseconds, 0, 0, outcome))
