"""Which parts of an answer are read: its sentences, with marks or without."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from interview.scorer.judge import AT_ONCE, judge
from interview.scorer.stretches import BEGINS, as_written, stretches
from interview.scorer.verdict_model import Floats
from interview.scorer.weights_version import WEIGHTS
from interview.text.sentences import RUN_ON

SPOKEN = (
    "with sepsis time matters most so i take a full set of observations straight away and call the doctor i don't wait "
    "for the ward round we take blood cultures before the first antibiotic is given the antibiotic has to be in within "
    "the hour the lactate tells us how badly the tissue is supplied after that i watch the urine every hour and write "
    "it all down"
)
BEGINNINGS = ["i don't", "we take", "the antibiotic", "the lactate", "after that"]


def never(words: Sequence[str]) -> Floats:
    return np.zeros(len(words), np.float32)


def unasked(words: Sequence[str]) -> Floats:
    raise AssertionError(words)


def at(*wanted: str):
    """Sure of these words alone."""
    return lambda words: np.array([float(word in wanted) for word in words], np.float32)


def test_a_text_with_marks_is_read_as_it_is_and_asks_for_nothing():
    text = "I measure first. Then I change one thing, and I measure again."
    read = stretches(text, unasked)
    wanted = ["I measure first.", "Then I change one thing, and I measure again."]
    assert [each.text for each in read] == [each.read for each in read] == wanted


def test_what_runs_on_is_read_as_sentences_and_quoted_as_it_stands():
    text = " ".join(["one word after another"] * 6) + ", then we stopped " + " ".join(["and all went home"] * 6)
    first, *rest = stretches(text, at("then"))
    assert first.text == " ".join(["one word after another"] * 6) + ","
    assert first.read == "O" + first.text[1:-1] + "."
    assert rest[0].text.startswith("then we stopped")
    assert rest[0].read.startswith("Then we stopped")
    assert all(each.text in text for each in [first, *rest])


@given(
    st.lists(
        st.sampled_from(["we", "don't", "know,", "and", "e-mail", "…", "3.5", "\u00e9t\u00e9"]),
        min_size=1,
        max_size=130,
    )
)
def test_no_word_is_lost_or_read_twice(words: list[str]):
    text = " ".join(words)
    read = stretches(text, at("we", "and"))
    assert [word for each in read for word in each.text.split()] == [
        word for each in stretches(text, never) for word in each.text.split()
    ]


def test_what_is_spoken_without_marks_is_cut_where_sentences_begin():
    assert len(SPOKEN.split()) > RUN_ON
    begun = [" ".join(each.text.split()[:2]) for each in stretches(SPOKEN, judge(WEIGHTS).starts)]
    assert len(set(begun) & set(BEGINNINGS)) >= 4
    assert len(begun) <= 8


def test_a_short_text_without_any_mark_is_cut_too_and_one_with_a_mark_is_not():
    text = "i measure it first then i change one thing and then i measure it once again"
    cut = ["i measure it first", "then i change one thing and", "then i measure it once again"]
    assert [each.text for each in stretches(text, at("then"))] == cut
    assert [each.read for each in stretches(text, at("then"))] == [as_written(part) for part in cut]
    for marked in (f"{text}.", text.replace("first", "first,")):
        assert [each.read for each in stretches(marked, unasked)] == [marked]


def test_a_few_words_without_a_mark_are_not_looked_at():
    notes = "measure first\nchange one thing and measure it again\nwrite down what came of it"
    assert [each.read for each in stretches(notes, unasked)] == notes.split("\n")


def test_a_long_text_is_looked_at_in_parts_that_agree_where_they_meet():
    words = (SPOKEN.split() * (2 * AT_ONCE // len(SPOKEN.split()) + 1))[: 2 * AT_ONCE]
    found = judge(WEIGHTS).starts(words)
    assert found.shape == (len(words),)
    # The same words far from a joint and beside one.
    again = judge(WEIGHTS).starts(words[AT_ONCE // 2 : AT_ONCE // 2 + AT_ONCE])
    meeting = slice(AT_ONCE - 10, AT_ONCE + 10)
    alike = (found[meeting] > BEGINS) == (again[AT_ONCE // 2 - 10 : AT_ONCE // 2 + 10] > BEGINS)
    assert alike.mean() >= 0.9


def test_a_part_is_written_as_a_sentence():
    assert as_written("we wait,") == "We wait."
    assert as_written('he said "no!"') == 'He said "no!"'
