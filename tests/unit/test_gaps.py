"""A sentence that speaks of what stands for nothing is left out, and the others stay as they are."""

from __future__ import annotations

import pytest

from interview.model.gaps import GAP, all_kept, kept


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("You named it. You measured it.", "You named it. You measured it."),
        (f"You named it. {GAP} measured it. Say more.", "You named it. Say more."),
        (f"Well done, {GAP}.", ""),
        (f"你说得很好。{GAP}说得更多。请继续。", "你说得很好。请继续。"),
        ("", ""),
    ],
)
def test_sentences_with_a_gap_are_left_out(text: str, left: str) -> None:
    assert kept(text) == left


def test_texts_of_which_nothing_is_left_are_left_out() -> None:
    assert all_kept(["One.", GAP, f"Two. {GAP}!"]) == ["One.", "Two."]
