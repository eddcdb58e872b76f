"""A client of a model server whose every request is counted, for whom it is made, and refused when a budget is used up.

What a server does not say of its use is estimated from the texts. It keeps nothing of a prompt or a reply.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from interview import metrics
from interview.core.cost import Tokens
from interview.core.lengths import estimated_tokens
from interview.core.model_calls import ModelCall
from interview.core.spending import Meter, Payer, Ticket
from interview.errors import Code, InterviewError
from interview.model.client import ModelClient, Received
from interview.model.completion import Completion
from interview.model.failures import MEANINGS, meaning_of
from interview.model.requests import Request

# What a reply may have at most, as far as anybody knows before it comes.
MOST_WRITTEN = 4_000


class MeteredClient(ModelClient):
    """The same client, charged to one interview. Safe to share between threads: each calls and notes in turn."""

    def __init__(self, client: ModelClient, meter: Meter, address: str, payer: Payer | None = None) -> None:
        # Connections, log and what was learned of the server stay those of the client.
        self.__dict__.update(client.__dict__)
        self.on_call = self._note
        self._plain, self._meter, self._address, self._payer = client, meter, address, payer
        self._last = threading.local()

    def charged_to(self, payer: Payer) -> MeteredClient:
        """A client that shares everything with this one, but who pays."""
        return MeteredClient(self._plain, self._meter, self._address, payer)

    def post(
        self, request: Request, *, wait_s: float, total_s: float, on_text: Callable[[str], None] | None = None
    ) -> Received:
        """One request as the client makes it. Also raises AI_BUDGET_REACHED or AI_BUDGET_HELD, before anything is sent.

        Waiting for a budget is part of `total_s`, and half of it at the most: the call itself needs time too.
        """
        read = sum(estimated_tokens(str(message.get("content", ""))) for message in request.body["messages"])
        most = Tokens(read, min(request.cap, MOST_WRITTEN))
        asked_at = time.monotonic()
        self._last.ticket = None
        try:
            ticket = self._meter.begin(self._payer, self._address, self.model, most, total_s / 2)
        except InterviewError as exc:
            metrics.budget_refusals.labels(exc.code.value).inc()
            raise
        total_s -= time.monotonic() - asked_at
        self._last.ticket = ticket
        try:
            received = super().post(request, wait_s=min(wait_s, total_s), total_s=total_s, on_text=on_text)
        except BaseException as exc:
            self._end(ticket, Tokens(read) if _was_read(exc) else Tokens(), "")
            raise
        self._end(ticket, _used(received.completion, read), received.model)
        return received

    def _end(self, ticket: Ticket, used: Tokens, served: str) -> None:
        self._last.used = used, self._meter.end(ticket, used, served)

    def _note(self, call: ModelCall) -> None:
        if self._plain.on_call is not None:
            self._plain.on_call(call)
        metrics.count_call(call)
        ticket: Ticket | None = getattr(self._last, "ticket", None)
        if ticket is not None:
            self._meter.note(ticket, call)
            used, money = self._last.used
            metrics.count_use(call.operation, used.read, used.written, money)


def _was_read(exc: BaseException) -> bool:
    """Whether the server may have read the request and charge for it, though no reply came in time."""
    if not isinstance(exc, Exception) or not isinstance(exc, tuple(MEANINGS)):
        return False
    return meaning_of(exc).code is Code.AI_SERVICE_TIMEOUT


def _used(completion: Completion, read: int) -> Tokens:
    usage = completion.usage
    if usage is None or not (usage.prompt_tokens or usage.completion_tokens):
        return Tokens(read, sum(estimated_tokens(choice.message.content or "") for choice in completion.choices))
    return Tokens(usage.prompt_tokens, usage.completion_tokens, _cached(usage.prompt_tokens_details))


def _cached(details: Any) -> int:
    """How many of the tokens read came from the provider's cache; 0 where it does not say."""
    cached = details.get("cached_tokens") if isinstance(details, dict) else None
    return cached if isinstance(cached, int) and cached > 0 else 0
