"""Texts of a model without what stands for nothing: words in brackets such as [NAME 7] that nobody was told as.

What they were meant to stand for is not known, so a sentence with one says nothing that is known to be true. It is left
out; a question that cannot be read without it is refused by whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable

from interview.text.whole_sentences import sentence_spans

GAP = "‹…›"
"""What a made-up placeholder becomes as soon as a reply is read: it is never shown but in words that still arrive."""


def has_gap(*texts: str) -> bool:
    """Whether one of these texts has words that stand for nothing."""
    return any(GAP in text for text in texts)


def kept(text: str) -> str:
    """The sentences without a gap, as they are; "" when none is left."""
    if not has_gap(text):
        return text
    spans = [(start, end) for start, end in sentence_spans(text) if not has_gap(text[start:end])]
    between = " " if any(map(str.isspace, text.strip())) else ""
    return between.join(text[start:end] for start, end in spans)


def all_kept(texts: Iterable[str]) -> list[str]:
    """Those texts of which something is left."""
    return [said for text in texts if (said := kept(text))]
