"""Parts of pages hold texts as data, whatever is in them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from interview.documents.question_view import AnswerView, bar
from interview.i18n.translate import ENGLISH
from interview.web import html_components

HOSTILE = "</div><script>alert(1)</script> <img src=x onerror=alert(1)> \"'& \n    indented"


def answer(text: str, *quotes: str) -> AnswerView:
    return AnswerView(text, quotes, "", "")


PARTS = {
    "block": lambda text: html_components.block(text),
    "heading": lambda text: html_components.heading(text),
    "chips": lambda text: html_components.chips([text]),
    "bars": lambda text: html_components.bars([bar(ENGLISH, "", text, 3, 4)]),
    "score_head": lambda text: html_components.score_head(50, text),
    "score_head without a score": lambda text: html_components.score_head(None, text),
    "answer": lambda text: html_components.answer(answer(text, text[6:20])),
    "folded": lambda text: html_components.folded(text, html_components.block(text)),
    "flagged": lambda text: html_components.flagged(text),
    "page_title": lambda text: html_components.page_title(text, text),
    "listed": lambda text: html_components.listed([text]),
    "signed": lambda text: html_components.signed([("strength", text, text, text)]),
}


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.said = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.mark.parametrize("part", PARTS)
def test_a_text_is_shown_as_it_is_and_never_becomes_a_tag(part):
    drawn, harmless = _Read(), _Read()
    drawn.feed(PARTS[part](HOSTILE))
    harmless.feed(PARTS[part]("some harmless words that are long enough"))
    assert HOSTILE in drawn.said
    assert drawn.tags == harmless.tags


def test_quotes_are_marked_once_where_they_overlap():
    drawn = html_components.answer(
        answer("I measure first, then I change.", "measure first", "first, then", "not said")
    )
    assert re.findall("<mark>(.*?)</mark>", drawn) == ["measure first, then"]


def test_what_is_not_graded_has_no_number():
    drawn = html_components.bars([bar(ENGLISH, "clarity", "Clarity", None, 30)])
    assert "not graded" in drawn
    assert "30" not in drawn


def test_nothing_is_drawn_where_there_is_nothing_to_list():
    assert html_components.signed([]) == ""
