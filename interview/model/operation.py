"""The calls of one operation of an interviewer: repeated within one budget, asked again where a reply is of no use.

It knows prompts and reply shapes, not interviews. Nothing of a prompt or a reply enters a log line or an exception.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

from interview.core.model_calls import ModelCall
from interview.errors import Code, InterviewError, Unavailable
from interview.model.client import Message, ModelClient, milder
from interview.model.completion import Completion, Usage
from interview.model.failures import LATE, MEANINGS, TOO_LONG, UNUSABLE, meaning_of, retry_after
from interview.model.prompts import Prompt, again
from interview.model.reply_reading import ShapeT, read
from interview.model.reply_schemas import Shape
from interview.model.server_words import server_words

LONGEST_WAIT_S = 2.0
_MAX_ECHO_CHARS = 6_000


class Operation:
    """The calls of one operation of an interviewer. They share `attempts` and, when given, `total_s` seconds.

    A hasty one neither repeats a failed call nor asks again; it only steps down the response formats.
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
        self._dialect = client.dialect
        self.tokens = 0
        self.cut_short = False

    @property
    def milliseconds(self) -> int:
        return round((time.monotonic() - self._began) * 1000)

    @property
    def has_attempts(self) -> bool:
        return self._attempts_left > 0 and time.monotonic() < self._ends

    def ask(self, prompt: Prompt, shape: type[ShapeT], check: Callable[[ShapeT], str] = lambda _reply: "") -> ShapeT:
        """The model's reply to a prompt. Raises InterviewError with one of the AI_… codes.

        A reply that cannot be read, or that `check` finds a problem with, is asked for once more per operation. Of a
        list, complete items are better than nothing, and a list cut off at the length limit is taken as far as it goes;
        a whole reply that `check` still finds a problem with is better than none.
        """
        messages = _messages(prompt)
        best: ShapeT | None = None
        while True:
            try:
                completion = self._send(messages, shape)
                content, cut_off = self._content(completion)
            except InterviewError:
                if best is not None:
                    return best
                raise
            reading = read(content, shape, cut_off=cut_off)
            problem = reading.problem
            if not problem and reading.reply is not None:
                problem = check(reading.reply)
                if not problem or self._hasty or self._asked_again or not self.has_attempts:
                    self._note("ok", completion)
                    return reading.reply
                best = reading.reply
            else:
                best = _fuller(best, reading.reply)
            self.cut_short = self.cut_short or cut_off
            enough = cut_off and best is not None
            self._note("salvaged" if enough else Code.AI_RESPONSE_INVALID, completion)
            if cut_off and best is None and shape.list_field:
                raise TOO_LONG.error(TOO_LONG.code, TOO_LONG.message)
            if enough or self._hasty or self._asked_again or not self.has_attempts:
                break
            self._asked_again = True
            messages = [*_messages(prompt), *_complaint(content, problem)]
        if best is None:
            raise UNUSABLE.error(UNUSABLE.code, UNUSABLE.message)
        return best

    def _send(self, messages: list[Message], shape: type[Shape]) -> Completion:
        waits = 0
        failure: InterviewError = Unavailable(LATE.code, LATE.message)
        cause: Exception | None = None
        while self.has_attempts:
            self._attempt += 1
            self._attempts_left -= 1
            self._call_began = time.monotonic()
            remaining = self._ends - time.monotonic()
            try:
                completion = self._client.post(
                    messages, shape, self._dialect, min(self._client.timeout_s, max(0.05, remaining)), self._opinion
                )
            except tuple(MEANINGS) as exc:
                sent = [str(message["content"]) for message in messages]
                meaning = meaning_of(exc, sent)
                cause = None if meaning.quotes else exc
                failure = meaning.error(meaning.code, meaning.message, retry_after=retry_after(exc))
                self._note(meaning.code, None, server_words(exc, sent))
                other_way = milder(exc, meaning, self._dialect)
                if other_way is not None:
                    self._dialect = other_way
                    if not meaning.may_pass:
                        self._client.learn(other_way)
                    continue
                wait = failure.retry_after if failure.retry_after is not None else 0.25 * 2**waits
                waits += 1
                if not meaning.may_pass or self._hasty or wait > LONGEST_WAIT_S or not self._attempts_left:
                    break
                time.sleep(max(0.0, min(wait, self._ends - time.monotonic())))
            else:
                self._client.learn(replace(self._dialect, proven=True))
                return completion
        raise failure from cause

    def _content(self, completion: Completion) -> tuple[str, bool]:
        usage = completion.usage or Usage()
        self.tokens += usage.prompt_tokens + usage.completion_tokens
        if not completion.choices:
            return "", False
        choice = completion.choices[0]
        if choice.refused is not None:
            self._note(choice.refused.code, completion)
            raise choice.refused.error(choice.refused.code, choice.refused.message)
        return choice.message.content or "", choice.finish_reason == "length"

    def _note(self, outcome: str, completion: Completion | None, said: str = "") -> None:
        usage = completion.usage if completion and completion.usage else Usage()
        call = ModelCall(
            operation=self._name,
            model=self._client.model,
            milliseconds=round((time.monotonic() - self._call_began) * 1000),
            tokens_in=usage.prompt_tokens,
            tokens_out=usage.completion_tokens,
            outcome=str(outcome),
        )
        self._client.log.info(
            "model call operation=%s model=%s ms=%d tokens_in=%d tokens_out=%d outcome=%s attempt=%d format=%s%s",
            call.operation,
            call.model,
            call.milliseconds,
            call.tokens_in,
            call.tokens_out,
            call.outcome,
            self._attempt,
            self._dialect.format.name.lower(),
            f" said={said!r}" if said else "",
        )
        if self._client.on_call is not None:
            self._client.on_call(call)


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
