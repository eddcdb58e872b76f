"""A body is counted before anything is built from it, and no string hides structure. Time: bench/growth.py."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.web.json_bounds import MOST_LEVELS, MOST_PIECES, Excess, find_excess

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=5), inner, max_size=6),
    max_leaves=60,
)


def levels(value: object) -> int:
    if isinstance(value, list | dict):
        inner = value.values() if isinstance(value, dict) else value
        return 1 + max(map(levels, inner), default=0)
    return 0


@given(values, st.booleans())
def test_levels_are_those_of_the_parsed_value_whatever_the_texts_hold(value, ascii_only):
    body = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    assert (find_excess(body) is Excess.LEVELS) == (levels(value) > MOST_LEVELS)


@pytest.mark.parametrize(
    "text", ['"', '\\"', "\\", '\\\\"', "[[[[[[[[[[", ',"' * 9000, "}]" * 9000, "\u2200\u5b5b" * 100]
)
def test_a_text_counts_as_one_piece_whatever_stands_in_it(text):
    assert find_excess(json.dumps({"answer": text}).encode()) is None
    assert find_excess(json.dumps({"answer": text}, ensure_ascii=False).encode()) is None


def test_the_bounds_are_where_they_are_said_to_be():
    assert find_excess(b"[" * MOST_LEVELS + b"]" * MOST_LEVELS) is None
    assert find_excess(b"[" * (MOST_LEVELS + 1)) is Excess.LEVELS
    assert find_excess(b"[" + b",".join([b"1"] * (MOST_PIECES - 1)) + b"]") is None
    assert find_excess(b"[" + b",".join([b"1"] * MOST_PIECES) + b"]") is Excess.PIECES
    assert find_excess(b'["x' + b'","x' * MOST_PIECES + b'"]') is Excess.PIECES
    assert find_excess(b"{}" * MOST_PIECES) is Excess.PIECES


def test_levels_that_are_closed_again_do_not_add_up():
    assert find_excess(b"[" + b",".join([b"[[[]]]"] * 500) + b"]") is None
