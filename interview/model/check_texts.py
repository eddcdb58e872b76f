"""What the check of a model sends: short texts of our own, and the parts of a request that are tried one at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

READY: Final = "Reply with one word: ready"
_JSON = 'Reply with this JSON object and nothing else: {"word": "ready"}'
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"word": {"type": "string"}},
    "required": ["word"],
    "additionalProperties": False,
}
TAKES: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "system": (READY, {}),
    "schema": (
        _JSON,
        {
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "Ready", "strict": True, "schema": _SCHEMA},
            }
        },
    ),
    "json": (_JSON, {"response_format": {"type": "json_object"}}),
    "temperature": (READY, {"temperature": 0}),
    "seed": (READY, {"seed": 7}),
    "max_tokens": (READY, {"max_tokens": 200}),
    "max_completion_tokens": (READY, {"max_completion_tokens": 200}),
}
"""What a request may have besides model and messages, each tried alone: words to send, and what is added to them."""

COUNT: Final = (
    "Write the numbers from one to one hundred and fifty as English words, with a comma after each. Nothing else."
)
COUNT_LESS: Final = "Write the numbers from one to forty as English words, with a comma after each. Nothing else."
"""For a server that does not stream: the whole of a long reply would be waited for."""
SPOKEN: Final = {
    "zh": "请用简体中文写两句话：工作中为什么要休息？",
    "en": "Write two sentences in English: why are breaks good at work?",
}


def is_ready(text: str) -> bool:
    """Whether a reply is the JSON that was asked for."""
    try:
        return bool(json.loads(text)["word"])
    except (ValueError, TypeError, KeyError):
        return False
