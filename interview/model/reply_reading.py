"""From what a model wrote to a validated reply: strips thoughts and fences, finds or mends the JSON, keeps whole items.

Problems are described by place and rule only, never by the text found there, so that they may be quoted and logged.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from interview.model.reply_repair import mended
from interview.model.reply_schemas import Shape
from interview.model.thoughts import without_thoughts

ShapeT = TypeVar("ShapeT", bound=Shape)

_DECODER = json.JSONDecoder()
_MAX_STARTS = 40
_MAX_MENDED = 4
_MAX_PROBLEMS = 6


@dataclass(frozen=True)
class ReadReply(Generic[ShapeT]):
    """What came of a reply: `reply` is whole when `problem` is "", else its complete and valid list items, or None."""

    reply: ShapeT | None
    problem: str = ""


def read(content: str, shape: type[ShapeT], *, cut_off: bool = False) -> ReadReply[ShapeT]:
    """The reply inside `content`; `cut_off` says that the server stopped at its length limit. Never raises."""
    text = without_thoughts(content)
    found = None if cut_off else _first_object(text, shape)
    if found is None:
        return _read_mended(text, shape, cut_off)
    try:
        return ReadReply(shape.model_validate(found))
    except ValidationError as exc:
        return ReadReply(_of_valid_items(found.get(shape.list_field), shape), _described(exc))


def _read_mended(text: str, shape: type[ShapeT], cut_off: bool) -> ReadReply[ShapeT]:
    """What a text without a whole JSON object still gives: all of it where it can be mended, else its whole items."""
    problem = "it was cut off at the length limit" if cut_off else "it holds no complete JSON object"
    written = _of_valid_items(_complete_items(text, shape), shape)
    for start in _starts(text)[:_MAX_MENDED]:
        guess = mended(text[start:], shape.list_field, cut_off=cut_off)
        found = _with_a_field(guess.found, shape) if guess else None
        if guess is None or found is None or _has_run_together(text[start:], found, shape, guess.is_whole):
            continue
        if guess.is_whole and _is_valid(found, shape):
            return ReadReply(shape.model_validate(found))
        items = _of_valid_items(found.get(shape.list_field), shape)
        if items is not None and _length(items) > _length(written):
            return ReadReply(items, problem)
        break
    return ReadReply(written, problem)


def _with_a_field(value: Any, shape: type[Shape]) -> dict[str, Any] | None:
    if isinstance(value, dict) and value.keys() & shape.model_fields.keys():
        return value
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        replies: list[dict[str, Any]] = [item for item in value if item.keys() & shape.model_fields.keys()]
        in_its_place = {shape.list_field: value} if shape.list_field else None
        return replies[0] if replies else in_its_place
    return None


def _has_run_together(text: str, found: dict[str, Any], shape: type[Shape], is_whole: bool) -> bool:
    """Whether mending may have made one item of two: then the fields of one could stand under the label of another."""
    items = found.get(shape.list_field)
    if not isinstance(items, list):
        return False
    first = next(iter(_item_shape(shape).model_fields))
    begun = len(re.findall(rf"(?<!\w){first}[\"']?\s*:", text))
    return begun > len(items) + (not is_whole)


def _length(reply: Shape | None) -> int:
    return 0 if reply is None else len(getattr(reply, reply.list_field))


def _item_shape(shape: type[Shape]) -> type[BaseModel]:
    item: type[BaseModel] = get_args(shape.model_fields[shape.list_field].annotation)[0]
    return item


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
    valid = [item for item in items if _is_valid(item, _item_shape(shape))]
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
