"""What a judge learns of where sentences begin."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx  # type: ignore[import-not-found]
import torch

from interview.scorer.judge import ABOUT_LINE, ABOUT_TOLD, ASIDES, BELONGS, MEANING, STARTS, WEIGHTS, Judge
from interview.scorer.weights_version import CARD
from training.judge import outputs, place, starts
from training.judge.tests import stand_ins
from training.judge.tests.test_teaching import ASKED


def test_the_judge_says_of_each_word_what_the_network_says_that_was_taught(shipped: Path, tmp_path: Path) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    seen, begins = starts.gathered(starts.States(folder), starts.texts("learn"))
    network, mean, spread = starts.taught(seen, begins)
    starts.put_in(folder / WEIGHTS, network, mean, spread)
    place_card(folder)
    text = starts.texts("held")[0]
    states, _ = starts.States(folder).of(text)
    with torch.no_grad():
        wanted = torch.sigmoid(network((torch.from_numpy(states).float() - mean) / spread))[:, 0]
    words = [word for sentence in text for word in sentence]
    np.testing.assert_allclose(Judge(folder).starts(words)[1 : 1 + len(wanted)], wanted, atol=0.02)


def test_what_was_taught_again_stands_in_the_place_of_the_first(shipped: Path, tmp_path: Path) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    before = Judge(folder).says(*ASKED)
    starts.main([str(folder), "--texts", "15"])
    known = [output.name for output in onnx.load(str(folder / WEIGHTS)).graph.output]
    assert sorted(known) == [ABOUT_LINE, ABOUT_TOLD, ASIDES, BELONGS, "logits", MEANING, STARTS]
    np.testing.assert_array_equal(Judge(folder).says(*ASKED), before)


def test_a_judge_that_was_not_taught_this_is_not_put_in_place(shipped: Path, tmp_path: Path) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    assert set(card["figures"].pop(STARTS)) == {"precision", "recall"}
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    assert "It was not taught where sentences begin." in list(place.faults(folder))


def place_card(folder: Path) -> None:
    """The card of the weights as they are now."""
    outputs.written(folder, {})
