"""What a judge learns of sentences that belong to what was asked, and of what people put around them."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from interview.scorer.judge import ASIDE_ANYWHERE, ASIDES, WEIGHTS, Judge
from interview.scorer.weights_version import CARD
from training.judge import asides, authored, belongs, lines, outputs, place
from training.judge.tests import stand_ins


def test_of_an_answer_with_an_aside_all_but_the_aside_belongs_to_what_was_asked() -> None:
    around = [
        texts
        for pattern in (belongs.PUT_IN, belongs.AROUND)
        for heading, texts in belongs.blocks("learn", pattern)
        if not heading.endswith(" vague")
    ]
    talk = {*authored.empty_talk("learn"), *authored.talk_beside("learn")}
    found = [*belongs.answers("learn", random.Random(1))]
    assert {each.kind for each in found} == {
        *("story", "story with aside", "vague and story", "vague with aside", "other story", "other story with aside"),
        *("short story", "short story with aside"),
        *("answer", "answer with aside", "answer with empty talk", "answer with talk", "vague with talk"),
        *(f"{kind} with lines" for kind in belongs.INTERRUPTED),
    }
    for each in (each for each in found if not each.kind.endswith(" with lines")):
        put_in = tuple(text for text, own in zip(each.sentences, each.belongs, strict=True) if not own)
        assert bool(put_in) is (" with " in each.kind)
        assert not put_in or put_in in around or talk.issuperset(put_in)
        at = each.belongs.index(False) if put_in else 0
        assert each.sentences[at : at + len(put_in)] == put_in


def test_single_lines_stand_apart_between_the_sentences_of_an_answer_and_each_is_in_one_of_every_kind() -> None:
    lines = sorted(line for _, block in belongs.blocks("learn", belongs.BETWEEN) for line in block)
    every = [*belongs.answers("learn", random.Random(1))]
    found = [each for each in every if each.kind.endswith(" with lines")]
    whole = {(each.question, each.texts, each.sentences) for each in every if all(each.belongs)}
    for kind in belongs.INTERRUPTED:
        of_kind = [each for each in found if each.kind == f"{kind} with lines"]
        put_in = [text for each in of_kind for text, own in zip(each.sentences, each.belongs, strict=True) if not own]
        assert sorted(put_in) == lines
    for each in found:
        own = tuple(text for text, is_own in zip(each.sentences, each.belongs, strict=True) if is_own)
        assert (each.question, each.texts, own) in whole
        assert all(before or after for before, after in pairwise(each.belongs))
        assert 1 <= each.belongs.count(False) <= belongs.SINGLE
    assert any(each.belongs[0] and each.belongs[-1] for each in found)


def test_the_judge_says_of_a_sentence_what_the_model_says_that_was_taught(shipped: Path, tmp_path: Path) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    states = lines.States(folder, asides.DEPTHS)
    found = [*belongs.answers("learn", random.Random(1))][::40]
    rows, own = belongs.read(states, found)
    model = asides.taught(rows, own)
    belongs.put_in(folder / WEIGHTS, model)
    outputs.written(folder, {})
    judge = Judge(folder)
    whole = [(each, of) for each, of in zip(found, rows, strict=True) if len(of) == len(each.sentences)]
    assert len({each.kind for each, _ in whole}) > 1
    for each, of in whole:
        for said, wanted in zip(
            judge.belongs(each.question, each.texts, each.sentences), model.belongs(of), strict=True
        ):
            assert said == pytest.approx(wanted, abs=0.02)


def test_of_an_answer_that_is_too_long_for_one_reading_every_sentence_is_read(shipped: Path) -> None:
    judge, long = Judge(shipped), tuple(f"I sorted box number {number} of the cellar." for number in range(80))
    said, behind = judge.belongs("Tell me.", ["They sorted something"], long)
    assert (said.shape, behind.shape) == ((80,), (79, 2))
    assert min(said.min(), behind.min()) > 0


def test_where_there_is_no_room_for_two_sentences_an_aside_may_begin_behind_each(shipped: Path) -> None:
    points = [" ".join([f"box {number} was sorted into the cellar"] * 8) for number in range(9)]
    long = [" ".join([f"I sorted box {number} of the cellar and the one behind it"] * 6) for number in range(4)]
    _, behind = Judge(shipped).belongs("Tell me.", points, long)
    assert behind.shape == (3, 2)
    assert (behind == np.array(ASIDE_ANYWHERE, np.float32)).all()


def test_a_judge_that_was_not_taught_this_is_not_put_in_place(shipped: Path, tmp_path: Path) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    assert set(card["figures"].pop(ASIDES)) == {"AUC", "at 1 %", "at 2 %"}
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    assert "It was not taught what belongs to what was asked." in list(place.faults(folder))


def test_asides_are_counted_that_are_found_where_few_sentences_of_answers_without_any_are_lost() -> None:
    odds = [np.arange(100, dtype=np.float32), np.array([50.0, -1.0, 1.5], np.float32)]
    own = [np.ones(100, bool), np.array([True, False, False])]
    assert belongs.figures(odds, own) == {"AUC": 0.99, "at 1 %": 0.5, "at 2 %": 1.0}


def test_a_line_before_the_first_heading_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authored, "DATA", tmp_path)
    (tmp_path / "learn" / belongs.FOLDER).mkdir(parents=True)
    (tmp_path / "learn" / belongs.FOLDER / "asides_00.txt").write_text("# 1 private\nA dog.\n", encoding="utf-8")
    (tmp_path / "learn" / belongs.FOLDER / "asides_01.txt").write_text("A cat.\n# 1 private\n", encoding="utf-8")
    with pytest.raises(authored.Unreadable, match="A cat"):
        belongs.blocks("learn", belongs.PUT_IN)
