"""Resume files written for the tests: PDF and Word, sound and broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from reportlab.pdfgen.canvas import Canvas

from interview.errors import Code, Invalid
from interview.resume.read import read_resume

LINES = ("Ana Silva, Developer", "ana@example.com", "Skills: Python, Redis", "Experience", "Acme (2019 - Present)")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def drawn_pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def write_lines(canvas: Canvas, lines: tuple[str, ...] = LINES, x: float = 50) -> None:
    for number, line in enumerate(lines):
        canvas.drawString(x, 780 - 16 * number, line)


def raw_pdf(*objects: bytes) -> bytes:
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def stream(body: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n" % (entries, len(body)) + body + b"\nendstream"


def one_page_pdf(content: bytes, resources: bytes = b"", *more: bytes, extra: bytes = b"") -> bytes:
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s/Resources<</Font<</F1 5 0 R>>%s>>>>"
        % (extra, resources),
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


def many_pages(count: int) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 3 0 R>>"
    kids = b" ".join(b"%d 0 R" % (n + 5) for n in range(count))
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        stream(b"BT /F1 12 Tf 50 700 Td (Python developer since 2010) Tj ET"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page] * count,
    )


def archive(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, body in parts.items():
            zipped.writestr(name, body)
    return buffer.getvalue()


def word(
    body: str = "", main: str = MAIN, raw: str | bytes | None = None, more: Mapping[str, bytes] | None = None
) -> bytes:
    override = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    document = raw if raw is not None else f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}">{override}</Types>',
            "word/document.xml": document,
            **(more or {}),
        }
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


PARAGRAPHS = "".join(paragraph(line) for line in LINES)


def code_of(name: str, data: bytes) -> Code:
    with pytest.raises(Invalid) as refusal:
        read_resume(name, data)
    return refusal.value.code
