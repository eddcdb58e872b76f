"""What authors wrote for the judge is whole, in its format, and what measures is not what teaches."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from training.judge.authored import Claim, Sentence, Unreadable, everything, lacking, read
from training.judge.pairs import CONTRADICTS, HALF, NEITHER, STATES, pairs, stretches, target_of

QUESTION = "# a-question\n? Why?\n## 0 Because of this\n"


@pytest.mark.slow
def test_nothing_that_is_wanted_of_a_question_is_lacking() -> None:
    assert list(lacking()) == []


def test_what_measures_shares_no_question_author_or_sentence_with_what_teaches() -> None:
    learned, told = everything("learn")
    held, held_told = everything("held")
    asked = {each.question_id for each in learned} | {each.question_id for each in told}
    assert asked.isdisjoint({each.question_id for each in held} | {each.question_id for each in held_told})
    texts = {each.text for each in learned} | {each.text for answer in told for each in answer.sentences}
    assert texts.isdisjoint({each.text for each in held})
    assert texts.isdisjoint({each.text for answer in held_told for each in answer.sentences})


def test_statements_and_answers_are_read_with_what_they_claim(tmp_path: Path) -> None:
    file = tmp_path / "statements.txt"
    file.write_text(
        f"{QUESTION}+ It is so.\n- It is not.\n## answer mixed\n[] Well.\n[0?] Perhaps.\n", encoding="utf-8"
    )
    (first, second), (answer,) = read(file)
    assert [(each.sign, each.point, each.text) for each in (first, second)] == [
        ("+", "Because of this", "It is so."),
        ("-", "Because of this", "It is not."),
    ]
    assert (answer.kind, answer.points) == ("mixed", ("Because of this",))
    assert [dict(each.claims) for each in answer.sentences] == [{}, {"0": Claim.HALF}]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("It is so.", "begins with"),
        ("## 2 Another", "key point 1"),
        ("## answer brilliant", "was expected"),
        ("## answer expert\nNo label.", "begins with its labels"),
        ("## answer expert\n[1+] Beyond.", "no label here"),
        ("## answer expert\n[result] Not a story.", "no label here"),
    ],
)
def test_a_line_that_is_not_in_the_format_is_named(tmp_path: Path, line: str, why: str) -> None:
    file = tmp_path / "statements.txt"
    file.write_text(QUESTION + line, encoding="utf-8")
    with pytest.raises(Unreadable, match=rf"statements\.txt:\d+: .*{why}"):
        read(file)


@pytest.mark.slow
def test_what_a_sentence_is_learned_with_tells_nothing_of_the_sentence() -> None:
    """Every sentence of a point is learned as stating and as contradicting something, equally often."""
    counts: dict[str, Counter[tuple[float, float, float]]] = defaultdict(Counter)
    for pair in pairs(*everything("learn"), 1):
        if pair.kind.startswith(("states", "contradicts")):
            counts[pair.text][pair.target] += 1
    assert len(counts) > 20_000
    assert all(count[STATES] == count[CONTRADICTS] for count in counts.values())


def test_a_stretch_that_says_both_is_no_example() -> None:
    right, wrong = Sentence("a", {"0": Claim.STATES}), Sentence("b", {"0": Claim.CONTRADICTS})
    half, silent = Sentence("c", {"0": Claim.HALF}), Sentence("d", {})
    assert target_of([right, wrong], "0") is None
    assert (target_of([right, half], "0"), target_of([wrong, silent], "0")) == (STATES, CONTRADICTS)
    assert (target_of([half, silent], "0"), target_of([silent], "0")) == (HALF, NEITHER)
    assert [len(found) for found in stretches([right, wrong, half])] == [1, 1, 1, 2, 2, 3]


def test_a_story_about_something_else_gives_no_part(tmp_path: Path) -> None:
    file = tmp_path / "stories.txt"
    file.write_text(
        "# a\n? Tell me.\n## elsewhere\n[situation,result] We met.\n## strong\n[result] It held.\n", "utf-8"
    )
    _, answers = read(file)
    found = [pair for seed in range(30) for pair in pairs([], answers, seed)]
    assert {pair.target for pair in found if pair.kind == "story, elsewhere"} == {NEITHER}
    assert STATES in {pair.target for pair in found if pair.kind == "story, strong"}
