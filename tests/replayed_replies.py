"""Replies as real providers and servers shape them, to be sent by OpenAIServer's behaviour "replay".

Failures stand in data/provider_failures.yaml; here are replies that are worth reading, in envelopes of every kind.
`Replay.body` is JSON, raw text, or a function of the reply that a well-behaved model would have written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from starlette.responses import JSONResponse, Response

from interview.errors import Code

Body = Any | Callable[[str], Any]

FINAL, WAITS, GRADED, SPLIT = "final", "waits", "graded", "others graded"


@dataclass(frozen=True)
class Replay:
    """`code` None means that the answers are graded. `message` is what the person is told, `requests` what one call of
    the interviewer costs, `worker` what becomes of a grading."""

    provider: str
    situation: str
    status: int
    body: Body
    code: Code | None
    message: str = ""
    requests: int = 1
    worker: str = FINAL
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.provider}: {self.situation}"

    @property
    def behaviour(self) -> dict[str, Any]:
        """How OpenAIServer.always() is told to answer; what concerns one answer is said of that of the first alone."""
        about = {"label": "q1a"} if self.worker == SPLIT else {}
        return {"changes": {"status": self.status, "body": self.body, "headers": self.headers, **about}}


def response(told: dict[str, Any], reply: str) -> Response:
    body = told["body"](reply) if callable(told["body"]) else told["body"]
    if isinstance(body, str):
        kind = "text/html" if body.lstrip().startswith("<") else "application/json"
        return Response(body, told["status"], told["headers"], media_type=kind)
    return JSONResponse(body, told["status"], told["headers"])


def _error(message: str, **fields: Any) -> dict[str, Any]:
    return {"error": {"message": message, **fields}}


def said(message: dict[str, Any], usage: Any = None, reason: Any = "stop") -> dict[str, Any]:
    """A completion around a message."""
    return {"choices": [{"index": 0, "message": message, "finish_reason": reason}], "usage": usage}


def _content(change: Callable[[str], Any], usage: Any = None) -> Callable[[str], Any]:
    return lambda reply: said({"role": "assistant", "content": change(reply)}, usage)


def _called(reply: str, arguments: Callable[[str], Any]) -> dict[str, Any]:
    call = {"id": "c1", "type": "function", "function": {"name": "emit", "arguments": arguments(reply)}}
    return said({"content": None, "tool_calls": [call]}, reason="tool_calls")


_RAW_NEWLINE = _content(lambda reply: reply.replace(". ", ".\n").replace("of its own", "of\nits own"))
_GIVEN = yaml.safe_load((Path(__file__).parent / "data" / "provider_failures.yaml").read_text(encoding="utf-8"))


def _failure(given: dict[str, Any]) -> Replay:
    provider, situation, status, told, requests, worker = (part.strip() for part in given["case"].split("|"))
    code, message = told.split()
    headers = given.get("headers", {})
    return Replay(provider, situation, int(status), given["body"], Code(code), message, int(requests), worker, headers)


FAILURES = (
    *map(_failure, _GIVEN["failures"]),
    Replay(
        "OpenRouter",
        "broken off in mid-reply",
        200,
        lambda reply: {
            "choices": [{"message": {"content": reply[:40]}, "finish_reason": "error", "error": {"code": 502}}]
        },
        Code.AI_SERVICE_UNAVAILABLE,
        "broken",
        3,
        WAITS,
    ),
)

READ = (
    Replay(
        "Mistral",
        "content as a list, usage null",
        200,
        _content(lambda reply: [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": reply}]),
        None,
        worker=GRADED,
    ),
    Replay(
        "any",
        "usage of floats and words",
        200,
        _content(str, {"prompt_tokens": 812.0, "completion_tokens": "77", "total_tokens": None}),
        None,
        worker=GRADED,
    ),
    Replay("any", "no usage", 200, _content(str), None, worker=GRADED),
    Replay(
        "DeepSeek",
        "reasoning_content alone",
        200,
        lambda reply: said({"content": "", "reasoning_content": f'First {{"x": 1}}, then:\n{reply}'}),
        None,
        worker=GRADED,
    ),
    Replay(
        "vLLM",
        "reasoning beside the words",
        200,
        lambda reply: said({"content": reply, "reasoning": '{"grades": []}'}),
        None,
        worker=GRADED,
    ),
    Replay("LiteLLM", "tool call", 200, lambda reply: _called(reply, str), None, worker=GRADED),
    Replay("Ollama", "tool call with an object", 200, lambda reply: _called(reply, json.loads), None, worker=GRADED),
    Replay(
        "any",
        "text in place of a message",
        200,
        lambda reply: {"choices": [{"text": reply, "finish_reason": None}]},
        None,
        worker=GRADED,
    ),
    Replay(
        "any", "finish reason unknown", 200, lambda reply: said({"content": reply}, reason="eos"), None, worker=GRADED
    ),
    Replay("Gemini", "body as a list", 200, lambda reply: [said({"content": reply})], None, worker=GRADED),
    Replay(
        "Groq",
        "JSON it did not like",
        400,
        lambda reply: _error("Failed to generate JSON.", code="json_validate_failed", failed_generation=reply),
        None,
        worker=GRADED,
    ),
    Replay("local", "raw newline in a string", 200, _RAW_NEWLINE, None, worker=GRADED),
    Replay(
        "local", "text before", 200, _content(lambda reply: f"Sure [as asked]:\n{reply}\nDone."), None, worker=GRADED
    ),
    Replay("local", "fenced", 200, _content(lambda reply: f"```json\n{reply}\n```"), None, worker=GRADED),
    Replay("local", "trailing comma", 200, _content(lambda reply: reply[:-2] + ",],}"), None, worker=GRADED),
    Replay("local", "comment", 200, _content(lambda reply: "{ // grades\n" + reply[1:]), None, worker=GRADED),
    Replay("local", "last bracket missing", 200, _content(lambda reply: reply[:-1]), None, worker=GRADED),
    Replay(
        "local", "Covered", 200, _content(lambda reply: reply.replace('"covered"', '" Covered "')), None, worker=GRADED
    ),
    Replay(
        "local",
        "<thought>",
        200,
        _content(lambda reply: f'<thought>{{"grades": []}}</thought>\n{reply}'),
        None,
        worker=GRADED,
    ),
    Replay("local", "[THINK]", 200, _content(lambda reply: f"[THINK]hm[/THINK]{reply}"), None, worker=GRADED),
    Replay(
        "local",
        "harmony channels",
        200,
        _content(
            lambda reply: (
                f'<|channel|>analysis<|message|>{{"grades": []}}<|end|><|start|>assistant<|channel|>final'
                f"<|message|>{reply}<|return|>"
            )
        ),
        None,
        worker=GRADED,
    ),
    Replay(
        "local",
        "labels as numbers",
        200,
        _content(lambda reply: re.sub(r'"q(\d+)a"', r"\1", reply)),
        None,
        worker=GRADED,
    ),
    Replay(
        "local",
        "two-letter remark",
        200,
        _content(lambda reply: reply.replace('"weaknesses": [', '"weaknesses": [{"text": "ok", "quote": ""}, ', 1)),
        None,
        worker=GRADED,
    ),
)


@dataclass(frozen=True)
class RefusedPart:
    """A reply that refuses an optional part of a request, which the client may leave out and ask again. `part` is what
    must be in a request to be refused, "" where this client sends no such thing."""

    provider: str
    status: int
    part: str
    body: Any

    def refuses(self, asked: dict[str, Any]) -> bool:
        form = asked.get("response_format", {}).get("type")
        return {
            "": False,
            "system role": asked["messages"][0]["role"] == "system",
            "json_schema": form == "json_schema",
            "response format": form is not None,
        }.get(self.part, self.part in asked)


def _refused(given: dict[str, Any]) -> RefusedPart:
    provider, status, part = (said.strip() for said in given["case"].split("|"))
    return RefusedPart(provider, int(status), part, given["body"])


REFUSED_PARTS = tuple(map(_refused, _GIVEN["refused_parameters"]))
