"""Make the folder that the product reads: python training/judge/export.py JUDGE BASE OUT

JUDGE is a folder made by train.py from BASE. OUT gets the weights as ONNX with 8-bit integers per channel, the
tokenizer, and a card with what went in, name and licence of the base, and the hashes of weights and tokenizer.

What goes into the last dense step of a layer has a few values so large that as integers with one scale for all tokens
the others would vanish (mean error of a logit 1.9 instead of 0.05, measured on all-mpnet-base-v2): each token has a
scale of its own there. What goes into the others is smoothed (smoothing.py).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx  # type: ignore[import-not-found]
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.scorer.judge import TOKENIZER, WEIGHTS, Reader, Reading
from interview.scorer.weights_version import CARD as OUT_CARD
from training.judge import smoothing
from training.judge.fetch import origin
from training.judge.model import Exported, Judge
from training.judge.outputs import with_meaning
from training.judge.smoothing import TINY
from training.judge.train import CARD, STATE

# In the names of what divides by rows.
ROWS = "_rows"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judge", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args(arguments)
    made = json.loads((given.judge / CARD).read_text(encoding="utf-8"))
    judge = Judge(given.base, made["layers"], made["freeze"])
    judge.load_state_dict(torch.load(given.judge / STATE, weights_only=True))
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole, prepared = Path(folder) / "whole.onnx", Path(folder) / "prepared.onnx"
        export(judge.eval(), Reader(given.judge / TOKENIZER), whole)
        quant_pre_process(whole, prepared, skip_symbolic_shape=True)
        quantise(prepared, given.out / WEIGHTS, smoothing.readings(Reader(given.judge / TOKENIZER)))
    with_meaning(given.out / WEIGHTS)
    shutil.copy(given.judge / TOKENIZER, given.out / TOKENIZER)
    hashes = {name: hashlib.sha256((given.out / name).read_bytes()).hexdigest() for name in (WEIGHTS, TOKENIZER)}
    card = {
        **made,
        **origin(given.base),
        "sha256": hashes[WEIGHTS],
        "tokenizer_sha256": hashes[TOKENIZER],
        "quantised": "8 bit integers per channel",
    }
    (given.out / OUT_CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"{(given.out / WEIGHTS).stat().st_size / 1e6:.1f} MB, sha256 {hashes[WEIGHTS]}")


def quantise(prepared: Path, path: Path, seen: Sequence[Reading]) -> None:
    """Write the ONNX at `prepared`, which is smoothed for such readings, with 8 bit integers per channel."""
    by_layer: dict[str, str] = {}
    for node in onnx.load(str(prepared)).graph.node:
        layer = re.match(r"/encoder/layers\.\d+/", node.name)
        if node.op_type == "MatMul" and layer:
            by_layer[layer.group()] = node.name
    last = list(by_layer.values())
    smoothing.smooth(prepared, last, seen)
    by_rows(prepared, last)
    quantize_dynamic(prepared, path, per_channel=True, weight_type=QuantType.QInt8)


def by_rows(path: Path, steps: Sequence[str]) -> None:
    """Divide what goes into these dense steps of the ONNX at `path` by the largest value of its row, and multiply what
    comes out by the same: nothing changes but the rounding.

    A few tokens have values a hundred times as large as those of the others, which shared their scale
    (docs/decisions/0149-a-scale-for-each-token.md).
    """
    model = onnx.load(str(path))
    model.graph.initializer.append(numpy_helper.from_array(np.array(TINY, np.float32), f"least{ROWS}"))
    for name in steps:
        node = next(node for node in model.graph.node if node.name == name)
        value, made = node.input[0], node.output[0]
        names = {part: f"{name}{ROWS}_{part}" for part in ("size", "largest", "scale", "scaled", "rounded")}
        before = [
            helper.make_node("Abs", [value], [names["size"]]),
            helper.make_node("ReduceMax", [names["size"]], [names["largest"]], axes=[-1], keepdims=1),
            helper.make_node("Max", [names["largest"], f"least{ROWS}"], [names["scale"]]),
            helper.make_node("Div", [value, names["scale"]], [names["scaled"]]),
        ]
        node.input[0], node.output[0] = names["scaled"], names["rounded"]
        after = helper.make_node("Mul", [names["rounded"], names["scale"]], [made])
        place = list(model.graph.node).index(node)
        model.graph.node.insert(place + 1, after)
        for each in reversed(before):
            model.graph.node.insert(place, each)
    onnx.save(model, str(path))


def export(judge: Judge, reader: Reader, path: Path) -> None:
    """Write the judge as ONNX with the inputs that interview/scorer/judge.py feeds."""
    reading = reader.read("Why?", ("Because.", "It is so."), ("I think so.", "It is.", "Well."))
    first = 1 + reading.points
    example = (
        torch.tensor([reading.ids]),
        torch.tensor([reading.kinds]),
        torch.from_numpy(reading.pooling)[None],
        torch.arange(1, first),
        torch.arange(first, first + reading.sentences),
    )
    names = ["ids", "kinds", "pooling", "points", "said"]
    axes = {
        "ids": {1: "tokens"},
        "kinds": {1: "tokens"},
        "pooling": {1: "segments", 2: "tokens"},
        "points": {0: "points"},
        "said": {0: "sentences"},
        "logits": {0: "points", 1: "sentences"},
    }
    torch.onnx.export(
        Exported(judge),
        example,
        str(path),
        input_names=names,
        output_names=["logits"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    main()
