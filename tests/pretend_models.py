"""A small model server of many faces for tests: cuts silently, writes slowly, streams, refuses, believes all, and can
be taken for Ollama, LM Studio or llama.cpp by what it tells of itself.

    with PretendModel(context=4096, rate=40) as server: check(server.base_url)
"""

from __future__ import annotations

import json
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests import check_replies, openai_replies


@dataclass
class PretendModel:
    """`context` tokens are read (None: all), of what is long nothing may be remembered, `rate` tokens a second written
    (None: at once). `models` is the list at /v1/models, None where there is none; `refuses` are fields answered
    with 400, or "system", and with a `complaint` every request is. Operations of `busy_with` are answered with 429.
    `judge` is careful or gullible; `speaks` the languages it replies in. `routes` are further addresses with what they
    tell.
    """

    context: int | None = None
    says_too_long: bool = False
    counts: bool = True
    remembers: bool = True
    rate: float | None = None
    models: list[str] | None = field(default_factory=lambda: ["pretend"])
    refuses: frozenset[str] = frozenset()
    complaint: str = ""
    busy_with: frozenset[str] = frozenset()
    streams: bool = True
    judge: str = "careful"
    speaks: tuple[str, ...] = ("en", "zh")
    key: str = ""
    routes: dict[str, Any] = field(default_factory=dict)
    port: int = 0
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def __enter__(self) -> PretendModel:
        handler = type("Handler", (_Handler,), {"model": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @classmethod
    def ollama(cls, *names: str, **options: Any) -> PretendModel:
        tags = {"models": [{"name": name, "details": {"parameter_size": "3B"}} for name in names]}
        return cls(models=list(names), routes={"/api/tags": tags}, **options)

    @classmethod
    def lm_studio(cls, *names: str, loaded: str = "") -> PretendModel:
        data = [{"id": name, "type": "llm", "state": "loaded" if name == loaded else "not-loaded"} for name in names]
        data.append({"id": "nomic-text", "type": "embeddings", "state": "loaded"})
        return cls(models=list(names), routes={"/api/v0/models": {"data": data}})

    @classmethod
    def llama_cpp(cls, name: str) -> PretendModel:
        return cls(models=[name], routes={"/props": {"default_generation_settings": {"n_ctx": 4096}}})

    def reply(self, messages: list[dict[str, Any]]) -> str:
        """What the model says to what it still reads of the messages."""
        operation, material = openai_replies.understand(messages)
        if operation == "grade":
            return json.dumps({"grades": [self._grade(item) for item in openai_replies.judged(material)]})
        if operation:
            return json.dumps(openai_replies.reply(operation, material), ensure_ascii=False)
        long = _tokens(messages) > 1_000
        return check_replies.said(messages[:0] if long and not self.remembers else messages, self.speaks)

    def _grade(self, item: dict[str, Any]) -> dict[str, Any]:
        quote = re.split(r"(?<=\.) ", item["answer"])[0]
        verdict = "covered" if self.judge == "gullible" else check_replies.verdict_of(item["answer"]) or "missed"
        points = [
            {"number": point["number"], "verdict": verdict, "quote": "" if verdict == "missed" else quote}
            for point in item["key_points"]
        ]
        said = {"weaknesses": [], "addresses_grader": False}
        return {"label": item["label"], "points": points, "clarity_level": 3, **said}


class _Handler(BaseHTTPRequestHandler):
    model: PretendModel
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: tests read what was asked from the server."""

    def do_GET(self) -> None:
        model = self.model
        model.paths.append(self.path)
        if not self._is_let_in():
            return
        if self.path == "/v1/models" and model.models is not None:
            self._tell(200, {"object": "list", "data": [{"id": name} for name in model.models]})
        elif self.path in model.routes:
            self._tell(200, model.routes[self.path])
        else:
            self._tell(404, {"error": {"message": "no such address"}})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.paths.append(self.path)
        self.model.requests.append(body)
        if not self._is_let_in():
            return
        roles = {message["role"] for message in body["messages"]}
        refused = sorted(self.model.refuses & (set(body) | ({"system"} & roles)))
        if self.model.complaint:
            self._tell(400, {"error": {"message": self.model.complaint}})
            return
        if openai_replies.understand(body["messages"])[0] in self.model.busy_with:
            self._tell(429, {"error": {"message": "Too many requests"}})
            return
        if refused or ("stream" in body and not self.model.streams):
            self._tell(400, {"error": {"message": f"Unsupported: {', '.join(refused) or 'stream'}", "param": None}})
            return
        self._complete(body)

    def _is_let_in(self) -> bool:
        if not self.model.key or self.headers.get("Authorization") == f"Bearer {self.model.key}":
            return True
        self._tell(401, {"error": {"message": f"Incorrect API key: {self.headers.get('Authorization')}"}})
        return False

    def _complete(self, body: dict[str, Any]) -> None:
        messages, read = _cut(body["messages"], self.model.context)
        if read < _tokens(body["messages"]) and self.model.says_too_long:
            told = {"message": "This model's maximum context length is exceeded", "code": "context_length_exceeded"}
            self._tell(400, {"error": told})
            return
        text = self.model.reply(messages)
        usage = {"prompt_tokens": read, "completion_tokens": -(-len(text) // 4)}
        told_usage = {"usage": usage} if self.model.counts else {}
        envelope = {"id": "1", "object": "chat.completion", "created": 0, "model": body["model"]}
        if body.get("stream"):
            self._stream(text, {**envelope, **told_usage})
            return
        if self.model.rate:
            time.sleep(usage["completion_tokens"] / self.model.rate)
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        self._tell(200, {**envelope, "choices": [choice], **told_usage})

    def _stream(self, text: str, last: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for start in range(0, len(text), 4):
            self._event({**last, "usage": None, "choices": [{"delta": {"content": text[start : start + 4]}}]})
            if self.model.rate:
                time.sleep(1 / self.model.rate)
        self._event({**last, "choices": []})
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _event(self, told: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(told)}\n\n".encode())
        self.wfile.flush()

    def _tell(self, status: int, told: Any) -> None:
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _tokens(messages: list[dict[str, Any]]) -> int:
    return sum(len(str(message["content"])) for message in messages) // 4


def _cut(messages: list[dict[str, Any]], context: int | None) -> tuple[list[dict[str, Any]], int]:
    """What a server that cuts silently reads: the end of what it was sent."""
    tokens = _tokens(messages)
    if context is None or tokens <= context:
        return messages, tokens
    last = messages[-1]
    return [*messages[:-1], {**last, "content": str(last["content"])[-4 * context :]}], context
