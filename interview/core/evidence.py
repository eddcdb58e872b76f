"""Whether words were really said: finds a quote in the text it claims to come from, and drops what cannot be found.

Differences that do not change what was said are ignored: white space, case, quotation marks, dashes, Unicode forms.
It never searches for meaning: a paraphrase is not a quote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from interview.core.forgetting import forgets
from interview.messages import Message

_ALIKE = str.maketrans("‘’‚‛′`´“”„‟″«»‹›「」『』'‐‑‒–—―−", '"' * 21 + "-" * 7)
_ELLIPSIS = re.compile(r"\s*(?:\[?(?:\.{3,}|…)\]?)\s*")
_EDGES = " \t\n\"'.,;:!?()[]…"
_JOINT = " … "
# A copy this long is no accident, even where it begins inside a word.
_LONG = 40
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


class RemarkKind(StrEnum):
    STRENGTH = "strength"
    WEAKNESS = "weakness"


@dataclass(frozen=True)
class Remark:
    """A strength or weakness of one answer, and the words of the answer it rests on. `point` is the id of the key
    point whose verdict it repeats, "" for a remark of its own.
    """

    kind: RemarkKind
    said: Message
    quote: str
    point: str = ""


def verified(remarks: Iterable[Remark], answer: str) -> tuple[tuple[Remark, ...], int]:
    """The remarks whose quotes stand in the answer, copied as they stand there; and how many were dropped."""
    kept: list[Remark] = []
    dropped = 0
    for remark in remarks:
        found = quoted_in(remark.quote, answer)
        if found:
            kept.append(replace(remark, quote=found))
        else:
            dropped += 1
    return tuple(kept), dropped


def quoted_in(quote: str, text: str) -> str:
    """The part of `text` that `quote` copies, as it stands there; "" when it does not occur.

    A quote with "…" is found piece by piece, in order; the pieces come back joined by " … ".
    """
    return _JOINT.join(text[start:end] for start, end in quote_spans(quote, text))


def quote_spans(quote: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where in `text` a quote stands: (start, end) per piece, in order; nothing when any piece does not occur."""
    at = text.find(quote) if len(quote) >= _LONG else -1
    if at >= 0:
        return ((at, at + len(quote)),)
    flat, places = _flattened(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in [quote] if _find(flat, quote, 0) is not None else _ELLIPSIS.split(quote):
        found = _find(flat, piece, start)
        if found is None:
            if _wanted(piece):
                return ()
            continue
        start = found[1]
        spans.append((places[found[0]], places[found[1] - 1] + 1))
    return tuple(spans)


def marked_spans(text: str, quotes: Iterable[str]) -> list[tuple[int, int]]:
    """Where all these quotes stand in `text`, joined where they touch or overlap, in order.

    Meant for quotes that were verified; a text that was prepared for print may have lost what surrounds them, so the
    bare letters are enough here.
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for quote in quotes for span in quote_spans(quote, text) or _letters(quote, text)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _letters(quote: str, text: str) -> tuple[tuple[int, int], ...]:
    bare = quote.strip()
    at = text.find(bare) if bare else -1
    return ((at, at + len(bare)),) if at >= 0 else ()


def _wanted(piece: str) -> str:
    return _flattened(piece)[0].strip(_EDGES)


def _find(flat: str, piece: str, start: int) -> tuple[int, int] | None:
    wanted = _wanted(piece)
    if not re.search(r"\w", wanted):
        return None
    at = flat.find(wanted, start)
    while at >= 0:
        end = at + len(wanted)
        if not _cuts_a_word(flat, at) and not _cuts_a_word(flat, end):
            return at, end
        at = flat.find(wanted, at + 1)
    return None


def _cuts_a_word(flat: str, at: int) -> bool:
    """Whether a cut here falls into a word or number: "Go" does not stand in "Google". Wide scripts have no gaps."""
    if not 0 < at < len(flat):
        return False
    before, after = flat[at - 1], flat[at]
    if unicodedata.combining(after):
        return True
    return before.isalnum() and after.isalnum() and not _WIDE.match(before) and not _WIDE.match(after)


@forgets
@lru_cache(maxsize=64)
def _flattened(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` with differences that do not matter taken out, and for each character its index in `text`."""
    flat: list[str] = []
    places: list[int] = []
    for index, original in enumerate(text):
        for char in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", original.translate(_ALIKE)).casefold()):
            if unicodedata.category(char) == "Cf":
                continue
            plain = " " if char.isspace() else char.translate(_ALIKE)
            if plain == " " and (not flat or flat[-1] == " "):
                continue
            flat.append(plain)
            places.append(index)
            _keep_marks_in_order(flat)
    return "".join(flat), tuple(places)


def _keep_marks_in_order(flat: list[str]) -> None:
    """Several marks on one letter are the same letter in whatever order they were typed. Their places stay as they are:
    marks are quoted all together."""
    at = len(flat) - 1
    while at > 0 and 0 < unicodedata.combining(flat[at]) < unicodedata.combining(flat[at - 1]):
        flat[at - 1], flat[at] = flat[at], flat[at - 1]
        at -= 1
