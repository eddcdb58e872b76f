"""What is read from real Word and text files, and what of them is not."""

from __future__ import annotations

import io
import socket

import pytest
from docx import Document
from docx.oxml import parse_xml

from interview.resume.read import read_resume
from tests.resume_files import LINES, PARAGRAPHS, W, paragraph, word


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def test_word_text_is_found_wherever_it_is_put() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Ana Silva in the header"
    document.sections[0].footer.paragraphs[0].text = "Certified in the footer"
    document.add_paragraph("Experience since 2019")
    row = document.add_table(1, 2).rows[0].cells
    row[0].text, row[1].text = "Database", "Redis"
    body = document.element.body
    body.insert(
        0,
        parse_xml(f'<w:sdt xmlns:w="{W}"><w:sdtContent>{paragraph("In a control")}</w:sdtContent></w:sdt>'),
    )
    text = read_resume("cv.docx", saved(document)).text
    for words in ("Ana Silva in the header", "In a control", "Database | Redis", "Certified in the footer"):
        assert text.count(words) == 1


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Boxed words')}</w:txbxContent>"
    both = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "<w:t>Anchor words</w:t></w:r></w:p>"
    )
    text = read_resume("cv.docx", word(PARAGRAPHS + both)).text
    assert text.count("Boxed words") == 1
    assert "Anchor words\nBoxed words" in text


def test_inserted_and_linked_text_is_read_and_hidden_and_deleted_text_is_not() -> None:
    body = PARAGRAPHS + (
        "<w:p><w:ins><w:r><w:t>inserted</w:t></w:r></w:ins><w:hyperlink><w:r><w:t> linked</w:t></w:r></w:hyperlink>"
        "<w:del><w:r><w:delText>deleted</w:delText><w:t>removed</w:t></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
    )
    body += paragraph("vanished", "<w:vanish/>") + paragraph("shown after all", '<w:vanish w:val="0"/>')
    text = read_resume("cv.docx", word(body)).text
    assert "inserted linked" in text
    assert "shown after all" in text
    assert not any(words in text for words in ("deleted", "removed", "moved", "vanished"))


def test_a_hidden_style_hides_its_text() -> None:
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    document.styles.add_style("Secret", 1).font.hidden = True
    document.add_paragraph("by its style", style="Secret")
    assert "by its style" not in read_resume("cv.docx", saved(document)).text


def test_a_linked_template_is_not_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        link = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
            f'Target="http://127.0.0.1:{server.getsockname()[1]}/t.dotm" TargetMode="External"/></Relationships>'
        )
        resume = read_resume("cv.docx", word(PARAGRAPHS, more={"word/_rels/settings.xml.rels": link.encode()}))
        assert "Ana Silva" in resume.text
        with pytest.raises(TimeoutError):
            server.accept()


def test_plain_text_and_markdown_pass_as_they_are() -> None:
    assert read_resume("cv.txt", "\r\n".join(LINES).encode()).text == "\n".join(LINES)
    markup = "# Ana Silva\n<script>alert(1)</script> {{7*7}} =cmd|' /C calc'!A0\nPython since 2019"
    assert read_resume("cv.md", markup.encode()).text == markup
