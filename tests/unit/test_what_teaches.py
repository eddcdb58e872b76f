"""How texts that teach the judge are cut, joined and padded: as the product reads them, and nobody knows more of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from interview.text.sentences import RUN_ON
from training.judge.authored import DENSE, Answer, everything, read, talk_beside
from training.judge.manners import as_read, unmarked
from training.judge.packs import Material, Pack, Target, with_talk

STATES, CONTRADICTS, NEITHER, HALF = Target
DENSE_ANSWER = """# a
? How?
## 0 Because of this
## 1 And of that
## answer mixed
[0+] It is for this,
[1-] & and never for that.
! 1 Not because of that
[] Well.
"""
TALK = ("My dog barks.", "It rained.", "The lift was stuck.", "Nice chair.")


def answer_of(text: str, folder: Path) -> tuple[Material, Answer]:
    file = folder / "texts.txt"
    file.write_text(text, encoding="utf-8")
    material = Material(*read(file))
    return material, [*material.answers, *material.stories][0]


def asked(sentences: tuple[str, ...]) -> Pack:
    return Pack("", "Why?", ("A", "B"), sentences, ((None,) * len(sentences),) * 2, "asked", (STATES, NEITHER))


def test_clauses_of_a_sentence_are_read_as_one_that_says_what_each_of_them_says(tmp_path: Path) -> None:
    material, answer = answer_of(DENSE_ANSWER, tmp_path)
    assert [each.goes_on for each in answer.sentences] == [False, True, False]
    packs = [material.answer(answer, random.Random(seed)) for seed in range(40)]
    assert {pack.sentences for pack in packs} == {("It is for this, and never for that.", "Well.")}
    assert {dict(zip(pack.points, pack.targets, strict=True))["Because of this"] for pack in packs} == {
        (STATES, NEITHER)
    }
    of_that = {pack.points[1]: pack.targets[1] for pack in packs}
    assert of_that == {"And of that": (CONTRADICTS, NEITHER), "Not because of that": (STATES, NEITHER)}


def test_of_a_point_that_one_sentence_both_says_and_denies_nobody_knows_what_it_says(tmp_path: Path) -> None:
    text = "# a\n? How?\n## 0 Because\n## answer mixed\n[0+] It is so,\n[0-] & but also not.\n! 0 Not because\n"
    material, answer = answer_of(text, tmp_path)
    assert {material.answer(answer, random.Random(seed)).targets[0][0] for seed in range(40)} == {None}
    half = text.replace("[0-] & but also not.\n! 0 Not because", "[0?] & more or less.")
    material, answer = answer_of(half, tmp_path)
    assert {material.answer(answer, random.Random(seed)).targets[0][0] for seed in range(40)} == {STATES}


def test_a_long_sentence_is_cut_as_in_the_product_and_a_part_of_a_clause_claims_nothing() -> None:
    clauses = ["we do this", "and " + "very slowly and carefully and with much thought " * 6, "so it holds"]
    read_so = as_read(clauses, [False, True, True])
    assert len(read_so) > 2
    assert all(len(text.split()) <= RUN_ON for text, _ in read_so)
    assert " ".join(clauses).lower().split() == [
        word.lower().rstrip(".") for text, _ in read_so for word in text.split()
    ]
    assert sum(share for _, shares in read_so for place, share in shares if place == 1) == pytest.approx(1)
    assert all(share < 0.6 for _, shares in read_so for place, share in shares if place == 1)


def test_without_marks_most_beginnings_are_found_and_some_that_are_none() -> None:
    said = [
        "We moved the store in March, so it was cold.",
        "I carried shelves myself and Jana sorted.",
        "It held.",
    ] * 40
    made = unmarked(said, random.Random(3))
    whole = [text for text, shares in made if len(shares) == 1 and shares[0][1] == 1]
    part = [text for text, shares in made if any(share < 1 for _, share in shares)]
    joined = [text for text, shares in made if len(shares) > 1]
    assert len(whole) > len(joined) > 10
    assert len(part) > 10
    assert all(text[0].isupper() and text.endswith(".") for text, _ in made)
    # With the marks gone, apostrophes stay.
    assert not any("," in text for text, _ in unmarked(["Well, it's so, yes."], random.Random(9)))


def test_talk_between_the_sentences_changes_nothing_of_what_a_story_tells() -> None:
    pack = asked(("We moved.", "I carried."))
    made = [with_talk(pack, TALK, random.Random(seed)) for seed in range(200)]
    padded = [each for each in made if each != pack]
    assert 20 < len(padded) < 100
    for each in padded:
        assert [text for text in each.sentences if text not in TALK] == list(pack.sentences)
        assert each.whole == pack.whole
        assert [len(row) for row in each.targets] == [len(each.sentences)] * 2
        assert {target for row in each.targets for target in row} == {None}


def test_talk_in_a_story_gives_no_part(tmp_path: Path) -> None:
    text = "# a\n? Tell me.\n## strong\n[result] It held.\n"
    file = tmp_path / "texts.txt"
    file.write_text(text, encoding="utf-8")
    packs = [pack for seed in range(60) for pack in Material(*read(file), TALK).epoch(random.Random(seed))]
    beside = [
        target
        for pack in packs
        if pack.sentences != ("It held.",)
        for row in pack.targets
        for said, target in zip(pack.sentences, row, strict=True)
        if said in TALK
    ]
    assert beside
    assert set(beside) == {NEITHER}


@pytest.mark.slow
def test_what_is_said_beside_an_answer_and_in_one_breath_is_told_by_others_where_it_measures() -> None:
    learned, held = talk_beside("learn"), talk_beside("held")
    assert (len(learned), len(held)) == (420, 90)
    assert set(learned).isdisjoint(held)
    taught = {each.question_id for each in everything("learn")[1]}
    dense = everything(DENSE)[1]
    assert len(dense) == 72
    assert taught.isdisjoint(each.question_id for each in dense)
    assert sum(sentence.goes_on for each in dense for sentence in each.sentences) > 200
