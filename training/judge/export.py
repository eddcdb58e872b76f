"""Make the folder that the product reads: python training/judge/export.py JUDGE BASE OUT

JUDGE is a folder made by train.py from BASE. OUT gets the weights as ONNX with 8-bit integers per channel, the
tokenizer, and a card with what went in, name and licence of the base, and the hashes of weights and tokenizer.

The last dense step of a layer is stored as integers and computed in floating point: what goes into it has a few values
so large that as integers the others would vanish (mean error of a logit 1.9 instead of 0.2, measured on
all-mpnet-base-v2). What goes into the others is smoothed (smoothing.py).
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
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.scorer.judge import TOKENIZER, WEIGHTS, Reader, Reading
from interview.scorer.weights_version import CARD as OUT_CARD
from training.judge import smoothing
from training.judge.fetch import origin
from training.judge.model import Exported, Judge
from training.judge.train import CARD, STATE


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
    quantize_dynamic(prepared, path, per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=last)
    model = onnx.load(str(path))
    for name in last:
        _store_as_integers(model.graph, name)
    onnx.save(model, str(path))


def _store_as_integers(graph: onnx.GraphProto, name: str) -> None:
    """Store the weight (inputs, outputs) of a MatMul as integers with a scale per output, made numbers before it."""
    place, node = next((place, node) for place, node in enumerate(graph.node) if node.name == name)
    weight = node.input[1]
    stored = next(each for each in graph.initializer if each.name == weight)
    values = numpy_helper.to_array(stored)
    scale = np.maximum(np.abs(values).max(0), 1e-12).astype(np.float32) / 127
    parts = {
        f"{weight}_quantized": np.rint(values / scale).astype(np.int8),
        f"{weight}_scale": scale,
        f"{weight}_zero_point": np.zeros(scale.shape, np.int8),
    }
    graph.initializer.remove(stored)
    graph.initializer.extend(numpy_helper.from_array(array, part) for part, array in parts.items())
    node.input[1] = f"{weight}_dequantized"
    graph.node.insert(place, onnx.helper.make_node("DequantizeLinear", [*parts], [node.input[1]], axis=1))


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
