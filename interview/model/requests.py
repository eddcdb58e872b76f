"""The body of a request in the way that a server takes it, and the most tokens that its reply may have."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from interview.model.reply_schemas import Shape, server_schema
from interview.model.what_is_taken import NONE, Part, Way

SEED: Final = 20_260
OPINION_TEMPERATURE: Final = 0.7
TOKENS_OF_AN_ITEM: Final = 2_500
"""A question with reference answer and follow-ups has about 670 tokens and a grade 500; in Chinese twice as many."""
TOKENS_OF_THINKING: Final = 8_000
"""What a model thinks counts as its reply, and cannot be told from outside before."""

Message = dict[str, str]
_BOUNDS = {"minItems", "maxItems", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern", "format"}


def most_tokens(items: int) -> int:
    """The cap of a reply with this many items: far above every good one, an end to one that never stops."""
    return TOKENS_OF_THINKING + TOKENS_OF_AN_ITEM * max(1, items)


@dataclass(frozen=True)
class Request:
    """A body to post, the optional parts that are in it, and the cap that was asked for."""

    body: dict[str, Any]
    sent: frozenset[Part]
    cap: int

    @property
    def texts(self) -> tuple[str, ...]:
        """What the request says, so that it can be taken out of an error that repeats it."""
        messages = self.body["messages"]
        return (*(str(message.get("content", "")) for message in messages), json.dumps(messages, ensure_ascii=False))


def request(
    model: str,
    messages: Sequence[Message],
    shape: type[Shape],
    way: Way,
    *,
    cap: int,
    opinion: int = 0,
    effort: str = "",
    extra: Mapping[str, Any] | None = None,
) -> Request:
    """Opinion 0 is asked for as repeatably as a server allows, every other one with some chance in it.

    `extra` are fields of the operator: they replace ours and are never left out.
    """
    extra = extra or {}
    cap = min(cap, way.most_tokens or cap)
    fields: dict[Part, dict[str, Any]] = {
        Part.FORMAT: _format(shape, way),
        Part.SEED: {"seed": SEED + opinion},
        Part.TEMPERATURE: {"temperature": OPINION_TEMPERATURE if opinion else 0},
        Part.EFFORT: {"reasoning_effort": effort} if effort else {},
        Part.STREAM: {"stream": True},
        Part.USAGE: {"stream_options": {"include_usage": True}} if way.level(Part.STREAM) != NONE else {},
        Part.CAP: {way.level(Part.CAP): cap},
    }
    body: dict[str, Any] = {"model": model, "messages": _messages(messages, way.level(Part.ROLE))}
    sent = {Part.ROLE} if way.level(Part.ROLE) != "user" else set()
    for part, field in fields.items():
        ours = {name: value for name, value in field.items() if name not in extra}
        if ours and way.level(part) != NONE:
            body |= ours
            sent.add(part)
    if Part.FORMAT in sent and way.level(Part.EXTRAS) != NONE:
        sent.add(Part.EXTRAS)
    return Request(body | dict(extra), frozenset(sent), cap)


def _format(shape: type[Shape], way: Way) -> dict[str, Any]:
    schema, is_plain = server_schema(shape), way.level(Part.EXTRAS) == NONE
    if way.level(Part.FORMAT) == "json_schema":
        described: dict[str, Any] = {"name": shape.__name__, "schema": plain(schema) if is_plain else schema}
        return {
            "response_format": {
                "type": "json_schema",
                "json_schema": described if is_plain else {**described, "strict": True},
            }
        }
    return {"response_format": {"type": "json_object"} if is_plain else {"type": "json_object", "schema": schema}}


def plain(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of types and names alone: no bounds, and what it refers to in its place."""
    made = _plain(schema, schema.get("$defs", {}))
    assert isinstance(made, dict)
    return made


def _plain(node: Any, defined: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_plain(item, defined) for item in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        return _plain(defined[node["$ref"].rpartition("/")[2]], defined)
    kept = {}
    for key, value in node.items():
        if key == "properties":
            kept[key] = {name: _plain(field, defined) for name, field in value.items()}
        elif key not in _BOUNDS and key not in ("$defs", "additionalProperties"):
            kept[key] = _plain(value, defined)
    return kept


def _messages(messages: Sequence[Message], role: str) -> list[Message]:
    """The instructions marked as `role`. As words of the user they are one message with what follows, because servers
    that know no other role want the two to take turns."""
    marked = [{**message, "role": role} if message["role"] == "system" else message for message in messages]
    if role != "user":
        return marked
    joined: list[Message] = []
    for message in marked:
        if joined and joined[-1]["role"] == message["role"]:
            joined[-1] = {**message, "content": f"{joined[-1]['content']}\n\n{message['content']}"}
        else:
            joined.append(message)
    return joined
