"""From a base to a judge in place: each step gives what the next one needs."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx  # type: ignore[import-not-found]
import onnxruntime
import pytest
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from interview.scorer.judge import TOKENIZER, Judge, Reader
from interview.scorer.meanings import ANSWER_KINDS, LINE_FORMS, LINE_WORTH, QUESTION_FIT, judge_named, read
from training.judge import export, make, smoothing, train
from training.judge.model import Exported
from training.judge.model import Judge as Taught
from training.judge.tests import stand_ins
from training.judge.tests.conftest import TEACHING
from training.judge.tests.stand_ins import SILENT
from training.judge.tests.test_teaching import ASKED


def test_the_exported_judge_says_what_the_taught_one_says(
    base: Path, taught: Path, shipped: Path, tmp_path: Path
) -> None:
    judge = Taught(base).eval()
    judge.load_state_dict(torch.load(taught / train.STATE, weights_only=True))
    reader = Reader(taught / TOKENIZER)
    fed = smoothing.fed(reader.read(*ASKED))
    with torch.no_grad():
        wanted = Exported(judge)(*(torch.from_numpy(each) for each in fed.values()))
    export.export(judge, reader, tmp_path / "whole.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "whole.onnx", providers=["CPUExecutionProvider"])
    np.testing.assert_allclose(session.run(["logits"], fed)[0], wanted, atol=1e-4)
    # In 8 bits, and through what the product uses.
    np.testing.assert_allclose(Judge(shipped).says(*ASKED), wanted.softmax(-1), atol=0.03)


def test_smoothed_integers_are_nearer_to_what_was_taught_where_few_channels_are_large(
    base: Path, taught: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, reader = Taught(base).eval(), Reader(taught / TOKENIZER)
    judge.load_state_dict(torch.load(taught / train.STATE, weights_only=True))
    # As in encoders that have learned much: some channels of what goes into a layer are many times as large.
    for layer in judge.encoder.layers:
        for norm in (layer.norm, layer.last):
            norm.weight.data[:3] *= 30
    export.export(judge, reader, tmp_path / "whole.onnx")
    seen = smoothing.readings(reader)

    def far(name: str) -> float:
        shutil.copy(tmp_path / "whole.onnx", tmp_path / "prepared.onnx")
        export.quantise(tmp_path / "prepared.onnx", tmp_path / name, seen)
        whole, made = (
            onnxruntime.InferenceSession(tmp_path / each, providers=["CPUExecutionProvider"])
            for each in ("whole.onnx", name)
        )
        both = [(whole.run(["logits"], fed)[0], made.run(["logits"], fed)[0]) for fed in map(smoothing.fed, seen)]
        return float(np.mean([np.abs(one - other).mean() for one, other in both]))

    smoothed = far("smoothed.onnx")
    monkeypatch.setattr(smoothing, "smooth", lambda *_: None)
    assert smoothed < 0.7 * far("plain.onnx")


def test_a_token_with_large_values_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    drawn = np.random.default_rng(3)
    weight = drawn.normal(size=(64, 32)).astype(np.float32)
    tokens = drawn.normal(size=(1, 6, 64)).astype(np.float32)
    # As the first token of a text in encoders that have learned much.
    tokens[0, 0] *= 500
    name = "/encoder/layers.0/MatMul"
    step = onnx.helper.make_node("MatMul", ["tokens", "weight"], ["made"], name=name)
    shapes = [onnx.helper.make_tensor_value_info(each, onnx.TensorProto.FLOAT, None) for each in ("tokens", "made")]
    graph = onnx.helper.make_graph(
        [step], "one", shapes[:1], shapes[1:], [onnx.numpy_helper.from_array(weight, "weight")]
    )
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)])

    def far(*, by_rows: bool) -> float:
        """The mean error of the other tokens in their own size."""
        onnx.save(model, str(tmp_path / "one.onnx"))
        if by_rows:
            export.by_rows(tmp_path / "one.onnx", [name])
        quantize_dynamic(tmp_path / "one.onnx", tmp_path / "small.onnx", per_channel=True, weight_type=QuantType.QInt8)
        session = onnxruntime.InferenceSession(tmp_path / "small.onnx", providers=["CPUExecutionProvider"])
        off = session.run(["made"], {"tokens": tokens})[0][0, 1:] - tokens[0, 1:] @ weight
        return float(np.abs(off).mean() / np.abs(tokens[0, 1:] @ weight).mean())

    assert far(by_rows=True) < 0.02
    assert far(by_rows=False) > 0.2


def test_one_command_goes_from_a_base_to_a_judge_in_place(
    base: Path, taught: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Begun from one that is silent, as a few steps teach nothing."""
    start = stand_ins.fixed(taught, tmp_path / "start", SILENT)
    given = ["--base", str(base), "--work", str(tmp_path / "work"), "--place", str(tmp_path / "judge")]
    assert make.main([*given, *TEACHING, "--start", str(start), "--rate", "1e-6"]) == 0
    assert (Judge(tmp_path / "judge").says(*ASKED).argmax(-1) == 2).all()
    said = capsys.readouterr().out
    assert f"In place: {tmp_path / 'judge'}, from {base.name} (apache-2.0)" in said
    for path in (LINE_FORMS, LINE_WORTH, QUESTION_FIT, ANSWER_KINDS):
        assert read(tmp_path / path.name).judge == judge_named(tmp_path / "judge")


def test_a_base_under_another_licence_is_not_taught(
    tmp_path: Path, base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(train, "main", lambda _: pytest.fail("it was taught"))
    other = stand_ins.copied(base, tmp_path / "other")
    (other / "README.md").write_text(stand_ins.CARD.format(licence="gpl-3.0"), encoding="utf-8")
    work = ["--work", str(tmp_path / "work")]
    assert make.main(["--base", str(other), *work]) == 1
    assert "gpl-3.0" in capsys.readouterr().err
    assert make.main(["--base", str(tmp_path / "nowhere"), *work]) == 1
    assert "no folder with an encoder" in capsys.readouterr().err
