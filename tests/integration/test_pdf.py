"""The PDF itself: what is in it, that it is accessible and self-contained, and that no text can reach outside."""

from __future__ import annotations

import ctypes
import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from interview import messages
from interview.core.identity import model_interviewer
from interview.core.report import Report
from interview.core.rubric import RUBRIC
from interview.documents import exports, pdf
from interview.i18n.translate import ENGLISH
from tests.report_builders import ANSWER, GOOD, SUMMARY, everywhere, failed, graded, report, session, turn

SECRET = "the words of a file on this machine"


def written(made: Report, *earlier: Report, **options: object) -> pypdfium2.PdfDocument:
    content, media_type = exports.render("pdf", made, earlier, **options)  # type: ignore[arg-type]
    assert media_type == "application/pdf"
    return pypdfium2.PdfDocument(content)


def words(document: pypdfium2.PdfDocument) -> str:
    pages = (document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


def mixed() -> Report:
    turns = [turn(0), turn(0, "Then I look at the rows.", 1), turn(1, "pass"), turn(2, "Some words."), turn(3, None)]
    quotes = ("look at the rows", "", "")
    grades = [graded(turns[0]), graded(turns[1], quotes=quotes), graded(turns[2]), failed(turns[3]), graded(turns[4])]
    return report(session(turns), grades)


@pytest.fixture(scope="module")
def document() -> pypdfium2.PdfDocument:
    return written(mixed(), report(session([turn(0)], id="before", day=-3)))


@pytest.fixture
def outside() -> Iterator[tuple[int, list[bytes]]]:
    """A server that notes every request; (port, requests)."""
    seen: list[bytes] = []

    class Note(BaseRequestHandler):
        def handle(self) -> None:
            seen.append(self.request.recv(1000))

    with ThreadingTCPServer(("127.0.0.1", 0), Note) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], seen
        server.shutdown()


def reaching_out(port: int, file: Path) -> str:
    url = f"http://127.0.0.1:{port}"
    return (
        f'<img src="{url}/1"><img src="{file.as_uri()}"><link rel=stylesheet href="{url}/2">'
        f"<style>@import url({url}/3); body {{ background: url({url}/4) }} @font-face {{ src: url({url}/5) }}</style>"
        f'<link rel=attachment href="{file.as_uri()}"><a rel=attachment href="{file.as_uri()}">a</a>'
        f'<svg><image href="{url}/6"/><image href="{file.as_uri()}"/><use href="{url}/7#a"/></svg>'
        f'<object data="{file.as_uri()}"></object><embed src="{url}/8"><iframe src="{url}/9"></iframe>'
    )


def test_no_text_of_a_report_reaches_the_network_or_the_disk(outside: tuple[int, list[bytes]], tmp_path: Path) -> None:
    port, seen = outside
    (tmp_path / "secret.txt").write_text(SECRET)
    made, repeated = everywhere(reaching_out(port, tmp_path / "secret.txt"))
    content, _ = exports.render("pdf", made, [report(session([turn(0)], id="b", day=-1))], repeated)
    found = pypdfium2.PdfDocument(content)
    assert seen == []
    assert found.count_attachments() == 0
    assert SECRET not in words(found)
    assert "<object" in words(found)
    assert not [
        link for page in pikepdf.open(io.BytesIO(content)).pages for link in page.get("/Annots", []) if "/A" in link
    ]


STRANGE = {
    "right to left": ("אני מדדתי first", "מדדתי"),
    "turned around": ("safe \u202egpj.exe\u202c end", "gpj.exe"),
    "zero width": ("in\u200bvi\u200dsi\u2060ble\ufeff word", "word"),
    "marks piled up": ("Z" + "\u0301" * 200 + " after", "after"),
    "styles": ("<style>* { display: none }</style> body { color: red }", "display: none"),
    "drawing": ('<svg onload="alert(1)"><text>drawn</text></svg>', "<svg onload="),
    "entities": ("&lt;b&gt; &#x3c;script&#x3e;", "&lt;b&gt;"),
    "template": ("{{ 7 * 7 }} {% include '/etc/passwd' %} {value:g}", "{{ 7 * 7 }}"),
    "very long": ("word <b>bold</b> " * 6_000, "<b>bold</b>"),
}
ONE_MORE_OF_THE_KIND = {"turned around", "zero width", "entities", "very long"}


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        pytest.param(*texts, id=name, marks=pytest.mark.long if name in ONE_MORE_OF_THE_KIND else [])
        for name, texts in STRANGE.items()
    ],
)
def test_strange_text_is_printed_as_text(outside: tuple[int, list[bytes]], hostile: str, shown: str) -> None:
    made, repeated = everywhere(hostile)
    for language in ("en", "zh"):
        said = replace(made, session=replace(made.session, language=language))
        assert shown in words(pypdfium2.PdfDocument(exports.render("pdf", said, [], repeated)[0]))
    assert outside[1] == []


