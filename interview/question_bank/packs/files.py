"""Reads files of a folder that strangers filled: regular ones, of bounded size, that lie inside it, as text.

What a link points to is read only where that lies inside the folder, too.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
import unicodedata
from pathlib import Path

from interview.messages import Message
from interview.question_bank.packs.complaint import MOST_BYTES, MOST_FILES, Refused

_ID_CHARS = 40
# What operating systems and spreadsheet programmes leave beside files without being asked.
_LEFT_BEHIND = (".", "~", "__")
_LEFT_BY_WINDOWS = frozenset({"thumbs.db", "desktop.ini"})
_BYTE_ORDERS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def entries(folder: Path, root: Path) -> list[Path]:
    """What lies in a folder of `root`, by name, without what programmes leave behind; empty where there is no such
    folder."""
    if not is_inside(folder, root):
        raise Refused.at(0, Message.of("pack.outside"))
    try:
        found = [path for path in folder.iterdir() if not _is_left_behind(path.name)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise Refused.at(0, Message.of("pack.unreadable", reason=error.strerror or "")) from error
    if len(found) > MOST_FILES:
        raise Refused.at(0, Message.of("pack.too_many_files", count=len(found), most=MOST_FILES))
    return sorted(found)


def _is_left_behind(name: str) -> bool:
    return name.startswith(_LEFT_BEHIND) or name.lower() in _LEFT_BY_WINDOWS


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path leads to something in `root`, links followed."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def text_of(path: Path, root: Path) -> str:
    """A file's text without a mark of its byte order; Refused where it is not to be read."""
    if not is_inside(path, root):
        raise Refused.at(0, Message.of("pack.outside"))
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused.at(0, Message.of("pack.no_file"))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused.at(0, Message.of("pack.unreadable", reason=error.strerror or "")) from error
    if len(data) > MOST_BYTES:
        raise Refused.at(0, Message.of("pack.too_large", most=MOST_BYTES // 1000))
    if data.startswith(_BYTE_ORDERS):
        raise Refused.at(1, Message.of("pack.no_utf8"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", data[: error.start])) + 1
        raise Refused.at(line, Message.of("pack.no_utf8")) from error


def as_id(name: str) -> str:
    """A name in small letters, digits and hyphens. Where letters are lost, as in Chinese, a hash keeps names apart."""
    name = unicodedata.normalize("NFC", name)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    plain = "-".join(re.findall(r"[a-z0-9]+", bare.lower()))
    if 0 < len(plain) <= _ID_CHARS and not any(sign.isalnum() and not sign.isascii() for sign in bare):
        return plain
    digest = "x" + hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{plain[: _ID_CHARS - len(digest) - 1]}-{digest}".strip("-").replace("--", "-")


def as_name(stem: str) -> str:
    """What a file's name says to a reader."""
    return " ".join(unicodedata.normalize("NFC", stem).replace("_", " ").split())
