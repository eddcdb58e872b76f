"""A quote as whole sentences: one, or two that follow each other, and none that are joined across something else."""

from __future__ import annotations

import pytest

from interview.text.sentences import sentences
from interview.text.whole_sentences import one_or_two, whole_sentences

SAID = "I greet him. He looks at the shelf. Perfume is stolen most."


@pytest.mark.parametrize(
    ("quote", "whole"),
    [
        ("greet him", "I greet him."),
        ("greet him. He looks", "I greet him. He looks at the shelf."),
        ("I greet him. He looks at the shelf. Perfume is stolen", ""),
        ("I greet him … Perfume is stolen", ""),
        ("I greet him … the shelf", "I greet him. He looks at the shelf."),
        ("He leaves", ""),
        ("", ""),
    ],
)
def test_a_quote_is_one_whole_sentence_or_two_that_follow_each_other(quote: str, whole: str) -> None:
    assert one_or_two(quote, SAID) == whole


def test_chinese_sentences_are_found_without_a_space_between_them() -> None:
    assert one_or_two("先查日志", "我接到报警。我先查日志。最后回滚。") == "我先查日志。"


@pytest.mark.parametrize(
    ("text", "count"),
    [("I greet him … Perfume is stolen.", 2), ("I greet him … and he leaves.", 1), ("I waited …", 1)],
)
def test_three_dots_in_one_sign_end_a_sentence_where_another_begins(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_of_what_runs_on_without_marks_the_quote_alone_comes_back() -> None:
    spoken = "so first i look at the wound and then i measure it and write that down " * 4
    assert whole_sentences("then i measure it and write that down", f"Well. {spoken}") == (
        "then i measure it and write that down"
    )
    short = "first i look at the wound and then i measure it and write that down"
    assert whole_sentences("then i measure it", short) == "then i measure it"
    assert whole_sentences("then i measure it", f"{short}.") == f"{short}."
    written = "I look at the wound, " + "and then I measure it and write that down " * 5 + "as well."
    assert whole_sentences("measure it", written) == written


@pytest.mark.parametrize(
    ("text", "quote", "is_joined"),
    [
        ("I ask 'who are you?' and look at the band. Then I go.", "I ask 'who are you?'", True),
        ("I ask “any pain?” then I wait. Then I go.", "then I wait", True),
        ("I said stop! and he stopped. Then I go.", "and he stopped.", True),
        ("what is it? a thing on paper. Then I go.", "what is it?", False),
        ("any allergies?\nand the weight. Then I go.", "any allergies?", False),
    ],
)
def test_what_is_asked_within_a_sentence_ends_none(text: str, quote: str, is_joined: bool) -> None:
    wanted = text.removesuffix(" Then I go.") if is_joined else quote
    assert whole_sentences(quote, text) == wanted