def test_even_real_markup_could_not_fetch_or_attach_anything(outside: tuple[int, list[bytes]], tmp_path: Path) -> None:
    port, seen = outside
    (tmp_path / "secret.txt").write_text(SECRET)
    made = pdf._pdf(f"<html lang=en><title>t</title>{reaching_out(port, tmp_path / 'secret.txt')}")
    assert seen == []
    assert pypdfium2.PdfDocument(made).count_attachments() == 0
    assert SECRET.encode() not in made


def test_the_pages_say_what_the_report_says(document: pypdfium2.PdfDocument) -> None:
    text = words(document)
    made = mixed()
    for said in (
        made.session.id[:8],
        "24 November 2026, 12:00 (UTC)",
        "Ada Example.pdf",
        f"{made.totals.overall:g}",
        RUBRIC.version,
        "2 of 5 answers graded; 1 not answered before the end, counted as 0; 1 passed on or not known, counted as 0",
        "Practice grading looks for the key points of a good answer. It does not check whether what you say is true, "
        "and cannot always tell whether a story is about what was asked.",
        ENGLISH.messages(SUMMARY.overall_feedback),
        ENGLISH.message(SUMMARY.strengths[0]),
        ENGLISH.message(SUMMARY.improvements[1]),
        "Follow-up 1 to question 1",
        ANSWER,
        "Recognised: Look at the query plan",
        GOOD.reference_answer,
        "The interviewer did not reply in time.",
        "The interview was ended before this question was answered",
        "Over your sessions",
    ):
        assert said in text, said


def test_trends_are_left_out_when_there_is_one_session() -> None:
    assert "Over your sessions" not in words(written(mixed()))


def test_headings_make_the_outline(document: pypdfium2.PdfDocument) -> None:
    outline = [(bookmark.level, bookmark.get_title()) for bookmark in document.get_toc()]
    assert [title for level, title in outline if level == 0] == [
        "Interview report",
        "Appendix",
    ]
    assert [title for level, title in outline if level == 1] == [
        "At a glance",
        "Question by question",
        "How the score comes about",
        "More about the whole interview",
        "Over your sessions",
    ]
    assert (2, "Follow-up 1 to question 1") in outline


def language_of(document: pypdfium2.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def test_it_is_a_tagged_document_with_title_and_language(document: pypdfium2.PdfDocument) -> None:
    assert raw.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_dict()["Title"].startswith("Interview report: Ada Example.pdf")
    assert language_of(document) == "en"
    assert language_of(written(report(session([turn(0)], language="zh")))) == "zh-CN"


def test_every_font_is_in_the_file() -> None:
    texts = ["plain `code` words", "我在项目中使用缓存", "done 🙂 🎉", "أعتقد أن الحل", "אני חושב"]
    found = written(report(session([turn(n, text) for n, text in enumerate(texts)])))
    fonts = {
        raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item.raw))
        for number in range(len(found))
        for item in found[number].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    }
    assert fonts == {1}


def test_pages_are_numbered_and_of_the_size_asked_for(document: pypdfium2.PdfDocument) -> None:
    assert f"2 / {len(document)}" in words(document)
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    assert [round(side) for side in written(mixed(), paper="Letter")[0].get_size()] == [612, 792]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "a\n" * 50_000,
        pytest.param("I measured it. " * 7_000, marks=pytest.mark.long),
        pytest.param("`" * 100_000, marks=pytest.mark.long),
        pytest.param("数据库" * 33_000, marks=pytest.mark.long),
    ],
)
def test_an_answer_of_100_000_characters_is_rendered_and_cut(text: str) -> None:
    found = written(report(session([turn(0, text)])))
    assert len(found) < 40
    assert "characters are left out on paper" in words(found)


def test_nothing_runs_over_the_edge_of_the_paper() -> None:
    endless = "W" * 3_000
    message = messages.written(endless)
    one = turn(0, f"    {endless}\n\n{endless} `{endless}`", question=replace(GOOD, text=endless, category=endless))
    made = report(
        session([one], resume_name=endless),
        [graded(one, quotes=(endless[:50], "", ""), flags=(message,), feedback=endless, by=model_interviewer(endless))],
        replace(SUMMARY, strengths=(message,)),
    )
    found = written(made, report(session([turn(0)], id="b", day=-1)))
    for number in range(len(found)):
        width, _ = found[number].get_size()
        for item in found[number].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            left, _, right, _ = item.get_bounds()
            assert left >= 0
            assert right <= width


def test_weasyprint_is_not_loaded_before_the_first_pdf() -> None:
    code = "import interview.documents.exports, sys; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
