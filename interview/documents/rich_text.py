"""Untrusted text cut into pieces a template or a page can show: paragraphs, code, quoted words; never markup.

Every piece is plain text; what shows it escapes it. Nothing here is interpreted beyond line starts and backticks, and
whether indented lines are code.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from interview.core.evidence import marked_spans
from interview.text.excerpts import printable

MOST_LINES = 400
_WORD_LIMIT = 48
_LONG_WORD = re.compile(rf"\S{{{_WORD_LIMIT + 1},}}")
# Matched on a line without the blanks at its end: two runs of blanks in a pattern take quadratic time on a long line.
_FENCE = re.compile(r"[ ]{0,3}(`{3,})[ ]*([\w+#.-]{0,20})$")
_MARGIN = ("    ", "\t")
# What code is full of and sentences hardly have: something called or picked from a name, words joined by "_",
# operators, braces, tags, comments, options of a command and its prompt.
_SIGN_OF_CODE = re.compile(
    r"\w[(\[]|\b[^\W_]+_\w|[{}]|=+|::|->|&&|\|\||//[ \t]|</?[A-Za-z]|\S[ \t]+[<>*+%]=?[ \t]|\S[ \t]+--?[A-Za-z]"
    r"|^[ \t]*\$[ \t]",
    re.MULTILINE,
)
# With more words to a sign, indented lines are prose.
_WORDS_TO_A_SIGN = 7
_INLINE_CODE = re.compile(r"`([^`\n]+)`")
_WIDE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True)
class Piece:
    """Words in one style; between two `parts` a line may break, in the middle of a very long word."""

    parts: tuple[str, ...]
    quoted: bool = False
    code: bool = False


@dataclass(frozen=True)
class Passage:
    """A paragraph, or a block of code with its line breaks. `wide` says that it has Chinese or Japanese signs."""

    pieces: tuple[Piece, ...]
    code: bool = False
    right_to_left: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Excerpt:
    """A text as printed. `left_out` counts the characters that were cut off its end."""

    passages: tuple[Passage, ...]
    left_out: int = 0


def excerpt(text: str, quotes: Sequence[str] = (), limit: int = 20_000) -> Excerpt:
    """At most `limit` characters and MOST_LINES lines of `text`; every verbatim quote in it is marked."""
    clean = printable(text)
    kept = "".join(clean[:limit].splitlines(keepends=True)[:MOST_LINES]).rstrip()
    left_out = len(clean.rstrip()) - len(kept)
    return Excerpt(_passages(kept, quotes), left_out)


def whole(text: str, quotes: Sequence[str] = ()) -> tuple[Passage, ...]:
    """All of `text`, with every verbatim quote in it marked."""
    return _passages(printable(text).rstrip(), quotes)


def _passages(text: str, quotes: Sequence[str]) -> tuple[Passage, ...]:
    spans = marked_spans(text, [printable(quote) for quote in quotes])
    blocks = list(_blocks(text)) or ([(0, len(text), False)] if text.strip() else [])
    return tuple(_passage(text, start, end, code, spans) for start, end, code in blocks)


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, is code) of paragraphs and code blocks: fenced by ```, or indented by a tab or four spaces unless
    they read as prose, which is often pasted with such a margin."""
    at = start = 0
    kind: bool | None = None
    fence = ""
    lines = text.splitlines(keepends=True)
    for line, may_be_code in zip(lines, _indented(lines), strict=True):
        end = at + len(line)
        found = _FENCE.match(line.rstrip())
        if found and (not fence or (found[1].startswith(fence) and not found[2])):
            if kind is not None and start < at:
                yield start, at, kind
            fence = "" if fence else found[1]
            start, kind = end, True if fence else None
        elif fence:
            kind = True
        elif not line.strip():
            if kind is False:
                yield start, at, False
                kind = None
        else:
            code = may_be_code and kind is not False
            if kind is not code:
                if kind is not None:
                    yield start, at, kind
                start, kind = at, code
        at = end
    if kind is not None and start < at:
        yield start, at, kind


def _indented(lines: Sequence[str]) -> Iterator[bool]:
    """Of each line whether it is of an indented part, with the blank lines in it, that reads as code."""
    for is_indented, part in groupby(lines, lambda line: line.startswith(_MARGIN) or not line.strip()):
        together = list(part)
        is_code = is_indented and _reads_as_code("".join(together))
        yield from (is_code for _ in together)


def _reads_as_code(text: str) -> bool:
    # Chinese has no spaces: two signs are about a word.
    words = len(text.split()) + len(_WIDE.findall(text)) // 2
    return words <= _WORDS_TO_A_SIGN * len(_SIGN_OF_CODE.findall(text))


def _passage(text: str, start: int, end: int, code: bool, spans: Sequence[tuple[int, int]]) -> Passage:
    while end > start and text[end - 1] in "\n ":
        end -= 1
    ticks = [] if code else [match.span() for match in _INLINE_CODE.finditer(text, start, end)]
    inside = [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]
    cuts = sorted({start, end, *(at for span in ticks for at in span), *(at for span in inside for at in span)})
    breaks = _breaks(text, start, end, cuts)
    pieces = []
    for a, b in pairwise(cuts):
        in_ticks = _covers(ticks, a)
        marks = [a, *breaks[bisect_left(breaks, a) : bisect_left(breaks, b)], b]
        parts = tuple(
            text[first:last].replace("`", "") if in_ticks else text[first:last] for first, last in pairwise(marks)
        )
        if any(parts):
            pieces.append(Piece(parts, _covers(inside, a), code or in_ticks))
    wide = _WIDE.search(text, start, end) is not None
    return Passage(tuple(pieces), code, not code and is_right_to_left(text[start:end]), wide)


def _covers(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether one of the ordered, separate spans holds this place."""
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]


def _breaks(text: str, start: int, end: int, cuts: Sequence[int]) -> list[int]:
    """Places inside very long words where a line may end: every _WORD_LIMIT characters and at each of `cuts`."""
    # One word of 20,000 characters takes WeasyPrint nine seconds to break by itself, and no time when cut before.
    found: list[int] = []
    for word in _LONG_WORD.finditer(text, start, end):
        inside = cuts[bisect_right(cuts, word.start()) : bisect_left(cuts, word.end())]
        found += sorted({*range(word.start() + _WORD_LIMIT, word.end(), _WORD_LIMIT), *inside})
    return found


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction reads from right to left."""
    for character in text[:2000]:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
