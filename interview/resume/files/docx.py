"""Word documents: a few XML parts of the archive, checked for size and count before one is unpacked.

It unpacks nothing to disk, follows no relationship and opens no part it has no use for. A macro document under a .docx
name is refused as not what it says.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any, cast

from lxml import etree

from interview.errors import Code
from interview.resume.files.outcome import MAX_CHARACTERS, Parsed, Refused
from interview.resume.files.wordml import Enough, Events, HiddenStyles, PartKinds, WordText

MAX_PARTS = 2_000
MAX_DECLARED_BYTES = 100 * 1024 * 1024
MAX_PART_BYTES = 20 * 1024 * 1024
_MAX_HEADERS = 12
_CHUNK = 65536

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def read(data: bytes) -> Parsed:
    """Text of headers, body and footers in that order; hidden and deleted text is left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, etree.XMLSyntaxError) as exc:
        raise Refused(Code.RESUME_PARSE_FAILED) from exc


def _read(archive: zipfile.ZipFile) -> Parsed:
    parts = {info.filename: info for info in archive.infolist()}
    if len(archive.infolist()) > MAX_PARTS or sum(i.file_size for i in archive.infolist()) > MAX_DECLARED_BYTES:
        raise Refused(Code.RESUME_TOO_COMPLEX)
    if any(info.flag_bits & 1 for info in parts.values()):
        raise Refused(Code.RESUME_ENCRYPTED)
    if "[Content_Types].xml" not in parts or any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise Refused(Code.RESUME_FILE_TYPE_MISMATCH)

    kinds = PartKinds()
    _feed(archive, parts["[Content_Types].xml"], kinds)
    main = kinds.named(_MAIN) or ([] if kinds.names_a_main_part else ["word/document.xml"])
    if not main or main[0] not in parts:
        raise Refused(Code.RESUME_FILE_TYPE_MISMATCH)

    hidden = HiddenStyles()
    for name in kinds.named(_WORD + "styles+xml")[:1]:
        if name in parts:
            _feed(archive, parts[name], hidden)

    headers, footers = (
        [name for name in kinds.named(f"{_WORD}{kind}+xml") if name in parts][:_MAX_HEADERS]
        for kind in ("header", "footer")
    )
    sections: list[str] = []
    room = MAX_CHARACTERS
    for name in [*headers, main[0], *footers]:
        words = WordText(hidden.names(), room)
        try:
            _feed(archive, parts[name], words)
        except Enough:
            return Parsed("\n".join([*sections, words.text()]), cut=True)
        section = words.text().strip("\n")
        if section.strip() and (name == main[0] or section not in sections):
            sections.append(section)
            room = max(1, room - len(section))
    text = "\n\n".join(sections)
    if not re.search(r"\w", text):
        raise Refused(Code.RESUME_NO_TEXT)
    return Parsed(text)


def _feed(archive: zipfile.ZipFile, part: zipfile.ZipInfo, target: Events) -> None:
    """Stream one part into `target`; no tree is built, so memory does not grow with the part."""
    if part.file_size > MAX_PART_BYTES:
        raise Refused(Code.RESUME_TOO_COMPLEX)
    parser: etree.XMLParser = etree.XMLParser(  # the stubs want more of a target than lxml does
        target=cast(Any, target), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    left = MAX_PART_BYTES
    with archive.open(part) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise Refused(Code.RESUME_TOO_COMPLEX)
            parser.feed(chunk)
    parser.close()
