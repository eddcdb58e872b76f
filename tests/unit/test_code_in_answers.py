"""Code in an answer reads as code in every form of a report: fixed width, every space of it, and nothing of it acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html as parser
from markdown_it import MarkdownIt

from interview.core.report import Report
from interview.documents import exports, mentor_file, pdf, rich_text
from interview.documents.question_view import AnswerView
from interview.documents.report_view import ReportView, report_view
from interview.documents.rich_text import excerpt, whole
from interview.i18n.translate import ENGLISH
from interview.web import html_components
from tests.report_builders import failed, graded, report, session, turn

CODE = "def first(rows):\n    for row in rows:\n\n\t    return row  # </code></pre><script>alert(1)</script>"
FENCED = f"I would write:\n\n```python\n{CODE}\n```\n\nThat *stops* early."


def view(answer: str, *quotes: str) -> ReportView:
    return report_view(made_of(answer, *quotes), ENGLISH)


def made_of(answer: str, *quotes: str) -> Report:
    one = turn(0, answer)
    return report(session([one]), [graded(one, quotes=(*quotes, "", "", "")[:3])])


def on_the_page(answer: str, *quotes: str) -> str:
    return html_components.answer(AnswerView(answer, quotes, "", ""))


def read(text: str) -> Any:
    """A page or a part of one, as lxml has it, whose types know of no text."""
    return parser.document_fromstring(text)


SHOWN: dict[str, Callable[..., str]] = {
    "the report page and the page of a link": on_the_page,
    "the conversation, stories and earlier answers": lambda answer, *_: html_components.written(answer),
    "the file for a mentor": lambda answer, *quotes: mentor_file.write(view(answer, *quotes)).decode(),
    "the PDF": lambda answer, *quotes: pdf.html(view(answer, *quotes), None),
}


@pytest.mark.parametrize("where", SHOWN)
def test_fenced_code_is_shown_space_by_space_and_never_becomes_a_tag(where: str) -> None:
    page = read(SHOWN[where](FENCED, "for row in rows"))
    (block,) = page.iter("pre")
    assert block.text_content() == CODE
    assert not [each for each in page.iter("script") if "alert(1)" in (each.text or "")]
    said = " ".join(page.text_content().split())
    assert "I would write:" in said
    assert "That *stops* early." in said
    assert "```" not in said


@pytest.mark.parametrize("where", ["the report page and the page of a link", "the PDF"])
def test_recognised_words_are_marked_in_code_too(where: str) -> None:
    page = read(SHOWN[where](FENCED, "for row in rows"))
    assert [mark.text_content() for block in page.iter("pre") for mark in block.iter("mark")] == ["for row in rows"]


@pytest.mark.parametrize("where", SHOWN)
def test_words_without_a_fence_or_an_indented_block_are_no_code(where: str) -> None:
    page = read(SHOWN[where]("First I look;\nthen {I} change = something (small).\n\nDone."))
    assert not list(page.iter("pre"))


ADVERTISEMENT = """Ward nurse (m/f/d), Band 5

    Requirements

    - NMC registration & 3+ years on a ward, e-mail to jo_doe@example.org
    - wound care; infection control;

\tWe offer 28 days of leave. Pay = band 5.
    第二段：你会照顾二十八张床位的病人，并且和康复师一起工作，薪资 = 五级。"""


@pytest.mark.parametrize("where", SHOWN)
@pytest.mark.parametrize("said", [ADVERTISEMENT, f"    {ADVERTISEMENT}", "Yes.\n\n\tI would look at the index first"])
def test_prose_that_was_pasted_with_a_margin_reads_as_prose(where: str, said: str) -> None:
    page = read(SHOWN[where](said))
    assert not list(page.iter("pre"))
    assert " ".join(said.split()) in " ".join(page.text_content().split())


@pytest.mark.parametrize(
    "code",
    [
        "def total(items):\n    result = 0\n    for item in items:\n        result += item\n\n    return result",
        "SELECT name, count(*)\nFROM orders\nWHERE total > 100\nGROUP BY name",
        "SELECT * FROM users WHERE id = 5;",
        "public int size() {\n    // how many there are now\n    return count;\n}",
        "$ docker build -t shop .\n$ docker push shop",
        '<ul class="menu">\n  <li>Home</li>\n</ul>',
        '{"name": "Ada",\n "years": 4}',
        "fn first(rows: &[Row]) -> Option<&Row> {\n    rows.get(0)\n}",
    ],
    ids=["python", "sql", "sql in a line", "java", "shell", "html", "json", "rust"],
)
@pytest.mark.parametrize("margin", ["    ", "\t"])
def test_code_with_a_margin_reads_as_code(code: str, margin: str) -> None:
    indented = "\n".join(f"{margin}{line}" if line else line for line in code.splitlines())
    found = whole(f"I would write this, and it is not long:\n\n{indented}\n\nThat is all.")
    assert [passage.code for passage in found] == [False, True, False]


def test_markdown_keeps_code_whole_and_a_fence_in_it_does_not_end_ours() -> None:
    code = "x = 1\n```python\n    y = 2\n"
    answer = f"See:\n\n````\n{code}````\n\n# No heading"
    made = report(session([turn(0, answer)]), [failed(turn(0, answer))])
    tokens = MarkdownIt().parse(exports.render("md", made, [])[0].decode())
    assert [token.content for token in tokens if token.type == "fence"] == [code]
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert "No heading" not in headings


def test_markdown_keeps_how_far_a_line_of_a_paragraph_is_indented() -> None:
    answer = "My loop:\nfor row in rows:\n    print(row)\n\treturn"
    made = report(session([turn(0, answer)]), [failed(turn(0, answer))])
    text = exports.render("md", made, [])[0].decode()
    space = "\u00a0" * 4
    assert f"> for row in rows:\\\n> {space}print(row)\\\n> {space}return\n" in text


def test_a_fence_ends_where_one_as_long_and_without_a_name_comes() -> None:
    found = whole("```` python\na\n```\n```` b\n````\nafter")
    assert [(passage.code, "".join(part for piece in passage.pieces for part in piece.parts)) for passage in found] == [
        (True, "a\n```\n```` b"),
        (False, "after"),
    ]


def test_a_page_shows_all_of_a_text_that_a_file_would_cut() -> None:
    text = "word\n" * 30_000
    assert excerpt(text).left_out
    assert sum(len(part) for passage in whole(text) for piece in passage.pieces for part in piece.parts) > 149_990


def test_a_line_of_nothing_but_blanks_behind_a_fence_is_read_as_fast_as_any_other() -> None:
    # A pattern that tries every way to share out the blanks needs minutes.
    line = "```" + " " * 200_000 + "!"
    assert [passage.code for passage in rich_text.whole(f"Before.\n{line}")] == [False]
