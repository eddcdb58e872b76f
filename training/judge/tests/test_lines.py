"""What a judge learns of stories about a line of a resume."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx  # type: ignore[import-not-found]
import pytest

from interview.scorer.judge import ABOUT_LINE, ABOUT_TOLD, ASIDES, BELONGS, MEANING, STARTS, WEIGHTS, Judge
from interview.scorer.weights_version import CARD
from interview.text.sentences import sentences
from training.judge import belongs, line_stories, lines, outputs, place, told_apart
from training.judge.line_stories import Kind
from training.judge.tests import stand_ins
from training.judge.tests.test_teaching import ASKED


def test_the_judge_says_of_a_story_what_the_model_says_that_was_taught(shipped: Path, tmp_path: Path) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    states = lines.States(folder)
    beside = line_stories.pairs(line_stories.files("learn")[0], random.Random(1))
    seen, kinds = lines.read(states, beside)
    model = lines.taught(seen, np.array([kind is Kind.OWN for kind in kinds]))
    lines.put_in(folder / WEIGHTS, model)
    outputs.written(folder, {})
    judge = Judge(folder)
    for each, odds in list(zip(beside, model.odds(seen), strict=True))[:20]:
        parts = [part.of(each.story) for part in sentences(each.story)]
        said = judge.about_line(each.question, each.line, parts)
        assert said == pytest.approx(1 / (1 + np.exp(-odds)), abs=0.02)


@pytest.mark.parametrize("teach", [lines.main, told_apart.main, belongs.main], ids=["lines", "told apart", "belongs"])
def test_what_was_taught_again_stands_in_the_place_of_the_first(
    teach: Callable[[Sequence[str]], None], shipped: Path, tmp_path: Path
) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    before = Judge(folder).says(*ASKED)
    teach([str(folder)])
    known = [output.name for output in onnx.load(str(folder / WEIGHTS)).graph.output]
    assert sorted(known) == [ABOUT_LINE, ABOUT_TOLD, ASIDES, BELONGS, "logits", MEANING, STARTS]
    np.testing.assert_array_equal(Judge(folder).says(*ASKED), before)


def test_a_judge_that_was_not_taught_this_is_not_put_in_place(shipped: Path, tmp_path: Path) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    assert set(card["figures"].pop(ABOUT_LINE)) == {kind.value for kind in Kind if kind is not Kind.OWN}
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    assert "It was not taught what is about a line of a resume." in list(place.faults(folder))


def test_a_judge_that_does_not_tell_meanings_is_not_put_in_place(shipped: Path, tmp_path: Path) -> None:
    folder = stand_ins.copied(shipped, tmp_path / "judge")
    assert Judge(folder).meaning("Fed 240 calves.").ndim == 1
    model = onnx.load(str(folder / WEIGHTS))
    outputs.without(model.graph, MEANING)
    onnx.save(model, str(folder / WEIGHTS))
    outputs.written(folder, {})
    assert "It was exported without what texts mean." in list(place.faults(folder))


def test_what_is_called_probable_is_so_often_so_among_as_many_as_are_taken_to_be_about_another_line() -> None:
    rng = np.random.default_rng(3)
    kinds = [Kind.OWN] * 500 + [Kind.SAME] * 500
    odds = np.concatenate([rng.normal(1, 1, 500), rng.normal(-1, 1, 500)]).astype(np.float32)
    made = lines.calibrated(lines.Taught(np.ones(1, np.float32), 0.0), [(odds, kinds)])
    said = 1 / (1 + np.exp(-made.odds(odds[:, None])))
    weighed = np.where([kind is Kind.OWN for kind in kinds], 1 - lines.OTHER_LINES, lines.OTHER_LINES)
    assert np.average(said, weights=weighed) == pytest.approx(1 - lines.OTHER_LINES, abs=0.01)
    assert said[:500].mean() > said[500:].mean()
