"""Make the folder that the product reads: python training/judge/export.py JUDGE BASE OUT

JUDGE is a folder made by train.py from BASE. OUT gets the weights as ONNX with 8-bit integers per channel, the
tokenizer, and a card with what went in and the hash of the weights. Needs onnx beside torch.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interview.scorer.judge import CARD as OUT_CARD
from interview.scorer.judge import TOKENIZER, WEIGHTS, Reader
from training.judge.model import Exported, Judge
from training.judge.train import CARD, STATE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judge", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    made = json.loads((given.judge / CARD).read_text(encoding="utf-8"))
    judge = Judge(given.base, made["layers"], made["freeze"])
    judge.load_state_dict(torch.load(given.judge / STATE, weights_only=True))
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole, prepared = Path(folder) / "whole.onnx", Path(folder) / "prepared.onnx"
        export(judge.eval(), Reader(given.judge / TOKENIZER), whole)
        quant_pre_process(whole, prepared, skip_symbolic_shape=True)
        quantize_dynamic(prepared, given.out / WEIGHTS, per_channel=True, weight_type=QuantType.QInt8)
    shutil.copy(given.judge / TOKENIZER, given.out / TOKENIZER)
    digest = hashlib.sha256((given.out / WEIGHTS).read_bytes()).hexdigest()
    card = {**made, "sha256": digest, "quantised": "8 bit integers per channel"}
    (given.out / OUT_CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"{(given.out / WEIGHTS).stat().st_size / 1e6:.1f} MB, sha256 {digest}")


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
