"""What a server says when it refuses a request, read from whatever body it sends, without the words of the request.

It knows no part of a request: what_is_taken.py finds in it what to leave out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_REFUSED = (400, 422)
_BY_NOBODY = re.compile(r"no endpoints found that support", re.IGNORECASE)
"""OpenRouter says with a 404 that no provider takes the request with all of its parts."""
_MOST_CHARS = 800
_MOST_NODES = 60
_ECHO_CHARS = 20
"""So many characters in a row that were sent are no words of the server: a resume may name a response format."""
_SAYS = {"message", "msg", "detail", "error", "description", "reason", "raw", "error_message"}
_LENGTH = re.compile(
    r"context.{0,12}(?:length|window|size)|(?:prompt|input|request) is too long|too many (?:input )?tokens"
    r"|reduce the length|request too large|exceed\w* .{0,40}\btokens\b",
    re.IGNORECASE,
)
_SOMETHING_ELSE = re.compile(
    r"api.?key|unauthori[sz]ed|authenticat|permission|quota|billing|credit|balance|insufficient|payment|rate.?limit"
    r"|content.?(?:filter|policy|management)|safety|moderation|flagged|country|region|territory"
    r"|model\b.{0,60}(?:not found|not exist|not available)|(?:no such|unknown|invalid) model|failed to generate"
    r"|json_validate_failed|model_not_found|invalid_prompt",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Refusal:
    """`names` are the fields that a server points at, `words` what it says beside; both without words of the request.

    `codes` are its own names of what is wrong. `is_of_something_else`: the key, credit, a filter or the model.
    """

    status: int
    names: str = ""
    words: str = ""
    codes: str = ""
    is_of_something_else: bool = False

    @property
    def is_of_the_request(self) -> bool:
        """Whether the request was refused, and not the server out of order."""
        return self.status in _REFUSED or (self.status == 404 and _BY_NOBODY.search(self.words) is not None)

    @property
    def is_of_length(self) -> bool:
        return self.status == 413 or "context_length" in self.codes or _LENGTH.search(self.words) is not None


def refusal_of(exc: Exception, sent: Sequence[str], *, may_be_of_the_request: bool = True) -> Refusal | None:
    """What a server refused with 400, 413 or 422, with the 500 by which some refuse a format, or with a 404 that says
    so. None for all else.

    `sent` are the texts of the request; `may_be_of_the_request` is what the exception means elsewhere.
    """
    status = getattr(exc, "status_code", None)
    if status not in (*_REFUSED, 404, 413, 500):
        return None
    found: dict[str, list[str]] = {"names": [], "words": [], "codes": []}
    for number, (kind, text) in enumerate(_walk(getattr(exc, "body", None), "message", 0)):
        if number >= _MOST_NODES:
            break
        found[kind].append(text[:_MOST_CHARS])
    words = {kind: _without_echo(" ".join(texts)[:_MOST_CHARS], sent) for kind, texts in found.items()}
    is_of_something_else = _SOMETHING_ELSE.search(f"{words['codes']} {words['words']}") is not None
    refusal = Refusal(int(status), **words, is_of_something_else=is_of_something_else or not may_be_of_the_request)
    return refusal if status != 404 or refusal.is_of_the_request else None


def _walk(node: Any, key: str, depth: int) -> Iterator[tuple[str, str]]:
    """(kind, text) of all that an error says: providers nest it in lists, in "detail", and in texts of JSON."""
    if depth > 6:
        return
    if isinstance(node, str):
        if key in _SAYS:
            inner = _decoded(node)
            yield from [("words", node)] if inner is None else _walk(inner, key, depth + 1)
        elif key in ("param", "code", "type", "status"):
            yield ("names" if key == "param" else "codes"), node
    elif isinstance(node, list):
        if key == "loc":
            yield "names", ".".join(map(str, node))
            return
        for item in node:
            yield from _walk(item, key, depth + 1)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name not in ("input", "ctx", "failed_generation"):
                yield from _walk(value, name, depth + 1)


def _decoded(text: str) -> Any:
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _without_echo(text: str, sent: Sequence[str]) -> str:
    """The text without what stands in a row in the request, too."""
    kept = []
    at = 0
    while at < len(text):
        window = text[at : at + _ECHO_CHARS]
        if len(window) == _ECHO_CHARS and any(window in one for one in sent):
            at += _ECHO_CHARS
            while at < len(text) and any(text[at - _ECHO_CHARS + 1 : at + 1] in one for one in sent):
                at += 1
            kept.append(" ")
        else:
            kept.append(text[at])
            at += 1
    return "".join(kept)
