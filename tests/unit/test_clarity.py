from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview.messages import Message
from interview.scorer.clarity import clarity

PLAIN = "An index is a sorted structure. It lets the engine find rows quickly. Each write has to keep it up to date."
LINKED = (
    "An index is a sorted structure, so the engine finds rows quickly. However, each write has to maintain it. "
    "For example, if a table has ten indexes, one insert changes eleven structures."
)


def test_linked_thoughts_are_clearer_than_plain_sentences_and_those_than_fragments():
    fragments = "Sorted structure. Rows quickly. Slow writes. More disk."
    assert clarity(LINKED).level > clarity(PLAIN).level > clarity(fragments).level


def test_one_unbroken_thought_is_hard_to_follow():
    endless = " and ".join(["the engine goes to the index and takes the row"] * 12)
    result = clarity(endless + ".")
    assert result.level <= clarity(PLAIN).level - 1.5
    assert result.advice == Message.of("feedback.long_sentences")


def test_saying_everything_three_times_does_not_help():
    result = clarity(" ".join([PLAIN] * 3))
    assert result.level < clarity(PLAIN).level
    assert result.advice == Message.of("feedback.repetition")


def test_length_alone_changes_nothing():
    longer = PLAIN + " The index also needs disk space. The planner may ignore it. The table stays as it is."
    assert clarity(longer).level == clarity(PLAIN).level


def test_spelling_and_articles_do_not_count():
    foreign = "Index is sorted structur. It lets engine find rows quikly. Each write have to keep it up to date."
    assert clarity(foreign).level == clarity(PLAIN).level


def test_a_list_of_words_is_hardly_clear():
    assert clarity("index table rows scan structure lookup writes disk").level <= 1


@given(st.text(max_size=400))
def test_the_level_stays_between_zero_and_four(text):
    assert 0 <= clarity(text).level <= 4
