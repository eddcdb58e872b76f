"""Short, true pieces of somebody else's text to put into a sentence of ours: one line, bounded, cut between words.

Every piece is copied, never reworded. It does not escape for a page; pages do that themselves.
"""

from __future__ import annotations

import re

from interview.core.list_marks import without_list_mark

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BIDI_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLAUSE_END = re.compile(r"[,;:.!?]\s|\s[–—-]\s")
# Where an address of a page or of e-mail goes on behind this, it becomes a link in Markdown as GitHub reads it.
_LINKED = re.compile(r"(?i)(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)|(?<=[\w.+-])@(?=[\w-])")
# A word at the end of a piece that may go on behind it.
_BROKEN_WORD = re.compile(r"[^\s\u3000-\u9fff\uff00-\uffef]+$")
_STOPS = " .,;:…。，；：、"
_EDGES = " \t\r\n.,;:!?–—-…\"'“”‘’«»()[]*_`#>"


def on_one_line(text: str, at_most: int) -> str:
    """`text` with every run of space as one space, cut between words to at most `at_most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= at_most else _cut(line, at_most)


def _cut(line: str, at_most: int) -> str:
    """The beginning of a longer line, cut between words; Chinese is written without spaces and cut between signs."""
    whole = _BROKEN_WORD.sub("", line[: at_most + 1])[:at_most].rstrip()
    return whole or line[:at_most]


def unmarked(line: str) -> str:
    """The line without the marks of a list or a heading before its words; one of marks alone stays as it is."""
    whole = " ".join(line.split())
    return without_list_mark(whole) or whole


def excerpt(line: str, mention: str, at_most: int = 160) -> str:
    """The part of `line` around `mention`, `unmarked` and cut between words; "…" marks where something was left out."""
    whole = unmarked(line)
    if len(whole) <= at_most:
        return whole
    place = max(0, whole.casefold().find(mention.casefold()))
    start = max(0, min(place - at_most // 3, len(whole) - at_most + 1))
    if start:
        start = whole.rfind(" ", 0, min(start + 1, place + 1)) + 1
    room = at_most - 2
    piece = on_one_line(whole[start:], room)
    return f"{'… ' if start else ''}{piece}{' …' if start + len(piece) < len(whole) else ''}"


def printable(text: str) -> str:
    """The text without characters that have no glyph or turn the reading direction of what follows."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _BIDI_CONTROL.sub("", _UNPRINTABLE.sub("", lines))


def unlinked(text: str) -> str:
    """The text with what a link finder looks for broken by a sign that is not seen. Escapes are gone before such a
    finder reads the text, so they do not stop it."""
    return _LINKED.sub(lambda match: f"{match.group()}\u2060", text)


def one_line(text: str, limit: int = 600) -> str:
    """The text on one line, at most `limit` characters, cut between words where there are any; "…" says so."""
    line = " ".join(printable(text).split())
    return line if len(line) <= limit else _cut(line, limit - 1).rstrip(_STOPS) + "…"
