"""What people write never becomes a link, however the reader of Markdown looks for addresses."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from interview.documents.markdown import data
from interview.web.html_components import block
from interview.web.ui import escape

# As mdast-util-gfm-autolink-literal, which Streamlit uses, looks for links in texts whose escapes are gone already.
FINDERS = (
    re.compile(r"(?i)(https?://|www(?=\.))([-.\w]+)([^ \t\r\n]*)"),
    re.compile(r"([-.\w+]+)@([-\w]+(?:\.[-\w]+)+)"),
)
WRITTEN = [
    "https://example.org/a?b=c",
    "HTTP://EXAMPLE.ORG",
    "see www.example.org now",
    "jane.doe+cv@example.co.uk",
    "<https://example.org>",
    "[here](https://example.org)",
    "mailto:jane@example.org",
    "ftp://example.org",
    "看https://例子.公司/页",
]


def texts(markdown: str) -> str:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    inner = [child for token in tokens for child in token.children or []]
    assert not [child for child in inner if child.type in ("link_open", "html_inline", "image")]
    return "".join(child.content for child in inner)


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("said", [escape, data], ids=["page", "Markdown file"])
def test_no_address_that_somebody_writes_becomes_a_link(said, written: str) -> None:
    shown = texts(said(written))
    assert not [finder for finder in FINDERS if finder.search(shown)]
    assert shown.replace("\u2060", "") == written


@pytest.mark.parametrize("written", WRITTEN)
def test_html_of_a_page_has_no_link_of_what_somebody_writes(written: str) -> None:
    assert "<a" not in block(written)
