"""What a good model says to the check of a model: every probe answered as it was asked, every answer of the trap judged
as it deserves."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

from interview.model.context_probe import WORD
from interview.model.grading_trap import ANSWERS, Kind

CHINESE = "休息能让人恢复精力。短暂停下来以后，工作会更专心。"
ENGLISH = "Breaks help people to rest. After a short pause the work goes on with more care."


def said(messages: list[dict[str, Any]], speaks: Collection[str] = ("en", "zh")) -> str:
    """The reply to a request of the check that is no operation of an interview."""
    text = "\n".join(str(message["content"]) for message in messages)
    asked: list[tuple[bool, Callable[[], str]]] = [
        ("JSON object" in text, lambda: json.dumps({"word": "ready"})),
        ("very beginning" in text, lambda: WORD if WORD in text else "I was not told a word."),
        ("one hundred and fifty as English words" in text, lambda: ", ".join(["twenty-one", "eighty-six"] * 75)),
        ("forty as English words" in text, lambda: ", ".join(["eleven", "thirty-one"] * 20)),
        ("简体中文" in text, lambda: CHINESE if "zh" in speaks else ENGLISH),
        ("in English" in text, lambda: ENGLISH if "en" in speaks else CHINESE),
    ]
    return next((reply() for fits, reply in asked if fits), "ready")


def verdict_of(answer: str) -> str:
    """What an honest grader says of every key point of an answer of the trap; "" for any other answer."""
    known = {text: kind for kind, text in ANSWERS.items()}
    verdicts = {Kind.RIGHT: "covered", Kind.INVERTED: "contradicted", Kind.EMPTY: "missed", Kind.ORDERS: "missed"}
    return verdicts[known[answer]] if answer in known else ""
