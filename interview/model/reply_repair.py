"""Mends JSON that a model wrote almost rightly: raw newlines, quotes, commas, comments, what is missing at the end.

What it gives is a guess and is validated like any reply. The end of a text that breaks off is never taken: the last
item, or the last field, of what it was mended to is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import json_repair

MAX_CHARS = 60_000
"""The mender takes a third of a second for the worst text of this length, and more than linearly more for a longer."""
MAX_DEPTH = 40

_CLOSED = re.compile(r"(?:[\"'}\]]|true|false|null)\s*[}\]][\s`;,.]*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Mended:
    """`found` is what was written, as far as it was; `is_whole` when nothing of its end had to be guessed."""

    found: Any
    is_whole: bool


def mended(text: str, list_field: str, *, cut_off: bool) -> Mended | None:
    """The object or list that `text` begins with, without an end that nobody wrote; None when it cannot be mended."""
    if len(text) > MAX_CHARS or _is_too_deep(text):
        return None
    text, is_whole = _up_to_its_end(text)
    try:
        found = json_repair.loads(text, skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, TypeError, AttributeError, KeyError):
        return None
    if is_whole and not cut_off:
        return Mended(found, is_whole=True)
    return Mended(_without_the_end(found, list_field), is_whole=False)


def _is_too_deep(text: str) -> bool:
    depth = 0
    for found in re.finditer(r"[{}\[\]]", text):
        depth = depth + 1 if found.group() in "{[" else max(0, depth - 1)
        if depth > MAX_DEPTH:
            return True
    return False


def _up_to_its_end(text: str) -> tuple[str, bool]:
    """The text without a closing fence and what is said behind its last bracket; and whether that bracket ends it."""
    fence = text.rfind("\n```")
    if fence > 0:
        text = text[:fence]
    if _CLOSED.search(text):
        return text, True
    closed = text[: max(text.rfind("}"), text.rfind("]")) + 1]
    is_balanced = closed.count("{") == closed.count("}") and closed.count("[") == closed.count("]")
    return (closed, True) if closed and is_balanced else (text, False)


def _without_the_end(found: Any, list_field: str) -> Any:
    if isinstance(found, list):
        return found[:-1]
    if not isinstance(found, dict):
        return None
    if list_field and isinstance(found.get(list_field), list):
        return {list_field: found[list_field][:-1]}
    return dict(list(found.items())[:-1])
