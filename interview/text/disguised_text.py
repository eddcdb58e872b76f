"""Text in a form that people do not read and models do: signs that are not seen, look-alikes of letters, encodings.

It says what such a text says; whether that matters is decided by who asks.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

_TAGS = {0xE0000 + code: chr(code) for code in range(0x20, 0x7F)}
# Letters of other scripts that are drawn like Latin ones.
_ALIKE = str.maketrans(
    "аеіорсухѕјһԁԛԝАВЕКМНОРСТХІЅЈαορνικΑΒΕΖΗΙΚΜΝΟΡΤΧΥ", "aeiopcyxsjhdqwABEKMHOPCTXISJaopvikABEZHIKMNOPTXY"
)
_BASE64 = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/]{24,4000}={0,2}(?![\w+/=])")
_HEX = re.compile(r"(?<!\w)(?:[0-9a-fA-F]{2}){20,2000}(?!\w)")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2}){12,2000}")
_SPACED = re.compile(r"(?<!\w)(?:\w ){6,}\w(?!\w)")
_LATIN = re.compile(r"[A-Za-z]")
_FEWEST_WORDS = 3


def plain(text: str) -> str:
    """The text as it is read: without signs that are not seen, wide letters and look-alikes as the usual ones."""
    shown = text.translate(_TAGS)
    shown = "".join(sign for sign in shown if unicodedata.category(sign) != "Cf")
    shown = unicodedata.normalize("NFKC", shown)
    # A text in Greek or Cyrillic is no look-alike.
    if len(_LATIN.findall(shown)) * 2 > sum(map(str.isalpha, shown)):
        shown = shown.translate(_ALIKE)
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), shown)


def encoded_prose(text: str) -> Iterator[str]:
    """What runs of Base64, hexadecimal digits or percent signs say, where that is prose of several words."""
    for pattern, decode in ((_BASE64, _from_base64), (_HEX, bytes.fromhex), (_PERCENT, _from_percent)):
        for match in pattern.finditer(text):
            try:
                said = decode(match.group()).decode("utf-8")
            except (ValueError, binascii.Error):
                continue
            if len(said.split()) >= _FEWEST_WORDS and all(sign.isprintable() or sign.isspace() for sign in said):
                yield said


def _from_base64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def _from_percent(text: str) -> bytes:
    return unquote(text, errors="strict").encode()
