"""What a judge learns of stories that were asked for and of others."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from interview.scorer.judge import ABOUT, ABOUT_TOLD, WEIGHTS, Judge
from interview.scorer.weights_version import CARD
from training.judge import lines, outputs, place, told_apart
from training.judge.tests import stand_ins
from training.judge.told_apart import Beside


def test_every_story_stands_beside_both_questions_of_its_pair_and_one_of_another_pair_beside_each() -> None:
    [path] = told_apart.files("learn")
    found = list(told_apart.pairs(path, random.Random(1)))
    blocks = len(found) // 8
    assert sum(each.is_about for each in found) == 2 * blocks
    assert sum(each.is_neither for each in found) == 2 * blocks
    others = [each for each in found if not each.is_near]
    assert len(others) == 2 * blocks
    own = {each.question: {other.story for other in found if other.question == each.question} for each in found}
    assert not any(each.is_about for each in others)
    assert all(each.story in own[each.question] for each in others)


def test_the_judge_says_of_a_story_what_the_model_says_that_was_taught(shipped: Path, tmp_path: Path) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    states = lines.States(folder)
    found = list(told_apart.pairs(told_apart.files("learn")[0], random.Random(1)))
    seen = np.stack([told_apart.compared(states, each) for each in found])
    model = lines.taught(seen, np.array([each.is_about for each in found]))
    lines.put_in(folder / WEIGHTS, model, ABOUT_TOLD)
    outputs.written(folder, {})
    judge = Judge(folder)
    for each in found[:10]:
        for told in each.told:
            odds = float(model.odds(states.beside(each.question, told, each.story)))
            assert judge.told(each.question, told, each.story)[1] == pytest.approx(1 / (1 + np.exp(-odds)), abs=0.02)


def test_a_judge_that_was_not_taught_this_is_not_put_in_place(shipped: Path, tmp_path: Path) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    assert set(card["figures"].pop(ABOUT_TOLD)) == {"AUC", "AUC near both", "AUC others"}
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    assert "It was not taught which stories are about what was asked." in list(place.faults(folder))


def test_stories_are_told_from_those_of_their_pair_and_from_those_of_others_apart() -> None:
    def beside(*, is_about: bool = False, is_near: bool = True, is_neither: bool = False) -> Beside:
        return Beside("", (), (), is_about, is_near, is_neither)

    found = [beside(is_about=True), beside(), beside(is_neither=True), beside(is_near=False)]
    said = np.array([0.0, 1.0, 1.0, -1.0], np.float32)
    assert told_apart.figures(said, found) == {"AUC": 0.0, "AUC near both": 0.0, "AUC others": 1.0}


def test_a_judge_that_was_not_measured_after_this_is_not_put_in_place(shipped: Path, tmp_path: Path) -> None:
    folder, said = (
        stand_ins.copied(shipped, tmp_path / "judge"),
        "It was not measured after all that it was taught.",
    )
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    (folder / CARD).write_text(json.dumps({**card, ABOUT: [0.9, 1.8]}), encoding="utf-8")
    assert said in list(place.faults(folder))
    (folder / CARD).write_text(json.dumps({**card, ABOUT: [0.6, 1.1, 1.8]}), encoding="utf-8")
    assert said not in list(place.faults(folder))
    told_apart.main([str(folder)])
    assert said in list(place.faults(folder))
