"""A short form of bench/ladder.py: what says nothing earns nothing, also at length."""

from __future__ import annotations

import pytest

from bench.ladder import GIBBERISH, MOST_OF_NOTHING, Scorer, rungs
from bench.padding import PADDING, padded

RUNGS = {rung["id"]: rung for rung in rungs()}
# A told experience, of which padding makes most; every further one costs a quarter of a minute of the processor.
TRIED = (
    pytest.param("caching-redis-ttl-eviction", marks=pytest.mark.long),
    pytest.param("networking-dns", marks=pytest.mark.long),
    "behavioural-helped-colleague",
)


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer()


def test_the_padding_is_of_several_kinds_and_speaks_of_the_topic() -> None:
    made = padded("An answer.", "How does caching work?", "Caching and Redis")
    assert len(made) >= len(PADDING) + 2 >= 6
    assert any("Caching and Redis" in text for text in made.values())


@pytest.mark.parametrize("identity", TRIED)
def test_what_says_nothing_earns_nothing_however_long_it_is_said(scorer: Scorer, identity: str) -> None:
    question, plain = scorer.bank[identity], RUNGS[identity]["vague"]
    made = padded(plain, question["question"], question["topic"])
    for kind, text in list(made.items())[::2]:
        assert scorer.ends(identity, text)[0] <= MOST_OF_NOTHING, kind


@pytest.mark.parametrize("identity", list(RUNGS)[::24])
def test_a_keyword_list_never_earns_more_than_the_answer_it_was_made_from(scorer: Scorer, identity: str) -> None:
    rung = RUNGS[identity]
    listed, said = (scorer.ends(identity, rung[kind]) for kind in ("keywords", "excellent"))
    assert sum(listed) <= sum(said)
    assert listed[0] <= said[0]


@pytest.mark.parametrize("identity", list(RUNGS)[::24])
def test_a_copied_question_and_gibberish_earn_at_most_five(scorer: Scorer, identity: str) -> None:
    for text in (scorer.bank[identity]["question"], GIBBERISH):
        assert scorer.middle(identity, text) <= MOST_OF_NOTHING, text
