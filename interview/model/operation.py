"""The calls of one operation of an interviewer: repeated within one budget, asked again where a reply is of no use.

It knows prompts and reply shapes, not interviews. Nothing of a prompt or a reply enters a log line or an exception.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable

from interview import metrics
from interview.core.model_calls import ModelCall
from interview.errors import Code, InterviewError, Unavailable
from interview.model.addresses import TOTAL_WAITS
from interview.model.client import ModelClient, Received
from interview.model.completion import Completion, Usage
from interview.model.failures import LATE, MEANINGS, TOO_LONG, UNUSABLE, meaning_of, retry_after
from interview.model.negotiation import Negotiation
from interview.model.prompts import Prompt, again
from interview.model.refusals import refusal_of
from interview.model.reply_reading import ShapeT, read
from interview.model.reply_schemas import Shape
from interview.model.requests import Message, Request, most_tokens, request
from interview.model.server_words import server_words

LONGEST_WAIT_S = 2.0
_MAX_ECHO_CHARS = 6_000
_LONGEST_LIST = 24
_DECODER = json.JSONDecoder()


class Operation:
    """The calls of one operation of an interviewer. They share `attempts` and, when given, `total_s` seconds.

    A hasty one neither repeats a failed call nor asks again. Requests that were refused for an optional part of theirs
    are no attempts. `served_model` and `fingerprint` are what the last reply said of who wrote it.
    """

    def __init__(
        self,
        client: ModelClient,
        name: str,
        *,
        attempts: int,
        total_s: float | None = None,
        hasty: bool = False,
        opinion: int = 0,
    ) -> None:
        self._client = client
        self._opinion = opinion
        self._name = name
        self._attempts_left = attempts
        self._hasty = hasty
        self._began = time.monotonic()
        self._ends = math.inf if total_s is None else self._began + total_s
        self._asked_again = False
        self._attempt = 0
        self._call_began = self._began
        self._negotiation = Negotiation(client.known, client.server, client.model, is_hasty=hasty)
        self._left_out = "-"
        self.tokens = 0
        self.cut_short = False
        self.served_model = client.model
        self.fingerprint = ""

    @property
    def milliseconds(self) -> int:
        return round((time.monotonic() - self._began) * 1000)

    @property
    def has_attempts(self) -> bool:
        return self._attempts_left > 0 and time.monotonic() < self._ends

    def ask(
        self,
        prompt: Prompt,
        shape: type[ShapeT],
        check: Callable[[ShapeT], str] = lambda _reply: "",
        *,
        items: int | None = None,
        on_partial: Callable[[str], None] | None = None,
    ) -> ShapeT:
        """The model's reply to a prompt, with the details that were taken out put back, so that `check` sees words as
        people wrote them. Raises InterviewError with one of the AI_… codes.

        A reply that cannot be read, or that `check` finds a problem with, is asked for once more per operation. Of a
        list, complete items are better than nothing, and a list that was cut off at the length limit or on its way is
        taken as far as it goes; a whole reply that `check` still finds a problem with is better than none.

        `items` is how many are asked for, which the cap follows; where a list has no such number, it has room for the
        longest. `on_partial` hears all that the model has written of a
        reply while it arrives; it begins anew with each request, and nothing in it was checked.
        """
        messages = _messages(prompt)
        cap = most_tokens(items or (_LONGEST_LIST if shape.list_field else 1))
        best: ShapeT | None = None
        while True:
            try:
                received = self._send(messages, shape, cap, on_partial)
                content, cut_off = self._content(received)
            except InterviewError:
                if best is not None:
                    return best
                raise
            reading = read(content, shape, cut_off=cut_off)
            problem = reading.problem
            reply: ShapeT | None = None if reading.reply is None else prompt.restored(reading.reply)
            if not problem and reply is not None:
                problem = check(reply)
                if not problem or self._hasty or self._asked_again or not self.has_attempts:
                    self._note("ok", received)
                    return reply
                best = reply
            else:
                best = _fuller(best, reply)
            self.cut_short = self.cut_short or cut_off
            enough = cut_off and best is not None
            self._note("salvaged" if enough else Code.AI_RESPONSE_INVALID, received)
            if cut_off and best is None and shape.list_field:
                raise TOO_LONG.error(TOO_LONG.code, TOO_LONG.message)
            if enough or self._hasty or self._asked_again or not self.has_attempts:
                break
            self._asked_again = True
            messages = [*_messages(prompt), *_complaint(content, problem)]
        if best is None:
            raise UNUSABLE.error(UNUSABLE.code, UNUSABLE.message)
        return best

    def _send(
        self,
        messages: list[Message],
        shape: type[Shape],
        cap: int,
        on_partial: Callable[[str], None] | None,
    ) -> Received:
        """What arrived of a reply, whole or with something of use in it; repeated as long as attempts last."""
        waits = 0
        failure: InterviewError = Unavailable(LATE.code, LATE.message)
        cause: Exception | None = None
        self._negotiation.begin()
        while self.has_attempts:
            self._attempt += 1
            asked = self._request(messages, shape, cap)
            try:
                received = self._post(asked, on_partial)
                self._negotiation.answered()
                if received.broke_off is not None and not _has_use(received.completion, shape):
                    raise received.broke_off
            except tuple(MEANINGS) as exc:
                if self._asks_otherwise(exc, asked):
                    continue
                self._attempts_left -= 1
                meaning = meaning_of(exc, asked.texts)
                cause = None if meaning.quotes else exc
                said = server_words(exc, asked.texts)
                failure = meaning.error(meaning.code, meaning.message, retry_after=retry_after(exc), words=said)
                self._note(meaning.code, None, said=said)
                wait = failure.retry_after if failure.retry_after is not None else 0.25 * 2**waits
                waits += 1
                if not meaning.may_pass or self._hasty or wait > LONGEST_WAIT_S or not self._attempts_left:
                    break
                time.sleep(max(0.0, min(wait, self._ends - time.monotonic())))
            else:
                self._attempts_left -= 1
                return received
        raise failure from cause

    def _request(self, messages: list[Message], shape: type[Shape], cap: int) -> Request:
        way, options = self._negotiation.way, self._client.options
        self._left_out = way.left_out
        return request(
            self._client.model,
            messages,
            shape,
            way,
            cap=cap,
            opinion=self._opinion,
            effort=options.effort,
            extra=options.body,
        )

    def _post(self, asked: Request, on_partial: Callable[[str], None] | None) -> Received:
        self._call_began = time.monotonic()
        left = max(0.05, self._ends - self._call_began)
        wait = min(self._client.timeout_s, left)
        received = self._client.post(
            asked, wait_s=wait, total_s=min(TOTAL_WAITS * self._client.timeout_s, left), on_text=on_partial
        )
        self.served_model, self.fingerprint = received.model, received.fingerprint
        return received

    def _asks_otherwise(self, exc: Exception, asked: Request) -> bool:
        """Whether the next request leaves something out, or in another form, because the server does not take it."""
        meaning = meaning_of(exc, asked.texts)
        refusal = refusal_of(exc, asked.texts, may_be_of_the_request=meaning.format_suspected)
        part = None if refusal is None else self._negotiation.refused(refusal, asked)
        if part is None:
            self._negotiation.failed()
            return False
        self._note(meaning.code, None, refused=part, said=server_words(exc, asked.texts))
        self._attempt -= 1
        return True

    def _content(self, received: Received) -> tuple[str, bool]:
        completion = received.completion
        usage = completion.usage or Usage()
        self.tokens += usage.prompt_tokens + usage.completion_tokens
        if not completion.choices:
            return "", False
        choice = completion.choices[0]
        if choice.refused is not None:
            self._note(choice.refused.code, received)
            raise choice.refused.error(choice.refused.code, choice.refused.message)
        content = choice.message.content or ""
        is_cut = received.broke_off is not None and not _is_whole_json(content)
        return content, is_cut or choice.finish_reason == "length"

    def _note(self, outcome: str, received: Received | None, *, refused: str = "-", said: str = "") -> None:
        usage = received.completion.usage if received and received.completion.usage else Usage()
        call = ModelCall(
            operation=self._name,
            model=self._client.model,
            milliseconds=round((time.monotonic() - self._call_began) * 1000),
            tokens_in=usage.prompt_tokens,
            tokens_out=usage.completion_tokens,
            outcome=str(outcome),
        )
        self._client.log.info(
            "model call operation=%s model=%s ms=%d first_byte_ms=%d tokens_in=%d tokens_out=%d outcome=%s attempt=%d "
            "left_out=%s refused=%s%s",
            call.operation,
            received.model if received else call.model,
            call.milliseconds,
            received.first_byte_ms if received else 0,
            call.tokens_in,
            call.tokens_out,
            call.outcome,
            self._attempt,
            self._left_out,
            refused,
            f" said={said!r}" if said else "",
        )
        if self._attempt > 1:
            metrics.model_retries.labels(call.operation).inc()
        if self._client.on_call is not None:
            self._client.on_call(call)


def _has_use(completion: Completion, shape: type[Shape]) -> bool:
    """Whether a reply that broke off may be read: it is whole all the same, or has complete items."""
    content = (completion.choices[0].message.content or "") if completion.choices else ""
    return _is_whole_json(content) or read(content, shape, cut_off=True).reply is not None


def _is_whole_json(content: str) -> bool:
    """Whether the first object in a text is complete."""
    try:
        _DECODER.raw_decode(content, max(0, content.find("{")))
    except (ValueError, RecursionError):
        return False
    return True


def _messages(prompt: Prompt) -> list[Message]:
    return [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]


def _complaint(content: str, problem: str) -> list[Message]:
    complaint: Message = {"role": "user", "content": again(problem)}
    if not content.strip():
        return [complaint]
    return [{"role": "assistant", "content": content[:_MAX_ECHO_CHARS]}, complaint]


def _fuller(one: ShapeT | None, other: ShapeT | None) -> ShapeT | None:
    def count(reply: ShapeT | None) -> int:
        return 0 if reply is None else len(getattr(reply, reply.list_field)) if reply.list_field else 1

    return other if count(other) > count(one) else one
