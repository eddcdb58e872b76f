"""What a file is: by the ending of its name, and by its first bytes.

It only tells kinds apart; whether the content is whole and harmless is for the format's own module.
"""

from __future__ import annotations

import re

from interview.errors import Code
from interview.resume.files.outcome import Refused

SUPPORTED = (".pdf", ".docx", ".txt", ".md")

_PDF = b"%PDF-"
_PDF_HEADER_WITHIN = 1024
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_KNOWN_STARTS = (
    _PDF,
    _COMPOUND,
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"{\\rtf",
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xfe\xed\xfa\xcf",
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
    b"%!PS",
)
_STARTS_WHEN_NOT_TEXT = (b"MZ", b"BM", b"RIFF", b"ID3", b"BZh")
_OTHER_ENDINGS = re.compile(
    r".*\.(?:docx?|docm|dotx?|od[ts]|ott|rtf|x?html?|xml|svg|pages|pdf|txt|md|exe|bat|cmd|scr|msi|dll|ps1|vbs|jar|apk|sh|"
    r"zip|rar|7z|tar|gz|jpe?g|png|gif|bmp|tiff?|webp|heic|pptx?|xlsx?|csv|php|lnk)",
    re.DOTALL,
)


def kind_of_name(name: str) -> str:
    """`pdf`, `docx`, `txt` or `md`; refused where the ending is another, missing, or stands behind a second one."""
    stem, dot, ending = name.lower().rpartition(".")
    if not dot or f".{ending}" not in SUPPORTED or _OTHER_ENDINGS.fullmatch(stem):
        raise Refused(Code.RESUME_FILE_TYPE_NOT_SUPPORTED)
    return ending


def check_content(kind: str, data: bytes) -> None:
    """Refuse content that is not of `kind`: empty, encrypted, something else, or too broken to tell."""
    head = data[:4096]
    if not head.strip(b"\x00\t\n\r\x0b\x0c ") and not data.strip(b"\x00\t\n\r\x0b\x0c "):
        raise Refused(Code.RESUME_FILE_EMPTY)
    if kind == "docx" and head.startswith(_COMPOUND):
        raise Refused(Code.RESUME_ENCRYPTED if _ENCRYPTED_PACKAGE in data else Code.RESUME_FILE_TYPE_MISMATCH)
    if kind == "pdf" and _PDF in head[:_PDF_HEADER_WITHIN] and not _is_another(head, _PDF):
        return
    if kind == "docx" and head.startswith(b"PK\x03\x04"):
        return
    if _is_another(head, b"") or (kind in ("pdf", "docx") and _reads_as_text(head)):
        raise Refused(Code.RESUME_FILE_TYPE_MISMATCH)
    if kind in ("pdf", "docx"):
        raise Refused(Code.RESUME_PARSE_FAILED)


def _is_another(head: bytes, expected: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if any(start.startswith(known) for known in _KNOWN_STARTS if known != expected):
        return True
    return start.startswith(_STARTS_WHEN_NOT_TEXT) and b"\x00" in head


def _reads_as_text(head: bytes) -> bool:
    text = head.decode("utf-8", "ignore")
    seen = sum(c.isprintable() or c.isspace() for c in text)
    return len(text.encode()) > 0.95 * len(head) and seen > 0.97 * len(text)
