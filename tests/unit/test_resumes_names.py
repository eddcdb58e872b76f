"""File names and first bytes: what is accepted as which kind, and how a name is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.errors import Code
from interview.resume.files.kinds import check_content, kind_of_name
from interview.resume.files.outcome import Refused
from interview.resume.read import safe_file_name

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("cv.pdf", "pdf"), ("CV.PDF", "pdf"), ("Jo.v2.1.docx", "docx"), ("a%2e%2e%2f.pdf", "pdf"), ("node.js.md", "md")],
)
def test_the_last_ending_tells_the_kind(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    "name",
    [
        "cv",
        "cv.pdf.",
        "cv.doc",
        "cv.odt",
        "cv.rtf",
        "cv.html",
        "cv.png",
        "cv.pdf.exe",
        "cv.exe.pdf",
        "cv.doc.pdf",
        "a pdf",
    ],
)
def test_other_missing_and_double_endings_are_refused(name: str) -> None:
    with pytest.raises(Refused, match=Code.RESUME_FILE_TYPE_NOT_SUPPORTED):
        kind_of_name(name)


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("pdf", b"", Code.RESUME_FILE_EMPTY),
        ("txt", b" \r\n\x00 ", Code.RESUME_FILE_EMPTY),
        ("pdf", b"PK\x03\x04 and %PDF-1.7 later", Code.RESUME_FILE_TYPE_MISMATCH),
        ("pdf", b"<html><body>Ana</body></html>", Code.RESUME_FILE_TYPE_MISMATCH),
        ("docx", b"%PDF-1.7", Code.RESUME_FILE_TYPE_MISMATCH),
        ("docx", b"Just some words", Code.RESUME_FILE_TYPE_MISMATCH),
        ("docx", COMPOUND, Code.RESUME_FILE_TYPE_MISMATCH),
        ("docx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), Code.RESUME_ENCRYPTED),
        ("txt", b"%PDF-1.7", Code.RESUME_FILE_TYPE_MISMATCH),
        ("txt", b"MZ\x90\x00\x03\x00", Code.RESUME_FILE_TYPE_MISMATCH),
        ("md", b"\x89PNG\r\n\x1a\n", Code.RESUME_FILE_TYPE_MISMATCH),
        ("txt", b"{\\rtf1 Ana}", Code.RESUME_FILE_TYPE_MISMATCH),
        ("pdf", bytes(range(128, 256)) * 9, Code.RESUME_PARSE_FAILED),
        ("docx", bytes(range(128, 256)) * 9, Code.RESUME_PARSE_FAILED),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(kind: str, data: bytes, code: Code) -> None:
    with pytest.raises(Refused, match=code):
        check_content(kind, data)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("pdf", b"junk\n" * 20 + b"%PDF-1.4"),
        ("txt", b"MZ Consulting, Berlin"),
        ("txt", b"<script>1</script> Ana"),
        ("md", b"# A"),
    ],
)
def test_honest_content_passes(kind: str, data: bytes) -> None:
    check_content(kind, data)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Ana\\cv.docx", "cv.docx"),
        ("cv\u202efdp.exe", "cvfdp.exe"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("", "resume"),
        ("..", "resume."),
        (".pdf", "resume.pdf"),
        ("résumé 简历 🚀.pdf", "résumé 简历 🚀.pdf"),
    ],
)
def test_a_name_is_shown_without_path_and_hidden_characters(name: str, shown: str) -> None:
    assert safe_file_name(name) == shown


@given(st.text())
def test_any_name_is_shown_bounded_and_not_empty(name: str) -> None:
    shown = safe_file_name(name)
    assert 0 < len(shown) <= 120
    assert "/" not in shown
    assert shown.isprintable()


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_file_name("x" * 400 + ".pdf").endswith("xx.pdf")
