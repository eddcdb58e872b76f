"""Plain text and Markdown: finds the encoding, and refuses what is not text at all.

Tried in order: byte order mark, UTF-8, UTF-16 without a mark, GB18030 where the bytes look Chinese, UTF-8 with
damage, Windows-1252.
"""

from __future__ import annotations

import codecs

from interview.errors import Code
from interview.resume.files.outcome import MAX_CHARACTERS, Parsed, Refused

_MAX_BYTES = 4 * MAX_CHARACTERS + 4
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ORDINARY_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x1b\x00")
_CONTROLS = bytes(b for b in range(32) if b not in _ORDINARY_CONTROLS)


def read(data: bytes) -> Parsed:
    """Decode `data`; RESUME_FILE_TYPE_MISMATCH where it is binary."""
    head = data[:_MAX_BYTES]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return _parsed(head[len(mark) :].decode(encoding, "replace"), data)
    sixteen = _utf_16_without_mark(head)
    if sixteen:
        return _parsed(head.decode(sixteen, "replace"), data)
    sample = head[:65536]
    if sample and (len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) * 0.05):
        raise Refused(Code.RESUME_FILE_TYPE_MISMATCH)
    if sample.count(0) > len(sample) * 0.25:
        raise Refused(Code.RESUME_FILE_TYPE_MISMATCH)
    for encoding in ("utf-8", "gb18030"):
        text = _decoded(head, encoding)
        if text is not None and (encoding == "utf-8" or _looks_chinese(head)):
            return _parsed(text, data)
    damaged = head.decode("utf-8", "replace")
    if sum(c > "\x7f" for c in damaged) > 2 * damaged.count("\ufffd"):
        return _parsed(damaged, data, guessed=True)
    return _parsed(head.decode("cp1252", "replace"), data, guessed=True)


def _parsed(text: str, data: bytes, guessed: bool = False) -> Parsed:
    cut = len(text) > MAX_CHARACTERS or len(data) > _MAX_BYTES
    return Parsed(text[:MAX_CHARACTERS], cut=cut, guessed_encoding=guessed)


def _decoded(head: bytes, encoding: str) -> str | None:
    """The text, forgiving only a character cut in half where `head` itself was cut."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(head, final=len(head) < _MAX_BYTES)
    except UnicodeDecodeError:
        return None


def _utf_16_without_mark(head: bytes) -> str | None:
    sample = head[: min(len(head), 65536) // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high > len(sample) * 0.2 and low == 0:
            try:
                sample.decode(encoding)
            except UnicodeDecodeError:
                return None
            return encoding
    return None


def _looks_chinese(head: bytes) -> bool:
    """Whether most two-byte pairs are common Chinese characters; Western text makes rare pairs with ASCII tails."""
    pairs = common = position = 0
    sample = head[:65536]
    while position + 1 < len(sample):
        lead, trail = sample[position], sample[position + 1]
        if lead < 0x80:
            position += 1
            continue
        pairs += 1
        common += trail >= 0xA1 and (0xB0 <= lead <= 0xD7 or 0xA1 <= lead <= 0xA3)
        position += 2
    return pairs > 0 and common >= 0.8 * pairs
