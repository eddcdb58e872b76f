"""Reading order of words on a page: finds gutters between columns, so that a sentence stays in its column.

Pure geometry on word boxes, y growing upwards. A date or label column is not a gutter: its rows belong together.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise

HYPHEN = "\x02"
Span = tuple[float, float, float]

_MIN_LINES = 3
_MAX_CUTS = 12
_MAX_WORDS = 5_000
_MIN_MEAN_LENGTH = 4
_SHORT = 32
_HALF_GUTTER = 2.5
_ASIDE_WORTH = 0.7
_BESIDE = 1e4
_ROOM = 1e6
_STEP = 4.0
_DATE = re.compile(r"(?:19|20)\d\d|present|current|至今|\d+ (?:year|month|yr|mo)s?\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_KEEPS_HYPHEN = re.compile(
    r"(?:full|real|cross|end|open|self|well|high|low|multi|non|event|data|test|cloud|server|client|front|back|user|long|"
    r"short|large|small|time|cost|on|in|co|third|two|three|first|hands|cutting|state|best|object|day|team|role|type|zero)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Word:
    """A stretch of characters without a space; `glued` where none stood before it either."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    glued: bool = False

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def page_text(words: list[Word]) -> str:
    """The page as lines in reading order, with a blank line where the page leaves one."""
    return _joined([line for block in _blocks(words, _MAX_CUTS) for line in [*_lines(block), ""]]).strip("\n")


def _blocks(words: list[Word], cuts: int) -> list[list[Word]]:
    split = _split(words) if cuts else None
    if split is None:
        return [words] if words else []
    above, left, right, below, is_aside = split
    fewer = cuts // 2 if len(words) < 40 else cuts - 1
    between = [_lifted(left, right)] if is_aside else [*_blocks(left, fewer), *_blocks(right, fewer)]
    return [*_blocks(above, fewer), *between, *_blocks(below, fewer)]


def _lifted(left: list[Word], right: list[Word]) -> list[Word]:
    """Both sides as one block, each date or label moved as a whole onto the line of the main side it belongs to."""
    aside, main = (left, right) if _mean_length(left) < _mean_length(right) else (right, left)
    if not aside or not main:
        return [*left, *right]
    moved: list[Word] = []
    firsts = [row[0] for row in _rows(main)]
    place, anchor, before = 0, firsts[0], ""
    seen_year, above = False, None
    for row in _rows(aside):
        text = " ".join(word.text for word in row)
        has_year = bool(_YEAR.search(text))
        far = above is not None and above.bottom - row[0].top > 0.7 * row[0].height
        next_year = has_year and seen_year and not before.endswith(("-", "–", "—"))
        if above is None or far or next_year or before.endswith((":", "：")):
            anchor, place, seen_year = min(firsts, key=lambda w: abs(w.middle - row[0].middle)), 0, False
        shift = place * _BESIDE + (-_ROOM if aside is left else _BESIDE)
        moved += [
            replace(w, left=w.left + shift, right=w.right + shift, bottom=anchor.bottom, top=anchor.top) for w in row
        ]
        place, above, before, seen_year = place + 1, row[0], text, seen_year or has_year
    return [*main, *moved]


def _mean_length(words: list[Word]) -> float:
    rows = _rows(words)
    return sum(len(word.text) for word in words) / max(1, len(rows))


def _segments(words: list[Word]) -> list[list[Word]]:
    """Words that follow each other on a line without a gap as wide as a gutter."""
    segments: list[list[Word]] = []
    for row in _rows(words):
        for place, word in enumerate(row):
            before = row[place - 1] if place else None
            if before is not None and word.left - before.right < 0.8 * min(word.height, before.height):
                segments[-1].append(word)
            else:
                segments.append([word])
    return segments


