"""Takes a model's thinking aloud out of what it wrote, in the marks that models are known to put around it."""

from __future__ import annotations

import re

_MARK = re.compile(r"<(/?)(?:think|thinking|thoughts?|reasoning)>|\[(/?)THINK\]", re.IGNORECASE)
_REPLY_BEGINS = re.compile(r"\s*(?:```\w*\s*)?(?:\{|\[\s*\{)")
_CHANNEL = re.compile(r"<\|channel\|>\s*(\w+)[^<{]*(?:<\|constrain\|>\s*\w*\s*)?<\|message\|>")
_CHANNEL_ENDS = re.compile(r"<\|(?:end|return|call|start)\|>")


def without_thoughts(text: str) -> str:
    """What is said outside of thoughts. A thought without an end takes the rest, an end without a beginning all before.

    Marks inside a reply are somebody's words and stay.
    """
    channels = [found for found in _CHANNEL.finditer(text) if found[1].lower() != "analysis"]
    if channels:
        text = _CHANNEL_ENDS.split(text[channels[-1].end() :], maxsplit=1)[0]
    elif _CHANNEL.search(text):
        return ""
    if _REPLY_BEGINS.match(text):
        return text
    kept: list[str] = []
    at, depth = 0, 0
    for mark in _MARK.finditer(text):
        is_end = bool(mark[1] or mark[2])
        if depth == 0:
            kept.append(text[at : mark.start()])
        if is_end and depth == 0:
            kept.clear()
        depth = max(0, depth - 1) if is_end else depth + 1
        at = mark.end()
        if depth == 0 and _REPLY_BEGINS.match(text, at):
            break
    return "".join(kept) + ("" if depth else text[at:])
