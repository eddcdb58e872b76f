"""Untrusted text becomes plain pieces: nothing is lost but what is said to be left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.documents.rich_text import MOST_LINES, excerpt, is_right_to_left
from interview.text.excerpts import one_line, printable


def said(text: str, **options: object) -> str:
    made = excerpt(text, **options)  # type: ignore[arg-type]
    return "\n\n".join("".join("".join(p.parts) for p in passage.pieces) for passage in made.passages)


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=20), max_size=4))
def test_every_letter_of_the_text_is_printed_in_order(text: str, quotes: list[str]) -> None:
    letters = [c for c in printable(text) if c.isalpha()]
    kept = [c for c in said(text, quotes=quotes) if c.isalpha()]
    if "```" not in text:
        assert kept == letters


@given(st.text(alphabet="ab `\n\t", max_size=80), st.integers(0, 70), st.integers(1, 30))
def test_a_verbatim_quote_is_marked_whole_whatever_is_around_it(text: str, start: int, length: int) -> None:
    quote = printable(text)[start : start + length]
    marked = "".join(
        "".join(piece.parts) for p in excerpt(text, [quote]).passages for piece in p.pieces if piece.quoted
    )
    if quote.strip() and "```" not in text:
        assert [c for c in marked if c in "ab"] == [c for c in quote if c in "ab"]


def test_words_that_are_no_quote_are_not_marked() -> None:
    pieces = excerpt("one two three", ["two", "four", ""]).passages[0].pieces
    assert [("".join(p.parts), p.quoted) for p in pieces] == [("one ", False), ("two", True), (" three", False)]


def test_overlapping_quotes_become_one_mark() -> None:
    pieces = excerpt("one two three four", ["one two", "two three"]).passages[0].pieces
    assert [("".join(p.parts), p.quoted) for p in pieces] == [("one two three", True), (" four", False)]


@pytest.mark.parametrize(
    "code", ["```python\nx = 1\ny = 2\n```", "    x = 1\n    y = 2", "\tx = 1\n\ty = 2", "```\nx = 1\ny = 2"]
)
def test_fenced_and_indented_lines_are_code_and_keep_their_breaks(code: str) -> None:
    made = excerpt(f"Before:\n\n{code}\n\nAfter.")
    before, block = made.passages[:2]
    assert (before.code, block.code) == (False, True)
    assert [line.strip() for line in said(code).splitlines()[:2]] == ["x = 1", "y = 2"]


def test_backticks_inside_a_line_make_code_even_across_a_quote() -> None:
    pieces = excerpt("use `EXPLAIN ANALYZE` first", ["use `EXPLAIN"]).passages[0].pieces
    assert [("".join(p.parts), p.quoted, p.code) for p in pieces] == [
        ("use ", True, False),
        ("EXPLAIN", True, True),
        (" ANALYZE", False, True),
        (" first", False, False),
    ]


def test_what_is_cut_is_counted() -> None:
    made = excerpt("word " * 10_000, limit=100)
    assert len(said("word " * 10_000, limit=100)) + made.left_out == len("word " * 10_000) - 1
    assert excerpt("a\n" * 5_000).left_out == 2 * 5_000 - 2 * MOST_LINES
    assert excerpt("short").left_out == 0


def test_an_answer_of_nothing_but_a_fence_is_still_shown() -> None:
    assert said("```").strip() == "```"


def test_an_endless_word_is_cut_into_parts_that_a_line_can_hold() -> None:
    parts = excerpt("x" * 5_000).passages[0].pieces[0].parts
    assert max(map(len, parts)) <= 48
    assert "".join(parts) == "x" * 5_000


def test_characters_without_a_glyph_and_direction_tricks_are_dropped() -> None:
    assert printable("a\x00b\x07c\u202ed\u2066e\r\nf\u2028g") == "abcde\nf\ng"


@pytest.mark.parametrize(
    ("text", "right_to_left"),
    [("שלום abc", True), ("مرحبا", True), ("12 שלום", True), ("abc שלום", False), ("…", False)],
)
def test_the_first_letter_decides_the_direction(text: str, right_to_left: bool) -> None:
    assert is_right_to_left(text) is right_to_left
    assert excerpt(text).passages[0].right_to_left is right_to_left


def test_one_line_is_one_line_of_bounded_length() -> None:
    assert one_line(" a\n b\t c ") == "a b c"
    assert len(one_line("word " * 1_000, 80)) <= 80
    assert one_line("word " * 1_000, 80).endswith("word…")
