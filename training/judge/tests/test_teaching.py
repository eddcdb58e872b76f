"""A run that is cut off, taken up again, or begun from another judge."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx  # type: ignore[import-not-found]
import pytest
import torch
from onnx import helper, numpy_helper

from interview.scorer.judge import TOKENIZER, WEIGHTS, Judge, Reader
from interview.scorer.weights_version import CARD as OUT_CARD
from training.judge import export, losses, train
from training.judge import shipped as from_shipped
from training.judge.losses import Example
from training.judge.model import Encoder
from training.judge.packs import Target
from training.judge.smoothing import SUFFIX
from training.judge.tests.conftest import TEACHING
from training.judge.train import CARD, KEPT, STATE

ASKED = ("Why does it hold?", ["Because of the first", "Not the second"], ["It is the first.", "Well.", "Never that."])


def state(folder: Path) -> dict[str, torch.Tensor]:
    found: dict[str, torch.Tensor] = torch.load(folder / STATE, weights_only=True)
    return found


@pytest.fixture
def cut(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a run that kept its state after every step and ended in the middle of the fourth."""
    out, loss, steps = tmp_path / "cut", losses.loss, []

    def cut_off(*given: object) -> torch.Tensor:
        steps.append(given)
        if len(steps) == 4:
            raise KeyboardInterrupt
        return loss(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(train, "KEEP_EVERY_S", -1)
        patch.setattr(losses, "loss", cut_off)
        with pytest.raises(KeyboardInterrupt):
            train.main([str(base), str(out), *TEACHING])
    return out


def test_a_run_that_was_cut_off_ends_with_the_weights_of_an_uncut_one(
    base: Path, taught: Path, cut: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train.main([str(base), str(cut), *TEACHING])
    assert ", 3 done" in capsys.readouterr().out
    found, wanted = state(cut), state(taught)
    assert found.keys() == wanted.keys()
    assert [name for name in wanted if not torch.equal(found[name], wanted[name])] == []
    assert (cut / CARD).read_bytes() == (taught / CARD).read_bytes()
    assert not (cut / KEPT).exists()


def test_a_run_of_fewer_steps_ends_with_the_weights_that_the_whole_one_had_after_these(
    base: Path, cut: Path, tmp_path: Path
) -> None:
    begun = torch.load(cut / KEPT, weights_only=True)
    train.main([str(base), str(tmp_path), *TEACHING, "--steps", str(begun["done"])])
    found = state(tmp_path)
    assert [name for name in found if not torch.equal(found[name], begun["judge"][name])] == []


def test_a_run_is_not_taken_up_with_other_settings(base: Path, cut: Path) -> None:
    before = (cut / KEPT).read_bytes()
    with pytest.raises(SystemExit, match="unfinished run with other settings"):
        train.main([str(base), str(cut), *TEACHING, "--rate", "1e-3"])
    assert (cut / KEPT).read_bytes() == before


def test_a_run_that_is_over_is_not_done_again(base: Path, taught: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(losses, "loss", lambda *_: pytest.fail("a step was made"))
    train.main([str(base), str(taught), *TEACHING])


def test_a_run_over_other_texts_is_done_again(
    base: Path, taught: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Begun(Exception):
        pass

    def begin(*_: object) -> torch.Tensor:
        raise Begun

    file = texts / "learn" / "more.txt"
    file.write_text("# another\n? Why?\n## 0 So\n+ It is so.\n", encoding="utf-8")
    monkeypatch.setattr(losses, "loss", begin)
    try:
        with pytest.raises(Begun):
            train.main([str(base), str(taught), *TEACHING])
    finally:
        file.unlink()


def test_what_is_named_first_all_teaches_however_few_packs_there_are(base: Path, texts: Path) -> None:
    file = texts / "learn" / "short_new.txt"
    questions = (f"# short-{number}\n? Why {number} times?" for number in range(6))
    file.write_text(
        "\n".join(f"{each}\n## 0 So\n## answer short\n[0+] It is so." for each in questions), encoding="utf-8"
    )
    try:
        reader = Reader(base / TOKENIZER)
        found = train.examples(reader, 8, 3, ["short_*"])
        assert len(found) == 8
        for number in range(6):
            asked = reader.tokens(f"Why {number} times?", 9)
            assert any(_holds(each.reading.ids, asked) for each in found)
    finally:
        file.unlink()


def _holds(ids: tuple[int, ...], part: list[int]) -> bool:
    return any(list(ids[start : start + len(part)]) == part for start in range(len(ids)))


def test_what_is_frozen_learns_nothing_and_the_rest_does(base: Path, tmp_path: Path) -> None:
    train.main([str(base), str(tmp_path), *TEACHING, "--freeze", "1"])
    given, found = Encoder(base).state_dict(), state(tmp_path)
    still = {name for name in given if torch.equal(given[name], found[f"encoder.{name}"])}
    assert still == {name for name in given if name.startswith(("words.", "position.", "norm.", "apart", "layers.0."))}


def test_what_the_product_reads_gives_back_the_state_within_a_step_of_its_integers(taught: Path, shipped: Path) -> None:
    found, wanted = from_shipped.state(shipped / WEIGHTS), state(taught)
    assert found.keys() == wanted.keys()
    stored = onnx.load(str(shipped / WEIGHTS)).graph.initializer
    factors = [numpy_helper.to_array(each) for each in stored if each.name.endswith(SUFFIX)]
    assert factors
    # A step is that of the smoothed weights, times what their input was multiplied by.
    spread = max(float(each.max() / each.min()) for each in factors)
    for name, weights in wanted.items():
        # One scale for each row of a dense layer, one for a whole table.
        most = weights.abs().max(1, keepdim=True)[0] if name.endswith("weight") and weights.ndim == 2 else weights.abs()
        step = weights.abs().max() / 127 if "encoder.words" in name or "encoder.position" in name else most.max() / 127
        assert (found[name] - weights).abs().max() <= 0.51 * step * spread + 1e-6, name


def test_other_weights_are_no_judge(tmp_path: Path) -> None:
    graph = helper.make_graph([], "empty", [], [])
    onnx.save(helper.make_model(graph), str(tmp_path / WEIGHTS))
    with pytest.raises(ValueError, match="has not the form"):
        from_shipped.state(tmp_path / WEIGHTS)


def test_a_judge_begun_from_the_shipped_one_says_nearly_the_same_before_it_learns(base: Path, tmp_path: Path) -> None:
    # Kinds are told behind the frozen layer, so it has to be known.
    train.main([str(base), str(tmp_path / "before"), *TEACHING, "--freeze", "1", "--rate", "1e-3"])
    export.main([str(tmp_path / "before"), str(base), str(tmp_path / "shipped")])
    train.main([str(base), str(tmp_path / "taught"), *TEACHING, "--start", str(tmp_path / "shipped"), "--rate", "0"])
    export.main([str(tmp_path / "taught"), str(base), str(tmp_path / "out")])
    before, again = Judge(tmp_path / "shipped"), Judge(tmp_path / "out")
    np.testing.assert_allclose(again.says(*ASKED), before.says(*ASKED), atol=0.005)
    cards = [json.loads((tmp_path / name / OUT_CARD).read_text(encoding="utf-8")) for name in ("shipped", "out")]
    assert (cards[1]["start"], cards[1]["freeze"]) == (cards[0]["sha256"], 1)
    with pytest.raises(SystemExit, match="its own --freeze: 1"):
        train.main([str(base), str(tmp_path), *TEACHING, "--start", str(tmp_path / "shipped"), "--freeze", "2"])


def test_a_judge_is_not_begun_from_one_with_another_base(
    base: Path, taught: Path, encoders: dict[str, Path], tmp_path: Path
) -> None:
    other = next(folder for folder in encoders.values() if folder != base)
    with pytest.raises(SystemExit, match=f"was made from {base.name}"):
        train.main([str(other), str(tmp_path), *TEACHING, "--start", str(taught)])


def test_a_judge_is_blended_of_what_it_began_with_and_what_it_learned(base: Path, taught: Path, tmp_path: Path) -> None:
    parts = {}
    for name, blend in (("learned", "1"), ("half", "0.5")):
        train.main([str(base), str(tmp_path / name), *TEACHING, "--start", str(taught), "--blend", blend])
        parts[name] = state(tmp_path / name)
    before = state(taught)
    assert any(not torch.equal(before[name], parts["learned"][name]) for name in before)
    for name, found in parts["half"].items():
        torch.testing.assert_close(found, (before[name] + parts["learned"][name]) / 2)


def test_a_judge_begun_from_a_taught_one_has_its_state(base: Path, taught: Path, tmp_path: Path) -> None:
    train.main([str(base), str(tmp_path), *TEACHING, "--start", str(taught), "--rate", "0"])
    found, wanted = state(tmp_path), state(taught)
    assert [name for name in wanted if not torch.equal(found[name], wanted[name])] == []


def test_a_story_tells_what_one_of_its_sentences_tells(taught: Path) -> None:
    reading = Reader(taught / TOKENIZER).read("Why?", ("It broke", "It held"), ("It fell apart.", "We went home."))
    story = Example(reading, (None,) * 4, (Target.STATES, Target.NEITHER))
    first_point_by_first_sentence = torch.full((4, 3), -6.0)
    first_point_by_first_sentence[:, Target.NEITHER] = 6.0
    nothing = first_point_by_first_sentence.clone()
    first_point_by_first_sentence[0] = torch.tensor([6.0, -6.0, -6.0])
    assert losses.of_wholes(first_point_by_first_sentence, [story]) < 0.01
    assert losses.of_wholes(nothing, [story]) > 5
    assert losses.of_wholes(first_point_by_first_sentence.flip(0), [story]) > 5


def test_what_is_said_of_another_manner_is_held_to_what_is_said_of_the_plain_words(taught: Path) -> None:
    reader = Reader(taught / TOKENIZER)
    plain, again = (reader.read("Why?", ("It broke",), texts) for texts in (("It fell apart.",), ("it fell in bits",)))
    found = [Example(again, (Target.STATES,), (), plain), Example(plain, (Target.STATES,), ())]
    apart = torch.tensor([[6.0, -6.0, -6.0], [0.0, 0.0, 0.0], [-6.0, 6.0, -6.0]])
    alike = torch.tensor([[6.0, -6.0, -6.0], [0.0, 0.0, 0.0], [6.0, -6.0, -6.0]])
    every = [*found, Example(plain, (Target.STATES,), ())]
    assert losses.unlike(apart, every) > 5
    assert losses.unlike(alike, every) == 0
