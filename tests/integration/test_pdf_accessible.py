"""The PDF as somebody meets it who does not see it: the checks of PDF/UA-1 that a machine can make on the file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from interview.core.identity import model_interviewer
from interview.core.posting import JobPosting, Requirement
from interview.core.report import Report
from interview.documents import exports
from tests.report_builders import graded, report, session, turn
from tests.unit.test_exports import mixed
from tests.unit.test_translate import chinese

PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI"}
JOB = JobPosting("Engineer", (Requirement("SQL", "Knows SQL", True, True), Requirement("Go", "Go is a plus", False)))


def reports() -> dict[str, tuple[Report, dict[Any, Any]]]:
    texts = [
        "plain `code` words",
        "    x = 1\n    y = 2",
        "我在项目中使用缓存",
        "done 🙂 🎉",
        "أعتقد أن الحل",
        "אני חושב",
    ]
    scripts = session([turn(n, text) for n, text in enumerate(texts)], id="scripts")
    made = mixed()
    return {
        "every outcome": (replace(made, session=replace(made.session, job=JOB, predicted_score=40)), {}),
        "every script": (report(scripts), {}),
        "chinese": chinese(),
    }


@pytest.fixture(scope="module", params=["every outcome", "every script", "chinese"])
def pdf(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    made, again = reports()[request.param]
    earlier = report(session([turn(0)], id="before", day=-3), [graded(turn(0), by=model_interviewer("m"))])
    content, _ = exports.render("pdf", made, [earlier], again)
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def tree(element: Any) -> Iterator[Any]:
    """All structure elements below an element."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tree(kid)


def elements(pdf: pikepdf.Pdf, *kinds: str) -> list[Any]:
    return [each for each in tree(pdf.Root.StructTreeRoot) if not kinds or each.S in kinds]


def test_the_file_says_that_it_is_tagged_named_and_in_which_language(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang) in ("en", "zh-CN")
    assert len(pdf.Root.Outlines) > 0
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]
    assert all(page.Tabs == "/S" for page in pdf.pages)


def test_every_figure_says_in_words_what_it_shows(pdf: pikepdf.Pdf) -> None:
    figures = elements(pdf, "/Figure")
    assert figures
    assert all(str(figure.Alt).strip() for figure in figures)


def test_every_table_header_has_a_scope_and_is_found_by_the_cells_that_name_it(pdf: pikepdf.Pdf) -> None:
    headers = elements(pdf, "/TH")
    assert {str(header.A.Scope) for header in headers} == {"/Row", "/Column"}
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    known = {bytes(name) for name in names[::2]}
    assert known == {bytes(header.ID) for header in headers if "/ID" in header}
    cells = elements(pdf, "/TD")
    assert cells
    assert {bytes(name) for cell in cells for name in cell.A.get("/Headers", [])} <= known
    heads = [each for table in elements(pdf, "/Table") for each in tree(table) if each.S == "/THead"]
    assert all(cell.A.Scope == "/Column" for head in heads for cell in tree(head) if cell.S == "/TH")


def marks(page: pikepdf.Page) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """(painting operator, marks around it) of a page."""
    around: list[tuple[str, Any]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            around.append((str(operands[0]), operands[1] if len(operands) > 1 else {}))
        elif name == "EMC":
            around.pop()
        elif name in PAINTS:
            yield name, list(around)


def test_nothing_is_painted_that_is_neither_text_nor_decoration(pdf: pikepdf.Pdf) -> None:
    attached = {each.objgen for each in elements(pdf)}
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    painted = 0
    for page in pdf.pages:
        for operator, around in marks(page):
            painted += 1
            assert around, operator
            if all(kind != "/Artifact" for kind, _ in around):
                found = [int(values["/MCID"]) for _, values in around if "/MCID" in values]
                assert found, operator
                assert parents[int(page.StructParents)][found[-1]].objgen in attached
    assert painted > 100


def test_running_lines_are_not_read_as_text(pdf: pikepdf.Pdf) -> None:
    around = [mark for _, each in marks(pdf.pages[1]) for mark in each]
    assert any(kind == "/Artifact" and values.get("/Type") == "/Pagination" for kind, values in around)


def test_every_font_is_in_the_file_and_its_signs_have_a_meaning(pdf: pikepdf.Pdf) -> None:
    fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
    whole = [font for font in fonts if font.Subtype not in ("/CIDFontType0", "/CIDFontType2")]
    assert whole
    for font in whole:
        assert "/ToUnicode" in font
        for part in font.get("/DescendantFonts", [font]):
            if part.Subtype != "/Type3":
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(part.FontDescriptor.keys())


def test_headings_go_down_one_level_at_a_time(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(each.S)[2:]) for each in elements(pdf) if str(each.S)[1:] in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_links_are_part_of_the_text_and_are_printed(pdf: pikepdf.Pdf) -> None:
    links = [each for page in pdf.pages for each in page.get("/Annots", []) if each.Subtype == "/Link"]
    assert links
    for link in links:
        assert "/StructParent" in link
        assert str(link.Contents).strip()
        assert int(link.F) & 4
