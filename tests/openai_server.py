"""A small OpenAI-compatible server that can be told to misbehave, for tests over real HTTP and for trying the product.

    with OpenAIServer() as server: server.behave("429", retry_after=30); ModelInterviewer(server.base_url, …)
    python -m tests.openai_server --port 9911 [--mode slow]

Another process scripts it with POST /control and reads what was asked with GET /control.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from tests import check_replies, one_at_a_time, openai_replies, openai_speech, openai_streams, paced, replayed_replies
from tests.openai_refusals import REFUSALS
from tests.openai_streams import STREAMS

KEEP_OPEN_S = 600
STATUSES = {"400": 400, "401": 401, "403": 403, "404": 404, "429": 429, "500": 500, "503": 503}
SPOILED = (
    "wrong_types",
    "out_of_range",
    "shuffled",
    "dropped",
    "duplicated",
    "renamed_labels",
    "surplus",
    "fabricated_quotes",
    "missing_points",
    "gullible",
    "repeats",
    "empty_summary",
    "ungrounded",
    "wrong_language",
    "in_english",
    "redis_only",
)
REFUSES = {
    "rejects_json_schema": (400, {"json_schema"}),
    "rejects_json_schema_500": (500, {"json_schema"}),
    "rejects_json_object": (400, {"json_schema", "json_object"}),
}
OTHERS = (
    "ok",
    "hang",
    "slow",
    "reset",
    "truncated_json",
    "length",
    "refusal",
    "fenced",
    "think",
    "html",
    "empty_choices",
    "garbage",
    "redirect",
    "rejects_sampling",
    "small_context",
    "changed",
    "replay",
    "refuses_part",
    "paced",
)
NAMES = frozenset([*STATUSES, *SPOILED, *REFUSES, *REFUSALS, *STREAMS, *OTHERS])


Judge = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]
"""From the material to grade and a usual reply to the reply that is given; see tests/scripted_judge.py."""


@dataclass(frozen=True)
class Behaviour:
    """One way to answer. `seconds` is for hang and slow, and for paced until the first token, of which `tokens_per_s`
    come; a paced reply is as long as those of the question bank. `count` for the number of items spoiled or dropped, or
    the most that fit a small context; `changes` are fields of a changed reply, or of every item of its list, or the
    status, body, headers and, if it concerns one answer, label of a reply that is replayed, or the part of a request
    that is refused (`of`, a RefusedPart)."""

    name: str = "ok"
    seconds: float = 0.0
    count: int | None = None
    retry_after: str | float | None = None
    operation: str | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    tokens_per_s: float = 40.0

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise ValueError(f"unknown behaviour; known are {', '.join(sorted(NAMES))}")


@dataclass(frozen=True)
class Asked:
    """One request as it came. `labels` are slot numbers or positions; `format` is "text" when none was asked for."""

    operation: str
    labels: tuple[str, ...]
    format: str
    model: str
    behaviour: str
    body: dict[str, Any] = field(repr=False)
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    query: str = ""


class _Connection(H11Protocol):
    """Keeps the transports by peer, so that a connection can be reset."""

    open_transports: dict[tuple[str, int], asyncio.Transport] = {}  # noqa: RUF012 (one per process is meant)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.open_transports[transport.get_extra_info("peername")] = transport
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.open_transports.pop(self.transport.get_extra_info("peername"), None)
        super().connection_lost(exc)


class OpenAIServer:
    """Listens on a free loopback port while the `with` block runs. Behaviours queue up; then the default applies."""

    def __init__(self, port: int = 0) -> None:
        self.requests: list[Asked] = []
        self.judge: Judge | None = None
        self._queue: list[Behaviour] = []
        self._always: dict[str | None, Behaviour] = {}
        self._lock = threading.Lock()
        self._port = port
        self.app = Starlette(
            routes=[
                Route("/v1/models", self._models),
                Route("/v1/chat/completions", self._complete, methods=["POST"]),
                Route("/openai/deployments/{name}/chat/completions", self._complete, methods=["POST"]),
                Route("/v1/audio/transcriptions", self._transcribe, methods=["POST"]),
                Route("/v1/audio/speech", self._speak, methods=["POST"]),
                Route("/control", self._control, methods=["GET", "POST"]),
            ]
        )

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    def behave(self, name: str, *, times: int = 1, **details: Any) -> None:
        """Answer the next `times` requests (of `operation`, if given) this way."""
        with self._lock:
            self._queue += [Behaviour(name, **details)] * times

    def always(self, name: str, **details: Any) -> None:
        """Answer this way whenever nothing is queued, for one operation or for all."""
        behaviour = Behaviour(name, **details)
        with self._lock:
            self._always[behaviour.operation] = behaviour

    def reset(self) -> None:
        """Forget requests, queue and defaults."""
        with self._lock:
            self.requests.clear()
            self._queue.clear()
            self._always.clear()
            self.judge = None

    def count(self, operation: str | None = None) -> int:
        """How many requests came, of one operation or of all."""
        with self._lock:
            return sum(operation in (None, asked.operation) for asked in self.requests)

    def __enter__(self) -> OpenAIServer:
        listener = socket.create_server(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        self._server = self._uvicorn()
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(5)

    def run(self) -> None:
        """Serve in this process until it is interrupted."""
        self._uvicorn().run()

    def _uvicorn(self) -> uvicorn.Server:
        config = uvicorn.Config(
            self.app,
            host="127.0.0.1",
            port=self._port,
            http=_Connection,
            ws="none",
            log_level="warning",
            lifespan="off",
            # Whoever keeps a connection, as LiteLLM's proxy does, must not ask at the moment when it is closed.
            timeout_keep_alive=KEEP_OPEN_S,
        )
        return uvicorn.Server(config)

    def _next(self, operation: str) -> Behaviour:
        with self._lock:
            for index, behaviour in enumerate(self._queue):
                if behaviour.operation in (None, operation):
                    return self._queue.pop(index)
            return self._always.get(operation) or self._always.get(None) or Behaviour()

    async def _transcribe(self, request: Request) -> Response:
        """As told for the operation "transcribe"."""
        form = await request.form()
        heard = await form["file"].read()  # type: ignore[union-attr]
        behaviour = self._noted("transcribe", {"model": form.get("model"), "bytes": len(heard)})
        return await openai_speech.written_down(behaviour, len(heard), form.get("language"))

    async def _speak(self, request: Request) -> Response:
        """As told for the operation "speak"."""
        body = await request.json()
        return await openai_speech.read_aloud(self._noted("speak", body), body["input"])

    def _noted(self, operation: str, body: dict[str, Any]) -> Behaviour:
        behaviour = self._next(operation)
        with self._lock:
            self.requests.append(Asked(operation, (), "", str(body.get("model")), behaviour.name, body))
        return behaviour

    async def _models(self, _: Request) -> Response:
        return JSONResponse({"object": "list", "data": [{"id": "scripted", "object": "model", "owned_by": "tests"}]})

    async def _control(self, request: Request) -> Response:
        if request.method == "POST":
            orders = await request.json()
            if orders.get("reset"):
                self.reset()
            for order in orders.get("always", []):
                self.always(**order)
            for order in orders.get("behave", []):
                self.behave(**order)
        shown = [entry.name for entry in fields(Asked) if entry.name not in ("body", "headers", "query")]
        with self._lock:
            asked = [{name: getattr(entry, name) for name in shown} for entry in self.requests]
            return JSONResponse({"requests": asked, "queued": [asdict(behaviour) for behaviour in self._queue]})

    async def _complete(self, request: Request) -> Response:
        body = await request.json()
        operation, material = openai_replies.understand(body["messages"])
        behaviour = self._next(operation)
        wanted = body.get("response_format", {}).get("type", "text")
        labels = openai_replies.labels(operation, material)
        with self._lock:
            asked = Asked(operation, labels, wanted, str(body.get("model")), behaviour.name, body)
            self.requests.append(replace(asked, headers=dict(request.headers), query=request.url.query))
        name = behaviour.name
        if name in STATUSES:
            return _error(STATUSES[name], body, retry_after=behaviour.retry_after)
        if name in REFUSES and wanted in REFUSES[name][1]:
            return _error(REFUSES[name][0], body, param="response_format")
        if name in REFUSALS and (refused := REFUSALS[name](body)) is not None:
            return refused
        if name == "refuses_part":
            refused = behaviour.changes["of"]
            if refused.refuses(body):
                return JSONResponse(refused.body, refused.status)
            behaviour, name = Behaviour(), "ok"
        if name == "rejects_sampling" and "temperature" in body:
            return _error(400, body, param="temperature")
        if name == "small_context" and len(labels) > (behaviour.count or 4):
            return _error(400, body, code="context_length_exceeded")
        if name == "reset":
            return self._reset(request)
        if name == "hang":
            await asyncio.sleep(behaviour.seconds)
        if name == "html":
            return HTMLResponse(openai_speech.SIGN_IN)
        if name == "redirect":
            return RedirectResponse("http://127.0.0.1:9/elsewhere")
        if name == "replay":
            if behaviour.changes.get("label") in (None, *labels):
                usual = json.dumps(openai_replies.reply(operation, material), ensure_ascii=False)
                return replayed_replies.response(behaviour.changes, usual)
            behaviour, name = Behaviour(), "ok"
        completion = _completion(behaviour, operation, material, body, self.judge)
        if name == "paced":
            return paced.paced(completion, body, behaviour.tokens_per_s, behaviour.seconds)
        if body.get("stream") and name != "whole":
            include_usage = bool((body.get("stream_options") or {}).get("include_usage"))
            made = openai_streams.events(completion, include_usage, name)
            pieces = openai_streams.stream(made, name, behaviour.seconds, behaviour.count, lambda: self._close(request))
            return StreamingResponse(pieces, media_type="text/event-stream")
        if name == "slow":
            return StreamingResponse(
                openai_streams.drip(json.dumps(completion), behaviour.seconds), media_type="application/json"
            )
        return JSONResponse(completion)

    def _close(self, request: Request) -> None:
        """What was written is sent, and then no more."""
        self._transport(request).close()

    def _transport(self, request: Request) -> asyncio.Transport:
        assert request.client is not None
        return _Connection.open_transports[request.client.host, request.client.port]

    def _reset(self, request: Request) -> Response:
        transport = self._transport(request)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
        return Response()


def _completion(
    behaviour: Behaviour, operation: str, material: dict[str, Any], body: dict[str, Any], judge: Judge | None = None
) -> dict[str, Any]:
    name = behaviour.name
    reply = openai_replies.changed(openai_replies.reply(operation, material), behaviour.changes)
    if judge is not None and operation == "grade":
        reply = judge(material, reply)
    if name == "paced":
        reply = one_at_a_time.lengthened(reply, material.get("language", "en"))
    if name in SPOILED:
        reply = openai_replies.spoil(name, operation, reply, material, behaviour.count)
    text = json.dumps(reply, ensure_ascii=False) if operation else check_replies.said(body["messages"])
    if name == "paced":
        text = text.ljust(paced.LEAST_TOKENS * paced.CHARS_PER_TOKEN)
    dressed = {
        "truncated_json": text[: len(text) * 7 // 10],
        "length": text[: len(text) * 7 // 10],
        "fenced": f"Here is the result:\n```json\n{text}\n```\nGood luck!",
        "think": f'<think>The reply could be {{"grades": []}} or not.</think>\n{text}',
        "garbage": "I would rather talk about the weather.",
    }
    text = dressed.get(name, text)
    message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": None}
    if name == "refusal":
        message |= {"content": None, "refusal": "I cannot help with that."}
    choice = {"index": 0, "message": message, "finish_reason": "length" if name == "length" else "stop"}
    used = {
        "prompt_tokens": sum(len(str(m["content"])) for m in body["messages"]) // 4,
        "completion_tokens": len(text) // 4,
    }
    return {
        "id": "scripted",
        "object": "chat.completion",
        "created": 0,
        "model": f"{body.get('model')}-2026-11",
        "system_fingerprint": "fp_scripted",
        "choices": [] if name == "empty_choices" else [choice],
        "usage": used | {"total_tokens": sum(used.values())},
    }


def _error(
    status: int,
    body: dict[str, Any],
    *,
    retry_after: str | float | None = None,
    param: str | None = None,
    code: str | None = None,
) -> Response:
    """An error that repeats the request, as some servers do."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    error = {"message": f"cannot serve {body['messages'][-1]['content']}", "param": param, "code": code}
    return JSONResponse({"error": error}, status, headers=headers)


def main() -> None:
    parser = argparse.ArgumentParser(description="An OpenAI-compatible server for tests; answers without a model.")
    parser.add_argument("--port", type=int, default=9911)
    parser.add_argument("--mode", default="ok", choices=sorted(NAMES))
    parser.add_argument("--seconds", type=float, default=5.0, help="for the modes hang and slow")
    chosen = parser.parse_args()
    server = OpenAIServer(chosen.port)
    server.always(chosen.mode, seconds=chosen.seconds)
    server.run()


if __name__ == "__main__":
    main()
