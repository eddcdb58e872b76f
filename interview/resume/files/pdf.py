"""PDF through pdfium: page count first, then characters with their boxes, then reading order.

Text that nobody can see on the page (outside it, drawn invisibly, white on white) is left out, except the invisible
layer that text recognition puts over a scan. Nothing in the file is run or followed.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from interview.errors import Code
from interview.resume.files.columns import HYPHEN, Word, page_text
from interview.resume.files.outcome import MAX_CHARACTERS, Parsed, Refused

MAX_PAGES_READ = 50
MAX_PAGES = 1_000

_HYPHEN_MARKS = (0x02, 0xFFFE)
_INVISIBLE = 3
_NEARLY_WHITE = 235
_RENDERED_SIDE = 1000
_PASSWORD_CODES = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)

_DEEP_NESTING = re.compile(rb"(?:\[\s{0,8}){400}|(?:<<[^<>]{0,48}){400}")

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Character:
    text: str
    box: Box | None
    unmapped: bool = False
    look: str = "seen"


def read(data: bytes) -> Parsed:
    """Text of at most MAX_PAGES_READ pages; RESUME_NO_TEXT where there is nothing readable on them."""
    if _DEEP_NESTING.search(data):
        raise Refused(Code.RESUME_TOO_COMPLEX)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as exc:
        locked = getattr(exc, "err_code", None) in _PASSWORD_CODES
        raise Refused(Code.RESUME_ENCRYPTED if locked else Code.RESUME_PARSE_FAILED) from exc
    pages = len(document)
    if pages > MAX_PAGES:
        raise Refused(Code.RESUME_TOO_COMPLEX)
    texts: list[str] = []
    readable = pictures = 0
    room = MAX_CHARACTERS
    looked_at = min(pages, MAX_PAGES_READ)
    for number in range(looked_at):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue
        readable += 1
        text, had_objects = _page(page, room)
        page.close()
        texts.append(text)
        pictures += not text.strip() and had_objects
        room -= len(text)
        if room <= 0:
            break
    if not readable:
        raise Refused(Code.RESUME_PARSE_FAILED)
    whole = "\n\n".join(texts)
    if not whole.strip() or (pictures and len(whole.split()) < 8 and len(whole) < 60):
        raise Refused(Code.RESUME_NO_TEXT)
    return Parsed(whole, pages, looked_at, pictures, cut=room <= 0)


def _page(page: Any, room: int) -> tuple[str, bool]:
    had_objects = pdfium.FPDFPage_CountObjects(page.raw) > 0
    try:
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return "", had_objects
    characters = _on_page(page, _characters(textpage, room))
    textpage.close()
    seen = [c for c in characters if c.look != "invisible"]
    if not any(c.text.strip() for c in seen) and _is_scan(page):
        seen = characters
    seen = _without_white_on_white(page, seen)
    inked = [c for c in seen if c.text.strip()]
    if sum(c.unmapped or _is_unlikely(c.text) for c in inked) > 0.3 * len(inked):
        return "", True
    return page_text(_words(seen, _turn(page))), had_objects


def _characters(textpage: Any, room: int) -> list[_Character]:
    raw = textpage.raw
    looks: dict[int, str] = {}
    rectangle = pdfium.FS_RECTF()
    found: list[_Character] = []
    for index in range(min(textpage.count_chars(), room)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in _HYPHEN_MARKS:
            text = HYPHEN
        elif code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        else:
            text = chr(code)
        if text.isspace():
            found.append(_Character("\n" if text in "\r\n" else " ", None))
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(rectangle)):
            continue
        box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        unmapped = pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1
        found.append(_Character(text, box, unmapped, _look(pdfium.FPDFText_GetTextObject(raw, index), looks)))
    return found


def _look(text_object: Any, known: dict[int, str]) -> str:
    """How a text object is painted: seen, white or invisible; asked once per object."""
    address = ctypes.cast(text_object, ctypes.c_void_p).value
    if address is None:
        return "seen"
    if address not in known:
        colour = [ctypes.c_uint() for _ in range(4)]
        filled = pdfium.FPDFPageObj_GetFillColor(text_object, *map(ctypes.byref, colour))
        mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object)
        if mode == _INVISIBLE or (filled and colour[3].value < 13):
            known[address] = "invisible"
        elif filled and mode == 0 and min(c.value for c in colour[:3]) >= _NEARLY_WHITE:
            known[address] = "white"
        else:
            known[address] = "seen"
    return known[address]


def _on_page(page: Any, characters: list[_Character]) -> list[_Character]:
    """Lines with at least one character on the page; one that runs over its edge is kept whole."""
    left, bottom, right, top = _edges(page)
    if right - left < 1 or top - bottom < 1:
        return characters

    def is_inside(box: Box) -> bool:
        return left <= (box[0] + box[2]) / 2 <= right and bottom <= (box[1] + box[3]) / 2 <= top

    kept: list[_Character] = []
    for _, group in groupby(characters, lambda c: c.text == "\n"):
        line = list(group)
        if all(c.box is None for c in line) or any(c.box and is_inside(c.box) for c in line):
            kept.extend(line)
    return kept


def _edges(page: Any) -> Box:
    left, bottom, right, top = page.get_cropbox()
    return float(left), float(bottom), float(right), float(top)


def _is_scan(page: Any) -> bool:
    """Whether pictures cover at least half of the page."""
    width, height = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered >= 0.5 * width * height)


def _without_white_on_white(page: Any, characters: list[_Character]) -> list[_Character]:
    """White text stays where something darker lies behind it, as in a coloured side column."""
    if not any(c.look == "white" for c in characters):
        return characters
    scale = min(1.5, _RENDERED_SIDE / max(page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    pixels, stride = bytes(bitmap.buffer), bitmap.stride
    left, bottom, right, top = _edges(page)
    turn = _turn(page)
    corner = turn((left, bottom, right, top))

    def is_bright(box: Box) -> bool:
        x0, y0, x1, y1 = turn(box)
        first, past = max(0, int((x0 - corner[0]) * scale)), min(bitmap.width, int((x1 - corner[0]) * scale) + 1)
        upper, lower = max(0, int((corner[3] - y1) * scale)), min(bitmap.height, int((corner[3] - y0) * scale) + 1)
        rows = (pixels[y * stride + first : y * stride + past] for y in range(upper, lower))
        return all(min(row, default=255) >= _NEARLY_WHITE for row in rows)

    return [c for c in characters if c.look != "white" or c.box is None or not is_bright(c.box)]


def _is_unlikely(text: str) -> bool:
    """Characters that real resumes hold few of and broken fonts many: private use, controls, modifier letters."""
    return text != HYPHEN and unicodedata.category(text) in ("Co", "Cn", "Cc", "Lm", "Sk")


def _turn(page: Any) -> Callable[[Box], Box]:
    """From the page's own coordinates to those of the page as it is shown."""
    turned: dict[int, Callable[[Box], Box]] = {
        90: lambda b: (b[1], -b[2], b[3], -b[0]),
        180: lambda b: (-b[2], -b[3], -b[0], -b[1]),
        270: lambda b: (-b[3], b[0], -b[1], b[2]),
    }
    return turned.get(page.get_rotation(), lambda b: b)


def _words(characters: list[_Character], turn: Callable[[Box], Box]) -> list[Word]:
    words: list[Word] = []
    text, box, glued = "", (0.0, 0.0, 0.0, 0.0), False

    def put() -> None:
        if text:
            words.append(Word(text, *box, glued=glued))

    for character in characters:
        if character.box is None:
            put()
            text, glued = "", False
            continue
        here = turn(character.box)
        if text and (text.endswith(HYPHEN) or not _continues(box, here)):
            put()
            glued, text = not text.endswith(HYPHEN), ""
        box = _around(box, here) if text else here
        text += character.text
    put()
    return words


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _continues(box: Box, here: Box) -> bool:
    """Whether the next character stands on the same line, close to where the word has got to."""
    height = max(min(box[3] - box[1], here[3] - here[1]), 1.0)
    same_line = abs((box[1] + box[3]) / 2 - (here[1] + here[3]) / 2) < 0.5 * height
    return same_line and here[0] - box[2] < 0.8 * height and box[0] - here[2] < 0.8 * height