def _split(words: list[Word]) -> tuple[list[Word], list[Word], list[Word], list[Word], bool] | None:
    """Above, left, right and below of the longest gutter, and whether a side is only dates or labels for the other.

    None where the words form one column.
    """
    if not 2 * _MIN_LINES <= len(words) <= _MAX_WORDS:
        return None
    segments = _segments(words)
    spans = [(s[0].left, max(w.right for w in s), sum(w.middle for w in s) / len(s)) for s in segments]
    first, last = min(s[0] for s in spans), max(s[1] for s in spans)
    best: tuple[float, float, float, float, bool] | None = None
    x = first + 0.1 * (last - first)
    while x < last - 0.1 * (last - first):
        in_the_way = sorted(y for left, right, y in spans if left < x + _HALF_GUTTER and right > x - _HALF_GUTTER)
        edges = [float("-inf"), *in_the_way, float("inf")]
        runs: dict[int, list[tuple[Span, list[Word]]]] = {}
        for span, segment in zip(spans, segments, strict=True):
            runs.setdefault(bisect_left(edges, span[2]), []).append((span, segment))
        for place, run in runs.items():
            beside = [(span, segment) for span, segment in run if span[2] != edges[place]]
            worth, is_aside = _worth(beside, x)
            if worth and (best is None or worth > best[0]):
                best = (worth, x, edges[place - 1], edges[place], is_aside)
        x += _STEP
    if best is None:
        return None
    _, x, low, high, is_aside = best
    parts: list[list[Word]] = [[], [], [], []]
    for (left, _, y), segment in zip(spans, segments, strict=True):
        place = 0 if y >= high else 3 if y <= low else 1 if left < x else 2
        parts[place].extend(segment)
    return parts[0], parts[1], parts[2], parts[3], is_aside


def _worth(run: list[tuple[Span, list[Word]]], x: float) -> tuple[float, bool]:
    """How much height a gutter at x keeps apart (0: it is none), and whether a side is only dates or labels."""
    sides = [[s for span, s in run if span[0] < x], [s for span, s in run if span[0] >= x]]
    if any(len(side) < _MIN_LINES for side in sides):
        return 0.0, False
    is_aside = False
    for side, other in (sides, sides[::-1]):
        texts = [" ".join(word.text for word in segment) for segment in side]
        mean = sum(map(len, texts)) / len(texts)
        if mean < _MIN_MEAN_LENGTH:
            return 0.0, False
        dates = sum(bool(_DATE.search(text)) for text in texts)
        labels = sum(text.endswith((":", "：")) for text in texts)
        if mean < _SHORT and len(side) <= 1.2 * len(other) and max(dates, labels) >= 0.4 * len(texts):
            is_aside = True
    heights = [(max(w.top for s in side for w in s), min(w.bottom for s in side for w in s)) for side in sides]
    overlap = min(h[0] for h in heights) - max(h[1] for h in heights)
    if overlap <= 0:
        return 0.0, False
    return (overlap + 0.01 * len(run)) * (_ASIDE_WORTH if is_aside else 1.0), is_aside


def _rows(words: list[Word]) -> list[list[Word]]:
    """Words grouped by the line they stand on, top to bottom, each in reading direction."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.middle):
        row = rows[-1] if rows else None
        if row is not None and row[0].middle - word.middle < 0.5 * min(row[0].height, word.height):
            row.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _lines(words: list[Word]) -> list[str]:
    lines: list[str] = []
    above: Word | None = None
    for row in _rows(words):
        tallest = max(row, key=lambda w: w.height)
        if above is not None and above.bottom - tallest.top > 0.7 * min(tallest.height, above.height):
            lines.append("")
        above = tallest
        if _is_right_to_left(row):
            lines.append(" ".join(word.text for word in reversed(row)))
            continue
        line = row[0].text
        for before, word in pairwise(row):
            touching = word.left - before.right < 0.25 * min(word.height, before.height)
            line += word.text if word.glued and touching else f" {word.text}"
        lines.append(line)
    return lines


def _is_right_to_left(row: list[Word]) -> bool:
    directions = [unicodedata.bidirectional(c) for word in row for c in word.text]
    return sum(d in ("R", "AL") for d in directions) > sum(d == "L" for d in directions)


def _joined(lines: list[str]) -> str:
    """Lines as one text; a word broken at a line's end is made whole, a compound keeps its hyphen."""
    text = ""
    for line in lines:
        if not text.endswith(HYPHEN):
            text += f"\n{line}" if text else line
            continue
        half, rest = text[:-1].split()[-1:] or [""], line.split()[:1] or [""]
        whole = half[0].isalpha() and half[0][1:].islower() and rest[0][:1].islower()
        whole = whole and not _KEEPS_HYPHEN.fullmatch(half[0])
        text = text[:-1] + ("" if whole else "-") + line
    return text.replace(HYPHEN, "-")
