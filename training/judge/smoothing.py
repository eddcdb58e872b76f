"""Make what goes into a dense step easier to write as 8 bit integers: what is large in the input goes into the weights.

One scale is for a whole input, and some channels of an encoder are many times as large as the others, which then have
few steps left. Each channel is divided by how large it gets and the weights that it meets are multiplied by the same,
so nothing changes but the rounding (SmoothQuant, Xiao et al. 2023, https://arxiv.org/abs/2211.10438, equation 4).
docs/decisions/0129-what-rounding-said-of-names.md has what that is worth.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx  # type: ignore[import-not-found]
import onnxruntime
from onnx import helper, numpy_helper

from interview.scorer.claims import MEANINGS
from interview.scorer.judge import Reader, Reading
from training.judge.authored import everything

Floats = npt.NDArray[np.float32]
SUFFIX = "_smoothing"
# How much of the difference goes into the weights: of 0.4, 0.5, 0.65 and 0.8 this one changed least of what the judge
# says of held answers.
STRENGTH = 0.65
# No channel is scaled by more. Of a judge that was taught none is by more than 12; of one that learned nothing yet some
# channels are never met, and what divides by them would overflow.
MOST = 16.0
ANSWERS, SEED = 80, 7
TINY = 1e-5


def readings(reader: Reader) -> list[Reading]:
    """Some answers and stories of `learn`, to see how large inputs get."""
    answers = everything("learn")[1]
    drawn = random.Random(SEED).sample(answers, min(ANSWERS, len(answers)))
    return [
        reader.read(
            each.question, each.points or list(MEANINGS.values()), [sentence.text for sentence in each.sentences]
        )
        for each in drawn
    ]


def fed(reading: Reading) -> dict[str, npt.NDArray[np.generic]]:
    """A reading as the exported judge takes it."""
    first = 1 + reading.points
    return {
        "ids": np.array([reading.ids]),
        "kinds": np.array([reading.kinds]),
        "pooling": reading.pooling[None],
        "points": np.arange(1, first),
        "said": np.arange(first, first + reading.sentences),
    }


def smooth(path: Path, left: Sequence[str], found: Sequence[Reading]) -> None:
    """Smooth every dense step of the ONNX at `path`, in floating point, but those of the names `left`."""
    model = onnx.load(str(path))
    stored = {each.name: each for each in model.graph.initializer}
    steps = [
        node
        for node in model.graph.node
        if node.op_type == "MatMul" and node.input[1] in stored and node.name not in left
    ]
    largest = _largest(path, sorted({node.input[0] for node in steps}), found)
    for node in steps:
        weights = numpy_helper.to_array(stored[node.input[1]])
        inputs = np.maximum(largest[node.input[0]], TINY)
        scale = inputs**STRENGTH / np.maximum(np.abs(weights).max(1), TINY) ** (1 - STRENGTH)
        # Around 1, so that neither side gets all large or all small.
        scale = (scale / np.exp(np.log(scale).mean())).clip(1 / MOST, MOST).astype(np.float32)
        stored[node.input[1]].CopyFrom(numpy_helper.from_array(weights * scale[:, None], node.input[1]))
        factor, smoothed = f"{node.input[1]}{SUFFIX}", f"{node.name}{SUFFIX}"
        model.graph.initializer.append(numpy_helper.from_array(1 / scale, factor))
        made = helper.make_node("Mul", [node.input[0], factor], [smoothed], name=smoothed)
        model.graph.node.insert(list(model.graph.node).index(node), made)
        node.input[0] = smoothed
    onnx.save(model, str(path))


def _largest(path: Path, inputs: Sequence[str], found: Sequence[Reading]) -> dict[str, Floats]:
    """How large each channel of these gets without sign."""
    model = onnx.load(str(path))
    model.graph.output.extend(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in inputs)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    largest = dict[str, Floats]()
    for reading in found:
        for name, values in zip(inputs, session.run(inputs, fed(reading)), strict=True):
            most = np.abs(values).reshape(-1, values.shape[-1]).max(0)
            largest[name] = np.maximum(largest.get(name, most), most)
    return largest
