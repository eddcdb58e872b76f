"""One request to an OpenAI-compatible server, read as it arrives.

It knows requests and replies, not interviews, and repeats nothing. No prompt, reply, header or key enters a log line.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit, urlunsplit

import httpx2
import openai

from interview.core.model_calls import ModelCall
from interview.model.addresses import DEFAULT_BASE_URL, server_name
from interview.model.completion import Completion, completion_of, rescued
from interview.model.failures import MEANINGS, BrokenReply, TooSlow
from interview.model.known_servers import KnownServers
from interview.model.requests import Request
from interview.model.streaming import Arriving

CONNECT_S: Final = 5.0
MAX_REPLY_BYTES: Final = 4_000_000
_MAX_STREAM_BYTES: Final = 60_000_000
"""An event of one token has 200 to 400 bytes."""
_AZURE = (".openai.azure.com", ".cognitiveservices.azure.com")
_ENDPOINT = "/chat/completions"


class StreamBroke(httpx2.RemoteProtocolError):
    """The server closed a stream whose end it had not told."""


@dataclass(frozen=True)
class ServerOptions:
    """What an operator says of the server beside address, key and model, and what is known of servers already."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)
    effort: str = ""
    known: KnownServers = field(default_factory=KnownServers)


@dataclass(frozen=True)
class Received:
    """A reply, or with `broke_off` as much of it as came before that; `model` and `fingerprint` as the server says."""

    completion: Completion
    model: str
    fingerprint: str
    first_byte_ms: int
    broke_off: Exception | None = None


def connect(
    base_url: str | None, api_key: str, timeout_s: float, headers: Mapping[str, str] | None = None
) -> openai.OpenAI:
    """A client of one server that repeats nothing and follows nowhere; `timeout_s` bounds a wait, in seconds.

    What an address has behind a question mark goes with every request. Azure wants its key in a header of its own;
    where `headers` bring a key, ours is not sent.
    """
    address, query = split_address(base_url or DEFAULT_BASE_URL)
    sent = dict(headers or {})
    names = {name.lower() for name in sent}
    if _is_azure(address) and not names & {"api-key", "authorization"} and api_key:
        sent["api-key"] = api_key
        names.add("api-key")
    hooks = {"request": [_without_authorization]} if "api-key" in names and "authorization" not in names else {}
    return openai.OpenAI(
        base_url=address,
        api_key=api_key or "none",
        max_retries=0,
        timeout=openai.Timeout(timeout_s, connect=CONNECT_S),
        default_headers=sent,
        default_query=query,
        http_client=openai.DefaultHttpxClient(trust_env=False, follow_redirects=False, event_hooks=hooks),
    )


def _without_authorization(request: httpx2.Request) -> None:
    """The library wants one key in one header; Azure refuses a second one that it does not know."""
    request.headers.pop("Authorization", None)


def split_address(base_url: str) -> tuple[str, dict[str, str]]:
    """(address of the API, query): also of an address that names the endpoint itself."""
    parts = urlsplit(base_url.strip())
    path = parts.path.rstrip("/").removesuffix(_ENDPOINT)
    return urlunsplit((parts.scheme, parts.netloc, path, "", "")), dict(parse_qsl(parts.query, keep_blank_values=True))


def _is_azure(address: str) -> bool:
    return (urlsplit(address).hostname or "").endswith(_AZURE)


class ModelClient:
    """One server and model. Safe to share between threads; `timeout_s` bounds the wait for a byte, in seconds."""

    def __init__(
        self,
        base_url: str | None,
        api_key: str,
        model: str,
        *,
        timeout_s: float,
        options: ServerOptions | None = None,
        log: logging.Logger | None = None,
        on_call: Callable[[ModelCall], None] | None = None,
    ) -> None:
        self.model = model
        self.on_call = on_call
        self.timeout_s = timeout_s
        self.log = log or logging.getLogger("interview.model")
        self.server = server_name(base_url)
        self.options = options or ServerOptions()
        self._openai = connect(base_url, api_key, timeout_s, self.options.headers)

    @property
    def known(self) -> KnownServers:
        return self.options.known

    def close(self) -> None:
        self._openai.close()

    def post(
        self,
        request: Request,
        *,
        wait_s: float,
        total_s: float,
        on_text: Callable[[str], None] | None = None,
    ) -> Received:
        """One request. Raises exceptions of MEANINGS only; `wait_s` bounds the wait for a byte, `total_s` all of it.

        `on_text` hears the whole text so far whenever there is more of it. A stream that broke off with words in it is
        no exception: what arrived comes back.
        """
        began = time.monotonic()
        arriving, first_byte_ms = Arriving(), 0
        broke_off: Exception | None = None
        try:
            for piece in self._pieces(request, wait_s):
                first_byte_ms = first_byte_ms or max(1, round((time.monotonic() - began) * 1000))
                if arriving.take(piece) and on_text is not None:
                    on_text(arriving.text)
                if time.monotonic() > began + total_s:
                    raise TooSlow
                if arriving.size > (_MAX_STREAM_BYTES if arriving.is_stream else MAX_REPLY_BYTES):
                    raise BrokenReply
            arriving.end()
            if not arriving.is_whole:
                raise StreamBroke("a stream ended without its end")
        except openai.APIStatusError as exc:
            saved = rescued(exc)
            if saved is None:
                raise
            return Received(saved, self.model, "", first_byte_ms)
        except (openai.APIConnectionError, httpx2.HTTPError, TooSlow) as exc:
            if not arriving.text:
                raise
            broke_off = None if arriving.is_whole else exc
        try:
            completion = completion_of(arriving.body())
        except tuple(MEANINGS) as exc:
            if not arriving.text:
                raise
            completion, broke_off = completion_of(arriving.body(without_error=True)), exc
        return Received(completion, arriving.model or self.model, arriving.fingerprint, first_byte_ms, broke_off)

    def _pieces(self, request: Request, wait_s: float) -> Iterator[bytes]:
        with self._openai.chat.completions.with_streaming_response.create(
            model=self.model,
            messages=[],
            extra_body=request.body,
            timeout=openai.Timeout(wait_s, connect=min(CONNECT_S, wait_s)),
        ) as response:
            yield from response.iter_bytes()
