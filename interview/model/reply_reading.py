"""From what a model wrote to a validated reply: strips thoughts and fences, finds the JSON, keeps complete items.

Problems are described by place and rule only, never by the text found there, so that they may be quoted and logged.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from interview.model.reply_schemas import Shape

ShapeT = TypeVar("ShapeT", bound=Shape)

_DECODER = json.JSONDecoder()
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_OPEN_THOUGHT = re.compile(r"<think(?:ing)?>.*\Z", re.DOTALL | re.IGNORECASE)
_LOST_OPENING = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_MAX_STARTS = 40
_MAX_PROBLEMS = 6


@dataclass(frozen=True)
class ReadReply(Generic[ShapeT]):
    """What came of a reply: `reply` is whole when `problem` is "", else its complete and valid list items, or None."""

    reply: ShapeT | None
    problem: str = ""


def read(content: str, shape: type[ShapeT], *, cut_off: bool = False) -> ReadReply[ShapeT]:
    """The reply inside `content`; `cut_off` says that the server stopped at its length limit. Never raises."""
    text = _LOST_OPENING.sub("", _OPEN_THOUGHT.sub("", _THOUGHTS.sub("", content)))
    found = None if cut_off else _first_object(text, shape)
    if found is None:
        problem = "it was cut off at the length limit" if cut_off else "it holds no complete JSON object"
        return ReadReply(_of_valid_items(_complete_items(text, shape), shape), problem)
    try:
        return ReadReply(shape.model_validate(found))
    except ValidationError as exc:
        return ReadReply(_of_valid_items(found.get(shape.list_field), shape), _described(exc))


def _first_object(text: str, shape: type[Shape]) -> dict[str, Any] | None:
    """The first JSON object with a field of the shape; a bare list in its place stands for the shape's list."""
    for number, start in enumerate(_starts(text)):
        value = _decoded(text, start)
        if isinstance(value, dict) and value.keys() & shape.model_fields.keys():
            return value
        if isinstance(value, list) and shape.list_field and number == 0:
            return {shape.list_field: value}
    return None


def _starts(text: str) -> list[int]:
    return [match.start() for _, match in zip(range(_MAX_STARTS), re.finditer(r"[{\[]", text), strict=False)]


def _decoded(text: str, start: int) -> Any:
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _complete_items(text: str, shape: type[Shape]) -> list[Any]:
    opening = re.search(rf'"{shape.list_field}"\s*:\s*\[', text) if shape.list_field else None
    if opening is None:
        return []
    items: list[Any] = []
    at = opening.end()
    while True:
        at = _skip(text, at)
        try:
            item, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return items
        items.append(item)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _of_valid_items(items: Any, shape: type[ShapeT]) -> ShapeT | None:
    if not shape.list_field or not isinstance(items, list):
        return None
    item_shape = get_args(shape.model_fields[shape.list_field].annotation)[0]
    valid = [item for item in items if _is_valid(item, item_shape)]
    try:
        return shape.model_validate({shape.list_field: valid})
    except ValidationError:
        return None


def _is_valid(item: Any, shape: type[BaseModel]) -> bool:
    try:
        shape.model_validate(item)
    except ValidationError:
        return False
    return True


def _described(exc: ValidationError) -> str:
    errors = exc.errors(include_url=False, include_context=False, include_input=False)
    lines = [f"{'.'.join(map(str, error['loc'])) or 'the object'}: {error['msg']}" for error in errors]
    more = f"; and {len(lines) - _MAX_PROBLEMS} more" if len(lines) > _MAX_PROBLEMS else ""
    return "; ".join(lines[:_MAX_PROBLEMS]) + more
