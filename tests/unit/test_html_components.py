"""Parts of pages hold texts as data, whatever is in them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from interview.web import html_components as pieces

HOSTILE = "</div><script>alert(1)</script> <img src=x onerror=alert(1)> \"'& \n    indented"

PARTS = {
    "block": lambda text: pieces.block(text),
    "heading": lambda text: pieces.heading(text),
    "chips": lambda text: pieces.chips([text]),
    "bars": lambda text: pieces.bars([(text, 3, 4)]),
    "score_head": lambda text: pieces.score_head(50, text),
    "score_head without a score": lambda text: pieces.score_head(None, text),
    "answer": lambda text: pieces.answer(text, [text[6:20]]),
    "folded": lambda text: pieces.folded(text, pieces.block(text)),
    "flagged": lambda text: pieces.flagged(text),
    "page_title": lambda text: pieces.page_title(text, text),
    "listed": lambda text: pieces.listed([text]),
    "remarks": lambda text: pieces.remarks([("strength", text, text)]),
    "points": lambda text: pieces.points([("covered", text, text)]),
    "changed_points": lambda text: pieces.changed_points("Gained", "covered", [text]),
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
    drawn = pieces.answer("I measure first, then I change.", ["measure first", "first, then", "not said"])
    assert re.findall("<mark>(.*?)</mark>", drawn) == ["measure first, then"]


def test_what_is_not_graded_has_no_number():
    assert "not graded" in pieces.bars([("Clarity", None, 30)])
    assert "30" not in pieces.bars([("Clarity", None, 30)])


def test_nothing_is_drawn_where_there_is_nothing_to_list():
    assert pieces.points([]) == pieces.remarks([]) == pieces.changed_points("Lost", "missed", ()) == ""
