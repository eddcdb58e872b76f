"""One clean form of text: NFKC, no controls, nothing invisible, no towers of marks, bounded, lines kept.

It does not judge what the text says, and look-alike letters of other scripts stay as they were written.
"""

from __future__ import annotations

import re
import unicodedata

from interview.resume.files.outcome import MAX_CHARACTERS

_MARKS_BEFORE_COMPOSING = 4
_MARKS_KEPT = 2

_ESCAPE_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]{0,256}(?:\x07|\x1b\\)?|[@-Z\\^_]?)")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t]+")
_BLANK_LINES = re.compile(r"\n{3,}")

_BLANK_THOUGH_NOT_CLASSED_SO = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0xFFFD}
    | {*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
)


def _is_unseen(character: str) -> bool:
    return ord(character) in _BLANK_THOUGH_NOT_CLASSED_SO or unicodedata.category(character)[0] == "C"


def without_unseen(text: str, keep: str = "") -> str:
    """Drop controls, format characters (bidi, zero width, tags), private-use and unassigned code points."""
    return text.translate({ord(c): None for c in set(text) if c not in keep and _is_unseen(c)})


def with_few_marks(text: str, most: int = _MARKS_KEPT) -> str:
    """Keep at most `most` combining marks in a row."""
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run <= most:
            kept.append(character)
    return "".join(kept)


def normalise(text: str) -> str:
    """The clean form of `text`, at most MAX_CHARACTERS long; running it twice changes nothing."""
    text = text[: 2 * MAX_CHARACTERS]
    text = _LINE_BREAK.sub("\n", _ESCAPE_SEQUENCE.sub("", text))
    # Composing sorts a run of marks in quadratic time, so towers are cut down before as well as after.
    text = with_few_marks(without_unseen(text, keep="\n\t"), _MARKS_BEFORE_COMPOSING)
    text = with_few_marks(without_unseen(unicodedata.normalize("NFKC", text), keep="\n\t"))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()[:MAX_CHARACTERS].rstrip()
